/* SPDX-License-Identifier: MIT */
/* Renders blocks: paragraphs, headings, quotations, lists, tables and code. A paragraph is built in
 * a buffer of its own until its end shows what it is: shortcodes alone, a picture alone (a figure),
 * a quotation's source, or plain text. */
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
    render_enter_scope(r);
}

/* Adds the paragraph's content to the output, with its shortcodes expanded. */
static void add_paragraph(struct render *r, bool alone)
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

/* True if all the paragraph's shortcodes are known and their HTML fits together. */
static bool can_expand_all(struct render *r)
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
    bool directed = render_leave_scope(r);
    bool nothing_else = str_trim(buf_str(&r->paragraph)).n == 0;
    if (nothing_else && r->n_codes == 0)
        return;
    if (nothing_else && can_expand_all(r)) {
        add_paragraph(r, true);
        render_add(r, "\n");
        return;
    }
    if (r->picture_end > 0 && r->picture_end == r->paragraph.n && r->n_codes == 0) {
        render_add(r, "<figure>");
        add_paragraph(r, false);
        if (r->picture_title.n > 0) {
            render_add(r, "<figcaption");
            render_enter_tag(r);
            render_see_words(r, r->picture_title);
            render_leave_tag(r, STR_NONE);
            render_add(r, ">");
            buf_add_escaped(&r->out, r->picture_title);
            render_add(r, "</figcaption>");
        }
        render_add(r, "</figure>\n");
        return;
    }
    bool source = r->in_quote > 0 && str_starts(buf_str(&r->paragraph), STR("\u2014"));
    render_add(r, source ? "<p class=\"quote-source\"" : "<p");
    render_add(r, directed ? " dir=\"auto\">" : ">");
    add_paragraph(r, false);
    render_add(r, "</p>\n");
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
    render_add(r, "<pre tabindex=\"0\"");
    render_enter_tag(r);
    render_add(r, "><code");
    struct str lang = attribute_text(r->arena, &d->lang);
    if (lang.n > 0)
        render_add_attribute(r, " class=\"language-", lang);
    render_add(r, ">");
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

/* Writes level 0 for now. The level is known only when all headings are (render_finish_headings).
 */
static void enter_heading(struct render *r, const MD_BLOCK_H_DETAIL *d)
{
    if (r->dialect == DIALECT_COMMENT) {
        render_enter_paragraph(r);
        return;
    }
    render_add(r, "<h0");
    *add_heading(r) = (struct heading){.level = (int)d->level, .begin_at = r->out.n - 1};
    render_enter_tag(r);
    render_add(r, ">");
    r->heading_words.n = 0;
    r->in_heading = true;
}

/* A unique id made from a heading's words. No id of the page itself begins with "h-". */
static struct str heading_id(struct render *r, struct str words)
{
    struct str slug = slug_of_heading(r->arena, words, STR("part"));
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
    struct heading *heading = &r->headings.items[r->headings.n - 1];
    r->in_heading = false;
    render_add(r, "</h0");
    heading->end_at = r->out.n - 1;
    render_add(r, ">\n");
    if (r->ids.n >= HEADINGS_MAX) {
        render_leave_tag(r, STR_NONE);
        return;
    }
    heading->words = arena_dup(r->arena, str_trim(buf_str(&r->heading_words)));
    heading->id = heading_id(r, heading->words);
    struct buf attribute = buf_in(r->arena);
    buf_add_c(&attribute, " id=\"");
    buf_add_escaped(&attribute, heading->id);
    buf_add_c(&attribute, "\"");
    render_leave_tag(r, buf_str(&attribute));
}

int render_top_heading(const struct render *r)
{
    int top = 0;
    for (size_t i = 0; i < r->headings.n; i++)
        if (top == 0 || r->headings.items[i].level < top)
            top = r->headings.items[i].level;
    return top > 0 ? top : 1;
}

/* A text's highest headings become h2 (or what the hooks say), however many hashes its author used:
 * the page's title is the h1. */
void render_finish_headings(struct render *r, int top)
{
    for (size_t i = 0; i < r->headings.n; i++) {
        const struct heading *heading = &r->headings.items[i];
        int level = heading->level - top + r->top_level;
        level = level < 6 ? level : 6;
        r->out.p[heading->begin_at] = r->out.p[heading->end_at] = (char)('0' + level);
        if (r->hooks != NULL && r->hooks->heading != NULL && heading->words.n > 0)
            r->hooks->heading(r->hooks->ctx, level, heading->id, heading->words);
    }
}

/* ---- quotations ---- */

static void enter_quote(struct render *r)
{
    render_add(r, "<blockquote");
    render_enter_tag(r);
    render_add(r, ">\n");
    if (r->in_quote < QUOTES_MAX)
        r->pull_quote[r->in_quote] = false;
    r->in_quote++;
    r->depth++;
}

