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
    {400, N_("That request makes no sense"),
     N_("The address, or what was sent to it, is damaged.")},
    {403, N_("That is not allowed"), N_("Your account does not have the right to do this.")},
    {404, N_("This page is not here"), N_("There is no page at this address.")},
    {405, N_("That cannot be done here"), N_("This page cannot be asked for in this way.")},
    {409, N_("Somebody was faster"), N_("Nothing was changed.")},
    {413, N_("That is too large"), N_("What you sent is larger than this form takes.")},
    {422, N_("Something needs another look"),
     N_("What you sent is incomplete. Nothing was changed.")},
    {429, N_("That was too fast"), N_("Please wait a minute, then try again.")},
    {500, N_("Something went wrong here"), N_("The mistake is ours, and it has been noted.")},
    {503, N_("Back in a moment"),
     N_("The site is very busy just now. Please try again in a few seconds.")},
};
enum { WORDS = sizeof words / sizeof words[0] };

enum err_kind admin_error_page(struct context *c, int status, struct str sentence, struct err *e)
{
    int i = 0;
    while (i < WORDS - 1 && words[i].status != status)
        i++;
    struct problem_view v = {
        .heading = say(c, words[i].heading),
        .sentence = str_empty(sentence) ? say(c, words[i].sentence) : sentence,
        .reference = status >= 500 ? str_from(c->x->rq.id) : STR_NONE,
    };
    return frame_answer(c, status, v.heading, PLACE_NONE, tpl_problem(&v), e);
}
