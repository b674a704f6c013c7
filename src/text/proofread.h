/* SPDX-License-Identifier: MIT */
/* Checks an article's text for its author: whether it can be shown, and what readers will see
 * differently from what was typed. */
#ifndef TEXT_PROOFREAD_H
#define TEXT_PROOFREAD_H

#include "base/arena.h"
#include "base/problem.h"

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

/* Checks the article text MARKDOWN for a site whose address is OWN ("https://news.example", or
 * empty). *out lives in A and refers to OWN. */
void markdown_proofread(struct arena *a, struct str markdown, struct str own,
                        struct proofread *out);
/* Checks the text of a form's field "body", and adds to P why it cannot be saved. */
void proofread_check(struct str markdown, struct str own, struct problems *p);
/* Notice I as a sentence, with its lines. In A. */
struct str proofread_sentence(struct arena *a, const struct proofread *proof, size_t i);
/* All notices as sentences, in at most MAX bytes, with a last one if there are more. Empty if there
 * are none. */
struct str proofread_sentences(struct arena *a, const struct proofread *proof, size_t max);

/* True if TEXT contains HTML or a shortcode. For texts that are shown as typed. */
bool plain_has_markup(struct str text);

/* The message to the author of a text that does not fit. */
#define MARKDOWN_TOO_COSTLY                                                                        \
    "The text cannot be shown: it nests too deeply, repeats a long address too often, or has too " \
    "many links or table cells in one paragraph or table."

/* For the renderer: adds a notice about TYPED in LINE. */
void proofread_note(struct proofread *proof, enum notice_kind kind, struct str typed, size_t line);
/* True if another notice about TYPED would be kept. If not, the renderer need not count its line.
 */
bool proofread_wants(const struct proofread *proof, enum notice_kind kind, struct str typed);
/* True if the picture at URL is the first one from another site. */
bool proofread_wants_picture(const struct proofread *proof, struct str url);

#endif
