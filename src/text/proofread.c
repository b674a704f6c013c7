/* SPDX-License-Identifier: MIT */
/* The notices come from rendering the text (notices.h), so the author is told of exactly what
 * readers see. */
#include "text/proofread.h"

#include "base/buf.h"
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

static const char *const verdicts[] = {
    [NOTICE_TAG] = "is HTML: only its words are shown.",
    [NOTICE_HIDDEN] = "is HTML that is not shown.",
    [NOTICE_SHORTCODE] = "is not a shortcode of this site, so it is shown as typed.",
    [NOTICE_NOTE] = "is a footnote that nothing refers to, so it is not shown.",
};

void proofread_check(struct str markdown, struct str own, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct proofread proof;
    markdown_proofread(a, markdown, own, &proof);
    if (!proof.fits)
        problem_add(p, "body", "%s", MARKDOWN_TOO_COSTLY);
    else if (proof.foreign_line > 0)
        problem_add(
            p, "body",
            "Line %zu: pictures from other sites are not shown to readers. Put the picture into "
            "this site's media folder, and give its path, such as /media/boat.jpg.",
            proof.foreign_line);
    arena_free(&a);
}

struct str proofread_sentence(struct arena *a, const struct proofread *proof, size_t i)
{
    const struct notice_of_text *notice = &proof->item[i];
    struct buf b = buf_in(a);
    buf_add_c(&b, notice->n_lines > 1 ? "Lines " : "Line ");
    for (size_t k = 0; k < notice->n_lines; k++) {
        bool last = k + 1 == notice->n_lines;
        buf_printf(&b, "%s%zu",
                   k == 0                        ? ""
                   : last && !notice->more_lines ? " and "
                                                 : ", ",
                   notice->line[k]);
    }
    buf_printf(&b, "%s: “%.*s” %s", notice->more_lines ? " and more" : "",
               STR_ARG(utf8_cut(notice->typed, TYPED_MAX)), verdicts[notice->kind]);
    return buf_str(&b);
}

struct str proofread_sentences(struct arena *a, const struct proofread *proof, size_t max)
{
    const struct str more = STR(" There are more lines like these.");
    struct buf b = buf_in(a);
    bool all = !proof->more;
    for (size_t i = 0; i < proof->n; i++) {
        struct str sentence = proofread_sentence(a, proof, i);
        if (b.n + 1 + sentence.n + more.n > max) {
            all = false;
            break;
        }
        if (b.n > 0)
            buf_add_char(&b, ' ');
        buf_add(&b, sentence);
    }
    if (!all && b.n > 0)
        buf_add(&b, more);
    return buf_str(&b);
}
