/* SPDX-License-Identifier: MIT */
/* The state that the renderer's files share. render.c parses and assembles the whole, render_text.c
 * handles running text, links and pictures, render_blocks.c paragraphs and the blocks around them,
 * render_scopes.c the direction of blocks, render_raw.c raw HTML. */
#ifndef TEXT_RENDER_PARTS_H
#define TEXT_RENDER_PARTS_H

#include <md4c.h>

#include "base/str_map.h"
#include "text/footnotes.h"
#include "text/notices.h"
#include "text/raw_html.h"
#include "text/dialect.h"
#include "text/markdown.h"
#include "text/md4c_marks.h"

enum {
    CODES_MAX = 64, /* shortcodes in one paragraph; further ones are expanded at once, as inline */
    QUOTES_MAX = 8, /* nested quotations; deeper ones cannot be pull quotes */
    HEADINGS_MAX = 500, /* headings with an id, footnotes' included; further ones have none */
};

struct placed_code {
    size_t at; /* its place in the paragraph's buffer */
    struct shortcode code;
    struct str typed;
};

/* A place in the output where attributes of a tag go. */
struct slot {
    size_t at;
    struct str text;
};

struct render {
    struct arena *arena;
    enum dialect dialect;
    const struct markdown_hooks *hooks;
    struct md4c_text input;
    const char *source, *source_end; /* of the input's text */
    const char *at;                  /* where in the source md4c's last run of text begins */
    const struct footnote *own; /* the footnote that is rendered; NULL for the article's text */
    size_t bound;               /* bytes of output; more stops the renderer */
    size_t blocks, blocks_max;  /* blocks so far; more than blocks_max stop it, too */

    struct buf out;
    /* Running text (PENDING) or raw HTML (RAW) that is not yet processed. One of them is empty. */
    struct buf pending, raw;
    const char *raw_at; /* where in the source RAW begins */
    size_t raw_lines;   /* lines from AT to the current piece of raw HTML; else 0 */
    struct raw_scripts scripts;

    bool in_paragraph;
    struct buf paragraph;
    struct placed_code
        *codes; /* NULL until the first: the array is large, and shortcodes are rare */
    size_t n_codes;
    struct str picture_title; /* of the paragraph's last picture */
    size_t picture_end;       /* where that picture ends, if it begins the paragraph; else 0 */

    int depth;        /* of blocks that contain other blocks */
    int paragraphs;   /* top-level paragraphs so far */
    struct buf spans; /* the open spans, one byte each: the MD_SPANTYPE */
    struct buf
        scopes; /* the directions of the open blocks; the first is of what is around the text */
    struct slot *slots;
    size_t n_slots, slots_room;
    size_t inserted; /* bytes of the slots' texts */
    int in_cell, in_code;
    int in_link, in_picture;
    bool dead_link[8]; /* by in_link: the link's address was refused */
    bool loose_html;   /* inside a block of raw HTML */

    struct str id_prefix;
    int top_level; /* the level that the text's highest headings get */
    bool in_heading;
    struct buf heading_words; /* the words of the open heading */
    struct headings {
        struct heading {
            int level;               /* in the source */
            size_t begin_at, end_at; /* the digits of its tags in the output */
            struct str id, words;    /* no id: HEADINGS_MAX headings come before it */
        } * items;
        size_t n, room;
    } headings;         /* the headings so far; the last may be open */
    struct str_map ids; /* from each id to the number last appended to it; 1: none */

    size_t tables;                    /* so far; each has a number in its id */
    size_t header_at, header_text_at; /* before and after the open header cell's "<th>" */

    int in_quote;
    bool pull_quote[QUOTES_MAX]; /* by in_quote: it contains [pull-quote] */

    struct footnotes *notes; /* NULL: references to notes are plain text here */
};

/* The buffer that output goes to now: the open paragraph's, or the whole text's. */
struct buf *render_target(struct render *r);
void render_add(struct render *r, const char *html);
/* The value that md4c's callbacks return: negative, which stops md4c, if the output or the number
 * of blocks exceeds its bound. */
int render_result(const struct render *r);
void render_add_attribute(struct render *r, const char *before, struct str value);
/* Adds S escaped, without looking for shortcodes. */
void render_add_text(struct render *r, struct str s);
/* Add a character reference of running text, decoded, and part of a code. */
void render_reference(struct render *r, struct str reference);
void render_code(struct render *r, struct str code);

/* True if N more bytes of a shortcode's HTML leave enough room for the rest of the text. */
bool render_has_room(const struct render *r, size_t n);
/* The hooks' HTML for CODE. p NULL if it stays as typed: it is unknown, or there is no room for its
 * HTML. */
struct html render_expand(struct render *r, const struct shortcode *code);
/* Processes the running text or raw HTML gathered so far and adds it to the output. */
void render_flush(struct render *r);
/* Does so for raw HTML. r->raw is empty afterwards. */
void render_raw_html(struct render *r);
/* Begin and end a paragraph. */
void render_enter_paragraph(struct render *r);
void render_leave_paragraph(struct render *r);
/* Adds a notice about TYPED, at r->at, if the text is being proofread. */
void render_notice(struct render *r, enum notice_kind kind, struct str typed);
/* Flushes the text and closes open spans, where a block begins or ends. */
void render_end_text(struct render *r);

/* Begins with the direction of what is AROUND the text. */
void render_scopes_begin(struct render *r, enum direction around);
/* Begin and end a block whose tag is written at its end. True if the tag needs dir="auto". */
void render_enter_scope(struct render *r);
bool render_leave_scope(struct render *r);
/* Begin and end a block whose tag the output ends with, but for its '>'. The tag gets ATTRIBUTES
 * (empty, or with a space before each), and dir="auto" if it needs it. */
void render_enter_tag(struct render *r);
void render_leave_tag(struct render *r, struct str attributes);
/* Notes that the open blocks contain WORDS. */
void render_see_words(struct render *r, struct str words);
/* The direction of the innermost open block so far, and of a text: 'L', 'R', or 0 if there are no
 * words. */
char render_direction(const struct render *r);
char text_direction(struct str s);
/* Puts the attributes into the output. To be called when all blocks are closed and the headings'
 * levels are set, which changes the places of all that follows. */
void render_fill_slots(struct render *r);

/* Sets the headings' levels, so that level TOP of the source becomes r->top_level, and passes the
 * headings to the hooks. */
void render_finish_headings(struct render *r, int top);
/* The highest level of a heading in the source; 1 if there are no headings. */
int render_top_heading(const struct render *r);

/* md4c's callbacks (md4c.h). CTX is the struct render. */
int render_enter_span(MD_SPANTYPE type, void *detail, void *ctx);
int render_leave_span(MD_SPANTYPE type, void *detail, void *ctx);
int render_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx);
int render_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx);

#endif
