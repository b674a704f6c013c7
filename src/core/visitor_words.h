/* SPDX-License-Identifier: MIT */
/* The words by which visitor.c tells robots from browsers.
 *
 * All are in lower case and of two characters or more; a NULL ends each list. A '^' before a word
 * asks for a beginning of a word, a '$' after it for an end of one. */
#ifndef CORE_VISITOR_WORDS_H
#define CORE_VISITOR_WORDS_H

extern const char *const visitor_words_ai[];     /* collectors for language models */
extern const char *const visitor_words_robot[];  /* a robot, even where it looks like a browser */
extern const char *const visitor_words_engine[]; /* beside "Mozilla/": a browser */
extern const char *const visitor_words_phone[];  /* a browser, whatever it begins with */

/* What the whole text of some browsers begins with; these are no patterns. */
extern const char *const visitor_browser_starts[];

#endif
