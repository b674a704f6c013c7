/* SPDX-License-Identifier: MIT */
/* A published article: found by its permalink, counted, and answered from the page cache. Pages of
 * one reader (a reply's form, a receipt) are rendered each time.
 *
 * The permalink is looked up once. A page in the cache carries its article's id, so it is answered
 * without a query. Otherwise one small statement gives the id, by which everything else is read.
 *
 * The view is counted before the page is assembled, so the page shows the number that this very
 * view made, and simultaneous requests show different numbers. */
#include "site/article/article_view.h"

#include "site/article/comments_view.h"
#include "site/page/permalink.h"
#include "site/site.h"
#include "web/answer.h"
#include "web/answer_page.h"
#include "core/talk/comment_check.h"

/* ---- counting ---- */

static enum view_reason view_reason(struct context *c, int64_t article_id)
{
    const struct request *rq = &c->x->rq;
    if (rq->method != METHOD_GET)
        return VIEW_OTHER;
    if (c->session != NULL)
        return VIEW_STAFF;
    switch (visitor_classify(rq->user_agent, rq->sec_purpose, rq->purpose, rq->x_moz)) {
    case VISITOR_ROBOT:
        return VIEW_ROBOT;
    case VISITOR_AI_ROBOT:
        return VIEW_AI_ROBOT;
    case VISITOR_PREFETCH:
        return VIEW_PREFETCH;
    case VISITOR_PERSON:
        break;
    }
    int64_t interval_s = c->settings->view_interval_s;
    bool again = interval_s > 0 && repeat_check(c->app->repeat, article_id, rq->remote_addr,
                                                rq->user_agent, interval_s, c->now);
    return again ? VIEW_REPEAT : VIEW_COUNTED;
}

static struct viewed count_view(struct context *c, int64_t article_id)
{
    enum view_reason reason = view_reason(c, article_id);
    uint64_t n = views_add(c->app->views, article_id, reason);
    if (reason != VIEW_COUNTED)
        n = views_get(c->app->views, article_id, VIEW_COUNTED);
    return (struct viewed){article_id, n};
}

/* ---- the pages ---- */

/* The article with its text, from the request's snapshot. */
static enum err_kind read_article(struct context *c, int64_t id, struct article *out, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    return article_by_id(conn, id, c->arena, out, e);
}

static int64_t comments_after(const struct context *c)
{
    return form_int(&c->query, "comments-after", 1, INT64_MAX, 0, NULL);
}

/* The page that everybody gets; runs if the cache does not have it. */
static enum err_kind cached_view(struct context *c, int64_t id, struct tpl_include *out,
                                 struct err *e)
{
    struct article art;
    struct layout_page page;
    TRY(read_article(c, id, &art, e));
    struct live_ask live;
    TRY(live_ask_read(c, &art, &live, e));
    struct article_ask ask = {
        .article = &art, .live = live.place, .comments_after = comments_after(c)};
    TRY(article_layout(c, &ask, &page, e));
    return layout_view(c, &page, out, e);
}

/* A page for one reader (a reply's form or a receipt) of the article ID. Counts its view. */
static enum err_kind private_page(struct context *c, int64_t id, struct article_ask *ask,
                                  struct err *e)
{
    struct article art;
    struct layout_page page;
    struct viewed viewed = count_view(c, id);
    TRY(read_article(c, id, &art, e));
    ask->article = &art;
    ask->comments_after = comments_after(c);
    TRY(article_layout(c, ask, &page, e));
    page.viewed = &viewed;
    return layout_answer(c, 200, &page, e);
}

static enum err_kind receipt_page(struct context *c, int64_t id, struct err *e)
{
    struct receipt receipt;
    TRY(receipt_read(c, form_raw(&c->query, "receipt"), id, &receipt, e));
    return private_page(c, id, &(struct article_ask){.receipt = &receipt}, e);
}

/* The key of the page in the cache. A page whose form has closed with time has another key, since
 * nothing in the database changes when it closes. */
static struct str cache_key(struct context *c, const struct article *art,
                            const struct live_ask *live)
{
    const char *why;
    struct str url = comments_url(art, comments_after(c), c->arena);
    url = str_empty(live->key) ? url : arena_join(c->arena, url, live->key);
    return c->settings->close_after_days == 0 || comment_open(c->settings, art, c->now, &why)
               ? url
               : arena_join(c->arena, url, STR("#closed"));
}

/* No article has this address: redirects to its new one, or fails with ERR_NOT_FOUND. */
static enum err_kind find_elsewhere(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    TRY(context_db(c, &conn, e));
    TRY(permalink_elsewhere(c, conn, &art, e));
    return answer_moved_with_query(c, article_url(&art, c->arena));
}

/* Whether the request asks for another page than the plain one: one reader's own, or one that a
 * cursor names. Such pages are made on threads of the slow pool: their cost may depend on a comment
 * that nobody has approved, or there are endlessly many of them. */
static bool asks_for_part(const struct context *c)
{
    static const char *const asks[] = {"receipt", "replytocom", "entry",
                                       "before",  "after",      "comments-after"};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        if (form_has(&c->query, asks[i]))
            return true;
    return false;
}

/* The current page in the cache at this address. NULL if there is none, or if comment forms close
 * with time: then the key depends on when the article was published, so it must be looked up. */
static struct page *find_kept(struct context *c)
{
    if (c->settings->close_after_days != 0)
        return NULL;
    struct article asked = {.day = permalink_day(c), .slug = permalink_slug(c)};
    uint64_t version;
    struct page *page = page_kept(c, article_url(&asked, c->arena), &version);
    if (page != NULL && version < context_version_of(c, page_article(page)))
        page_unref(&page);
    return page;
}

/* Answers with a page of the article FOUND that find_kept did not give. */
static enum err_kind found_page(struct context *c, const struct article *found, struct err *e)
{
    struct live_ask live;
    if (form_has(&c->query, "receipt"))
        return receipt_page(c, found->id, e);
    TRY(live_ask_read(c, found, &live, e));
    if (live.gone)
        return answer_see_other(c, article_url(found, c->arena));
    int64_t reply_to = form_int(&c->query, "replytocom", 1, INT64_MAX, 0, NULL);
    if (reply_to != 0)
        return private_page(c, found->id, &(struct article_ask){.reply_to = reply_to}, e);
    struct str key = cache_key(c, found, &live);
    struct viewed viewed = count_view(c, found->id);
    return comments_after(c) != 0 || live.cursor
               ? answer_article_page_unkept(c, &viewed, key, cached_view, e)
               : answer_article_page(c, &viewed, key, cached_view, e);
}

enum err_kind article_page(struct context *c, struct err *e)
{
    struct article found;
    struct db_conn *conn;
    bool part = asks_for_part(c);
    if (part && context_defer(c))
        return OK;
    struct page *page = part ? NULL : find_kept(c);
    if (page != NULL) {
        struct viewed viewed = count_view(c, page_article(page));
        return answer_page_kept(c, page, &viewed);
    }
    TRY(context_db(c, &conn, e));
    enum err_kind kind =
        article_find(conn, permalink_day(c), permalink_slug(c), c->arena, &found, e);
    if (kind == ERR_NOT_FOUND)
        return find_elsewhere(c, e);
    TRY(kind);
    return found_page(c, &found, e);
}

enum err_kind article_try(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article_list newest;
    struct article_query q = {.scope = SCOPE_ALL, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &newest, e));
    if (newest.n == 0)
        return OK;
    return article_page_try(c, newest.items[0].id, cached_view, e);
}
