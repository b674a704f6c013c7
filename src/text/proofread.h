/* SPDX-License-Identifier: MIT */
/* What to tell the author of an article's text: why it cannot be shown, and what readers see
 * otherwise than it was typed. */
#ifndef TEXT_PROOFREAD_H
#define TEXT_PROOFREAD_H

#include "base/arena.h"
#include "base/problem.h"

enum notice_kind {
    NOTICE_TAG,       /* raw HTML: only its words are shown */
    NOTICE_HIDDEN,    /* a comment, a script: not shown */
    NOTICE_SHORTCODE, /* none of this site: shown as typed */
    NOTICE_NOTE,      /* one that nothing calls for: not shown */
};

enum { NOTICES_MAX = 20, NOTICE_LINES_MAX = 5 };

struct notice_of_text {
    enum notice_kind kind;
    struct str typed;
    size_t line[NOTICE_LINES_MAX]; /* from 1, the first ones, each once */
    size_t n_lines;
    bool more_lines;
};

struct proofread {
    bool fits; /* false: it costs too much, so it would be shown as typed */
    /* The line, from 1, of the first picture of another site, which the site's policy (img-src
     * 'self') keeps readers' browsers from showing; 0: there is none. */
    size_t foreign_line;
    struct notice_of_text item[NOTICES_MAX]; /* the same thing once, with its lines */
    size_t n;
    bool more; /* there are others, which are not listed */

    struct arena *arena;
    struct str own;
};

/* Reads MARKDOWN, an article's, for a site whose address is OWN ("https://news.example"; it may be
 * empty). *out is in A and refers to MARKDOWN. */
void markdown_proofread(struct arena *a, struct str markdown, struct str own,
                        struct proofread *out);
/* The same of a form's field "body": adds to P why the text cannot be saved. */
void proofread_check(struct str markdown, struct str own, struct problems *p);
/* The sentence that tells of notice I, with its lines. In A. */
struct str proofread_sentence(struct arena *a, const struct proofread *proof, size_t i);
/* All of them, and that there are more, at most MAX bytes; empty where there is nothing to tell. */
struct str proofread_sentences(struct arena *a, const struct proofread *proof, size_t max);

/* Whether TEXT, which is shown as it is typed, holds HTML or a shortcode all the same. */
bool plain_has_markup(struct str text);

/* What to tell the author of a text that does not fit. */
#define MARKDOWN_TOO_DEAR                                                                          \
    "The text cannot be shown: it nests too deeply, repeats a long address too often, or has too " \
    "many links or table cells in one paragraph or table."

/* For the renderer: notes TYPED, or a picture's address, in LINE. */
void proofread_note(struct proofread *proof, enum notice_kind kind, struct str typed, size_t line);
/* Whether a further notice of it would be kept: its line need not be counted otherwise. */
bool proofread_takes(const struct proofread *proof, enum notice_kind kind, struct str typed);
/* Whether the picture at URL is the first one of another site. */
bool proofread_takes_picture(const struct proofread *proof, struct str url);

#endif
