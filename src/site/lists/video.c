/* SPDX-License-Identifier: MIT */
/* The page of one video: its player, its description, and the newest other videos. Only the id in
 * the address counts; an address with an old title redirects to the current one. */
#include "site/site.h"

#include "site/page/layout.h"
#include "site/page/structured.h"
#include "site/page/video_card.h"
#include "web/answer.h"
#include "web/answer_page.h"

enum { OTHERS = 8 };

struct video_page_view {
    struct video_view video;
    struct str text; /* the whole description */
    struct tpl_include others;
    bool has_others;
    struct str assets;
};
static const struct tpl_field video_page_fields[] = {
    TPL_FIELD(video_page_view, "YOUTUBE_ID", TPL_STR, video.youtube_id),
    TPL_FIELD(video_page_view, "WATCH_URL", TPL_STR, video.watch_url),
    TPL_FIELD(video_page_view, "POSTER", TPL_STR, video.poster),
    TPL_FIELD(video_page_view, "TITLE", TPL_STR, video.title),
    TPL_FIELD(video_page_view, "DURATION", TPL_STR, video.duration),
    TPL_FIELD(video_page_view, "DURATION", TPL_IF_TEXT, video.duration),
    TPL_FIELD(video_page_view, "ISO", TPL_STR, video.iso),
    TPL_FIELD(video_page_view, "DATE", TPL_STR, video.date),
    TPL_FIELD(video_page_view, "TEXT", TPL_STR, text),
    TPL_FIELD(video_page_view, "TEXT", TPL_IF_TEXT, text),
    TPL_FIELD(video_page_view, "HAS_OTHERS", TPL_BOOL, has_others),
    TPL_FIELD(video_page_view, "OTHERS", TPL_INCLUDE, others),
    TPL_FIELD(video_page_view, "ASSETS", TPL_STR, assets),
    TPL_END};
TPL_TEMPLATE(video, "site/video.tpl", video_page_view, video_page_fields);

static enum err_kind read_video(struct context *c, struct video *out, struct err *e)
{
    struct db_conn *conn;
    int64_t id = 0;
    (void)str_int(c->arg[0], &id); /* the route matches numbers only */
    TRY(context_db(c, &conn, e));
    TRY(video_by_id(conn, id, c->arena, out, e));
    return out->trashed ? err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such video.")) : OK;
}

/* The newest videos except SHOWN. */
static enum err_kind read_others(struct context *c, const struct video *shown,
                                 struct video_list *out, struct err *e)
{
    struct db_conn *conn;
    struct article_key newest = {0};
    TRY(context_db(c, &conn, e));
    TRY(video_list(conn, newest, false, OTHERS + 1, c->arena, out, e));
    size_t n = 0;
    for (size_t i = 0; i < out->n && n < OTHERS; i++)
        if (out->items[i].id != shown->id)
            out->items[n++] = out->items[i];
    out->n = n;
    return OK;
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct video video;
    struct video_list others;
    struct video_page_view *v = ARENA_NEW(c->arena, struct video_page_view);
    TRY(read_video(c, &video, e));
    TRY(read_others(c, &video, &others, e));
    *v = (struct video_page_view){
        .video = video_view_of(c, &video),
        .text = video.description,
        .others = videos_include(c, others.items, others.n, VIDEOS_BELOW_H2),
        .has_others = others.n > 0,
        .assets = context_assets(c),
    };
    struct layout_page page = {
        .title = video.title,
        .description = video.description,
        .path = video_url(c->arena, &video),
        .is_video = true,
        .image = v->video.poster,
        .image_alt = video.title,
        .head = structured_videos(c, &video, 1),
        .content = tpl_video(v),
    };
    return layout_view(c, &page, out, e);
}

enum err_kind video_page(struct context *c, struct err *e)
{
    struct video video;
    uint64_t version;
    struct page *kept = page_kept(c, c->x->rq.path, &version);
    if (kept != NULL && version >= c->settings->version)
        return answer_page_kept(c, kept, NULL);
    page_unref(&kept);
    TRY(read_video(c, &video, e));
    struct str url = video_url(c->arena, &video);
    return str_eq(url, c->x->rq.path) ? answer_page(c, url, render, e)
                                      : answer_moved_with_query(c, url);
}
