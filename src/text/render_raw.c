/* SPDX-License-Identifier: MIT */
/* Renders raw HTML in an article: no tag gets through, and the words become running text, in which
 * shortcodes work. A block of raw HTML becomes paragraphs; raw HTML within a paragraph stays in
 * piece. */
#include "text/render_parts.h"

/* Adds a notice for PIECE. A tag is named without its attributes: "<p>". */
static void notice_piece(struct render *r, const struct raw_piece *piece)
{
    if (r->hooks == NULL || r->hooks->proof == NULL || piece->kind == RAW_TEXT || piece->ends ||
        piece->kind == RAW_ENTITY || str_eq(piece->typed, STR("]]>")))
        return;
    struct str typed = piece->typed;
    if (piece->name.n > 0)
        typed = arena_printf(r->arena, "<%.*s>", STR_ARG(piece->name));
    else if (str_starts(typed, STR("<!--")))
        typed = STR("<!-- -->");
    else if (typed.n > 9)
        typed = str_head(typed, str_starts(typed, STR("<![CDATA[")) ? 9 : 2);
    enum notice_kind kind = piece->kind == RAW_HIDDEN ? NOTICE_HIDDEN : NOTICE_TAG;
    render_notice(r, kind, typed);
}

/* Removes white space at the paragraph's end, but none before its last shortcode. */
static void trim_paragraph(struct render *r)
{
    size_t least = r->n_codes > 0 ? r->codes[r->n_codes - 1].at : 0;
    struct buf *b = &r->paragraph;
    while (b->n > least && (b->p[b->n - 1] == '\n' || b->p[b->n - 1] == ' '))
        b->n--;
}

static void add_gap(struct render *r, enum raw_gap gap)
{
    bool block = r->loose_html;
    if (block && !r->in_paragraph)
        return;
    if (gap == GAP_LINE) {
        render_flush(r);
        render_add(r, r->in_picture > 0 ? " " : "<br>\n");
    } else if (gap == GAP_BLOCK && block) {
        render_flush(r);
        trim_paragraph(r);
        render_leave_paragraph(r);
    } else if (gap != GAP_NONE) {
        buf_add_char(&r->pending, ' ');
    }
}

static size_t newlines(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void add_words(struct render *r, const struct raw_piece *piece)
{
    struct str words = piece->typed;
    if (r->loose_html && !r->in_paragraph) {
        const char *from = words.p, *end = words.p + words.n;
        while (from < end && (*from == ' ' || *from == '\n' || *from == '\t'))
            from++;
        words = str_of(from, (size_t)(end - from));
        r->raw_lines += newlines(str_of(piece->typed.p, piece->typed.n - words.n));
        if (words.n == 0 || str_eq(words, STR("&nbsp;")))
            return;
        render_enter_paragraph(r);
    }
    /* Line by line, as md4c reports running text, so that a notice names the right line. */
    while (piece->kind == RAW_TEXT && words.n > 0) {
        size_t n = str_index(words, '\n'), taken = n < words.n ? n + 1 : n;
        buf_add(&r->pending, str_head(words, taken));
        words = str_skip(words, taken);
        if (words.n > 0 || n < taken)
            render_flush(r);
        r->raw_lines += n < taken;
    }
    if (piece->kind == RAW_ENTITY)
        render_reference(r, words);
}

void render_raw_html(struct render *r)
{
    struct raw_html html = raw_html_of(arena_dup(r->arena, buf_str(&r->raw)));
    const char *at = r->at; /* restored below; meanwhile notices are about the raw HTML */
    struct raw_piece piece;
    r->raw.n = 0;
    r->raw_lines = 0;
    r->at = r->raw_at;
    while (raw_html_next(&html, &piece) && render_result(r) == 0) {
        notice_piece(r, &piece);
        if (piece.kind == RAW_TEXT || piece.kind == RAW_ENTITY)
            add_words(r, &piece);
        else
            r->raw_lines += newlines(piece.typed);
        if (piece.kind == RAW_TAG)
            add_gap(r, piece.gap);
        if (piece.kind == RAW_TAG && raw_tag_hides(&piece) && !r->loose_html)
            raw_scripts_open(&r->scripts, &piece, r->raw_at, r->source_end);
    }
    if (r->loose_html)
        add_gap(r, GAP_BLOCK);
    r->at = at;
    r->raw_lines = 0;
}
