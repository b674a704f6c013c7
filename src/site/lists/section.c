/* SPDX-License-Identifier: MIT */
/* A section's page: its description and its articles. A section without articles has a page, too.
 */
#include "site/site.h"

#include "core/news/section.h"
#include "site/page/feed_links.h"
#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/page/spelling.h"
#include "site/page/structured.h"

struct section_view {
    struct str name, description;
    struct list_view list;
};
static const struct tpl_field section_fields[] = {
    TPL_FIELD(section_view, "NAME", TPL_STR, name),
    TPL_FIELD(section_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(section_view, "DESCRIPTION", TPL_IF_TEXT, description),
    LIST_FIELDS(section_view, list), TPL_END};
TPL_TEMPLATE(section, "site/section.tpl", section_view, section_fields);

static enum err_kind place_of(struct context *c, struct list_place *out, struct err *e)
{
    return list_place(c, section_url(c->arena, c->arg[0]), out, e);
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct section section;
    struct list_place place;
    struct section_view *v = ARENA_NEW(c->arena, struct section_view);
    TRY(context_db(c, &conn, e));
    TRY(section_by_slug(conn, c->arg[0], c->arena, &section, e));
    TRY(place_of(c, &place, e));
    struct article_query q = {.scope = SCOPE_SECTION, .scope_id = section.id};
    TRY(list_read(c, &place, q, CARDS_SECTION_FRONT, &v->list, e));
    v->name = section.name;
    v->description = section.description;
    struct layout_page page = {
        .title = list_title(c, &place, section.name),
        .description = section.description,
        .path = place.path,
        .section = section.slug,
        .feeds = feed_links(c, section.name, place.base),
        .head = structured_list(c, section.name, place.base),
        .content = tpl_section(v),
    };
    return layout_view(c, &page, out, e);
}

enum err_kind section_page(struct context *c, struct err *e)
{
    struct list_place place;
    TRY(place_of(c, &place, e));
    enum err_kind kind = list_answer(c, &place, render, e);
    return kind == ERR_NOT_FOUND ? spelling_moved(c, e) : kind;
}
