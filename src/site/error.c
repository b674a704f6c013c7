/* SPDX-License-Identifier: MIT */
/* The page that says what went wrong, in the site's own frame, with a way on. It reads nothing of
 * the database itself, and the frame does without it where it has failed. */
#include "site/site.h"

#include "site/layout.h"

struct error_view {
    struct str title, sentence, advice;
    struct str reference; /* of a fault: the request's id, which is in the log */
    int64_t status;
};
static const struct tpl_field error_fields[] = {
    TPL_FIELD(error_view, "TITLE", TPL_STR, title),
    TPL_FIELD(error_view, "SENTENCE", TPL_STR, sentence),
    TPL_FIELD(error_view, "ADVICE", TPL_STR, advice),
    TPL_FIELD(error_view, "ADVICE", TPL_IF_TEXT, advice),
    TPL_FIELD(error_view, "REFERENCE", TPL_STR, reference),
    TPL_FIELD(error_view, "REFERENCE", TPL_IF_TEXT, reference),
    TPL_FIELD(error_view, "STATUS", TPL_INT, status),
    TPL_END};

static const struct words {
    int status;
    const char *title;
    const char *sentence; /* where the handler has none */
    const char *advice;
} words[] = {
    {400, "That request makes no sense", "The address, or what was sent to it, is damaged.",
     "If you typed or pasted the address, please check it."},
    {403, "That is not allowed", "You may not do this here.", "Perhaps you need to sign in first."},
    {404, "This page is not here", "There is no page at this address.",
     "It may have moved, or the address may be incomplete."},
    {405, "That cannot be done here", "This page cannot be asked for in this way.", ""},
    {409, "That has been done already", "What you sent is here already.", ""},
    {413, "That is too large", "What you sent is larger than this page takes.",
     "Please make it shorter and send it again: your browser's Back button brings it back."},
    {422, "Something needs another look", "What you sent is incomplete.",
     "Your browser's Back button brings it back."},
    {429, "That was too fast", "Too much has come from your network in a short time.",
     "Please wait a minute, then try again."},
    {500, "Something went wrong here", "The mistake is ours, and it has been noted.",
     "Please try again in a moment."},
    {503, "Back in a moment", "The site is very busy just now.",
     "Please try again in a few seconds."},
};
enum { WORDS = sizeof words / sizeof words[0] };

static const struct words *words_for(int status)
{
    const struct words *best = NULL;
    for (int i = 0; i < WORDS; i++)
        if (words[i].status == status || (best == NULL && words[i].status == 400 && status < 500) ||
            (best == NULL && words[i].status == 500))
            best = &words[i];
    return best;
}

enum err_kind error_page(struct context *c, int status, struct str sentence, struct err *e)
{
    if (c->settings == NULL)
        return err_set(e, ERR_BUG, "an error page needs the site's settings");
    const struct words *w = words_for(status);
    struct error_view v = {
        .title = str_from(w->title),
        .sentence = str_empty(sentence) ? str_from(w->sentence) : sentence,
        .advice = str_from(w->advice),
        .reference = status >= 500 ? str_from(c->x->rq.id) : STR_NONE,
        .status = status,
    };
    struct layout_page page = {
        .title = v.title,
        .noindex = true,
        .file = "site/error.tpl",
        .fields = error_fields,
        .view = &v,
    };
    return layout_answer(c, status, &page, e);
}
