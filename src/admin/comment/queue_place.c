/* SPDX-License-Identifier: MIT */
/* A place is read leniently: an old or cut address leads to a page of the queue, never to an error.
 */
#include "admin/comment/queue_place.h"

#include <inttypes.h>

#include "base/url.h"
#include "core/talk/comment_queue.h"

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
    if (problem_find(&nonsense, "before") != NULL)
        out->before_id = 0;
    if (out->tab == TAB_MINE)
        return OK;
    if (article_id > 0 && problem_find(&nonsense, "article") == NULL)
        TRY(filter_by_article(c, article_id, out, e));
    if (out->article_id == 0 && problem_find(&nonsense, "addr") == NULL)
        out->addr = addr;
    return OK;
}

enum err_kind queue_place_back(struct context *c, const struct form *f, struct queue_place *out,
                               struct err *e)
{
    struct form place;
    query_parse(&place, form_raw(f, "back"), c->arena);
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