static void leave_quote(struct render *r)
{
    render_add(r, "</blockquote>\n");
    r->depth--;
    bool pull = --r->in_quote < QUOTES_MAX && r->pull_quote[r->in_quote];
    render_leave_tag(r, pull ? STR(" class=\"pull-quote\"") : STR_NONE);
}

static void enter_list(struct render *r, const MD_BLOCK_OL_DETAIL *d)
{
    if (d->start == 1)
        render_add(r, "<ol");
    else
        buf_printf(render_target(r), "<ol start=\"%u\"", d->start);
    render_enter_tag(r);
    render_add(r, ">\n");
}

/* The box in which a wide table is scrolled. It is named by the heading over it and the table's own
 * header row, so its name is in the text's language and is no other table's. */
static void enter_table(struct render *r)
{
    const struct headings *list = &r->headings;
    struct str heading = list->n > 0 ? list->items[list->n - 1].id : STR_NONE;
    buf_printf(render_target(r),
               "<div class=\"table\" role=\"region\" aria-labelledby=\"%.*s%s%.*stable-%zu\" "
               "tabindex=\"0\"",
               STR_ARG(heading), heading.n > 0 ? " " : "", STR_ARG(r->id_prefix), ++r->tables);
    render_enter_tag(r);
    render_add(r, "><table>\n");
}

static void enter_header(struct render *r, const MD_BLOCK_TD_DETAIL *d)
{
    r->header_at = render_target(r)->n;
    render_add(r, "<th scope=\"col\"");
    render_add(r, cell_class(d));
    render_enter_tag(r);
    render_add(r, ">");
    r->header_text_at = render_target(r)->n;
}

static void enter_cell(struct render *r, const MD_BLOCK_TD_DETAIL *d)
{
    struct buf *b = render_target(r);
    buf_add(b, STR("<td"));
    if (d->align != MD_ALIGN_DEFAULT)
        buf_add_c(b, cell_class(d));
    render_enter_tag(r);
    buf_add_char(b, '>');
}

/* An empty header cell becomes a plain cell, such as the corner of a table. */
static void leave_header(struct render *r)
{
    struct buf *b = render_target(r);
    render_leave_tag(r, STR_NONE);
    if (b->n > r->header_text_at) {
        render_add(r, "</th>");
        return;
    }
    b->n = r->header_at;
    render_add(r, "<td></td>");
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
        render_add(r, "<ul");
        render_enter_tag(r);
        render_add(r, ">\n");
        r->depth++;
        break;
    case MD_BLOCK_OL:
        enter_list(r, detail);
        r->depth++;
        break;
    case MD_BLOCK_LI:
        render_add(r, "<li");
        render_enter_tag(r);
        render_add(r, ">");
        break;
    case MD_BLOCK_HR:
        render_add(r, "<hr>\n");
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
        enter_table(r);
        r->depth++;
        break;
    case MD_BLOCK_THEAD:
        buf_printf(render_target(r), "<thead id=\"%.*stable-%zu\">", STR_ARG(r->id_prefix),
                   r->tables);
        break;
    case MD_BLOCK_TBODY:
        render_add(r, "<tbody>");
        break;
    case MD_BLOCK_TR:
        render_add(r, "<tr>");
        break;
    case MD_BLOCK_TH:
        r->in_cell++;
        enter_header(r, detail);
        break;
    case MD_BLOCK_TD:
        r->in_cell++;
        enter_cell(r, detail);
        break;
    }
    r->blocks++;
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
        render_add(r, "</ul>\n");
        render_leave_tag(r, STR_NONE);
        r->depth--;
        break;
    case MD_BLOCK_OL:
        render_add(r, "</ol>\n");
        render_leave_tag(r, STR_NONE);
        r->depth--;
        break;
    case MD_BLOCK_LI:
        render_add(r, "</li>\n");
        render_leave_tag(r, STR_NONE);
        break;
    case MD_BLOCK_H:
        leave_heading(r);
        break;
    case MD_BLOCK_CODE:
        render_add(r, "</code></pre>\n");
        render_leave_tag(r, STR_NONE);
        break;
    case MD_BLOCK_HTML:
        r->loose_html = false;
        break;
    case MD_BLOCK_P:
        render_leave_paragraph(r);
        break;
    case MD_BLOCK_TABLE:
        render_add(r, "</table></div>\n");
        render_leave_tag(r, STR_NONE);
        r->depth--;
        break;
    case MD_BLOCK_THEAD:
        render_add(r, "</thead>\n");
        break;
    case MD_BLOCK_TBODY:
        render_add(r, "</tbody>");
        break;
    case MD_BLOCK_TR:
        render_add(r, "</tr>\n");
        break;
    case MD_BLOCK_TH:
        leave_header(r);
        r->in_cell--;
        break;
    case MD_BLOCK_TD:
        render_add(r, "</td>");
        render_leave_tag(r, STR_NONE);
        r->in_cell--;
        break;
    }
    return render_result(r);
}
