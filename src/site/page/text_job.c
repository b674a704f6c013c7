/* SPDX-License-Identifier: MIT */
/* The Markdown renderer's hooks cannot fail, so the first failure is remembered in the job, later
 * pieces show nothing, and the whole text then fails. */
#include "site/page/text_job.h"

const struct html text_nothing = {"", 0};

struct html text_expand(struct text_job *w, struct tpl_include what)
{
    struct buf out = buf_in(w->c->arena);
    if (w->kind == OK)
        w->kind = tpl_expand(context_edition(w->c)->set, what, &out, w->e);
    struct str text = str_trim(buf_str(&out)); /* since a piece may stand between two words */
    return w->kind == OK && text.n > 0 ? (struct html){text.p, text.n} : text_nothing;
}

bool text_row_found(struct text_job *w, enum err_kind kind, const struct err *why)
{
    if (w->kind == OK && err_is_fault(kind)) {
        w->kind = kind;
        *w->e = *why;
    }
    return kind == OK;
}
