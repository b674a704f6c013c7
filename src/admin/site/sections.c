/* SPDX-License-Identifier: MIT */
/* The list of all sections, in the order in which readers see them. */
#include "admin/admin.h"
#include "admin/site/settings_tabs.h"
#include "admin/page/frame.h"
#include "base/url.h"
#include "core/news/section.h"

#include <inttypes.h>

struct row_view {
    int64_t position;
    struct str url, name, slug, public_url, description;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "POSITION", TPL_INT, position),
    TPL_FIELD(row_view, "URL", TPL_STR, url),
    TPL_FIELD(row_view, "NAME", TPL_STR, name),
    TPL_FIELD(row_view, "SLUG", TPL_STR, slug),
    TPL_FIELD(row_view, "PUBLIC_URL", TPL_STR, public_url),
    TPL_FIELD(row_view, "DESCRIPTION", TPL_STR, description),
    TPL_END,
};

struct list_view {
    struct tpl_list rows;
    struct tpl_include tabs;
};
static const struct tpl_field list_fields[] = {
    TPL_SUB(list_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_FIELD(list_view, "TABS", TPL_INCLUDE, tabs),
    TPL_END,
};
TPL_TEMPLATE(sections, "admin/sections.tpl", list_view, list_fields);

enum err_kind admin_sections(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct section_list list;
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &list, e));
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct section *section = &list.items[i];
        rows[i] = (struct row_view){
            .position = section->position,
            .url = arena_printf(c->arena, "/admin/settings/sections/%" PRId64, section->id),
            .name = section->name,
            .slug = section->slug,
            .public_url = arena_printf(c->arena, "/section/%.*s/",
                                       STR_ARG(url_encode(c->arena, section->slug))),
            .description = section->description,
        };
    }
    const struct list_view v = {{rows, list.n}, settings_tabs(c, SETTINGS_SECTIONS)};
    return frame_answer(c, 200, say(c, "Sections"), PLACE_SETTINGS, tpl_sections(&v), e);
}
