/* SPDX-License-Identifier: MIT */
/* Paragraphs, headings, quotations, lists, tables, code. */
#include "text/render_parts.h"

#include "text/address.h"
#include "text/slug.h"

/* ---- paragraphs ---- */

void render_enter_paragraph(struct render *r)
{
    r->in_paragraph = true;
    r->paragraph.n = 0;
    r->n_codes = 0;
    r->picture_end = 0;
}

/* The paragraph with its shortcodes in their places. */
static void put_paragraph(struct render *r, bool alone)
{
    struct str text = buf_str(&r->paragraph);
    size_t from = 0;
    for (size_t i = 0; i < r->n_codes; i++) {
        struct placed_code *c = &r->codes[i];
        buf_add(&r->out, str_of(text.p + from, c->at - from));
        from = c->at;
        c->code.alone = alone;
        struct html html = render_expand(r, &c->code);
        if (html.p != NULL)
            buf_add(&r->out, str_of(html.p, html.n));
        else
            buf_add_escaped(&r->out, c->typed);
    }
    buf_add(&r->out, str_skip(text, from));
    r->paragraph.n = 0;
}

/* Whether all can be shown, together. */
static bool knows_all_codes(struct render *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_codes; i++) {
        struct shortcode code = r->codes[i].code;
        code.alone = true;
        struct html html = render_expand(r, &code);
        if (html.p == NULL)
            return false;
        n += html.n;
    }
    return render_has_room(r, n);
}

void render_leave_paragraph(struct render *r)
{
    r->in_paragraph = false;
    bool nothing_else = str_trim(buf_str(&r->paragraph)).n == 0;
    if (nothing_else && r->n_codes == 0)
        return;
    if (nothing_else && knows_all_codes(r)) {
        put_paragraph(r, true);
        render_put(r, "\n");
        return;
    }
    if (r->picture_end > 0 && r->picture_end == r->paragraph.n && r->n_codes == 0) {
        render_put(r, "<figure>");
        put_paragraph(r, false);
        if (r->picture_title.n > 0) {
            render_put(r, "<figcaption>");
            buf_add_escaped(&r->out, r->picture_title);
            render_put(r, "</figcaption>");
        }
        render_put(r, "</figure>\n");
        return;
    }
    bool source = r->in_quote > 0 && str_starts(buf_str(&r->paragraph), STR("\u2014"));
    render_put(r, source ? "<p class=\"quote-source\">" : "<p>");
    put_paragraph(r, false);
    render_put(r, "</p>\n");
    if (r->depth > 0)
        return;
    r->paragraphs++;
    if (r->hooks != NULL && r->hooks->after_paragraph != NULL) {
        struct html html = r->hooks->after_paragraph(r->hooks->ctx, r->paragraphs);
        buf_add(&r->out, str_of(html.p, html.n));
    }
}

/* ---- other blocks ---- */

static const char *cell_class(const MD_BLOCK_TD_DETAIL *d)
{
    switch (d->align) {
    case MD_ALIGN_CENTER:
        return " class=\"centre\"";
    case MD_ALIGN_RIGHT:
        return " class=\"end\"";
    default:
        return "";
    }
}

static void enter_code(struct render *r, const MD_BLOCK_CODE_DETAIL *d)
{
    render_put(r, "<pre tabindex=\"0\"><code");
    struct str lang = attribute_text(r->arena, &d->lang);
    if (lang.n > 0)
        render_put_attribute(r, " class=\"language-", lang);
    render_put(r, ">");
}

static struct heading *add_heading(struct render *r)
{
    struct headings *list = &r->headings;
    if (list->n == list->room) {
        list->room = list->room > 0 ? 2 * list->room : 16;
        struct heading *items = ARENA_ARRAY(r->arena, struct heading, list->room);
        if (list->n > 0)
            memcpy(items, list->items, list->n * sizeof *items);
        list->items = items;
    }
    return &list->items[list->n++];
}

/* Its level on the page is known when all are: the digits of its tags are set then. */
static void enter_heading(struct render *r, const MD_BLOCK_H_DETAIL *d)
{
    if (r->dialect == DIALECT_COMMENT) {
        render_enter_paragraph(r);
        return;
    }
    render_put(r, "<h0");
    *add_heading(r) = (struct heading){.level = (int)d->level, .begin_at = r->out.n - 1};
    render_put(r, ">");
    r->heading_words.n = 0;
    r->in_heading = true;
}

/* An id of the words of a heading that no other one has; none of the page's own begins so. */
static struct str heading_id(struct render *r, struct str words)
{
    struct str slug = slug_from(r->arena, words, STR("part"));
    struct str first = arena_printf(r->arena, "%.*sh-%.*s", STR_ARG(r->id_prefix), STR_ARG(slug));
    struct str id = first;
    size_t number = *str_map_at(&r->ids, r->arena, first);
    while (*str_map_at(&r->ids, r->arena, id) > 0)
        id = arena_printf(r->arena, "%.*s-%zu", STR_ARG(first), ++number);
    *str_map_at(&r->ids, r->arena, id) = 1;
    if (number > 0)
        *str_map_at(&r->ids, r->arena, first) = number;
    return id;
}

static void leave_heading(struct render *r)
{
    if (r->dialect == DIALECT_COMMENT) {
        render_leave_paragraph(r);
        return;
    }
    struct heading *it = &r->headings.items[r->headings.n - 1];
    r->in_heading = false;
    render_put(r, "</h0");
    it->end_at = r->out.n - 1;
    render_put(r, ">\n");
    if (r->headings.n > HEADINGS_MAX)
        return;
    it->words = arena_dup(r->arena, str_trim(buf_str(&r->heading_words)));
    it->id = heading_id(r, it->words);
    struct buf attribute = buf_in(r->arena);
    buf_add_c(&attribute, " id=\"");
    buf_add_escaped(&attribute, it->id);
    buf_add_c(&attribute, "\"");
    render_insert(r, it->begin_at + 1, buf_str(&attribute));
}

