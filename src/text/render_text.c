/* SPDX-License-Identifier: MIT */
/* Running text with its shortcodes and calls for notes; links and pictures. */
#include "text/render_parts.h"

#include <inttypes.h>

#include "text/address.h"
#include "text/shortcode.h"

struct buf *render_here(struct render *r)
{
    return r->in_paragraph ? &r->paragraph : &r->out;
}

void render_put(struct render *r, const char *html)
{
    buf_add_c(render_here(r), html);
}

int render_result(const struct render *r)
{
    return r->out.n + r->paragraph.n + r->pending.n > r->bound;
}

void render_insert(struct render *r, size_t at, struct str s)
{
    buf_reserve(&r->out, s.n);
    memmove(r->out.p + at + s.n, r->out.p + at, r->out.n - at);
    memcpy(r->out.p + at, s.p, s.n);
    r->out.n += s.n;
    for (size_t i = r->headings.n; i-- > 0 && r->headings.items[i].end_at >= at;) {
        struct heading *it = &r->headings.items[i];
        it->end_at += s.n;
        it->begin_at += it->begin_at >= at ? s.n : 0;
    }
}

void render_put_text(struct render *r, struct str s)
{
    buf_add_escaped(render_here(r), s);
    if (r->in_heading)
        buf_add(&r->heading_words, s);
}

/* ---- running text ---- */

/* So many bytes of HTML are kept for each byte of the text that follows: ordinary text needs less.
 */
enum { KEPT_FACTOR = 4 };

bool render_has_room(const struct render *r, size_t n)
{
    size_t rest = (size_t)(r->source_end - r->at);
    return r->out.n + r->paragraph.n + r->pending.n + n + KEPT_FACTOR * rest <= r->bound;
}

struct html render_expand(struct render *r, const struct shortcode *code)
{
    const struct html none = {0};
    if (r->hooks == NULL || r->hooks->shortcode == NULL)
        return none;
    struct html html = r->hooks->shortcode(r->hooks->ctx, code);
    return render_has_room(r, html.n) ? html : none;
}

/* TYPED is CODE; puts it, or notes its place in the paragraph. */
static void put_code(struct render *r, const struct shortcode *code, struct str typed)
{
    if (str_eq(code->name, STR("pull-quote")) && r->in_quote > 0 && r->in_quote <= QUOTES_MAX) {
        r->quote[r->in_quote - 1].pull = true;
        return;
    }
    if (r->in_paragraph && r->n_codes < CODES_MAX) {
        if (r->codes == NULL)
            r->codes = ARENA_ARRAY(r->arena, struct placed_code, CODES_MAX);
        r->codes[r->n_codes++] = (struct placed_code){r->paragraph.n, *code, typed};
        return;
    }
    struct html html = render_expand(r, code);
    if (html.p != NULL)
        buf_add(render_here(r), str_of(html.p, html.n));
    else
        buf_add_escaped(render_here(r), typed);
}

/* Which line of the source AT is in; 0: nobody knows. */
static size_t line_of(const struct render *r, const char *at)
{
    size_t line = 1;
    if (at == NULL || at < r->source || at > r->source_end)
        return 0;
    for (struct str before = str_of(r->source, (size_t)(at - r->source)); before.n > 0; line++) {
        size_t n = str_index(before, '\n');
        if (n == before.n)
            break;
        before = str_skip(before, n + 1);
    }
    if (r->own != NULL)
        return r->own->line + line - 1;
    return r->notes != NULL ? footnotes_source_line(r->notes, line) : line;
}

void render_notice(struct render *r, enum notice_kind kind, struct str typed)
{
    struct proofread *proof = r->hooks != NULL ? r->hooks->proof : NULL;
    if (proof != NULL && proofread_takes(proof, kind, typed))
        proofread_note(proof, kind, typed, line_of(r, r->at) + r->raw_lines);
}

/* What looks like a shortcode and is none. */
static void tell_code(struct render *r, struct str text)
{
    size_t n = r->hooks != NULL && r->hooks->proof != NULL ? shortcode_like(text) : 0;
    struct shortcode code;
    bool literal;
    if (n == 0 || (shortcode_parse(text, &code, &literal) > 0 &&
                   (shortcode_kind(code.name) != SHORTCODE_UNKNOWN ||
                    (str_eq(code.name, STR("pull-quote")) && r->in_quote > 0))))
        return;
    render_notice(r, NOTICE_SHORTCODE, str_head(text, n));
}

static struct str note_shown(struct render *r, int number)
{
    struct str plain = arena_printf(r->arena, "%d", number);
    bool known = r->hooks != NULL && r->hooks->numbers != NULL;
    return known ? number_digits(r->hooks->numbers, plain, r->arena) : plain;
}

/* The note that TEXT ("[^1] ...") calls for; returns how many bytes call for it, 0: none. */
static size_t put_note(struct render *r, struct str text)
{
    size_t n = 0;
    struct footnote *note = r->notes != NULL ? footnote_called(r->notes, text, &n) : NULL;
    if (note == NULL)
        return 0;
    buf_printf(render_here(r),
               "<sup class=\"note-call\"><a href=\"#%.*snote-%d\" id=\"%.*snote-call-%d",
               STR_ARG(r->id_prefix), note->number, STR_ARG(r->id_prefix), note->number);
    if (++note->calls > 1)
        buf_printf(render_here(r), "-%d", note->calls);
    struct str shown = note_shown(r, note->number);
    buf_printf(render_here(r), "\" aria-label=\"Note %.*s\">%.*s</a></sup>", STR_ARG(shown),
               STR_ARG(shown));
    return n;
}

