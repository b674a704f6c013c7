/* SPDX-License-Identifier: MIT */
#include "admin/comment/queue.h"

#include "admin/comment/status_words.h"

#include <inttypes.h>

#include "base/url.h"
#include "text/comment_text.h"

/* ---- the part that is shown ---- */

enum { ADDR_MAX = 100 };

static const char *const tab_names[TABS] = {
    [COMMENT_PENDING] = "pending", [COMMENT_APPROVED] = "approved",
    [COMMENT_SPAM] = "spam",       [COMMENT_TRASH] = "trash",
    [QUEUE_ALL] = "all",           [TAB_MINE] = "mine",
};

static int tab_parse(struct str name)
{
    for (int i = 0; i < TABS; i++)
        if (str_eq(name, str_from(tab_names[i])))
            return i;
    return COMMENT_PENDING;
}

/* Keeps ID where there is such an article. */
static enum err_kind filter_by_article(struct context *c, int64_t id, struct queue_place *out,
                                       struct err *e)
{
    struct db_conn *conn;
    struct article art;
    TRY(context_db(c, &conn, e));
    enum err_kind kind = article_by_id(conn, id, c->arena, &art, e);
    if (kind == ERR_NOT_FOUND)
        return OK;
    TRY(kind);
    out->article_id = art.id;
    out->article_title = art.title;
    return OK;
}

enum err_kind queue_place_read(struct context *c, const struct form *f, struct queue_place *out,
                               struct err *e)
{
    struct problems nonsense = {0};
    *out = (struct queue_place){
        .tab = tab_parse(form_raw(f, "status")),
        .before_id = form_int(f, "before", 1, INT64_MAX, 0, &nonsense),
    };
    int64_t article_id = form_int(f, "article", 1, INT64_MAX, 0, &nonsense);
    struct str addr = form_text(f, "addr", UTF8_ONE_LINE, ADDR_MAX, c->arena, &nonsense);
    if (problem_of(&nonsense, "before") != NULL)
        out->before_id = 0;
    if (out->tab == TAB_MINE)
        return OK;
    if (article_id > 0 && problem_of(&nonsense, "article") == NULL)
        TRY(filter_by_article(c, article_id, out, e));
    if (out->article_id == 0 && problem_of(&nonsense, "addr") == NULL)
        out->addr = addr;
    return OK;
}

enum err_kind queue_place_back(struct context *c, const struct form *f, struct queue_place *out,
                               struct err *e)
{
    struct form place = {0};
    if (form_parse(&place, form_raw(f, "back"), c->arena, e) != OK)
        place.n = 0;
    return queue_place_read(c, &place, out, e);
}

struct str queue_back(const struct context *c, const struct queue_place *at)
{
    struct buf b = buf_in(c->arena);
    buf_printf(&b, "status=%s", tab_names[at->tab]);
    if (at->article_id)
        buf_printf(&b, "&article=%" PRId64, at->article_id);
    if (!str_empty(at->addr))
        buf_printf(&b, "&addr=%.*s", STR_ARG(url_encode(c->arena, at->addr)));
    if (at->before_id)
        buf_printf(&b, "&before=%" PRId64, at->before_id);
    return buf_str(&b);
}

struct str queue_url(const struct context *c, const struct queue_place *at)
{
    return arena_join(c->arena, STR("/admin/comments?"), queue_back(c, at));
}

struct str queue_page_url(const struct context *c, struct str page, const struct queue_place *at)
{
    struct str back = url_encode(c->arena, queue_back(c, at));
    return arena_printf(c->arena, "%.*s?back=%.*s", STR_ARG(page), STR_ARG(back));
}

struct queue_query queue_query_of(const struct context *c, const struct queue_place *at,
                                  int64_t limit)
{
    return (struct queue_query){
        .status = at->tab == TAB_MINE ? QUEUE_ALL : at->tab,
        .user_id = at->tab == TAB_MINE ? c->session->user.id : 0,
        .article_id = at->article_id,
        .addr = at->addr,
        .before_id = at->before_id,
        .limit = limit,
    };
}

/* ---- decisions ---- */

#define IN(tab) (1u << (tab))
enum { MIXED = 1u << QUEUE_ALL | 1u << TAB_MINE };

/* In the order of the buttons. */
static const struct decision decisions[] = {
    {.name = "approve",
     .label = "Approve",
     .done = "approved",
     .from = IN(COMMENT_PENDING) | MIXED,
     .to = COMMENT_APPROVED,
     .main = true},
    {.name = "unapprove",
     .label = "Unapprove",
     .done = "unapproved",
     .from = IN(COMMENT_APPROVED) | MIXED,
     .to = COMMENT_PENDING},
    {.name = "notspam",
     .label = "Not spam",
     .done = "moved from spam to pending",
     .from = IN(COMMENT_SPAM),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "restore",
     .label = "Restore",
     .done = "restored to pending",
     .from = IN(COMMENT_TRASH),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "spam",
     .label = "Spam",
     .done = "marked as spam",
     .from = IN(COMMENT_PENDING) | IN(COMMENT_APPROVED) | IN(COMMENT_TRASH) | MIXED,
     .to = COMMENT_SPAM},
    {.name = "trash",
     .label = "Trash",
     .done = "moved to the trash",
     .from = IN(COMMENT_PENDING) | IN(COMMENT_APPROVED) | MIXED,
     .to = COMMENT_TRASH},
};
enum { DECISIONS = sizeof decisions / sizeof decisions[0] };

const struct decision *decision_named(struct str name)
{
    for (size_t i = 0; i < DECISIONS; i++)
        if (str_eq(name, str_from(decisions[i].name)))
            return &decisions[i];
    return NULL;
}

