/* SPDX-License-Identifier: MIT */
/* Markdown to HTML with md4c, which calls back for blocks, spans and runs of text. Each becomes
 * HTML at the end of one buffer. The result depends on the text, the dialect and what the hooks
 * return.
 *
 * Shortcodes. md4c cuts running text at every character that could have a meaning. So runs are
 * gathered, and searched for shortcodes when something else follows (render_flush). A run that
 * follows a backslash in the source begins with an escaped character, which is never a shortcode's
 * bracket. Only the end of a paragraph shows whether it consists of shortcodes alone. Until then
 * the paragraph is in a buffer of its own, and the places of its shortcodes are noted.
 *
 * Some facts about an element are known only at its end: a heading's id and level, or that a
 * quotation is a pull quote. They are inserted into its opening tag afterwards (render_scopes.c).
 *
 * Cost. A stranger's text must not take more than time and space proportional to its length.
 * md4c_input refuses what would take md4c too long; every callback returns render_result, which
 * stops md4c when the output exceeds its bound. */
#include "text/md4c_input.h"
#include "text/render.h"
#include "text/render_parts.h"

/* Updates the place in the source for a RUN of TYPE. Line breaks are not in the source buffer. */
static void source_advance(struct render *r, MD_TEXTTYPE type, struct str run)
{
    if (run.p >= r->source && run.p < r->source_end) {
        r->at = run.p;
    } else if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
        const char *end = memchr(r->at, '\n', (size_t)(r->source_end - r->at));
        r->at = end != NULL ? end + 1 : r->at;
    }
}

static int raw_html(struct render *r, struct str run)
{
    if (r->pending.n > 0)
        render_flush(r);
    if (r->raw.n == 0)
        r->raw_at = r->at;
    buf_add(&r->raw, run);
    return render_result(r);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct render *r = ctx;
    struct str run = str_of(p, n);
    source_advance(r, type, run);
    run = md4c_unmark(r->arena, &r->input, run);
    if (type == MD_TEXT_HTML)
        return raw_html(r, run);
    if (r->raw.n > 0)
        render_flush(r);
    if (r->at < r->scripts.hidden_until)
        return render_result(r);
    if (type == MD_TEXT_NORMAL) {
        bool escaped = p > r->source && p[-1] == '\\';
        if (escaped && run.n > 0) {
            render_flush(r);
            render_add_text(r, str_head(run, 1));
            run = str_skip(run, 1);
        }
        buf_add(&r->pending, run);
        return render_result(r);
    }
    if (type == MD_TEXT_ENTITY) {
        render_reference(r, run);
        return render_result(r);
    }
    render_flush(r);
    if (type == MD_TEXT_CODE)
        render_code(r, run);
    else if (type == MD_TEXT_NULLCHAR)
        render_add(r, "\xEF\xBF\xBD");
    else if (type == MD_TEXT_BR || (type == MD_TEXT_SOFTBR && r->dialect == DIALECT_COMMENT))
        render_add(r, r->in_picture > 0 ? " " : "<br>\n");
    else if (type == MD_TEXT_SOFTBR)
        render_add(r, "\n");
    return render_result(r);
}

/* ---- the whole ---- */

enum { COMMENT_FACTOR = 8, ARTICLE_FACTOR = 20, BOUND_BASE = 64 * 1024, BLOCKS_BASE = 4096 };

/* False if the text costs too much. */
static bool parse(struct render *r, struct str source)
{
    const MD_PARSER parser = {
        .flags = md4c_flags(r->dialect),
        .enter_block = render_enter_block,
        .leave_block = render_leave_block,
        .enter_span = render_enter_span,
        .leave_span = render_leave_span,
        .text = on_text,
    };
    if (!md4c_input(r->arena, source, r->dialect, &r->input))
        return false;
    r->blocks_max = source.n + BLOCKS_BASE;
    source = r->input.text;
    r->source = r->at = source.p;
    r->source_end = source.p + source.n;
    if (source.n > 1 && md_parse(source.p, (MD_SIZE)source.n, &parser, r) != 0)
        return false;
    render_flush(r);
    return render_result(r) == 0;
}

static struct render *render_new(struct arena *a, enum dialect dialect,
                                 const struct markdown_hooks *hooks, size_t bound)
{
    struct render *r = ARENA_NEW(a, struct render);
    r->bound = bound;
    r->arena = a;
    r->dialect = dialect;
    r->hooks = hooks;
    r->out = r->pending = r->raw = r->paragraph = r->heading_words = r->spans = r->scopes =
        buf_in(a);
    r->id_prefix = hooks != NULL ? hooks->id_prefix : STR_NONE;
    r->top_level = hooks != NULL && hooks->top_level > 0 ? hooks->top_level : 2;
    render_scopes_begin(r, hooks != NULL ? hooks->around : DIRECTION_LTR);
    return r;
}

/* Adds the footnotes that the text refers to. A footnote cannot refer to another. The ids of their
 * headings differ from the text's and from each other's, so each note continues the map of ids.
 * False if they cost too much. */
