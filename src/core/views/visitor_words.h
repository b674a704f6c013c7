/* SPDX-License-Identifier: MIT */
/* The words by which visitor.c tells robots from browsers.
 *
 * A list is one text: words in lower case of at least two characters, with '|' between them. A '^'
 * before a word means that it must begin a word of the text, a '$' after it that it must end one.
 */
#ifndef CORE_VIEWS_VISITOR_WORDS_H
#define CORE_VIEWS_VISITOR_WORDS_H

extern const char visitor_words_robot[];  /* a robot, even if it looks like a browser */
extern const char visitor_words_weak[];   /* a robot, unless a person's device is named, too */
extern const char visitor_words_engine[]; /* with a word of visitor_words_start: a browser */
extern const char visitor_words_device[]; /* a person's device: a browser or an application */
extern const char
    visitor_words_no_robot[]; /* parts of people's User-Agents that contain a robot's word */

/* Plain words without '^' and '$'. */
extern const char visitor_words_start[];   /* beginnings of a browser's text */
extern const char visitor_words_browser[]; /* the same, of browsers that name no engine */
extern const char visitor_brands[];        /* names in a desktop's text apart from its engine */

#endif
