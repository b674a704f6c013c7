/* SPDX-License-Identifier: MIT */
/* md4c tells of blocks, spans and runs of text; each becomes HTML at the end of one buffer.
 *
 * Shortcodes. md4c cuts running text at every character that could mean something, so runs are
 * gathered and looked through when something else comes. A run that follows a backslash in the
 * source begins with an escaped character, which is never a shortcode's bracket. Whether a
 * paragraph holds shortcodes alone is known at its end only: until then it is in a buffer of its
 * own, with the places of its shortcodes noted beside it.
 *
 * What is known of an element at its end only (a heading's id, that a quotation is a pull quote) is
 * put into its opening tag afterwards: tags that can need it note their place in the output.
 */
#include "text/md4c_input.h"
#include "text/render_parts.h"

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct render *r = ctx;
    struct str run = str_of(p, n);
    if (type == MD_TEXT_NORMAL && !r->loose_html) {
        bool escaped = p > r->source && p[-1] == '\\';
        if (escaped && n > 0) {
            render_flush(r);
            render_put_text(r, str_head(run, 1));
            run = str_skip(run, 1);
        }
        buf_add(&r->pending, run);
        return 0;
    }
    render_flush(r);
    if (type == MD_TEXT_CODE)
        render_put_text(r, run);
    else if (type == MD_TEXT_NULLCHAR)
        render_put(r, "\xEF\xBF\xBD");
    else if (type == MD_TEXT_ENTITY)
        buf_add(render_here(r), run);
    else if (type == MD_TEXT_BR || (type == MD_TEXT_SOFTBR && r->dialect == DIALECT_COMMENT))
        render_put(r, r->in_picture > 0 ? " " : "<br>\n");
    else if (type == MD_TEXT_SOFTBR)
        render_put(r, "\n");
    return 0;
}

/* ---- the whole ---- */

static const unsigned flags[] = {
    [DIALECT_ARTICLE] = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS,
    [DIALECT_COMMENT] = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEAUTOLINKS,
};

static void parse(struct render *r, struct str source)
{
    const MD_PARSER parser = {
        .flags = flags[r->dialect],
        .enter_block = render_enter_block,
        .leave_block = render_leave_block,
        .enter_span = render_enter_span,
        .leave_span = render_leave_span,
        .text = text,
    };
    source = md4c_input(r->arena, source);
    r->source = source.p;
    if (source.n > 1)
        md_parse(source.p, (MD_SIZE)source.n, &parser, r);
    render_flush(r);
}

static struct render *render_new(struct arena *a, enum dialect dialect,
                                 const struct markdown_hooks *hooks)
{
    struct render *r = ARENA_NEW(a, struct render);
    r->arena = a;
    r->dialect = dialect;
    r->hooks = hooks;
    r->out = r->pending = r->paragraph = r->heading_words = r->spans = buf_in(a);
    r->id_prefix = hooks != NULL ? hooks->id_prefix : STR_NONE;
    r->top_level = hooks != NULL && hooks->top_level > 0 ? hooks->top_level : 2;
    return r;
}

/* The notes that were called for, below the text. A note's own text calls for no other one. */
static void put_notes(struct render *r)
{
    if (r->notes->called == 0)
        return;
    struct str prefix = r->id_prefix;
    buf_printf(&r->out,
               "<section class=\"notes\" aria-labelledby=\"%.*snotes-title\">\n"
               "<h%d id=\"%.*snotes-title\">Notes</h%d>\n<ol>\n",
               STR_ARG(prefix), r->top_level, STR_ARG(prefix), r->top_level);
    for (int number = 1; number <= r->notes->called; number++) {
        struct render *note = render_new(r->arena, DIALECT_ARTICLE, NULL);
        parse(note, footnote_numbered(r->notes, number)->text);
        render_finish_headings(note, 1);
        struct str html = str_trim(buf_str(&note->out)), end = STR("</p>");
        bool paragraph = str_ends(html, end);
        buf_printf(&r->out, "<li id=\"%.*snote-%d\">", STR_ARG(prefix), number);
        buf_add(&r->out, str_head(html, html.n - (paragraph ? end.n : 0)));
        buf_printf(&r->out,
                   "%s <a class=\"note-back\" href=\"#%.*snote-call-%d\" aria-label=\"Back to the "
                   "text, note %d\">\u21A9\uFE0E</a></p></li>\n",
                   paragraph ? "" : "<p>", STR_ARG(prefix), number, number);
    }
    render_put(r, "</ol>\n</section>\n");
}

struct html markdown_render(struct arena *a, struct str source, enum dialect dialect,
                            const struct markdown_hooks *hooks)
{
    struct render *r = render_new(a, dialect, hooks);
    struct footnotes notes;
    if (dialect == DIALECT_ARTICLE) {
        source = footnotes_take(a, source, &notes);
        r->notes = &notes;
    }
    parse(r, source);
    render_finish_headings(r, render_top_heading(r));
    if (dialect == DIALECT_ARTICLE)
        put_notes(r);
    return (struct html){r->out.p, r->out.n};
}

struct html markdown_html(struct arena *a, struct str source, const struct markdown_hooks *hooks)
{
    return markdown_render(a, source, DIALECT_ARTICLE, hooks);
}
