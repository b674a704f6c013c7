/* SPDX-License-Identifier: MIT */
/* Pages of a list are found by the key of their first or last article, never by a number, so no
 * page needs a counting scan and no article is shown twice when others are published meanwhile.
 * What a page shows depends on its key, on the list's query, and on the number of articles in the
 * settings.
 */
#include "site/page/list.h"

#include <inttypes.h>

enum err_kind list_place(struct context *c, struct str base, struct list_place *out, struct err *e)
{
    struct str before = form_raw(&c->query, "before"), after = form_raw(&c->query, "after");
    *out = (struct list_place){.base = base, .path = base, .newer = !str_empty(after)};
    if (str_empty(before) && str_empty(after))
        return OK;
    if (!str_empty(before) && !str_empty(after))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
    if (!article_key_parse(out->newer ? after : before, &out->key))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
    /* Written from the numbers, not as typed: "007-1" must not be a page of its own. */
    out->path = arena_printf(c->arena, "%.*s?%s=%" PRId64 "-%" PRId64, STR_ARG(base),
                             out->newer ? "after" : "before", out->key.published_at, out->key.id);
    return OK;
}

enum err_kind list_answer(struct context *c, const struct list_place *place, page_view_fn *render,
                          struct err *e)
{
    return place->key.published_at == 0 ? answer_page(c, place->path, render, e)
                                        : answer_page_unkept(c, place->path, render, e);
}

/* ---- the pager ---- */

struct pager_view {
    struct str newer, older;
};
static const struct tpl_field pager_fields[] = {TPL_FIELD(pager_view, "NEWER", TPL_STR, newer),
                                                TPL_FIELD(pager_view, "NEWER", TPL_IF_TEXT, newer),
                                                TPL_FIELD(pager_view, "OLDER", TPL_STR, older),
                                                TPL_FIELD(pager_view, "OLDER", TPL_IF_TEXT, older),
                                                TPL_END};
TPL_TEMPLATE(pager, "site/pager.tpl", pager_view, pager_fields);

struct tpl_include list_pager(struct context *c, struct str newer, struct str older)
{
    if (str_empty(newer) && str_empty(older))
        return (struct tpl_include){0};
    struct pager_view *v = ARENA_NEW(c->arena, struct pager_view);
    *v = (struct pager_view){newer, older};
    return tpl_pager(v);
}

static struct str key_url(struct context *c, struct str base, const char *side,
                          const struct article *art)
{
    return arena_printf(c->arena, "%.*s?%s=%" PRId64 "-%" PRId64, STR_ARG(base), side,
                        art->published_at, art->id);
}

/* ---- the list ---- */

enum err_kind list_read(struct context *c, struct list_place *place, struct article_query q,
                        enum cards_look look, struct list_view *out, struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    q.key = place->key;
    q.newer = place->newer;
    q.limit = c->settings->articles_per_page;
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    if (place->newer && !list.newer) {
        *place = (struct list_place){.base = place->base, .path = place->base};
        q.key = place->key;
        q.newer = false;
        TRY(article_list(conn, &q, c->arena, &list, e));
    } else if (place->key.published_at != 0 && list.n == 0) {
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There are no articles further back."));
    }
    if (look == CARDS_SECTION_FRONT && place->key.published_at != 0)
        look = CARDS_INDEX_OF_SECTION;
    *out = (struct list_view){.cards = cards_include(c, list.items, list.n, look),
                              .empty = list.n == 0};
    if (list.n > 0)
        out->pager = list_pager(
            c, list.newer ? key_url(c, place->base, "after", &list.items[0]) : STR_NONE,
            list.older ? key_url(c, place->base, "before", &list.items[list.n - 1]) : STR_NONE);
    return OK;
}

struct str list_title(struct context *c, const struct list_place *place, struct str name)
{
    return place->key.published_at == 0 ? name
                                        : SAY(c, "{list}, older articles", PUT("list", name));
}
