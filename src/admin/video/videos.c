/* SPDX-License-Identifier: MIT */
/* The list of videos in pages by key, those on the site or those in the trash. */
#include "admin/admin.h"
#include "admin/page/list_page.h"
#include "admin/video/video_length.h"
#include "admin/page/tabs.h"
#include "admin/page/written.h"
#include "core/news/video.h"

#include <inttypes.h>

enum { ROWS_SHOWN = 50 };

struct row_view {
    struct str url, title, youtube_id, length, iso, when;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "URL", TPL_STR, url),
    TPL_FIELD(row_view, "TITLE", TPL_STR, title),
    TPL_FIELD(row_view, "YOUTUBE_ID", TPL_STR, youtube_id),
    TPL_FIELD(row_view, "LENGTH", TPL_STR, length),
    TPL_FIELD(row_view, "ISO", TPL_STR, iso),
    TPL_FIELD(row_view, "WHEN", TPL_STR, when),
    TPL_END,
};

struct list_view {
    struct tpl_list rows;
};
static const struct tpl_field list_fields[] = {
    TPL_SUB(list_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_END,
};
TPL_TEMPLATE(videos, "admin/videos.tpl", list_view, list_fields);

static const char url_all[] = "/admin/videos", url_trash[] = "/admin/videos?status=trash";

static struct tpl_include tabs_make(struct context *c, bool trashed)
{
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, 2);
    tabs[0] = (struct tab_view){
        .url = str_from(url_all), .label = say(c, "On the site"), .current = !trashed};
    tabs[1] =
        (struct tab_view){.url = str_from(url_trash), .label = say(c, "Trash"), .current = trashed};
    return tabs_include(c, N_("Videos by status"), tabs, 2);
}

static struct tpl_list rows_make(struct context *c, const struct video_list *list)
{
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list->n);
    for (size_t i = 0; i < list->n; i++) {
        const struct video *video = &list->items[i];
        rows[i] = (struct row_view){
            .url = arena_printf(c->arena, "/admin/videos/%" PRId64, video->id),
            .title = video->title,
            .youtube_id = video->youtube_id,
            .length = video_length_text(c->arena, video->duration_s),
            .iso = when_iso(c, video->published_at),
            .when = when_shown(c, video->published_at),
        };
    }
    return (struct tpl_list){rows, list->n};
}

/* The address of the page after LIST, of the list at URL; empty if there is none. */
static struct str older_url(const struct context *c, const char *url, const struct video_list *list)
{
    if (!list->older || list->n == 0)
        return STR_NONE;
    const struct video *last = &list->items[list->n - 1];
    struct str key = arena_printf(c->arena, "%" PRId64 "-%" PRId64, last->published_at, last->id);
    return list_older_url(c, str_from(url), key);
}

enum err_kind admin_videos(struct context *c, struct err *e)
{
    struct str status = form_raw(&c->query, "status"), before = form_raw(&c->query, "before");
    bool trashed = str_eq(status, STR("trash"));
    struct article_key from = {0};
    if (!str_empty(status) && !trashed)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such list."));
    if (!str_empty(before) && !article_key_parse(before, &from))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of the list."));

    struct db_conn *conn;
    struct video_list list;
    TRY(context_db(c, &conn, e));
    TRY(video_list(conn, from, trashed, ROWS_SHOWN, c->arena, &list, e));
    const char *url = trashed ? url_trash : url_all;
    const struct list_view v = {rows_make(c, &list)};
    const struct list_page page = {
        .place = PLACE_VIDEOS,
        .heading = say(c, "Videos"),
        .new_url = "/admin/videos/new",
        .new_label = N_("New video"),
        .tabs = tabs_make(c, trashed),
        .n = list.n,
        .rows = tpl_videos(&v),
        .empty_title = trashed ? N_("The trash is empty") : N_("No videos yet"),
        .empty = trashed ? N_("What is moved to the trash can be restored from here.")
                         : N_("The first one begins with “New video”."),
        .first = str_empty(before) ? STR_NONE : str_from(url),
        .older = older_url(c, url, &list),
    };
    return list_page_answer(c, &page, e);
}
