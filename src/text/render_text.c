/* SPDX-License-Identifier: MIT */
/* Renders running text with its shortcodes and references to footnotes, and spans: emphasis, links
 * and pictures. Spans are kept on a stack (r->spans), so tags are closed in order whatever md4c
 * reports. */
#include "text/render_parts.h"

#include <inttypes.h>

#include "text/address.h"
#include "text/reference.h"
#include "text/shortcode.h"

struct buf *render_target(struct render *r)
{
    return r->in_paragraph ? &r->paragraph : &r->out;
}

void render_add(struct render *r, const char *html)
{
    buf_add_c(render_target(r), html);
}

int render_result(const struct render *r)
{
    bool costly = r->blocks > r->blocks_max ||
                  r->out.n + r->inserted + r->paragraph.n + r->pending.n > r->bound;
    return costly ? -1 : 0;
}

void render_add_text(struct render *r, struct str s)
{
    buf_add_escaped(render_target(r), s);
    if (r->in_heading)
        buf_add(&r->heading_words, s);
    if (r->in_picture == 0 || r->dialect == DIALECT_COMMENT) /* else they are an attribute */
        render_see_words(r, s);
}

/* A decoded '[' begins neither a shortcode nor a reference to a footnote. */
void render_reference(struct render *r, struct str reference)
{
    struct str text = reference_text(r->arena, reference);
    if (!str_eq(text, STR("["))) {
        buf_add(&r->pending, text);
        return;
    }
    render_flush(r);
    render_add_text(r, text);
}

/* In a table, a '|' within code is typed as "\|". */
void render_code(struct render *r, struct str code)
{
    while (r->in_cell > 0 && r->in_code > 0 && code.n > 0) {
        size_t at = str_find(code, STR("\\|"));
        render_add_text(r, str_head(code, at));
        code = str_skip(code, at + 1);
    }
    render_add_text(r, code);
}

/* ---- running text ---- */

/* Bytes of HTML reserved for each byte of the text that follows. Ordinary text needs less. */
enum { KEPT_FACTOR = 4 };

bool render_has_room(const struct render *r, size_t n)
{
    size_t rest = (size_t)(r->source_end - r->at);
    return r->out.n + r->inserted + r->paragraph.n + r->pending.n + n + KEPT_FACTOR * rest <=
           r->bound;
}

struct html render_expand(struct render *r, const struct shortcode *code)
{
    const struct html none = {0};
    if (r->hooks == NULL || r->hooks->shortcode == NULL)
        return none;
    struct html html = r->hooks->shortcode(r->hooks->ctx, code);
    return render_has_room(r, html.n) ? html : none;
}

/* Adds CODE's HTML, or notes its place in the paragraph. TYPED is the shortcode as typed. */
static void add_shortcode(struct render *r, const struct shortcode *code, struct str typed)
{
    if (str_eq(code->name, STR("pull-quote")) && r->in_quote > 0 && r->in_quote <= QUOTES_MAX) {
        r->pull_quote[r->in_quote - 1] = true;
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
        buf_add(render_target(r), str_of(html.p, html.n));
    else
        buf_add_escaped(render_target(r), typed);
}

/* The line of the source that AT is in; 0 if AT is not in the source. */
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
    if (proof != NULL && proofread_wants(proof, kind, typed))
        proofread_note(proof, kind, typed, line_of(r, r->at) + r->raw_lines);
}

/* Adds a notice if TYPED is not a shortcode of this site. */
static void notice_shortcode(struct render *r, const struct shortcode *code, struct str typed)
{
    if (code->name.n > 1 && shortcode_kind(code->name) == SHORTCODE_UNKNOWN &&
        !(str_eq(code->name, STR("pull-quote")) && r->in_quote > 0))
        render_notice(r, NOTICE_SHORTCODE, typed);
}

/* NUMBER in the site's digits. */
static struct str note_number(struct render *r, int number)
{
    struct str plain = arena_printf(r->arena, "%d", number);
    bool known = r->hooks != NULL && r->hooks->numbers != NULL;
    return known ? number_digits(r->hooks->numbers, plain, r->arena) : plain;
}

/* Adds the link for the reference at the beginning of TEXT ("[^1] ..."). Returns the reference's
 * length; 0 if TEXT does not begin with one. */
static size_t add_note_call(struct render *r, struct str text)
{
    size_t n = 0;
    struct footnote *note =
        r->notes != NULL && r->notes->n > 0 ? footnote_by_call(r->notes, text, &n) : NULL;
    if (note == NULL)
        return 0;
    buf_printf(render_target(r),
               "<sup class=\"note-call\"><a href=\"#%.*snote-%d\" id=\"%.*snote-call-%d",
               STR_ARG(r->id_prefix), note->number, STR_ARG(r->id_prefix), note->number);
    if (++note->calls > 1)
        buf_printf(render_target(r), "-%d", note->calls);
    struct str shown = note_number(r, note->number);
    buf_printf(render_target(r), "\" aria-label=\"Note %.*s\">%.*s</a></sup>", STR_ARG(shown),
               STR_ARG(shown));
    return n;
}

/* Adds what begins with the '[' at the beginning of TEXT; returns its length. */
static size_t add_bracket(struct render *r, struct str text)
{
    struct shortcode code;
    bool literal;
    size_t n = add_note_call(r, text);
    if (n > 0)
        return n;
    n = shortcode_parse(text, &code, &literal);
    if (n == 0) {
        if (r->hooks != NULL && r->hooks->proof != NULL && shortcode_of_others(text) > 0)
            render_notice(r, NOTICE_SHORTCODE, str_head(text, shortcode_of_others(text)));
        render_add_text(r, STR("["));
        return 1;
    }
    if (literal) {
        render_add_text(r, str_of(text.p + 1, n - 2));
        return n;
    }
    notice_shortcode(r, &code, str_head(text, n));
    add_shortcode(r, &code, str_head(text, n));
    return n;
}

