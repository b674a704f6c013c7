/* SPDX-License-Identifier: MIT */
/* Takes a decision back, for as long as what it changed is as it left it. */
#include "admin/admin.h"
#include "admin/comment/decision.h"
#include "admin/comment/queue_place.h"
#include "admin/page/notice.h"
#include "web/answer.h"

enum err_kind admin_comments_undo(struct context *c, struct err *e)
{
    struct queue_place at;
    struct problems nonsense = {0};
    struct moderation_result result;
    struct actor who = context_actor(c);
    TRY(queue_place_back(c, &c->form, &at, e));
    int64_t id = form_int(&c->form, "action", 1, INT64_MAX, 0, &nonsense);
    enum err_kind kind = id > 0 ? moderation_undo(c->app->db, &who, id, &result, e)
                                : err_say(e, ERR_NOT_FOUND, MESSAGE("There is nothing to undo."));
    if (kind == ERR_NOT_FOUND || kind == ERR_CONFLICT || kind == ERR_FORBIDDEN) {
        struct notice notice = {.text = context_failure(c, e), .bad = true};
        notice_set(c, &notice);
        return answer_see_other(c, queue_url(c, &at));
    }
    TRY(kind);
    static const struct decision_done undone = {
        FORMS("{n} comment is as it was before.", "{n} comments are as they were before.")};
    decision_notice(c, &undone, &result);
    return answer_see_other(c, queue_url(c, &at));
}