static bool add_notes(struct render *r)
{
    if (r->notes->called == 0)
        return true;
    struct str prefix = r->id_prefix;
    /* Footnotes may show pictures, but no shortcodes. */
    struct markdown_hooks hooks = {
        .id_prefix = prefix, .top_level = r->top_level, .around = DIRECTION_AUTO};
    if (r->hooks != NULL) {
        hooks.ctx = r->hooks->ctx;
        hooks.picture_size = r->hooks->picture_size;
        hooks.proof = r->hooks->proof;
    }
    buf_printf(&r->out,
               "<section class=\"notes\" aria-labelledby=\"%.*snotes-title\">\n"
               "<h%d id=\"%.*snotes-title\">Notes</h%d>\n<ol>\n",
               STR_ARG(prefix), r->top_level, STR_ARG(prefix), r->top_level);
    for (int number = 1; number <= r->notes->called; number++) {
        struct render *note = render_new(r->arena, DIALECT_ARTICLE, &hooks, r->bound);
        note->own = footnote_by_number(r->notes, number);
        note->ids = r->ids;
        note->tables = r->tables;
        if (!parse(note, note->own->text))
            return false;
        r->ids = note->ids;
        r->tables = note->tables;
        render_finish_headings(note, 1);
        render_fill_slots(note);
        char direction = render_direction(note);
        bool differs = direction != 0 && direction != render_direction(r);
        struct str html = str_trim(buf_str(&note->out)), end = STR("</p>");
        bool paragraph = str_ends(html, end);
        buf_printf(&r->out, "<li id=\"%.*snote-%d\"%s>", STR_ARG(prefix), number,
                   differs ? " dir=\"auto\"" : "");
        buf_add(&r->out, str_head(html, html.n - (paragraph ? end.n : 0)));
        buf_printf(&r->out,
                   "%s <a class=\"note-back\" href=\"#%.*snote-call-%d\" aria-label=\"Back to the "
                   "text, note %d\">\u21A9\uFE0E</a></p></li>\n",
                   paragraph ? "" : "<p>", STR_ARG(prefix), number, number);
        if (render_result(r) != 0)
            return false;
    }
    render_add(r, "</ol>\n</section>\n");
    return true;
}

/* Adds a notice for each footnote that nothing refers to. */
static void notice_unused_notes(struct render *r)
{
    struct proofread *proof = r->hooks != NULL ? r->hooks->proof : NULL;
    for (size_t i = 0; proof != NULL && i < r->notes->n; i++) {
        const struct footnote *note = &r->notes->items[i];
        if (note->number == 0)
            proofread_note(proof, NOTICE_NOTE,
                           arena_printf(r->arena, "[^%.*s]", STR_ARG(note->label)), note->line);
    }
}

/* SOURCE escaped, with its line breaks: what is shown for a text that costs too much. */
static struct html as_typed(struct arena *a, struct str source, enum direction around)
{
    struct buf out = buf_in(a);
    char direction = text_direction(source);
    bool differs = direction != 0 && around != DIRECTION_AUTO &&
                   direction != (around == DIRECTION_RTL ? 'R' : 'L');
    buf_add_c(&out, differs ? "<p dir=\"auto\">" : "<p>");
    for (struct str rest = source; rest.p != NULL;) {
        buf_add_escaped(&out, str_split(&rest, '\n'));
        buf_add_c(&out, rest.p != NULL ? "<br>\n" : "</p>\n");
    }
    if (source.p == NULL)
        buf_add_c(&out, "</p>\n");
    return (struct html){out.p, out.n};
}

/* False if it costs too much. */
static bool render(struct arena *a, struct str source, enum dialect dialect,
                   const struct markdown_hooks *hooks, struct html *out)
{
    size_t factor = dialect == DIALECT_COMMENT ? COMMENT_FACTOR : ARTICLE_FACTOR;
    struct render *r = render_new(a, dialect, hooks, factor * source.n + BOUND_BASE);
    struct footnotes notes;
    if (dialect == DIALECT_ARTICLE) {
        source = footnotes_extract(a, source, &notes);
        r->notes = &notes;
    }
    if (!parse(r, source))
        return false;
    render_finish_headings(r, render_top_heading(r));
    render_fill_slots(r);
    if (dialect == DIALECT_ARTICLE && !add_notes(r))
        return false;
    if (dialect == DIALECT_ARTICLE)
        notice_unused_notes(r);
    *out = (struct html){r->out.p, r->out.n};
    return true;
}

struct html markdown_render(struct arena *a, struct str source, enum dialect dialect,
                            const struct markdown_hooks *hooks)
{
    struct html out;
    return render(a, source, dialect, hooks, &out)
               ? out
               : as_typed(a, source, hooks != NULL ? hooks->around : DIRECTION_LTR);
}

bool markdown_affordable(struct arena *a, struct str source, enum dialect dialect,
                         const struct markdown_hooks *hooks)
{
    struct html out;
    return render(a, source, dialect, hooks, &out);
}

struct html markdown_html(struct arena *a, struct str source, const struct markdown_hooks *hooks)
{
    return markdown_render(a, source, DIALECT_ARTICLE, hooks);
}
