/* SPDX-License-Identifier: MIT */
/* md4c tells of blocks, spans and runs of text; each becomes HTML at the end of one buffer.
 *
 * Shortcodes. md4c cuts running text at every character that could mean something, so runs are
 * gathered and looked through when something else comes. A run that follows a backslash in the
 * source begins with an escaped character, which is never a shortcode's bracket. Whether a
 * paragraph holds shortcodes alone is known at its end only: until then it is in a buffer of its
 * own, with the places of its shortcodes noted beside it.
 *
 * Addresses. An attribute's character references are decoded before its scheme is looked at, and
 * the result is escaped anew, so `java&#115;cript:` is judged as what a browser would make of it.
 */
#include "text/render.h"

#include <md4c.h>

#include "base/url.h"
#include "base/utf8.h"
#include "text/shortcode.h"

enum { CODES_MAX = 64 }; /* in one paragraph; further ones stay as typed */

struct placed_code {
    size_t at; /* in the paragraph's buffer */
    struct shortcode code;
    struct str typed;
};

struct render {
    struct arena *arena;
    enum dialect dialect;
    const struct markdown_hooks *hooks;
    const char *source;

    struct buf out;
    struct buf pending; /* running text that was not yet looked through */

    bool in_paragraph;
    struct buf paragraph;
    struct placed_code codes[CODES_MAX];
    size_t n_codes;
    struct str picture_title; /* of the paragraph's last picture */
    size_t picture_end; /* the paragraph's length when that picture began at 0 and ended; else 0 */

    int depth;      /* of blocks that hold others */
    int paragraphs; /* top-level ones so far */
    int in_link, in_picture;
    bool dead_link[8]; /* by in_link: its address was refused */
    bool loose_html;   /* inside a block of raw HTML */
};

static struct buf *here(struct render *r)
{
    return r->in_paragraph ? &r->paragraph : &r->out;
}

static void put(struct render *r, const char *html)
{
    buf_add_c(here(r), html);
}

/* ---- running text ---- */

static struct html expand(struct render *r, const struct shortcode *code)
{
    if (r->hooks == NULL || r->hooks->shortcode == NULL)
        return (struct html){0};
    return r->hooks->shortcode(r->hooks->ctx, code);
}

/* TYPED is CODE; puts it, or notes its place in the paragraph. */
static void put_code(struct render *r, const struct shortcode *code, struct str typed)
{
    if (r->in_paragraph && r->n_codes < CODES_MAX) {
        r->codes[r->n_codes++] = (struct placed_code){r->paragraph.n, *code, typed};
        return;
    }
    struct html html = expand(r, code);
    if (html.p != NULL)
        buf_add(here(r), str_of(html.p, html.n));
    else
        buf_add_escaped(here(r), typed);
}

static void flush(struct render *r)
{
    struct str text = arena_dup(r->arena, buf_str(&r->pending));
    r->pending.n = 0;
    bool codes = r->dialect == DIALECT_ARTICLE && r->in_link == 0 && r->in_picture == 0;
    while (text.n > 0) {
        size_t at = codes ? str_index(text, '[') : text.n;
        buf_add_escaped(here(r), str_head(text, at));
        text = str_of(text.p + at, text.n - at);
        if (text.n == 0)
            return;
        struct shortcode code;
        bool literal;
        size_t n = shortcode_parse(text, &code, &literal);
        if (n == 0) {
            put(r, "[");
            n = 1;
        } else if (literal) {
            buf_add_escaped(here(r), str_of(text.p + 1, n - 2));
        } else {
            put_code(r, &code, str_head(text, n));
        }
        text = str_of(text.p + n, text.n - n);
    }
}

/* ---- attributes ---- */

