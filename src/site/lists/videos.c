/* SPDX-License-Identifier: MIT */
/* All videos, newest first. "?before=PUBLISHED_AT-ID" shows the older ones. */
#include "site/site.h"

#include <inttypes.h>

#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/page/structured.h"
#include "site/page/video_card.h"

enum { VIDEOS_ON_PAGE = 24 };

struct videos_page_view {
    struct tpl_include videos, pager;
    bool empty;
};
static const struct tpl_field videos_page_fields[] = {
    TPL_FIELD(videos_page_view, "VIDEOS", TPL_INCLUDE, videos),
    TPL_FIELD(videos_page_view, "PAGER", TPL_INCLUDE, pager),
    TPL_FIELD(videos_page_view, "EMPTY", TPL_BOOL, empty), TPL_END};
TPL_TEMPLATE(videos, "site/videos.tpl", videos_page_view, videos_page_fields);

static enum err_kind place_of(struct context *c, struct list_place *out, struct err *e)
{
    TRY(list_place(c, STR("/videos/"), out, e));
    if (out->newer) /* this list can only be read towards older videos */
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
    return OK;
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct list_place place;
    struct video_list list;
    struct videos_page_view *v = ARENA_NEW(c->arena, struct videos_page_view);
    TRY(place_of(c, &place, e));
    TRY(context_db(c, &conn, e));
    TRY(video_list(conn, place.key, false, VIDEOS_ON_PAGE, c->arena, &list, e));
    bool keyed = place.key.published_at != 0;
    if (keyed && list.n == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There are no videos further back."));
    v->empty = list.n == 0;
    v->videos = videos_include(c, list.items, list.n, VIDEOS_BELOW_H1);
    struct str older = STR_NONE;
    if (list.older) {
        const struct video *last = &list.items[list.n - 1];
        older = arena_printf(c->arena, "/videos/?before=%" PRId64 "-%" PRId64, last->published_at,
                             last->id);
    }
    v->pager = list_pager(c, keyed ? place.base : STR_NONE, older);
    struct layout_page page = {
        .title = keyed ? say(c, "Older videos") : say(c, "Videos"),
        .description = SAY(c, "Videos by {site}.", PUT("site", c->settings->site_name)),
        .path = place.path,
        .head = structured_videos(c, list.items, list.n),
        .content = tpl_videos(v),
    };
    return layout_view(c, &page, out, e);
}

enum err_kind videos_page(struct context *c, struct err *e)
{
    struct list_place place;
    TRY(place_of(c, &place, e));
    return list_answer(c, &place, render, e);
}