const struct tpl_field decision_fields[] = {TPL_FIELD(decision_view, "DO", TPL_STR, name),
                                            TPL_FIELD(decision_view, "LABEL", TPL_STR, label),
                                            TPL_FIELD(decision_view, "MAIN", TPL_BOOL, main),
                                            TPL_FIELD(decision_view, "DANGER", TPL_BOOL, danger),
                                            TPL_END};

struct tpl_list decisions_for(struct context *c, int tab, bool deleting)
{
    struct decision_view *views = ARENA_ARRAY(c->arena, struct decision_view, DECISIONS + 1);
    size_t n = 0;
    for (size_t i = 0; i < DECISIONS; i++)
        if (decisions[i].from & IN(tab))
            views[n++] = (struct decision_view){.name = str_from(decisions[i].name),
                                                .label = str_from(decisions[i].label),
                                                .main = decisions[i].main};
    if (deleting && (tab == COMMENT_SPAM || tab == COMMENT_TRASH))
        views[n++] = (struct decision_view){
            .name = STR(DECISION_DELETE), .label = STR("Delete for good"), .danger = true};
    return (struct tpl_list){views, n};
}

struct str comments_shown(const struct context *c, int64_t n)
{
    return arena_printf(c->arena, "%.*s comment%s", STR_ARG(number_shown(c, n)), n == 1 ? "" : "s");
}

void decision_notice(struct context *c, const char *done, const struct moderation_result *result)
{
    const char *why = result->stale_text[0] ? result->stale_text : "decided otherwise since";
    struct buf b = buf_in(c->arena);
    if (result->changed > 0)
        buf_printf(&b, "%.*s %s.", STR_ARG(comments_shown(c, result->changed)), done);
    else
        buf_add_c(&b, result->stale == 1 ? "Nothing was changed: " : "Nothing was changed.");
    if (result->stale == 1 && result->changed == 0)
        buf_printf(&b, "%s.", why);
    else if (result->stale == 1)
        buf_printf(&b, " 1 was left as it was: %s.", why);
    else if (result->stale > 1)
        buf_printf(&b, " %.*s were left as they were; the first: %s.",
                   STR_ARG(number_shown(c, result->stale)), why);
    struct notice notice = {
        .text = buf_str(&b),
        .bad = result->changed == 0 || result->stale > 0,
        .undo = result->moderation_id,
    };
    notice_set(c, &notice);
}

/* ---- one comment ---- */

struct str comment_author(const struct comment *it)
{
    if (str_empty(it->body))
        return STR("Deleted");
    return str_empty(it->author) ? STR("Somebody without a name") : it->author;
}

struct str comment_status_shown(enum comment_status status)
{
    return str_from((unsigned)status < COMMENT_STATUSES ? comment_status_words[status].shown
                                                        : NULL);
}

struct str comment_link(const struct context *c, const struct comment *it)
{
    if (it->article_day == 0)
        return STR_NONE;
    struct str page = permalink(it->article_day, it->article_slug, c->arena);
    if (it->status != COMMENT_APPROVED)
        return page;
    return arena_printf(c->arena, "%.*s#comment-%" PRId64, STR_ARG(page), it->id);
}

struct html comment_shown(const struct context *c, const struct comment *it)
{
    struct str text = it->body;
    if (str_empty(text))
        text = STR("*Deleted. It stays in the trash because others have replied to it.*");
    return comment_html(c->arena, text);
}

struct quote_view {
    struct str author, article_url, article, iso, when, status, status_shown;
    bool staff, article_hidden;
    struct html text;
};
static const struct tpl_field quote_fields[] = {
    TPL_FIELD(quote_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(quote_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(quote_view, "ARTICLE_URL", TPL_STR, article_url),
    TPL_FIELD(quote_view, "ARTICLE_URL", TPL_IF_TEXT, article_url),
    TPL_FIELD(quote_view, "ARTICLE_HIDDEN", TPL_BOOL, article_hidden),
    TPL_FIELD(quote_view, "ARTICLE", TPL_STR, article),
    TPL_FIELD(quote_view, "ISO", TPL_STR, iso),
    TPL_FIELD(quote_view, "WHEN", TPL_STR, when),
    TPL_FIELD(quote_view, "STATUS", TPL_STR, status),
    TPL_FIELD(quote_view, "STATUS_NAME", TPL_STR, status_shown),
    TPL_FIELD(quote_view, "TEXT", TPL_HTML, text),
    TPL_END};
TPL_TEMPLATE(quote, "admin/quote.tpl", quote_view, quote_fields);

struct tpl_include quote_include(struct context *c, const struct comment *it)
{
    struct quote_view *v = ARENA_NEW(c->arena, struct quote_view);
    *v = (struct quote_view){
        .author = comment_author(it),
        .staff = it->user_id != 0,
        .article_url = comment_link(c, it),
        .article_hidden = it->article_day == 0,
        .article = it->article_title,
        .iso = when_iso(c, it->created_at),
        .when = when_long(c, it->created_at),
        .status = str_from(comment_status_name(it->status)),
        .status_shown = comment_status_shown(it->status),
        .text = comment_shown(c, it),
    };
    return tpl_quote(v);
}

enum err_kind comment_of_route(struct context *c, struct comment *out, struct err *e)
{
    int64_t id;
    struct db_conn *conn;
    if (!str_int(c->arg[0], &id))
        return err_set(e, ERR_NOT_FOUND, "There is no such comment.");
    TRY(context_db(c, &conn, e));
    TRY(comment_by_id(conn, id, c->arena, out, e));
    return str_empty(out->body) ? err_set(e, ERR_NOT_FOUND, "This comment has been deleted.") : OK;
}
