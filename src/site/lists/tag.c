/* SPDX-License-Identifier: MIT */
/* A tag's page: the articles that have it. A tag without published articles has no page, since it
 * may belong to a story that must not be known yet. */
#include "site/site.h"

#include "site/page/feed_links.h"
#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/page/spelling.h"
#include "site/page/structured.h"

struct tag_view {
    struct str name;
    struct list_view list;
};
static const struct tpl_field tag_fields[] = {TPL_FIELD(tag_view, "NAME", TPL_STR, name),
                                              TPL_FIELD(tag_view, "CARDS", TPL_INCLUDE, list.cards),
                                              TPL_FIELD(tag_view, "PAGER", TPL_INCLUDE, list.pager),
                                              TPL_END};
TPL_TEMPLATE(tag, "site/tag.tpl", tag_view, tag_fields);

static enum err_kind place_of(struct context *c, struct list_place *out, struct err *e)
{
    return list_place(c, tag_url(c->arena, c->arg[0]), out, e);
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct tag tag;
    struct list_place place;
    struct tag_view *v = ARENA_NEW(c->arena, struct tag_view);
    struct article_query q = {.scope = SCOPE_TAG};
    TRY(context_db(c, &conn, e));
    TRY(tag_by_slug(conn, c->arg[0], c->arena, &q.scope_id, &tag, e));
    TRY(place_of(c, &place, e));
    TRY(list_read(c, &place, q, CARDS_INDEX, &v->list, e));
    if (v->list.empty)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such tag."));
    v->name = tag.name;
    struct layout_page page = {
        .title = list_title(c, &place, tag.name),
        .description = SAY(c, "Articles about {topic}.", PUT("topic", tag.name)),
        .path = place.path,
        .feeds = feed_links(c, tag.name, place.base),
        .head = structured_list(c, tag.name, place.base),
        .content = tpl_tag(v),
    };
    return layout_view(c, &page, out, e);
}

enum err_kind tag_page(struct context *c, struct err *e)
{
    struct list_place place;
    TRY(place_of(c, &place, e));
    enum err_kind kind = list_answer(c, &place, render, e);
    return kind == ERR_NOT_FOUND ? spelling_moved(c, e) : kind;
}
