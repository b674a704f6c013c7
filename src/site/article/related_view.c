/* SPDX-License-Identifier: MIT */
/* The links from an article to others. Both parts are fragments of the site's content, so they are
 * made again when something other than a comment has changed. */
#include "site/article/related_view.h"

#include "core/search/query/related.h"
#include "site/page/cards.h"
#include "web/fragment.h"

enum { RELATED = 4 };

struct related_view {
    struct tpl_list items;
};
static const struct tpl_field related_fields[] = {
    TPL_SUB(related_view, "ITEMS", TPL_LIST, items, card_fields, sizeof(struct card_view)),
    TPL_END,
};
TPL_TEMPLATE(related, "site/related.tpl", related_view, related_fields);

/* An include_make_fn. */
static enum err_kind make_related(struct context *c, const void *arg, struct tpl_include *out,
                                  struct err *e)
{
    const struct article *art = arg;
    struct db_conn *conn;
    struct article_list list;
    TRY(context_db(c, &conn, e));
    TRY(related_find(conn, art, RELATED, c->arena, &list, e));
    if (list.n == 0)
        return OK;
    /* A comment on another article does not make this page stale (db.h), so the page must not show
     * how many comments others have. */
    for (size_t i = 0; i < list.n; i++)
        list.items[i].comment_count = 0;
    struct related_view *v = ARENA_NEW(c->arena, struct related_view);
    v->items = card_list(c, list.items, list.n);
    *out = tpl_related(v);
    return OK;
}

enum err_kind related_include(struct context *c, const struct article *art, struct tpl_include *out,
                              struct err *e)
{
    struct fragment_key key = {FRAGMENT_RELATED, art->id};
    return fragment_include(c, key, make_related, art, out, e);
}

/* ---- neighbours ---- */

struct neighbour_view {
    struct str title, url;
};
static const struct tpl_field neighbour_fields[] = {
    TPL_FIELD(neighbour_view, "TITLE", TPL_STR, title),
    TPL_FIELD(neighbour_view, "URL", TPL_STR, url),
    TPL_END,
};

struct neighbours_view {
    const struct neighbour_view *previous, *next;
};
static const struct tpl_field neighbours_fields[] = {
    TPL_SUB(neighbours_view, "PREVIOUS", TPL_VIEW, previous, neighbour_fields, 0),
    TPL_SUB(neighbours_view, "NEXT", TPL_VIEW, next, neighbour_fields, 0),
    TPL_END,
};
TPL_TEMPLATE(neighbours, "site/neighbours.tpl", neighbours_view, neighbours_fields);

static enum err_kind neighbour(struct context *c, const struct article *art, bool newer,
                               const struct neighbour_view **out, struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    struct article_query q = {.key = {art->published_at, art->id}, .newer = newer, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    if (list.n == 0)
        return OK;
    struct neighbour_view *v = ARENA_NEW(c->arena, struct neighbour_view);
    *v = (struct neighbour_view){list.items[0].title, article_url(&list.items[0], c->arena)};
    *out = v;
    return OK;
}

/* An include_make_fn. */
static enum err_kind make_neighbours(struct context *c, const void *arg, struct tpl_include *out,
                                     struct err *e)
{
    const struct article *art = arg;
    struct neighbours_view *v = ARENA_NEW(c->arena, struct neighbours_view);
    TRY(neighbour(c, art, false, &v->previous, e));
    TRY(neighbour(c, art, true, &v->next, e));
    *out = v->previous == NULL && v->next == NULL ? (struct tpl_include){0} : tpl_neighbours(v);
    return OK;
}

enum err_kind neighbours_include(struct context *c, const struct article *art,
                                 struct tpl_include *out, struct err *e)
{
    struct fragment_key key = {FRAGMENT_NEIGHBOURS, art->id};
    return fragment_include(c, key, make_neighbours, art, out, e);
}