/* The code point of a numeric reference "&#58;" or "&#x3A;"; -1 where it is none. */
static int32_t reference(struct str s)
{
    if (s.n < 4 || s.p[1] != '#')
        return -1;
    bool hex = s.p[2] == 'x' || s.p[2] == 'X';
    int64_t cp = 0;
    for (size_t i = hex ? 3 : 2; i + 1 < s.n; i++) {
        char c = s.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' ? (c | 32) - 'a' + 10 : 99;
        if (digit >= (hex ? 16 : 10) || cp > 0x10FFFF)
            return -1;
        cp = cp * (hex ? 16 : 10) + digit;
    }
    return cp >= 0x20 && cp < 0x7F ? (int32_t)cp : -1;
}

/* The attribute as plain text: references to ASCII characters decoded, all others as typed. */
static struct str attribute_text(struct render *r, const MD_ATTRIBUTE *attribute)
{
    struct buf b = buf_in(r->arena);
    for (int i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
        struct str part = str_of(attribute->text + attribute->substr_offsets[i],
                                 attribute->substr_offsets[i + 1] - attribute->substr_offsets[i]);
        int32_t cp = reference(part);
        if (attribute->substr_types[i] != MD_TEXT_ENTITY)
            buf_add(&b, part);
        else if (str_eq(part, STR("&amp;")))
            buf_add_char(&b, '&');
        else if (cp >= 0)
            buf_add_char(&b, (char)cp);
        else
            buf_add(&b, part);
    }
    return buf_str(&b);
}

/* An address that names no scheme before its path. */
static bool is_relative(struct str url)
{
    for (size_t i = 0; i < url.n; i++) {
        if (url.p[i] == ':' || (unsigned char)url.p[i] < 0x20 || url.p[i] == '\\')
            return false;
        if (url.p[i] == '/' || url.p[i] == '?' || url.p[i] == '#')
            return i > 0 || url.p[i] != '/' || url_is_local(url);
    }
    return url.n > 0;
}

static bool may_link(const struct render *r, struct str url)
{
    if (url_is_web(url))
        return true;
    if (r->dialect == DIALECT_COMMENT)
        return false;
    return is_relative(url) || (url.n > 7 && str_ieq(str_head(url, 7), STR("mailto:")));
}

static void put_attribute(struct render *r, const char *before, struct str value)
{
    put(r, before);
    buf_add_escaped(here(r), value);
    put(r, "\"");
}

/* ---- spans ---- */

static void enter_link(struct render *r, const MD_SPAN_A_DETAIL *d)
{
    struct str url = attribute_text(r, &d->href);
    int level = r->in_link++;
    bool dead = !may_link(r, url) || level > 0;
    if (level < 8)
        r->dead_link[level] = dead;
    if (dead)
        return;
    put_attribute(r, "<a href=\"", url);
    struct str title = attribute_text(r, &d->title);
    if (r->dialect == DIALECT_COMMENT)
        put(r, " rel=\"nofollow ugc noopener\"");
    else if (title.n > 0)
        put_attribute(r, " title=\"", title);
    put(r, ">");
}

static void leave_link(struct render *r)
{
    int level = --r->in_link;
    if (level < 8 && !r->dead_link[level])
        put(r, "</a>");
}

static void enter_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (r->in_picture++ > 0)
        return;
    struct str url = attribute_text(r, &d->src);
    if (r->dialect == DIALECT_COMMENT) {
        put(r, "![");
        return;
    }
    r->picture_end = r->in_paragraph && r->paragraph.n == 0 && r->n_codes == 0;
    put(r, "<img");
    if (url_is_web(url) || is_relative(url))
        put_attribute(r, " src=\"", url);
    put(r, " loading=\"lazy\" alt=\"");
}

static void leave_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (--r->in_picture > 0)
        return;
    if (r->dialect == DIALECT_COMMENT) {
        put(r, "](");
        buf_add_escaped(here(r), attribute_text(r, &d->src));
        put(r, ")");
        return;
    }
    put(r, "\">");
    r->picture_title = attribute_text(r, &d->title);
    r->picture_end = r->picture_end != 0 ? r->paragraph.n : 0;
}

