/* SPDX-License-Identifier: MIT */
/* Answering from the queue: the answer of somebody of the newsroom is on the page at once, so what
 * it answers is approved first. Either both happen or neither. A refused answer comes back with its
 * text. */
#include "admin/page/form_page.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/notice.h"
#include "admin/comment/queue_place.h"
#include "admin/comment/comment_view.h"
#include "base/rand.h"
#include "web/answer.h"
#include "core/talk/comment_submit.h"

enum { TOKEN_BYTES = 15, TOKEN_MAX = 100 };

static const struct field_spec specs[] = {
    {.name = "reply", .kind = FIELD_TEXT, .label = "Your reply", .required = true, .rows = 8},
};

/* The form again, with what was typed. */
static enum err_kind page_answer(struct context *c, int status, const struct comment *it,
                                 const struct queue_place *at, struct str text,
                                 const struct problems *problems, struct str failed, struct err *e)
{
    struct field_value value = {.value = text};
    struct form_page page = {
        .place = PLACE_COMMENTS,
        .heading = arena_printf(c->arena, "Reply to %.*s", STR_ARG(comment_author(it))),
        .up = queue_url(c, at),
        .up_label = STR("Comments"),
        .action = arena_printf(c->arena, "/admin/comments/%" PRId64 "/reply", it->id),
        .submit = it->status == COMMENT_PENDING ? "Approve and reply" : "Reply",
        .back = queue_back(c, at),
        .token = rand_token(c->arena, TOKEN_BYTES),
        .quote = quote_include(c, it),
        .specs = specs,
        .values = &value,
        .n = 1,
        .problems = problems,
        .failed = failed,
    };
    return form_page_answer(c, status, &page, e);
}

/* The key under which the answer is stored once: the form's token, which only this person can have
 * sent. */
static struct str reply_key(struct context *c)
{
    struct str token = form_raw(&c->form, "token");
    if (str_empty(token) || token.n > TOKEN_MAX || !utf8_valid(token))
        token = rand_token(c->arena, TOKEN_BYTES);
    return arena_printf(c->arena, "reply.%" PRId64 ".%.*s", c->session->user.id, STR_ARG(token));
}

static enum err_kind submit(struct context *c, const struct comment *parent, struct str text,
                            struct problems *p, struct err *e)
{
    const struct user *user = &c->session->user;
    struct comment_submission sub = {
        .article_id = parent->article_id,
        .parent_id = parent->id,
        .author = user->name,
        .email = user->email,
        .body = text,
        .addr = c->x->rq.remote_addr,
        .token = reply_key(c),
        .user_id = user->id,
    };
    struct comment_receipt receipt;
    int64_t retry_s;
    return comment_submit(c->app->db, c->settings, &sub, c->arena, &receipt, &retry_s, p, e);
}

/* Approves what is pending, then stores the answer; takes the approval back where that is refused.
 */
static enum err_kind approve_and_submit(struct context *c, const struct comment *parent,
                                        struct str text, struct moderation_result *approved,
                                        struct problems *p, struct err *e)
{
    struct actor who = context_actor(c);
    *approved = (struct moderation_result){0};
    if (parent->status == COMMENT_PENDING) {
        struct moderation_target target = {parent->id, COMMENT_PENDING};
        TRY(moderate(c->app->db, &who, &target, 1, COMMENT_APPROVED, approved, e));
    }
    enum err_kind kind = submit(c, parent, text, p, e);
    if (kind != OK && approved->changed > 0) {
        struct moderation_result undone;
        struct err second;
        enum err_kind failed =
            moderation_undo(c->app->db, &who, approved->moderation_id, &undone, &second);
        if (failed != OK)
            return err_wrap(e, "the comment is approved (%s)", second.msg);
        *approved = (struct moderation_result){0};
    }
    return kind;
}

/* What comment_submit says of its field, said of ours. */
static struct problems problems_of_reply(const struct problems *p)
{
    struct problems out = {0};
    const char *text = problem_of(p, "comment");
    if (text != NULL)
        problem_add(&out, "reply", "%s", text);
    return out;
}

enum err_kind admin_comment_reply(struct context *c, struct err *e)
{
    struct comment parent;
    struct queue_place at;
    struct problems problems = {0}, refused = {0};
    struct moderation_result approved;
    TRY(comment_of_route(c, &parent, e));
    TRY(queue_place_back(c, &c->form, &at, e));
    struct str text =
        form_text(&c->form, "reply", UTF8_MANY_LINES, COMMENT_BODY_MAX, c->arena, &problems);
    if (str_empty(text))
        problem_add(&problems, "reply", "Please type your reply.");
    if (problems.n > 0)
        return page_answer(c, 422, &parent, &at, text, &problems, STR("Not sent yet"), e);
    enum err_kind kind = approve_and_submit(c, &parent, text, &approved, &refused, e);
    if (kind == ERR_FORBIDDEN || refused_on_form(kind)) {
        problems = problems_of_reply(&refused);
        struct str failed = problems.n > 0 ? STR("Not sent yet") : context_failure(c, e);
        return page_answer(c, refused_status(kind), &parent, &at, text, &problems, failed, e);
    }
    TRY(kind);
    struct notice notice = {
        .text = approved.changed > 0
                    ? STR("Your reply is on the page, and the comment that it answers is approved.")
                    : STR("Your reply is on the page."),
        .undo = approved.moderation_id,
    };
    notice_set(c, &notice);
    return answer_see_other(c, queue_url(c, &at));
}
