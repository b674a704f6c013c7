/* SPDX-License-Identifier: MIT */
/* What the parts of the Markdown renderer share: render.c parses and puts it all together,
 * render_text.c makes running text, links and pictures, render_blocks.c paragraphs and what they
 * stand in. */
#ifndef TEXT_RENDER_PARTS_H
#define TEXT_RENDER_PARTS_H

#include <md4c.h>

#include "base/str_map.h"
#include "text/footnotes.h"
#include "text/proofread.h"
#include "text/raw_html.h"
#include "text/render.h"

enum {
    CODES_MAX = 64,     /* in one paragraph; further ones stay as typed */
    QUOTES_MAX = 8,     /* one within another; further ones are no pull quotes */
    HEADINGS_MAX = 500, /* further ones have no id */
};

struct placed_code {
    size_t at; /* in the paragraph's buffer */
    struct shortcode code;
    struct str typed;
};

struct render {
    struct arena *arena;
    enum dialect dialect;
    const struct markdown_hooks *hooks;
    const char *source, *source_end;
    const char *at;             /* in the source, where what was told of last begins */
    const struct footnote *own; /* the note whose text this is; NULL: the whole text's */
    size_t bound;               /* bytes of output; more ends it */

    struct buf out;
    /* Running text that was not yet looked through, or raw HTML; one of the two is empty. */
    struct buf pending, raw;
    const char *raw_at; /* in the source, where the latter begins */
    size_t raw_lines;   /* so many lines below AT is what is looked at in raw HTML; else 0 */
    struct raw_scripts scripts;

    bool in_paragraph;
    struct buf paragraph;
    struct placed_code *codes; /* NULL until there is one: they are large, and rare */
    size_t n_codes;
    struct str picture_title; /* of the paragraph's last picture */
    size_t picture_end; /* the paragraph's length when that picture began at 0 and ended; else 0 */

    int depth;        /* of blocks that hold others */
    int paragraphs;   /* top-level ones so far */
    struct buf spans; /* those that are open, a byte each: its MD_SPANTYPE */
    int in_link, in_picture;
    bool dead_link[8]; /* by in_link: its address was refused */
    bool loose_html;   /* inside a block of raw HTML */

    struct str id_prefix;
    int top_level; /* what the text's highest headings become */
    bool in_heading;
    struct buf heading_words; /* the open heading's */
    struct headings {
        struct heading {
            int level;               /* in the source */
            size_t begin_at, end_at; /* in the output: the digits of its tags */
            struct str id, words;    /* no id: there are HEADINGS_MAX before it */
        } * items;
        size_t n, room;
    } headings;         /* so far; the last may be open */
    struct str_map ids; /* theirs, and which number was last put behind each: 1 is none */

    /* In the output, before and behind the open header cell's "<th>". */
    size_t header_at, header_text_at;

    int in_quote;
    struct {
        size_t at; /* in the output, behind "<blockquote" */
        bool pull;
    } quote[QUOTES_MAX];

    struct footnotes *notes; /* NULL: there are none here */
};

/* Where output goes now: into the open paragraph, or to the end of the whole. */
struct buf *render_here(struct render *r);
void render_put(struct render *r, const char *html);
/* What md4c's callbacks return: not 0, which stops it, where the output is beyond its bound. */
int render_result(const struct render *r);
/* Puts S into the output at AT. */
void render_insert(struct render *r, size_t at, struct str s);
void render_put_attribute(struct render *r, const char *before, struct str value);
/* Words of a text that is not looked through for shortcodes. */
void render_put_text(struct render *r, struct str s);

/* Whether N more bytes of what stands in a shortcode's place leave the text itself its room. */
bool render_has_room(const struct render *r, size_t n);
/* What the hooks put in CODE's place; p NULL where it has no room, too: it stays as typed. */
struct html render_expand(struct render *r, const struct shortcode *code);
/* Looks through the running text or the raw HTML that has been gathered, and puts it. */
void render_flush(struct render *r);
/* The raw HTML; r->raw is then empty. */
void render_raw_html(struct render *r);
/* A paragraph begins or ends. */
void render_enter_paragraph(struct render *r);
void render_leave_paragraph(struct render *r);
/* Tells whoever reads proofs of what stands at r->at. */
void render_notice(struct render *r, enum notice_kind kind, struct str typed);
/* Flushes, and ends the spans that are still open: a block begins or ends here. */
void render_end_text(struct render *r);

/* Gives the headings their levels, the highest ones r->top_level where they are TOP in the source,
 * and tells the hooks of them. */
void render_finish_headings(struct render *r, int top);
/* The level of the highest headings in the source; 1 where there are none. */
int render_top_heading(const struct render *r);

/* What md4c tells of: md4c.h. CTX is the struct render. */
int render_enter_span(MD_SPANTYPE type, void *detail, void *ctx);
int render_leave_span(MD_SPANTYPE type, void *detail, void *ctx);
int render_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx);
int render_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx);

#endif
