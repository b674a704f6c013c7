/* SPDX-License-Identifier: MIT */
/* The notices that the renderer collects while it renders: what readers will see differently from
 * what was typed. proofread.h puts them into words. */
#ifndef TEXT_NOTICES_H
#define TEXT_NOTICES_H

#include "base/arena.h"

enum notice_kind {
    NOTICE_TAG,       /* raw HTML: only its words are shown */
    NOTICE_HIDDEN,    /* an HTML comment, a script: not shown */
    NOTICE_SHORTCODE, /* an unknown shortcode: shown as typed */
    NOTICE_NOTE,      /* a footnote that nothing refers to: not shown */
};

enum { NOTICES_MAX = 20, NOTICE_LINES_MAX = 5 };

struct notice_of_text {
    enum notice_kind kind;
    struct str typed;
    size_t line[NOTICE_LINES_MAX]; /* the first lines it occurs in, from 1, each once */
    size_t n_lines;
    bool more_lines;
};

struct proofread {
    bool fits; /* false: rendering costs too much, so the text would be shown as typed */
    /* The line, from 1, of the first picture from another site; 0 if there is none. Readers'
     * browsers do not show such pictures, since the site's policy forbids it (img-src 'self'). */
    size_t foreign_line;
    struct notice_of_text item[NOTICES_MAX]; /* one for each thing, with its lines */
    size_t n;
    bool more; /* there are more things than are listed */

    struct arena *arena;
    struct str own;
};

/* Adds a notice about TYPED in LINE. */
void proofread_note(struct proofread *proof, enum notice_kind kind, struct str typed, size_t line);
/* True if another notice about TYPED would be kept. If not, the renderer need not count its line.
 */
bool proofread_wants(const struct proofread *proof, enum notice_kind kind, struct str typed);
/* True if the picture at URL is the first one from another site. */
bool proofread_wants_picture(const struct proofread *proof, struct str url);

#endif
