/* SPDX-License-Identifier: MIT */
/* What the queue's forms ask for: decisions on one comment or on the ticked ones, and deleting for
 * good. Each target comes with the status that the moderator saw; one that has another by now is
 * left alone and told of. Deleting cannot be undone, so it is asked about first. */

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/notice.h"
#include "admin/comment/queue_place.h"
#include "admin/comment/decision.h"
#include "admin/comment/comment_view.h"
#include "admin/page/frame.h"
#include "text/excerpt.h"
#include "web/answer.h"

enum { EXCERPT_CHARS = 140, TICKED_MAX = 1000 };

struct targets {
    struct moderation_target *items;
    size_t n;
};

/* ---- deleting for good ---- */

struct doomed_view {
    struct str author, text, target;
};
static const struct tpl_field doomed_fields[] = {TPL_FIELD(doomed_view, "AUTHOR", TPL_STR, author),
                                                 TPL_FIELD(doomed_view, "TEXT", TPL_STR, text),
                                                 TPL_FIELD(doomed_view, "TARGET", TPL_STR, target),
                                                 TPL_END};

struct delete_view {
    struct str up, heading, csrf, back, label;
    struct tpl_list comments;
};
static const struct tpl_field delete_fields[] = {
    TPL_FIELD(delete_view, "UP", TPL_STR, up),
    TPL_FIELD(delete_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(delete_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(delete_view, "BACK", TPL_STR, back),
    TPL_FIELD(delete_view, "LABEL", TPL_STR, label),
    TPL_SUB(delete_view, "COMMENTS", TPL_LIST, comments, doomed_fields, sizeof(struct doomed_view)),
    TPL_END};
TPL_TEMPLATE(comments_delete, "admin/comments_delete.tpl", delete_view, delete_fields);

/* Those of the targets that can be deleted as they were seen. */
static enum err_kind doomed_list(struct context *c, const struct targets *targets,
                                 struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    struct doomed_view *views = ARENA_ARRAY(c->arena, struct doomed_view, targets->n);
    size_t n = 0;
    for (size_t i = 0; i < targets->n; i++) {
        const struct moderation_target *target = &targets->items[i];
        struct comment_state it;
        enum err_kind kind = comment_state(conn, target->comment_id, c->arena, &it, e);
        if (kind == ERR_NOT_FOUND)
            continue;
        TRY(kind);
        if (it.status != target->seen || (it.status != COMMENT_SPAM && it.status != COMMENT_TRASH))
            continue;
        views[n++] = (struct doomed_view){
            .author = author_shown(c, it.author),
            .text = excerpt_from_comment(c->arena, it.beginning, EXCERPT_CHARS),
            .target = arena_printf(c->arena, "%" PRId64 ".%d", it.id, (int)it.status),
        };
    }
    *out = (struct tpl_list){views, n};
    return OK;
}

static enum err_kind ask(struct context *c, const struct queue_place *at,
                         const struct targets *targets, struct err *e)
{
    struct tpl_list doomed;
    TRY(doomed_list(c, targets, &doomed, e));
    if (doomed.n == 0) {
        struct notice notice = {
            .text =
                say(c, "Nothing was deleted: only what is in spam or trash can be, and somebody "
                       "has decided otherwise since."),
            .bad = true,
        };
        notice_set(c, &notice);
        return answer_see_other(c, queue_url(c, at));
    }
    struct delete_view v = {
        .up = queue_url(c, at),
        .heading =
            SAY_N(c, "Delete {n} comment for good?", "Delete {n} comments for good?", doomed.n),
        .csrf = c->session->csrf,
        .back = queue_back(c, at),
        .label = SAY_N(c, "Delete {n} comment for good", "Delete {n} comments for good", doomed.n),
        .comments = doomed,
    };
    return frame_answer(c, 200, v.heading, PLACE_COMMENTS, tpl_comments_delete(&v), e);
}

static enum err_kind delete_all(struct context *c, const struct targets *targets, struct err *e)
{
    struct actor who = context_actor(c);
    struct moderation_result result = {0};
    for (size_t i = 0; i < targets->n; i++) {
        enum err_kind kind = comment_delete(c->app->db, &who, targets->items[i].comment_id, e);
        if (kind == OK)
            result.changed++;
        else if (kind == ERR_NOT_FOUND || kind == ERR_CONFLICT)
            result.stale++;
        else
            return kind;
    }
    decision_notice(c, &decision_deleted, &result);
    return OK;
}

/* ---- deciding ---- */

/* Does what the form's field "do" says to TARGETS and goes back to the list. */
static enum err_kind act(struct context *c, const struct targets *targets, struct err *e)
{
    struct queue_place at;
    TRY(queue_place_back(c, &c->form, &at, e));
    struct str wish = form_raw(&c->form, "do");
    if (str_eq(wish, STR(DECISION_DELETE))) {
        if (!form_checked(&c->form, "sure"))
            return ask(c, &at, targets, e);
        TRY(delete_all(c, targets, e));
        return answer_see_other(c, queue_url(c, &at));
    }
    const struct decision *decision = decision_named(wish);
    if (decision == NULL)
        return err_say(e, ERR_INVALID,
                       MESSAGE("The form does not say what to do with the comments."));
    struct actor who = context_actor(c);
    struct moderation_result result;
    TRY(moderate(c->app->db, &who, targets->items, targets->n, decision->to, &result, e));
    decision_notice(c, &decision->done, &result);
    return answer_see_other(c, queue_url(c, &at));
}

static bool status_parse(struct str text, enum comment_status *out)
{
    int64_t n;
    if (!str_int(text, &n) || n < 0 || n >= COMMENT_STATUSES)
        return false;
    *out = (enum comment_status)n;
    return true;
}

/* The fields "ids", each "ID.STATUS". */
static enum err_kind ticked(struct context *c, struct targets *out, struct err *e)
{
    *out = (struct targets){ARENA_ARRAY(c->arena, struct moderation_target, c->form.n), 0};
    for (size_t i = 0; i < c->form.n; i++) {
        const struct form_field *field = &c->form.items[i];
        if (!str_eq(field->name, STR("ids")))
            continue;
        struct str seen = field->value;
        struct str id = str_split(&seen, '.');
        struct moderation_target *target = &out->items[out->n++];
        if (!str_int(id, &target->comment_id) || !status_parse(seen, &target->seen))
            return err_say(
                e, ERR_INVALID,
                MESSAGE("The form does not say which comments it is about. Please load the "
                        "list again."));
    }
    if (out->n > TICKED_MAX)
        return err_say(e, ERR_TOO_LARGE,
                       MESSAGE("At most {max} comments can be decided with one form.",
                               PUT_N("max", TICKED_MAX)));
    return OK;
}

enum err_kind admin_comments_moderate(struct context *c, struct err *e)
{
    struct targets targets;
    TRY(ticked(c, &targets, e));
    if (targets.n > 0)
        return act(c, &targets, e);
    struct queue_place at;
    TRY(queue_place_back(c, &c->form, &at, e));
    struct notice notice = {.text = say(c, "Nothing was changed: no comment is ticked."),
                            .bad = true};
    notice_set(c, &notice);
    return answer_see_other(c, queue_url(c, &at));
}

enum err_kind admin_comment_moderate(struct context *c, struct err *e)
{
    struct moderation_target target;
    struct str seen =
        form_has(&c->form, "seen") ? form_raw(&c->form, "seen") : form_raw(&c->query, "seen");
    if (!str_int(c->arg[0], &target.comment_id) || !status_parse(seen, &target.seen))
        return err_say(
            e, ERR_INVALID,
            MESSAGE("The form does not say what the comment was. Please load the list again."));
    struct targets targets = {&target, 1};
    return act(c, &targets, e);
}
