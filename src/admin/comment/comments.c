/* SPDX-License-Identifier: MIT */
/* The moderators' queue: one list in tabs by status, a page of it at a time. What is ticked belongs
 * to one form above the list; each row (comment_row.h) has a form of its own. */
#include <inttypes.h>

#include "admin/admin.h"
#include "admin/comment/comment_row.h"
#include "admin/comment/comment_view.h"
#include "admin/comment/decision.h"
#include "admin/words/comment_words.h"
#include "admin/page/list_page.h"
#include "admin/page/tabs.h"
#include "admin/page/written.h"
#include "admin/comment/queue_place.h"
#include "core/talk/comment_queue.h"

enum { ROWS_ON_PAGE = 50 };

struct undo_view {
    int64_t id;
    struct str what;
};
static const struct tpl_field undo_fields[] = {TPL_FIELD(undo_view, "UNDO", TPL_INT, id),
                                               TPL_FIELD(undo_view, "UNDO_WHAT", TPL_STR, what),
                                               TPL_END};

struct acts_view {
    struct str csrf, back;
    const struct undo_view *last;
};
static const struct tpl_field acts_fields[] = {
    TPL_FIELD(acts_view, "CSRF", TPL_STR, csrf), TPL_FIELD(acts_view, "BACK", TPL_STR, back),
    TPL_SUB(acts_view, "LAST", TPL_VIEW, last, undo_fields, 0), TPL_END};
TPL_TEMPLATE(comments_acts, "admin/comments_acts.tpl", acts_view, acts_fields);

struct queue_view {
    struct str csrf, back, matching;
    struct tpl_list bulk_acts, rows;
};
static const struct tpl_field queue_fields[] = {
    TPL_FIELD(queue_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(queue_view, "BACK", TPL_STR, back),
    TPL_FIELD(queue_view, "MATCHING", TPL_STR, matching),
    TPL_FIELD(queue_view, "MATCHING", TPL_IF_TEXT, matching),
    TPL_SUB(queue_view, "BULK_ACTS", TPL_LIST, bulk_acts, decision_fields,
            sizeof(struct decision_view)),
    TPL_SUB(queue_view, "ROWS", TPL_LIST, rows, comment_row_fields,
            sizeof(struct comment_row_view)),
    TPL_END};
TPL_TEMPLATE(comments, "admin/comments.tpl", queue_view, queue_fields);

/* The help about keys says the same to everybody. */
static const struct tpl_field keys_fields[] = {TPL_END};
TPL_TEMPLATE(comments_keys, "admin/comments_keys.tpl", acts_view, keys_fields);

static struct tpl_include tabs_make(struct context *c, const struct queue_place *at,
                                    const int64_t totals[COMMENT_STATUSES])
{
    static const struct {
        int tab;
        const char *label;
    } order[] = {
        {QUEUE_ALL, N_("All")},           {TAB_MINE, N_("Mine")},
        {COMMENT_PENDING, N_("Pending")}, {COMMENT_APPROVED, N_("Approved")},
        {COMMENT_SPAM, N_("Spam")},       {COMMENT_TRASH, N_("Trash")},
    };
    enum { N = sizeof order / sizeof order[0] };
    bool filtered = at->article_id || !str_empty(at->addr);
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, N);
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        int tab = order[i].tab;
        struct queue_place to = {.tab = tab};
        if (tab == TAB_MINE && filtered)
            continue;
        to.article_id = at->article_id;
        to.addr = at->addr;
        tabs[n++] = (struct tab_view){
            .url = queue_url(c, &to),
            .label = say(c, order[i].label),
            .count = tab < COMMENT_STATUSES && !filtered ? count_shown(c, totals[tab]) : STR_NONE,
            .current = tab == at->tab,
        };
    }
    return tabs_include(c, N_("Status of the comments"), tabs, n);
}

static void filter_make(struct context *c, const struct queue_place *at, struct list_page *page)
{
    struct queue_place all = {.tab = at->tab};
    page->filter_off = queue_url(c, &all);
    if (at->article_id)
        page->filter = SAY(c, "Only comments on “{title}”.", PUT("title", at->article_title));
    else if (!str_empty(at->addr))
        page->filter =
            SAY(c, "Only comments from the address {address}.", PUT("address", at->addr));
}