/* The same in the words that stand for a picture, which have no shortcodes; references to footnotes
 * are left out. */
static size_t add_bracket_of_picture(struct render *r, struct str text)
{
    size_t n = r->notes != NULL ? footnote_call_length(r->notes, text) : 0;
    if (n == 0)
        render_add_text(r, STR("["));
    return n > 0 ? n : 1;
}

void render_flush(struct render *r)
{
    if (r->raw.n > 0)
        render_raw_html(r);
    if (r->pending.n == 0)
        return;
    struct str text = arena_dup(r->arena, buf_str(&r->pending));
    r->pending.n = 0;
    bool codes = r->dialect == DIALECT_ARTICLE && r->in_link == 0;
    while (text.n > 0) {
        size_t at = codes ? str_index(text, '[') : text.n;
        render_add_text(r, str_head(text, at));
        text = str_of(text.p + at, text.n - at);
        if (text.n == 0)
            return;
        size_t n = r->in_picture > 0 ? add_bracket_of_picture(r, text) : add_bracket(r, text);
        text = str_of(text.p + n, text.n - n);
    }
}

/* ---- spans ---- */

void render_add_attribute(struct render *r, const char *before, struct str value)
{
    render_add(r, before);
    buf_add_escaped(render_target(r), value);
    render_add(r, "\"");
}

static void enter_link(struct render *r, const MD_SPAN_A_DETAIL *d)
{
    struct str url = address_encode(r->arena, attribute_text(r->arena, &d->href));
    int level = r->in_link++;
    bool in_alt = r->in_picture > 0 && r->dialect == DIALECT_ARTICLE; /* inside the alt attribute */
    bool dead = !link_is_allowed(url, r->dialect == DIALECT_COMMENT) || level > 0 || in_alt;
    if (level < 8)
        r->dead_link[level] = dead;
    if (dead)
        return;
    render_add_attribute(r, "<a href=\"", url);
    struct str title = attribute_text(r->arena, &d->title);
    if (r->dialect == DIALECT_COMMENT)
        render_add(r, " rel=\"nofollow ugc noopener\"");
    else if (title.n > 0)
        render_add_attribute(r, " title=\"", title);
    render_add(r, ">");
}

static void leave_link(struct render *r)
{
    int level = --r->in_link;
    if (level < 8 && !r->dead_link[level])
        render_add(r, "</a>");
}

/* Where in the source the picture D is. md4c may have copied its address, so then the next "![" is
 * taken. */
static const char *picture_at(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    const char *url = d->src.text;
    if (url != NULL && url >= r->source && url < r->source_end)
        return r->at = url;
    struct str rest = str_of(r->at, (size_t)(r->source_end - r->at));
    size_t n = str_find(rest, STR("!["));
    return n < rest.n ? r->at = rest.p + n : r->at;
}

/* Notes the line of the first picture from another site. */
static void notice_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d, struct str url)
{
    struct proofread *proof = r->hooks != NULL ? r->hooks->proof : NULL;
    if (proof == NULL)
        return;
    const char *at = picture_at(r, d);
    if (proofread_wants_picture(proof, url))
        proof->foreign_line = line_of(r, at);
}

static void enter_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (r->in_picture++ > 0)
        return;
    struct str url = address_encode(r->arena, attribute_text(r->arena, &d->src));
    if (r->dialect == DIALECT_COMMENT) {
        render_add(r, "![");
        return;
    }
    notice_picture(r, d, url);
    r->picture_end = r->in_paragraph && r->paragraph.n == 0 && r->n_codes == 0;
    render_add(r, "<img");
    if (picture_is_allowed(url))
        render_add_attribute(r, " src=\"", url);
    int64_t width, height;
    if (r->hooks != NULL && r->hooks->picture_size != NULL &&
        r->hooks->picture_size(r->hooks->ctx, url, &width, &height))
        buf_printf(render_target(r), " width=\"%" PRId64 "\" height=\"%" PRId64 "\"", width,
                   height);
    render_add(r, " loading=\"lazy\" alt=\"");
}

/* D is NULL if md4c did not report the picture's end. */
static void leave_picture(struct render *r, const MD_SPAN_IMG_DETAIL *d)
{
    if (--r->in_picture > 0)
        return;
    if (r->dialect == DIALECT_COMMENT) {
        render_add(r, "](");
        if (d != NULL)
            buf_add_escaped(render_target(r), attribute_text(r->arena, &d->src));
        render_add(r, ")");
        return;
    }
    render_add(r, "\">");
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
    r->in_code += type == MD_SPAN_CODE;
    if (type == MD_SPAN_A)
        enter_link(r, detail);
    else if (type == MD_SPAN_IMG)
        enter_picture(r, detail);
    else if (r->in_picture == 0)
        render_add(r, span_tag(type, true));
    return render_result(r);
}

/* Closes the span that was opened last. */
static void leave_last(struct render *r, void *detail)
{
    MD_SPANTYPE type = (MD_SPANTYPE)r->spans.p[--r->spans.n];
    r->in_code -= type == MD_SPAN_CODE;
    if (type == MD_SPAN_A)
        leave_link(r);
    else if (type == MD_SPAN_IMG)
        leave_picture(r, detail);
    else if (r->in_picture == 0)
        render_add(r, span_tag(type, false));
}

/* md4c reports an end without a beginning if an address swallowed the beginning ("http://.z*a*"),
 * and may omit an end. An unknown end is ignored, and inner spans are closed first. */
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
    if (r->pending.n + r->raw.n > 0)
        render_flush(r);
    while (r->spans.n > 0)
        leave_last(r, NULL);
}