static const char *span_tag(MD_SPANTYPE type, bool enter)
{
    switch (type) {
    case MD_SPAN_EM:
        return enter ? "<em>" : "</em>";
    case MD_SPAN_STRONG:
        return enter ? "<strong>" : "</strong>";
    case MD_SPAN_DEL:
        return enter ? "<del>" : "</del>";
    case MD_SPAN_CODE:
        return enter ? "<code>" : "</code>";
    default:
        return "";
    }
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    flush(r);
    if (type == MD_SPAN_A)
        enter_link(r, detail);
    else if (type == MD_SPAN_IMG)
        enter_picture(r, detail);
    else if (r->in_picture == 0)
        put(r, span_tag(type, true));
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    flush(r);
    if (type == MD_SPAN_A)
        leave_link(r);
    else if (type == MD_SPAN_IMG)
        leave_picture(r, detail);
    else if (r->in_picture == 0)
        put(r, span_tag(type, false));
    return 0;
}

/* ---- paragraphs ---- */

static void enter_paragraph(struct render *r)
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
        struct html html = expand(r, &c->code);
        if (html.p != NULL)
            buf_add(&r->out, str_of(html.p, html.n));
        else
            buf_add_escaped(&r->out, c->typed);
    }
    buf_add(&r->out, str_skip(text, from));
}

static bool knows_all_codes(struct render *r)
{
    for (size_t i = 0; i < r->n_codes; i++) {
        struct shortcode code = r->codes[i].code;
        code.alone = true;
        if (expand(r, &code).p == NULL)
            return false;
    }
    return true;
}

static void leave_paragraph(struct render *r)
{
    r->in_paragraph = false;
    bool nothing_else = str_trim(buf_str(&r->paragraph)).n == 0;
    if (nothing_else && r->n_codes == 0)
        return;
    if (nothing_else && knows_all_codes(r)) {
        put_paragraph(r, true);
        put(r, "\n");
        return;
    }
    if (r->picture_end > 0 && r->picture_end == r->paragraph.n && r->n_codes == 0) {
        put(r, "<figure>");
        put_paragraph(r, false);
        if (r->picture_title.n > 0) {
            put(r, "<figcaption>");
            buf_add_escaped(&r->out, r->picture_title);
            put(r, "</figcaption>");
        }
        put(r, "</figure>\n");
        return;
    }
    put(r, "<p>");
    put_paragraph(r, false);
    put(r, "</p>\n");
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
    put(r, "<pre tabindex=\"0\"><code");
    struct str lang = attribute_text(r, &d->lang);
    if (lang.n > 0)
        put_attribute(r, " class=\"language-", lang);
    put(r, ">");
}

static int heading_level(const MD_BLOCK_H_DETAIL *d)
{
    return d->level < 6 ? (int)d->level + 1 : 6;
}

