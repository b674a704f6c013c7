/* SPDX-License-Identifier: MIT */
/* The words by which visitor.c tells robots from browsers.
 *
 * A list is one text: words in lower case, of two characters or more, a '|' between two. A '^'
 * before a word asks for a beginning of a word, a '$' after it for an end of one. */
#ifndef CORE_VIEWS_VISITOR_WORDS_H
#define CORE_VIEWS_VISITOR_WORDS_H

extern const char visitor_words_robot[];    /* a robot, even where it looks like a browser */
extern const char visitor_words_weak[];     /* a robot, unless a device of people is named, too */
extern const char visitor_words_engine[];   /* beside visitor_words_start: a browser */
extern const char visitor_words_device[];   /* people's: a browser or application on it */
extern const char visitor_words_no_robot[]; /* what is in people's, and holds a robot's word */

/* Plain words without '^' and '$'. */
extern const char visitor_words_start[];   /* what a browser's text begins with */
extern const char visitor_words_browser[]; /* the same, of those that name no engine */
extern const char visitor_brands[];        /* names in a desktop's text besides its engine */

#endif