/* Takes what stands at the '[' that TEXT begins with; returns its length. */
static size_t put_bracket(struct render *r, struct str text)
{
    struct shortcode code;
    bool literal;
    size_t n = put_note(r, text);
    if (n > 0)
        return n;
    tell_code(r, text);
    n = shortcode_parse(text, &code, &literal);
    if (n == 0) {
        render_put_text(r, STR("["));
        return 1;
    }
    if (literal)
        render_put_text(r, str_of(text.p + 1, n - 2));
    else
        put_code(r, &code, str_head(text, n));
    return n;
}

void render_flush(struct render *r)
{
    if (r->raw.n > 0)
        render_raw_html(r);
    if (r->pending.n == 0)
        return;
    struct str text = arena_dup(r->arena, buf_str(&r->pending));
    r->pending.n = 0;
    bool codes = r->dialect == DIALECT_ARTICLE && r->in_link == 0 && r->in_picture == 0;
    while (text.n > 0) {
        size_t at = codes ? str_index(text, '[') : text.n;
        render_put_text(r, str_head(text, at));
        text = str_of(text.p + at, text.n - at);
        if (text.n == 0)
            return;
        size_t n = put_bracket(r, text);
        text = str_of(text.p + n, text.n - n);
    }
}

/* ---- spans ---- */

void render_put_attribute(struct render *r, const char *before, struct str value)
{
    render_put(r, before);
    buf_add_escaped(render_here(r), value);
    render_put(r, "\"");
}

static void enter_link(struct render *r, const MD_SPAN_A_DETAIL *d)
{
    struct str url = attribute_text(r->arena, &d->href);
    int level = r->in_link++;
    bool in_alt = r->in_picture > 0 && r->dialect == DIALECT_ARTICLE; /* an attribute's value */
    bool dead = !may_link(url, r->dialect == DIALECT_COMMENT) || level > 0 || in_alt;
    if (level < 8)
        r->dead_link[level] = dead;
    if (dead)
        return;
    render_put_attribute(r, "<a href=\"", url);
    struct str title = attribute_text(r->arena, &d->title);
    if (r->dialect == DIALECT_COMMENT)
        render_put(r, " rel=\"nofollow ugc noopener\"");
    else if (title.n > 0)
        render_put_attribute(r, " title=\"", title);
    render_put(r, ">");
}

static void leave_link(struct render *r)
{
    int level = --r->in_link;
    if (level < 8 && !r->dead_link[level])
        render_put(r, "</a>");
}

/* Where in the source the picture is whose address D has: md4c may have made a copy of it. */
static const char *picture_at(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    const char *url = d->src.text;
    if (url != NULL && url >= r->source && url < r->source_end)
        return r->at = url;
    struct str rest = str_of(r->at, (size_t)(r->source_end - r->at));
    size_t n = str_find(rest, STR("!["));
    return n < rest.n ? r->at = rest.p + n : r->at;
}

static void tell_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d, struct str url)
{
    struct proofread *proof = r->hooks != NULL ? r->hooks->proof : NULL;
    if (proof == NULL)
        return;
    const char *at = picture_at(r, d);
    if (proofread_takes_picture(proof, url))
        proof->foreign_line = line_of(r, at);
}

static void enter_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (r->in_picture++ > 0)
        return;
    struct str url = attribute_text(r->arena, &d->src);
    if (r->dialect == DIALECT_COMMENT) {
        render_put(r, "![");
        return;
    }
    tell_picture(r, d, url);
    r->picture_end = r->in_paragraph && r->paragraph.n == 0 && r->n_codes == 0;
    render_put(r, "<img");
    if (may_show(url))
        render_put_attribute(r, " src=\"", url);
    int64_t width, height;
    if (r->hooks != NULL && r->hooks->picture_size != NULL &&
        r->hooks->picture_size(r->hooks->ctx, url, &width, &height))
        buf_printf(render_here(r), " width=\"%" PRId64 "\" height=\"%" PRId64 "\"", width, height);
    render_put(r, " loading=\"lazy\" alt=\"");
}

/* D: NULL where md4c told of no end. */
static void leave_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (--r->in_picture > 0)
        return;
    if (r->dialect == DIALECT_COMMENT) {
        render_put(r, "](");
        if (d != NULL)
            buf_add_escaped(render_here(r), attribute_text(r->arena, &d->src));
        render_put(r, ")");
        return;
    }
    render_put(r, "\">");
    r->picture_title = d != NULL ? attribute_text(r->arena, &d->title) : STR_NONE;
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

int render_enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    render_flush(r);
    buf_add_char(&r->spans, (char)type);
    if (type == MD_SPAN_A)
        enter_link(r, detail);
    else if (type == MD_SPAN_IMG)
        enter_picture(r, detail);
    else if (r->in_picture == 0)
        render_put(r, span_tag(type, true));
    return render_result(r);
}

/* Ends the span that was opened last. */
static void leave_last(struct render *r, void *detail)
{
    MD_SPANTYPE type = (MD_SPANTYPE)r->spans.p[--r->spans.n];
    if (type == MD_SPAN_A)
        leave_link(r);
    else if (type == MD_SPAN_IMG)
        leave_picture(r, detail);
    else if (r->in_picture == 0)
        render_put(r, span_tag(type, false));
}

/* md4c tells of an end without a beginning where an address takes the beginning in
 * ("http://.z*a*"), and may leave one out: what is put is closed in its order all the same. */
int render_leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct render *r = ctx;
    render_flush(r);
    size_t n = r->spans.n;
    while (n > 0 && r->spans.p[n - 1] != (char)type)
        n--;
    if (n == 0)
        return render_result(r);
    while (r->spans.n > n)
        leave_last(r, NULL);
    leave_last(r, detail);
    return render_result(r);
}

void render_end_text(struct render *r)
{
    render_flush(r);
    while (r->spans.n > 0)
        leave_last(r, NULL);
}