static void enter_list(struct render *r, const MD_BLOCK_OL_DETAIL *d)
{
    if (d->start == 1)
        put(r, "<ol>\n");
    else
        buf_printf(here(r), "<ol start=\"%u\">\n", d->start);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    flush(r);
    switch (type) {
    case MD_BLOCK_DOC:
        break;
    case MD_BLOCK_QUOTE:
        put(r, "<blockquote>\n");
        r->depth++;
        break;
    case MD_BLOCK_UL:
        put(r, "<ul>\n");
        r->depth++;
        break;
    case MD_BLOCK_OL:
        enter_list(r, detail);
        r->depth++;
        break;
    case MD_BLOCK_LI:
        put(r, "<li>");
        break;
    case MD_BLOCK_HR:
        put(r, "<hr>\n");
        break;
    case MD_BLOCK_H:
        if (r->dialect == DIALECT_COMMENT)
            enter_paragraph(r);
        else
            buf_printf(here(r), "<h%d>", heading_level(detail));
        break;
    case MD_BLOCK_CODE:
        enter_code(r, detail);
        break;
    case MD_BLOCK_HTML:
        r->loose_html = true;
        break;
    case MD_BLOCK_P:
        enter_paragraph(r);
        break;
    case MD_BLOCK_TABLE:
        put(r, "<div class=\"table\" tabindex=\"0\"><table>\n");
        r->depth++;
        break;
    case MD_BLOCK_THEAD:
        put(r, "<thead>");
        break;
    case MD_BLOCK_TBODY:
        put(r, "<tbody>");
        break;
    case MD_BLOCK_TR:
        put(r, "<tr>");
        break;
    case MD_BLOCK_TH:
        buf_printf(here(r), "<th scope=\"col\"%s>", cell_class(detail));
        break;
    case MD_BLOCK_TD:
        buf_printf(here(r), "<td%s>", cell_class(detail));
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    flush(r);
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
        break;
    case MD_BLOCK_QUOTE:
        put(r, "</blockquote>\n");
        r->depth--;
        break;
    case MD_BLOCK_UL:
        put(r, "</ul>\n");
        r->depth--;
        break;
    case MD_BLOCK_OL:
        put(r, "</ol>\n");
        r->depth--;
        break;
    case MD_BLOCK_LI:
        put(r, "</li>\n");
        break;
    case MD_BLOCK_H:
        if (r->dialect == DIALECT_COMMENT)
            leave_paragraph(r);
        else
            buf_printf(here(r), "</h%d>\n", heading_level(detail));
        break;
    case MD_BLOCK_CODE:
        put(r, "</code></pre>\n");
        break;
    case MD_BLOCK_HTML:
        r->loose_html = false;
        break;
    case MD_BLOCK_P:
        leave_paragraph(r);
        break;
    case MD_BLOCK_TABLE:
        put(r, "</table></div>\n");
        r->depth--;
        break;
    case MD_BLOCK_THEAD:
        put(r, "</thead>\n");
        break;
    case MD_BLOCK_TBODY:
        put(r, "</tbody>");
        break;
    case MD_BLOCK_TR:
        put(r, "</tr>\n");
        break;
    case MD_BLOCK_TH:
        put(r, "</th>");
        break;
    case MD_BLOCK_TD:
        put(r, "</td>");
        break;
    }
    return 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct render *r = ctx;
    struct str run = str_of(p, n);
    if (type == MD_TEXT_NORMAL && !r->loose_html) {
        bool escaped = p > r->source && p[-1] == '\\';
        if (escaped && n > 0) {
            flush(r);
            buf_add_escaped(here(r), str_head(run, 1));
            run = str_skip(run, 1);
        }
        buf_add(&r->pending, run);
        return 0;
    }
    flush(r);
    if (type == MD_TEXT_CODE)
        buf_add_escaped(here(r), run);
    else if (type == MD_TEXT_NULLCHAR)
        put(r, "\xEF\xBF\xBD");
    else if (type == MD_TEXT_ENTITY)
        buf_add(here(r), run);
    else if (type == MD_TEXT_BR || (type == MD_TEXT_SOFTBR && r->dialect == DIALECT_COMMENT))
        put(r, r->in_picture > 0 ? " " : "<br>\n");
    else if (type == MD_TEXT_SOFTBR)
        put(r, "\n");
    return 0;
}

struct html markdown_render(struct arena *a, struct str source, enum dialect dialect,
                            const struct markdown_hooks *hooks)
{
    struct render *r = ARENA_NEW(a, struct render);
    r->arena = a;
    r->dialect = dialect;
    r->hooks = hooks;
    r->source = source.p;
    r->out = r->pending = r->paragraph = buf_in(a);
    const MD_PARSER parser = {
        .flags = dialect == DIALECT_ARTICLE
                     ? MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS
                     : MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEAUTOLINKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    if (source.n > 0)
        md_parse(source.p, (MD_SIZE)source.n, &parser, r);
    flush(r);
    return (struct html){r->out.p, r->out.n};
}

struct html markdown_html(struct arena *a, struct str source, const struct markdown_hooks *hooks)
{
    return markdown_render(a, source, DIALECT_ARTICLE, hooks);
}
