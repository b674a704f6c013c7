/* SPDX-License-Identifier: MIT */
/* What went wrong, told in the newsroom's own frame to whoever works there. */
#include "admin/admin.h"
#include "admin/page/frame.h"

struct problem_view {
    struct str heading, sentence, reference;
};
static const struct tpl_field problem_fields[] = {
    TPL_FIELD(problem_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(problem_view, "SENTENCE", TPL_STR, sentence),
    TPL_FIELD(problem_view, "REFERENCE", TPL_STR, reference),
    TPL_FIELD(problem_view, "REFERENCE", TPL_IF_TEXT, reference), TPL_END};
TPL_TEMPLATE(problem, "admin/problem.tpl", problem_view, problem_fields);

static const struct {
    int status;
    const char *heading, *sentence; /* the sentence where the handler has none */
} words[] = {
    {400, "That request makes no sense", "The address, or what was sent to it, is damaged."},
    {403, "That is not allowed", "Your account does not have the right to do this."},
    {404, "This page is not here", "There is no page at this address."},
    {405, "That cannot be done here", "This page cannot be asked for in this way."},
    {409, "Somebody was faster", "Nothing was changed."},
    {413, "That is too large", "What you sent is larger than this form takes."},
    {422, "Something needs another look", "What you sent is incomplete. Nothing was changed."},
    {429, "That was too fast", "Please wait a minute, then try again."},
    {500, "Something went wrong here", "The mistake is ours, and it has been noted."},
    {503, "Back in a moment", "The site is very busy just now. Please try again in a few seconds."},
};
enum { WORDS = sizeof words / sizeof words[0] };

enum err_kind admin_error_page(struct context *c, int status, struct str sentence, struct err *e)
{
    int i = 0;
    while (i < WORDS - 1 && words[i].status != status)
        i++;
    struct problem_view v = {
        .heading = str_from(words[i].heading),
        .sentence = str_empty(sentence) ? str_from(words[i].sentence) : sentence,
        .reference = status >= 500 ? str_from(c->x->rq.id) : STR_NONE,
    };
    return frame_answer(c, status, v.heading, PLACE_NONE, tpl_problem(&v), e);
}
