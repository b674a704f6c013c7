/* SPDX-License-Identifier: MIT */
/* The moderators' queue: one list in tabs by status, a page of it at a time. Each row is a form of
 * its own that carries the status it was seen with; what is ticked belongs to one form above the
 * list. So the page works without scripts, and a decision that comes too late is noticed. */
#include "admin/comment/queue.h"

#include "admin/comment/status_words.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "base/rand.h"
#include "text/html_cut.h"
#include "web/answer.h"

enum { ROWS_ON_PAGE = 50, TOKEN_BYTES = 15 };

struct reply_view {
    struct str token, label;
};
static const struct tpl_field reply_fields[] = {
    TPL_FIELD(reply_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(reply_view, "REPLY_LABEL", TPL_STR, label), TPL_END};

struct row_view {
    int64_t id, seen;
    struct str status, status_shown, author, edit_url, iso, when, when_long;
    struct str email, website, website_shown, addr, addr_url, record;
    struct str held, held_label, decided, article, article_url, only_url;
    struct html text;
    struct str all_url,
        less_url; /* of the same page with this text whole; cut, as the others are */
    bool staff, show_status, is_reply, is_first, article_hidden;
    bool whole; /* not emptied for good */
    struct tpl_list acts;
    const struct reply_view *reply;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "ID", TPL_INT, id),
    TPL_FIELD(row_view, "SEEN", TPL_INT, seen),
    TPL_FIELD(row_view, "STATUS", TPL_STR, status),
    TPL_FIELD(row_view, "STATUS_NAME", TPL_STR, status_shown),
    TPL_FIELD(row_view, "SHOW_STATUS", TPL_BOOL, show_status),
    TPL_FIELD(row_view, "WHOLE", TPL_BOOL, whole),
    TPL_FIELD(row_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(row_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(row_view, "EDIT_URL", TPL_STR, edit_url),
    TPL_FIELD(row_view, "ISO", TPL_STR, iso),
    TPL_FIELD(row_view, "WHEN", TPL_STR, when),
    TPL_FIELD(row_view, "WHEN_LONG", TPL_STR, when_long),
    TPL_FIELD(row_view, "EMAIL", TPL_STR, email),
    TPL_FIELD(row_view, "EMAIL", TPL_IF_TEXT, email),
    TPL_FIELD(row_view, "WEBSITE", TPL_STR, website),
    TPL_FIELD(row_view, "WEBSITE", TPL_IF_TEXT, website),
    TPL_FIELD(row_view, "WEBSITE_SHOWN", TPL_STR, website_shown),
    TPL_FIELD(row_view, "ADDR", TPL_STR, addr),
    TPL_FIELD(row_view, "ADDR", TPL_IF_TEXT, addr),
    TPL_FIELD(row_view, "ADDR_URL", TPL_STR, addr_url),
    TPL_FIELD(row_view, "RECORD", TPL_STR, record),
    TPL_FIELD(row_view, "RECORD", TPL_IF_TEXT, record),
    TPL_FIELD(row_view, "HELD", TPL_STR, held),
    TPL_FIELD(row_view, "HELD", TPL_IF_TEXT, held),
    TPL_FIELD(row_view, "HELD_LABEL", TPL_STR, held_label),
    TPL_FIELD(row_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(row_view, "ALL_URL", TPL_STR, all_url),
    TPL_FIELD(row_view, "ALL_URL", TPL_IF_TEXT, all_url),
    TPL_FIELD(row_view, "LESS_URL", TPL_STR, less_url),
    TPL_FIELD(row_view, "LESS_URL", TPL_IF_TEXT, less_url),
    TPL_FIELD(row_view, "IS_REPLY", TPL_BOOL, is_reply),
    TPL_FIELD(row_view, "IS_FIRST", TPL_BOOL, is_first),
    TPL_FIELD(row_view, "ARTICLE", TPL_STR, article),
    TPL_FIELD(row_view, "ARTICLE_URL", TPL_STR, article_url),
    TPL_FIELD(row_view, "ARTICLE_URL", TPL_IF_TEXT, article_url),
    TPL_FIELD(row_view, "ARTICLE_HIDDEN", TPL_BOOL, article_hidden),
    TPL_FIELD(row_view, "ONLY_URL", TPL_STR, only_url),
    TPL_FIELD(row_view, "ONLY_URL", TPL_IF_TEXT, only_url),
    TPL_FIELD(row_view, "DECIDED", TPL_STR, decided),
    TPL_FIELD(row_view, "DECIDED", TPL_IF_TEXT, decided),
    TPL_SUB(row_view, "ACTS", TPL_LIST, acts, decision_fields, sizeof(struct decision_view)),
    TPL_SUB(row_view, "REPLY", TPL_VIEW, reply, reply_fields, 0),
    TPL_END};

struct undo_view {
    int64_t id;
    struct str what;
};
static const struct tpl_field undo_fields[] = {TPL_FIELD(undo_view, "UNDO", TPL_INT, id),
                                               TPL_FIELD(undo_view, "UNDO_WHAT", TPL_STR, what),
                                               TPL_END};

struct queue_view {
    struct str filter, filter_off, empty, empty_title, csrf, back, matching;
    bool any;
    const struct undo_view *last;
    struct tpl_include tabs, pager;
    struct tpl_list bulk_acts, rows;
};
static const struct tpl_field queue_fields[] = {
    TPL_FIELD(queue_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(queue_view, "FILTER", TPL_STR, filter),
    TPL_FIELD(queue_view, "FILTER", TPL_IF_TEXT, filter),
    TPL_FIELD(queue_view, "FILTER_OFF", TPL_STR, filter_off),
    TPL_FIELD(queue_view, "EMPTY", TPL_STR, empty),
    TPL_FIELD(queue_view, "EMPTY", TPL_IF_TEXT, empty),
    TPL_FIELD(queue_view, "EMPTY_TITLE", TPL_STR, empty_title),
    TPL_FIELD(queue_view, "QUEUE", TPL_BOOL, any),
    TPL_FIELD(queue_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(queue_view, "BACK", TPL_STR, back),
    TPL_FIELD(queue_view, "MATCHING", TPL_STR, matching),
    TPL_FIELD(queue_view, "MATCHING", TPL_IF_TEXT, matching),
    TPL_SUB(queue_view, "LAST", TPL_VIEW, last, undo_fields, 0),
    TPL_SUB(queue_view, "BULK_ACTS", TPL_LIST, bulk_acts, decision_fields,
            sizeof(struct decision_view)),
    TPL_SUB(queue_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_FIELD(queue_view, "PAGER", TPL_INCLUDE, pager),
    TPL_END};
TPL_TEMPLATE(comments, "admin/comments.tpl", queue_view, queue_fields);

/* ---- a row ---- */

static struct str website_shown(struct str url)
{
    struct str s = str_skip(url, str_find(url, STR("://")) + 3);
    return str_ends(s, STR("/")) ? str_head(s, s.n - 1) : s;
}

/* What was decided before on the same e-mail address. */
static struct str record_shown(const struct context *c, const struct comment *it)
{
    if (str_empty(it->email))
        return STR_NONE;
    if (it->approved_before == 0 && it->refused_before == 0)
        return STR("No earlier decisions");
    struct buf b = buf_in(c->arena);
    buf_printf(&b, "%.*s approved, %.*s refused before",
               STR_ARG(number_shown(c, it->approved_before)),
               STR_ARG(number_shown(c, it->refused_before)));
    return buf_str(&b);
}

static struct str decided_shown(const struct context *c, const struct comment *it)
{
    const char *done = comment_status_words[it->status].done;
    struct buf b = buf_in(c->arena);
    if (!str_empty(it->decided_by)) {
        buf_add_char(&b, (char)(done[0] - 'a' + 'A'));
        buf_printf(&b, "%s by %.*s, %.*s. ", done + 1, STR_ARG(it->decided_by),
                   STR_ARG(when_shown(c, it->decided_at)));
    }
    if (it->edited_at)
        buf_printf(&b, "Edited %.*s.", STR_ARG(when_shown(c, it->edited_at)));
    return str_trim(buf_str(&b));
}

/* The rule that decided; nothing where a person has decided since. */
static void held_make(struct row_view *row, const struct comment *it)
{
    if (it->status == COMMENT_APPROVED ||
        (it->status != COMMENT_PENDING && !str_empty(it->decided_by)))
        return;
    row->held = it->held_reason;
    row->held_label = it->status == COMMENT_PENDING ? STR("Held:") : STR("Refused:");
}

/* Links to everything from the same address and on the same article, in the same tab. */
static void filters_make(struct context *c, const struct queue_place *at, struct row_view *row,
                         const struct comment *it)
{
    struct queue_place same = {.tab = at->tab == TAB_MINE ? QUEUE_ALL : at->tab};
    same.addr = it->addr;
    row->addr_url = queue_url(c, &same);
    same.addr = STR_NONE;
    same.article_id = it->article_id;
    if (at->article_id == 0)
        row->only_url = queue_url(c, &same);
}

static const struct reply_view *reply_make(struct context *c, const struct comment *it)
{
    if (it->status != COMMENT_PENDING && it->status != COMMENT_APPROVED)
        return NULL;
    struct reply_view *reply = ARENA_NEW(c->arena, struct reply_view);
    reply->token = rand_token(c->arena, TOKEN_BYTES);
    reply->label = it->status == COMMENT_PENDING ? STR("Approve and reply") : STR("Reply");
    return reply;
}

/* The text, which is cut where it is long: a page of the queue stays a page. The field "all" of the
 * page's address names the comment that is shown whole. */
static void text_make(struct context *c, const struct queue_place *at, struct row_view *row,
                      const struct comment *it)
{
    static const struct html_limits limits = {.characters = 1000, .lines = 20, .bytes = 16 * 1024};
    struct problems nonsense = {0};
    bool cut;
    struct html whole = comment_shown(c, it);
    row->text = html_cut(c->arena, whole, &limits, &cut);
    if (!cut)
        return;
    struct str page = queue_url(c, at);
    if (form_int(&c->query, "all", 1, INT64_MAX, 0, &nonsense) == it->id) {
        row->text = whole;
        row->less_url = arena_printf(c->arena, "%.*s#c%" PRId64, STR_ARG(page), it->id);
    } else {
        row->all_url =
            arena_printf(c->arena, "%.*s&all=%" PRId64 "#c%" PRId64, STR_ARG(page), it->id, it->id);
    }
}

static struct row_view row_make(struct context *c, const struct queue_place *at,
                                const struct comment *it)
{
    struct str page = arena_printf(c->arena, "/admin/comments/%" PRId64, it->id);
    struct row_view row = {
        .id = it->id,
        .seen = it->status,
        .status = str_from(comment_status_name(it->status)),
        .status_shown = comment_status_shown(it->status),
        .show_status = at->tab == QUEUE_ALL || at->tab == TAB_MINE,
        .whole = !str_empty(it->body),
        .author = comment_author(it),
        .staff = it->user_id != 0,
        .edit_url = queue_page_url(c, page, at),
        .iso = when_iso(c, it->created_at),
        .when = when_shown(c, it->created_at),
        .when_long = when_long(c, it->created_at),
        .email = it->email,
        .website = it->url,
        .website_shown = website_shown(it->url),
        .addr = it->addr,
        .record = record_shown(c, it),
        .is_reply = it->parent_id != 0,
        .is_first = it->parent_id == 0,
        .article = it->article_title,
        .article_url = comment_link(c, it),
        .article_hidden = it->article_day == 0,
        .decided = decided_shown(c, it),
        .reply = reply_make(c, it),
    };
    if (row.whole)
        row.acts = decisions_for(c, it->status, true);
    text_make(c, at, &row, it);
    held_make(&row, it);
    filters_make(c, at, &row, it);
    return row;
}

/* ---- around the rows ---- */

static struct tpl_include tabs_make(struct context *c, const struct queue_place *at,
                                    const int64_t totals[COMMENT_STATUSES])
{
    static const struct {
        int tab;
        const char *label;
    } order[] = {
        {QUEUE_ALL, "All"},           {TAB_MINE, "Mine"},
        {COMMENT_PENDING, "Pending"}, {COMMENT_APPROVED, "Approved"},
        {COMMENT_SPAM, "Spam"},       {COMMENT_TRASH, "Trash"},
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
            .label = str_from(order[i].label),
            .count = tab < COMMENT_STATUSES && !filtered ? count_shown(c, totals[tab]) : STR_NONE,
            .current = tab == at->tab,
        };
    }
    return tabs_include(c, "Status of the comments", tabs, n);
}

static void filter_make(struct context *c, const struct queue_place *at, struct queue_view *v)
{
    struct queue_place all = {.tab = at->tab};
    v->filter_off = queue_url(c, &all);
    if (at->article_id)
        v->filter = arena_printf(c->arena, "Only comments on “%.*s”.", STR_ARG(at->article_title));
    else if (!str_empty(at->addr))
        v->filter =
            arena_printf(c->arena, "Only comments from the address %.*s.", STR_ARG(at->addr));
}

static void empty_make(const struct queue_place *at, struct queue_view *v)
{
    static const struct {
        const char *title, *text;
    } empty[TABS] = {
        [COMMENT_PENDING] = {"Nothing is waiting",
                             "New comments that a rule holds back appear here."},
        [COMMENT_APPROVED] = {"Nothing is approved yet", "What readers can see is listed here."},
        [COMMENT_SPAM] = {"No spam", "What you mark as spam is kept here until you delete it."},
        [COMMENT_TRASH] = {"The trash is empty",
                           "What you throw away is kept here until you delete it."},
        [QUEUE_ALL] = {"No comments yet", "Pending and approved comments are listed here."},
        [TAB_MINE] = {"You have not commented yet", "Your own replies are listed here."},
    };
    v->empty_title = str_from(empty[at->tab].title);
    v->empty = str_from(empty[at->tab].text);
    if (at->before_id) {
        v->empty_title = STR("Nothing older");
        v->empty = STR("This is the end of the list.");
    } else if (at->article_id || !str_empty(at->addr)) {
        v->empty_title = STR("Nothing here");
        v->empty = STR("No comment with this status fits the filter.");
    }
}

static enum err_kind last_make(struct context *c, struct db_conn *conn, struct queue_view *v,
                               struct err *e)
{
    int64_t id, changed = 0;
    enum comment_status to = COMMENT_PENDING;
    TRY(moderation_last(conn, c->session->user.id, &id, &to, &changed, e));
    if (id == 0)
        return OK;
    struct undo_view *last = ARENA_NEW(c->arena, struct undo_view);
    last->id = id;
    last->what = arena_printf(c->arena, "%.*s %s", STR_ARG(comments_shown(c, changed)),
                              comment_status_words[to].done);
    v->last = last;
    return OK;
}

static struct tpl_include pager_make(struct context *c, const struct queue_place *at,
                                     const struct comment_list *list)
{
    struct queue_place to = *at;
    struct str first = STR_NONE, older = STR_NONE;
    if (list->older && list->n > 0) {
        to.before_id = list->items[list->n - 1].id;
        older = queue_url(c, &to);
    }
    to.before_id = 0;
    if (at->before_id)
        first = queue_url(c, &to);
    return pager_include(c, first, older);
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

    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        rows[i] = row_make(c, &at, &list.items[i]);
    struct queue_view v = {
        .csrf = c->session->csrf,
        .back = queue_back(c, &at),
        .any = list.n > 0,
        .matching = at.tab < COMMENT_STATUSES ? matching_url(c, &at) : STR_NONE,
        .tabs = tabs_make(c, &at, totals),
        .pager = pager_make(c, &at, &list),
        .bulk_acts = decisions_for(c, at.tab, true),
        .rows = {rows, list.n},
    };
    filter_make(c, &at, &v);
    if (list.n == 0)
        empty_make(&at, &v);
    TRY(last_make(c, conn, &v, e));
    return frame_answer(c, 200, STR("Comments"), PLACE_COMMENTS, tpl_comments(&v), e);
}

/* ---- undo ---- */

enum err_kind admin_comments_undo(struct context *c, struct err *e)
{
    struct queue_place at;
    struct problems nonsense = {0};
    struct moderation_result result;
    struct actor who = context_actor(c);
    TRY(queue_place_back(c, &c->form, &at, e));
    int64_t id = form_int(&c->form, "action", 1, INT64_MAX, 0, &nonsense);
    enum err_kind kind = id > 0 ? moderation_undo(c->app->db, &who, id, &result, e)
                                : err_set(e, ERR_NOT_FOUND, "There is nothing to undo.");
    if (kind == ERR_NOT_FOUND || kind == ERR_CONFLICT || kind == ERR_FORBIDDEN) {
        struct notice notice = {.text = context_failure(c, e), .bad = true};
        notice_set(c, &notice);
        return answer_see_other(c, queue_url(c, &at));
    }
    TRY(kind);
    decision_notice(c, result.changed == 1 ? "is as it was before" : "are as they were before",
                    &result);
    return answer_see_other(c, queue_url(c, &at));
}