static void empty_make(const struct queue_place *at, struct list_page *page)
{
    static const struct {
        const char *title, *text;
    } empty[TABS] = {
        [COMMENT_PENDING] = {N_("Nothing is waiting"),
                             N_("New comments that a rule holds back appear here.")},
        [COMMENT_APPROVED] = {N_("Nothing is approved yet"),
                              N_("What readers can see is listed here.")},
        [COMMENT_SPAM] = {N_("No spam"),
                          N_("What you mark as spam is kept here until you delete it.")},
        [COMMENT_TRASH] = {N_("The trash is empty"),
                           N_("What you throw away is kept here until you delete it.")},
        [QUEUE_ALL] = {N_("No comments yet"), N_("Pending and approved comments are listed here.")},
        [TAB_MINE] = {N_("You have not commented yet"), N_("Your own replies are listed here.")},
    };
    page->empty_title = empty[at->tab].title;
    page->empty = empty[at->tab].text;
    if (at->before_id) {
        page->empty_title = N_("Nothing older");
        page->empty = N_("This is the end of the list.");
    } else if (at->article_id || !str_empty(at->addr)) {
        page->empty_title = N_("Nothing here");
        page->empty = N_("No comment with this status fits the filter.");
    }
}

static enum err_kind last_make(struct context *c, struct db_conn *conn,
                               const struct undo_view **out, struct err *e)
{
    int64_t id, changed = 0;
    enum comment_status to = COMMENT_PENDING;
    TRY(moderation_last(conn, c->session->user.id, &id, &to, &changed, e));
    *out = NULL;
    if (id == 0)
        return OK;
    struct undo_view *last = ARENA_NEW(c->arena, struct undo_view);
    last->id = id;
    last->what = say_message(c, &(const struct message){.english = comment_status_words[to].done,
                                                        .many = comment_status_words[to].done_many,
                                                        .n = (uint64_t)changed});
    *out = last;
    return OK;
}

static void pager_make(struct context *c, const struct queue_place *at,
                       const struct comment_list *list, struct list_page *page)
{
    struct queue_place to = *at;
    if (list->older && list->n > 0) {
        to.before_id = list->items[list->n - 1].id;
        page->older = queue_url(c, &to);
    }
    to.before_id = 0;
    if (at->before_id)
        page->first = queue_url(c, &to);
}

static struct str matching_url(struct context *c, const struct queue_place *at)
{
    struct queue_place all = *at;
    all.before_id = 0;
    return arena_join(c->arena, STR("/admin/comments/matching?"), queue_back(c, &all));
}

enum err_kind admin_comments(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct queue_place at;
    struct comment_list list;
    int64_t totals[COMMENT_STATUSES];
    TRY(context_db(c, &conn, e));
    TRY(queue_place_read(c, &c->query, &at, e));
    struct queue_query q = queue_query_of(c, &at, ROWS_ON_PAGE);
    TRY(comment_queue(conn, &q, c->arena, &list, e));
    TRY(comment_totals(conn, totals, e));

    struct comment_row_view *rows = ARENA_ARRAY(c->arena, struct comment_row_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        rows[i] = comment_row_make(c, &at, &list.items[i]);
    const struct queue_view v = {
        .csrf = c->session->csrf,
        .back = queue_back(c, &at),
        .matching = at.tab < COMMENT_STATUSES ? matching_url(c, &at) : STR_NONE,
        .bulk_acts = decisions_for(c, at.tab, true, NULL),
        .rows = {rows, list.n},
    };
    struct acts_view acts = {.csrf = v.csrf, .back = v.back};
    TRY(last_make(c, conn, &acts.last, e));
    struct list_page page = {
        .place = PLACE_COMMENTS,
        .heading = say(c, "Comments"),
        .head_acts = tpl_comments_acts(&acts),
        .tabs = tabs_make(c, &at, totals),
        .n = list.n,
        .rows = tpl_comments(&v),
        .after = tpl_comments_keys(&acts),
    };
    filter_make(c, &at, &page);
    empty_make(&at, &page);
    pager_make(c, &at, &list, &page);
    return list_page_answer(c, &page, e);
}
