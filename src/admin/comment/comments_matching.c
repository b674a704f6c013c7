/* SPDX-License-Identifier: MIT */
/* Deciding on everything that a tab and its filter hold, in one action: first a page that tells how
 * many that is, then the decision on those that it told of. What comes in meanwhile is left for
 * somebody to read. */

#include "admin/words/comment_words.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "admin/comment/queue_place.h"
#include "admin/comment/decision.h"
#include "admin/page/frame.h"
#include "web/answer.h"
#include "core/talk/comment_queue.h"

/* Counted exactly up to here; a filter that matches more says "more than". */
enum { COUNT_MAX = 100000 };

struct matching_view {
    struct str up, heading, about, csrf, back;
    int64_t up_to;
    struct tpl_list acts;
};
static const struct tpl_field matching_fields[] = {
    TPL_FIELD(matching_view, "UP", TPL_STR, up),
    TPL_FIELD(matching_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(matching_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(matching_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(matching_view, "BACK", TPL_STR, back),
    TPL_FIELD(matching_view, "UP_TO", TPL_INT, up_to),
    TPL_SUB(matching_view, "ACTS", TPL_LIST, acts, decision_fields, sizeof(struct decision_view)),
    TPL_END};
TPL_TEMPLATE(comments_matching, "admin/comments_matching.tpl", matching_view, matching_fields);

static bool filtered(const struct queue_place *at)
{
    return at->article_id != 0 || !str_empty(at->addr);
}

/* "All matching: 8 pending comments on “Title”". */
static struct str heading(struct context *c, const struct queue_place *at, int64_t n)
{
    const struct comment_matching_words *words = &comment_status_words[at->tab].matching;
    bool uncounted = filtered(at) && n > COUNT_MAX;
    const char *const *form = at->article_id         ? words->on_article
                              : !str_empty(at->addr) ? words->from_address
                                                     : words->all;
    struct message m = {.english = form[0], .many = form[1], .n = (uint64_t)n};
    if (uncounted)
        m = (struct message){.english = form[2], .values = {PUT_N("n", COUNT_MAX)}};
    size_t i = uncounted ? 1 : 0;
    if (at->article_id)
        m.values[i] = (struct message_value)PUT("title", at->article_title);
    else if (!str_empty(at->addr))
        m.values[i] = (struct message_value)PUT("address", at->addr);
    return say_message(c, &m);
}

/* How many match, and the newest of them (0: none). */
static enum err_kind count(struct context *c, const struct queue_place *at, int64_t *n,
                           int64_t *newest, struct err *e)
{
    struct db_conn *conn;
    struct queue_query q = queue_query_of(c, at, 1);
    TRY(context_db(c, &conn, e));
    TRY(comment_queue_newest(conn, &q, newest, e));
    if (filtered(at))
        return comment_queue_count(conn, &q, COUNT_MAX + 1, n, e);
    int64_t totals[COMMENT_STATUSES];
    TRY(comment_totals(conn, totals, e));
    *n = totals[at->tab];
    return OK;
}

static enum err_kind back_to_list(struct context *c, const struct queue_place *at, struct str why)
{
    struct notice notice = {.text = why, .bad = true};
    notice_set(c, &notice);
    return answer_see_other(c, queue_url(c, at));
}

enum err_kind admin_comments_matching(struct context *c, struct err *e)
{
    struct queue_place at;
    int64_t n, newest;
    TRY(queue_place_read(c, &c->query, &at, e));
    at.before_id = 0;
    if (at.tab >= COMMENT_STATUSES)
        return back_to_list(c, &at, say(c, "Please choose a status first."));
    TRY(count(c, &at, &n, &newest, e));
    if (newest == 0)
        return back_to_list(c, &at, say(c, "There is nothing left that matches."));
    struct matching_view v = {
        .up = queue_url(c, &at),
        .heading = heading(c, &at, n),
        .about = n == 1 ? say(c, "The decision is on this one; what comes in meanwhile stays as it "
                                 "is. It can be undone.")
                        : say(c, "The decision is on all of them at once; what comes in meanwhile "
                                 "stays as it is. It can be undone."),
        .csrf = c->session->csrf,
        .back = queue_back(c, &at),
        .up_to = newest,
        .acts = decisions_for(c, at.tab, false, NULL),
    };
    return frame_answer(c, 200, v.heading, PLACE_COMMENTS, tpl_comments_matching(&v), e);
}

enum err_kind admin_comments_moderate_matching(struct context *c, struct err *e)
{
    struct queue_place at;
    struct problems problems = {0};
    TRY(queue_place_back(c, &c->form, &at, e));
    /* A filter that says nothing any more (its article is gone) must not become "all". */
    bool same = str_eq(form_raw(&c->form, "back"), queue_back(c, &at));
    int64_t up_to = form_int(&c->form, "up_to", 1, INT64_MAX - 1, 0, &problems);
    const struct decision *decision = decision_named(form_raw(&c->form, "do"));
    if (!same || up_to == 0 || problems.n > 0 || decision == NULL || at.tab >= COMMENT_STATUSES)
        return err_say(
            e, ERR_INVALID,
            MESSAGE("The form does not say what to do with which comments. Please load the "
                    "list again."));
    struct actor who = context_actor(c);
    struct moderation_result result;
    struct queue_query q = queue_query_of(c, &at, 0);
    TRY(moderate_matching(c->app->db, &who, &q, up_to, decision->to, &result, e));
    decision_notice(c, &decision->done, &result);
    return answer_see_other(c, queue_url(c, &at));
}
