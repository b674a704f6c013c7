/* SPDX-License-Identifier: MIT */
/* The notices come from rendering the text (notices.h), so the author is told of exactly what
 * readers see. */
#include "text/proofread.h"

#include "base/buf.h"
#include "base/list.h"
#include "base/utf8.h"
#include "text/raw_html.h"
#include "text/render.h"
#include "text/shortcode.h"

enum { TYPED_MAX = 60 };

void markdown_proofread(struct arena *a, struct str markdown, struct str own, struct proofread *out)
{
    *out = (struct proofread){.arena = a, .own = own};
    const struct markdown_hooks hooks = {.proof = out};
    struct arena *scratch = arena_new(64 * 1024);
    out->fits = markdown_affordable(scratch, markdown, DIALECT_ARTICLE, &hooks);
    arena_free(&scratch);
}

bool plain_has_markup(struct str text)
{
    struct raw_html html = raw_html_of(text);
    struct raw_piece piece;
    while (raw_html_next(&html, &piece))
        if (piece.kind == RAW_TAG || piece.kind == RAW_HIDDEN)
            return true;
    for (size_t at; (at = str_index(text, '[')) < text.n; text = str_skip(text, at + 1))
        if (shortcode_like(str_skip(text, at)) > 0)
            return true;
    return false;
}

/* ---- in words ---- */

static const struct {
    const char *one, *several, *and_more;
} sentences[] = {
    [NOTICE_TAG] = {N_("Line {line}: “{typed}” is HTML: only its words are shown."),
                    N_("Lines {lines}: “{typed}” is HTML: only its words are shown."),
                    N_("Lines {lines} and more: “{typed}” is HTML: only its words are shown.")},
    [NOTICE_HIDDEN] = {N_("Line {line}: “{typed}” is HTML that is not shown."),
                       N_("Lines {lines}: “{typed}” is HTML that is not shown."),
                       N_("Lines {lines} and more: “{typed}” is HTML that is not shown.")},
    [NOTICE_SHORTCODE] =
        {N_("Line {line}: “{typed}” is not a shortcode of this site, so it is shown as typed."),
         N_("Lines {lines}: “{typed}” is not a shortcode of this site, so it is shown as typed."),
         N_("Lines {lines} and more: “{typed}” is not a shortcode of this site, so it is shown as "
            "typed.")},
    [NOTICE_NOTE] =
        {N_("Line {line}: “{typed}” is a footnote that nothing refers to, so it is not shown."),
         N_("Lines {lines}: “{typed}” is a footnote that nothing refers to, so it is not shown."),
         N_("Lines {lines} and more: “{typed}” is a footnote that nothing refers to, so it is not "
            "shown.")},
};

void proofread_check(struct str markdown, struct str own, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct proofread proof;
    markdown_proofread(a, markdown, own, &proof);
    if (!proof.fits)
        problem_say(p, "body", STORED(MARKDOWN_TOO_COSTLY));
    else if (proof.foreign_line > 0)
        problem_say(
            p, "body",
            MESSAGE("Line {line}: pictures from other sites are not shown to readers. Put the "
                    "picture into this site's media folder, and give its path, such as "
                    "/media/boat.jpg.",
                    PUT_N("line", proof.foreign_line)));
    arena_free(&a);
}

struct message proofread_message(const struct proofread *proof, size_t i, struct str lines)
{
    const struct notice_of_text *notice = &proof->item[i];
    struct str typed = utf8_cut(notice->typed, TYPED_MAX);
    if (notice->n_lines == 1 && !notice->more_lines)
        return (struct message){.english = sentences[notice->kind].one,
                                .values = {PUT("line", lines), PUT("typed", typed)}};
    return (struct message){.english = notice->more_lines ? sentences[notice->kind].and_more
                                                          : sentences[notice->kind].several,
                            .values = {PUT("lines", lines), PUT("typed", typed)}};
}

struct str proofread_sentence(struct arena *a, const struct proofread *proof, size_t i)
{
    const struct notice_of_text *notice = &proof->item[i];
    struct str lines[NOTICE_LINES_MAX];
    for (size_t k = 0; k < notice->n_lines; k++)
        lines[k] = arena_printf(a, "%zu", notice->line[k]);
    struct str joined = list_join(STR("en"), lines, notice->n_lines, !notice->more_lines, a);
    struct message m = proofread_message(proof, i, joined);
    struct buf b = buf_in(a);
    message_fill(&m, str_from(m.english), NULL, NULL, &b);
    return buf_str(&b);
}