int render_top_heading(const struct render *r)
{
    int top = 0;
    for (size_t i = 0; i < r->headings.n; i++)
        if (top == 0 || r->headings.items[i].level < top)
            top = r->headings.items[i].level;
    return top > 0 ? top : 1;
}

/* The page's own title is h1, so a text's highest headings are h2 (or what the hooks say), however
 * many hashes its author began with. */
void render_finish_headings(struct render *r, int top)
{
    for (size_t i = 0; i < r->headings.n; i++) {
        const struct heading *it = &r->headings.items[i];
        int level = it->level - top + r->top_level;
        level = level < 6 ? level : 6;
        r->out.p[it->begin_at] = r->out.p[it->end_at] = (char)('0' + level);
        if (r->hooks != NULL && r->hooks->heading != NULL && it->words.n > 0)
            r->hooks->heading(r->hooks->ctx, level, it->id, it->words);
    }
}

/* ---- quotations ---- */

static void enter_quote(struct render *r)
{
    render_put(r, "<blockquote");
    if (r->in_quote < QUOTES_MAX) {
        r->quote[r->in_quote].at = r->out.n;
        r->quote[r->in_quote].pull = false;
    }
    render_put(r, ">\n");
    r->in_quote++;
    r->depth++;
}

static void leave_quote(struct render *r)
{
    render_put(r, "</blockquote>\n");
    r->depth--;
    if (--r->in_quote < QUOTES_MAX && r->quote[r->in_quote].pull)
        render_insert(r, r->quote[r->in_quote].at, STR(" class=\"pull-quote\""));
}

static void enter_list(struct render *r, const MD_BLOCK_OL_DETAIL *d)
{
    if (d->start == 1)
        render_put(r, "<ol>\n");
    else
        buf_printf(render_here(r), "<ol start=\"%u\">\n", d->start);
}

static void enter_header(struct render *r, const MD_BLOCK_TD_DETAIL *d)
{
    r->header_at = render_here(r)->n;
    buf_printf(render_here(r), "<th scope=\"col\"%s>", cell_class(d));
    r->header_text_at = render_here(r)->n;
}

/* A header of nothing heads nothing: the empty corner of a table is a plain cell. */
static void leave_header(struct render *r)
{
    struct buf *b = render_here(r);
    if (b->n > r->header_text_at) {
        render_put(r, "</th>");
        return;
    }
    b->n = r->header_at;
    render_put(r, "<td></td>");
}

int render_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    render_end_text(r);
    switch (type) {
    case MD_BLOCK_DOC:
        break;
    case MD_BLOCK_QUOTE:
        enter_quote(r);
        break;
    case MD_BLOCK_UL:
        render_put(r, "<ul>\n");
        r->depth++;
        break;
    case MD_BLOCK_OL:
        enter_list(r, detail);
        r->depth++;
        break;
    case MD_BLOCK_LI:
        render_put(r, "<li>");
        break;
    case MD_BLOCK_HR:
        render_put(r, "<hr>\n");
        break;
    case MD_BLOCK_H:
        enter_heading(r, detail);
        break;
    case MD_BLOCK_CODE:
        enter_code(r, detail);
        break;
    case MD_BLOCK_HTML:
        r->loose_html = true;
        break;
    case MD_BLOCK_P:
        render_enter_paragraph(r);
        break;
    case MD_BLOCK_TABLE:
        render_put(r, "<div class=\"table\" tabindex=\"0\"><table>\n");
        r->depth++;
        break;
    case MD_BLOCK_THEAD:
        render_put(r, "<thead>");
        break;
    case MD_BLOCK_TBODY:
        render_put(r, "<tbody>");
        break;
    case MD_BLOCK_TR:
        render_put(r, "<tr>");
        break;
    case MD_BLOCK_TH:
        enter_header(r, detail);
        break;
    case MD_BLOCK_TD:
        buf_printf(render_here(r), "<td%s>", cell_class(detail));
        break;
    }
    return render_result(r);
}

int render_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    (void)detail;
    render_end_text(r);
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
        break;
    case MD_BLOCK_QUOTE:
        leave_quote(r);
        break;
    case MD_BLOCK_UL:
        render_put(r, "</ul>\n");
        r->depth--;
        break;
    case MD_BLOCK_OL:
        render_put(r, "</ol>\n");
        r->depth--;
        break;
    case MD_BLOCK_LI:
        render_put(r, "</li>\n");
        break;
    case MD_BLOCK_H:
        leave_heading(r);
        break;
    case MD_BLOCK_CODE:
        render_put(r, "</code></pre>\n");
        break;
    case MD_BLOCK_HTML:
        r->loose_html = false;
        break;
    case MD_BLOCK_P:
        render_leave_paragraph(r);
        break;
    case MD_BLOCK_TABLE:
        render_put(r, "</table></div>\n");
        r->depth--;
        break;
    case MD_BLOCK_THEAD:
        render_put(r, "</thead>\n");
        break;
    case MD_BLOCK_TBODY:
        render_put(r, "</tbody>");
        break;
    case MD_BLOCK_TR:
        render_put(r, "</tr>\n");
        break;
    case MD_BLOCK_TH:
        leave_header(r);
        break;
    case MD_BLOCK_TD:
        render_put(r, "</td>");
        break;
    }
    return render_result(r);
}
