/* SPDX-License-Identifier: MIT */
/* What raw HTML in a text says: its words. Tags are dropped; comments, declarations, instructions
 * and what stands in <script> and <style> are no words. What is not closed hides nothing: its words
 * are words. Each byte is looked at a fixed number of times. */
#ifndef TEXT_RAW_HTML_H
#define TEXT_RAW_HTML_H

#include "base/arena.h"

enum raw_kind {
    RAW_TEXT,   /* words, and what only looks like a tag */
    RAW_ENTITY, /* a character reference */
    RAW_TAG,
    RAW_HIDDEN, /* a comment and the like, whole */
};

/* What a tag does to the words at its sides. */
enum raw_gap {
    GAP_NONE,  /* <b>: it may stand within a word */
    GAP_SPACE, /* <td> */
    GAP_LINE,  /* <br> */
    GAP_BLOCK, /* <p>: the words behind it are another paragraph's */
};

struct raw_piece {
    enum raw_kind kind;
    enum raw_gap gap;
    struct str typed; /* as it stands there */
    struct str name;  /* a tag's, as typed; else empty */
    bool ends;        /* </p> */
};

struct raw_html {
    struct str rest;
    unsigned missing; /* ends that were looked for, and do not come any more */
};

static inline struct raw_html raw_html_of(struct str html)
{
    return (struct raw_html){.rest = html};
}
/* The next piece; false at the end. */
bool raw_html_next(struct raw_html *it, struct raw_piece *out);

/* <script> and <style> within a paragraph: md4c tells of their tags and of their contents apart. */
struct raw_scripts {
    const char *hidden_until, *looked_until;
};
/* Whether TAG opens one of them. */
bool raw_hides(const struct raw_piece *tag);
/* Notes that such a TAG stands at AT, in the text that ends at END: where it ends before the next
 * blank line, what stands before S->hidden_until is no words. */
void raw_scripts_open(struct raw_scripts *s, const struct raw_piece *tag, const char *at,
                      const char *end);

#endif
