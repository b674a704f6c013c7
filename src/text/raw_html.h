/* SPDX-License-Identifier: MIT */
/* Splits raw HTML into words and markup. Tags, comments, declarations, processing instructions and
 * the content of <script> and <style> are markup; everything else is words. Something that is never
 * closed hides nothing: its content is words. Each byte is looked at a bounded number of times. */
#ifndef TEXT_RAW_HTML_H
#define TEXT_RAW_HTML_H

#include "base/arena.h"

enum raw_kind {
    RAW_TEXT,   /* words, and what only looks like a tag */
    RAW_ENTITY, /* a character reference */
    RAW_TAG,
    RAW_HIDDEN, /* a whole comment, declaration, instruction, script or style */
};

/* How a tag separates the words on either side. */
enum raw_gap {
    GAP_NONE,  /* not at all: <b> may stand within a word */
    GAP_SPACE, /* by a space: <td> */
    GAP_LINE,  /* by a line break: <br> */
    GAP_BLOCK, /* by a paragraph: <p> */
};

struct raw_piece {
    enum raw_kind kind;
    enum raw_gap gap;
    struct str typed; /* the piece as typed */
    struct str name;  /* the tag's name as typed; empty for other pieces */
    bool ends;        /* a closing tag: </p> */
};

struct raw_html {
    struct str rest;
    unsigned missing; /* a bit for each kind of end that REST does not contain */
};

static inline struct raw_html raw_html_of(struct str html)
{
    return (struct raw_html){.rest = html};
}
/* The next piece; false at the end. */
bool raw_html_next(struct raw_html *html, struct raw_piece *out);

/* <script> and <style> within a paragraph, whose tags and contents md4c reports separately. */
struct raw_scripts {
    const char *hidden_until, *looked_until;
};
/* True if TAG opens a <script> or <style>. */
bool raw_tag_hides(const struct raw_piece *tag);
/* Notes that such a TAG stands at AT in a text that ends at END. If its element is closed before
 * the next blank line, the text before S->hidden_until is markup. */
void raw_scripts_open(struct raw_scripts *s, const struct raw_piece *tag, const char *at,
                      const char *end);

#endif
