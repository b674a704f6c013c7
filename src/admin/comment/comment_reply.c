/* SPDX-License-Identifier: MIT */
/* Replies from the queue. A moderator's reply is on the page at once, so the comment that it
 * answers is approved with it: either both happen or neither (comment_take). A refused reply comes
 * back with its text. */
#include "admin/page/form_page.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/notice.h"
#include "admin/comment/queue_place.h"
#include "admin/comment/comment_view.h"
#include "base/rand.h"
#include "core/talk/comment_take.h"
#include "web/answer.h"
#include "web/http/status.h"

enum { TOKEN_BYTES = 15, TOKEN_MAX = 100 };

static const struct field_spec specs[] = {
    {.name = "reply", .kind = FIELD_TEXT, .label = N_("Your reply"), .required = true, .rows = 8},
};

/* The form again, with what was typed. */
static enum err_kind page_answer(struct context *c, int status, const struct comment *it,
                                 const struct queue_place *at, struct str text,
                                 const struct problems *problems, struct str failed, struct err *e)
{
    struct field_value value = {.value = text};
    struct form_page page = {
        .place = PLACE_COMMENTS,
        .heading = SAY(c, "Reply to {name}", PUT("name", comment_author(c, it))),
        .up = queue_url(c, at),
        .up_label = say(c, "Comments"),
        .action = arena_printf(c->arena, "/admin/comments/%" PRId64 "/reply", it->id),
        .submit = it->status == COMMENT_PENDING ? N_("Approve and reply") : N_("Reply"),
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

/* Stores the reply, with the approval of the comment that it answers if that is pending. */
static enum err_kind take_reply(struct context *c, const struct comment *parent, struct str text,
                                struct comment_taken *taken, struct problems *p, struct err *e)
{
    struct actor who = context_actor(c);
    struct comment_sending sending = {
        .typed = {.article_id = parent->article_id,
                  .parent_id = parent->id,
                  .body = text,
                  .addr = c->x->rq.remote_addr,
                  .token = reply_key(c)},
        .session = c->session,
        .csrf = form_raw(&c->form, "csrf"),
        .moderator = &who,
        .approve_parent = parent->status == COMMENT_PENDING,
    };
    context_db_done(c); /* the reply may wait for the disk */
    return comment_take(c->app->db, c->settings, &sending, c->arena, taken, p, e);
}

/* The problem of the comment's field as one of this form's. */
static struct problems problems_of_reply(const struct problems *p)
{
    struct problems out = {0};
    const struct problem *found = problem_find(p, "comment");
    if (found != NULL)
        problem_repeat(&out, "reply", &found->said);
    return out;
}

enum err_kind admin_comment_reply(struct context *c, struct err *e)
{
    struct comment parent;
    struct queue_place at;
    struct problems problems = {0}, refused = {0};
    struct comment_taken taken;
    TRY(comment_of_route(c, &parent, e));
    TRY(queue_place_back(c, &c->form, &at, e));
    struct str text =
        form_text(&c->form, "reply", UTF8_MARKDOWN, COMMENT_BODY_MAX, c->arena, &problems);
    if (str_empty(text))
        problem_say(&problems, "reply", MESSAGE("Please type your reply."));
    if (problems.n > 0)
        return page_answer(c, 422, &parent, &at, text, &problems, say(c, "Not sent yet"), e);
    enum err_kind kind = take_reply(c, &parent, text, &taken, &refused, e);
    if (kind == ERR_FORBIDDEN || refused_on_form(kind)) {
        problems = problems_of_reply(&refused);
        struct str failed = problems.n > 0 ? say(c, "Not sent yet") : context_failure(c, e);
        return page_answer(c, status_of(kind), &parent, &at, text, &problems, failed, e);
    }
    TRY(kind);
    struct notice notice = {
        .text =
            taken.approved.changed > 0
                ? say(c, "Your reply is on the page, and the comment that it answers is approved.")
                : say(c, "Your reply is on the page."),
        .undo = taken.approved.moderation_id,
    };
    notice_set(c, &notice);
    return answer_see_other(c, queue_url(c, &at));
}
