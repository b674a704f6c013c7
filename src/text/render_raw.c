/* SPDX-License-Identifier: MIT */
/* Raw HTML in an article: its words become running text, in paragraphs where it is a block of its
 * own; shortcodes in it are shortcodes. */
#include "text/render_parts.h"

/* What a proof calls it: "<p>" for a tag whatever its attributes. */
static void tell(struct render *r, const struct raw_piece *it)
{
    if (r->hooks == NULL || r->hooks->proof == NULL || it->kind == RAW_TEXT || it->ends ||
        it->kind == RAW_ENTITY || str_eq(it->typed, STR("]]>")))
        return;
    struct str typed = it->typed;
    if (it->name.n > 0)
        typed = arena_printf(r->arena, "<%.*s>", STR_ARG(it->name));
    else if (str_starts(typed, STR("<!--")))
        typed = STR("<!-- -->");
    else if (typed.n > 9)
        typed = str_head(typed, str_starts(typed, STR("<![CDATA[")) ? 9 : 2);
    enum notice_kind kind = it->kind == RAW_HIDDEN ? NOTICE_HIDDEN : NOTICE_TAG;
    render_notice(r, kind, typed);
}

/* Takes the white space off its end. */
static void trim_paragraph(struct render *r)
{
    size_t least = r->n_codes > 0 ? r->codes[r->n_codes - 1].at : 0;
    struct buf *b = &r->paragraph;
    while (b->n > least && (b->p[b->n - 1] == '\n' || b->p[b->n - 1] == ' '))
        b->n--;
}

static void put_gap(struct render *r, enum raw_gap gap)
{
    bool block = r->loose_html;
    if (block && !r->in_paragraph)
        return;
    if (gap == GAP_LINE) {
        render_flush(r);
        render_put(r, r->in_picture > 0 ? " " : "<br>\n");
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

static void put_words(struct render *r, const struct raw_piece *it)
{
    struct str words = it->typed;
    if (r->loose_html && !r->in_paragraph) {
        const char *from = words.p, *end = words.p + words.n;
        while (from < end && (*from == ' ' || *from == '\n' || *from == '\t'))
            from++;
        words = str_of(from, (size_t)(end - from));
        r->raw_lines += newlines(str_of(it->typed.p, it->typed.n - words.n));
        if (words.n == 0 || str_eq(words, STR("&nbsp;")))
            return;
        render_enter_paragraph(r);
    }
    /* Line by line, as md4c tells of running text, and so that a notice has its own line. */
    while (it->kind == RAW_TEXT && words.n > 0) {
        size_t n = str_index(words, '\n'), taken = n < words.n ? n + 1 : n;
        buf_add(&r->pending, str_head(words, taken));
        words = str_skip(words, taken);
        if (words.n > 0 || n < taken)
            render_flush(r);
        r->raw_lines += n < taken;
    }
    if (it->kind == RAW_TEXT)
        return;
    render_flush(r);
    buf_add(render_here(r), words);
}

void render_raw_html(struct render *r)
{
    struct raw_html html = raw_html_of(arena_dup(r->arena, buf_str(&r->raw)));
    const char *at = r->at; /* the last run's place: what is told of meanwhile is told of the raw */
    struct raw_piece it;
    r->raw.n = 0;
    r->raw_lines = 0;
    r->at = r->raw_at;
    while (raw_html_next(&html, &it) && render_result(r) == 0) {
        tell(r, &it);
        if (it.kind == RAW_TEXT || it.kind == RAW_ENTITY)
            put_words(r, &it);
        else
            r->raw_lines += newlines(it.typed);
        if (it.kind == RAW_TAG)
            put_gap(r, it.gap);
        if (it.kind == RAW_TAG && raw_hides(&it) && !r->loose_html)
            raw_scripts_open(&r->scripts, &it, r->raw_at, r->source_end);
    }
    if (r->loose_html)
        put_gap(r, GAP_BLOCK);
    r->at = at;
    r->raw_lines = 0;
}
