/* SPDX-License-Identifier: MIT */
/* Alone in its paragraph a shortcode shows players, inside a line of text the names of the videos,
 * and in a feed links. */
#include "site/page/video_pieces.h"

#include "base/digits.h"
#include "site/page/video_card.h"

enum { VIDEOS_SHOWN = 3, VIDEOS_SHOWN_MAX = 12 };

struct video_link {
    struct str title, url;
    bool more; /* another link follows */
};
static const struct tpl_field video_link_fields[] = {
    TPL_FIELD(video_link, "TITLE", TPL_STR, title), TPL_FIELD(video_link, "URL", TPL_STR, url),
    TPL_FIELD(video_link, "MORE", TPL_BOOL, more), TPL_END};
struct video_links_view {
    struct tpl_list videos;
};
static const struct tpl_field video_links_fields[] = {TPL_SUB(video_links_view, "VIDEOS", TPL_LIST,
                                                              videos, video_link_fields,
                                                              sizeof(struct video_link)),
                                                      TPL_END};
TPL_TEMPLATE(video_links, "site/video_links.tpl", video_links_view, video_links_fields);

struct videos_block_view {
    struct tpl_include cards;
    bool titled;
};
static const struct tpl_field videos_block_fields[] = {
    TPL_FIELD(videos_block_view, "CARDS", TPL_INCLUDE, cards),
    TPL_FIELD(videos_block_view, "TITLED", TPL_BOOL, titled), TPL_END};
TPL_TEMPLATE(videos_block, "site/videos_block.tpl", videos_block_view, videos_block_fields);

static struct str watch_url(struct text_job *w, const struct video *video)
{
    return arena_printf(w->c->arena, "https://www.youtube.com/watch?v=%.*s",
                        STR_ARG(video->youtube_id));
}

/* Inside a line of text there is room for the names of the videos only. */
static struct html video_links(struct text_job *w, const struct video *items, size_t n)
{
    struct video_link *links = ARENA_ARRAY(w->c->arena, struct video_link, n);
    for (size_t i = 0; i < n; i++)
        links[i] = (struct video_link){
            .title = items[i].title,
            .more = i + 1 < n,
            .url = watch_url(w, &items[i]),
        };
    struct video_links_view v = {{links, n}};
    return text_expand(w, tpl_video_links(&v));
}

static struct html show_videos(struct text_job *w, const struct shortcode *code,
                               const struct video *items, size_t n, bool titled)
{
    if (n == 0)
        return text_nothing;
    if (!code->alone)
        return video_links(w, items, n);
    struct videos_block_view v = {
        videos_include(w->c, items, n, titled ? VIDEOS_BELOW_H2 : VIDEOS_PLAIN), titled};
    return text_expand(w, tpl_videos_block(&v));
}

struct video_named_view {
    struct str title, url;
    bool block;
};
static const struct tpl_field video_named_fields[] = {
    TPL_FIELD(video_named_view, "TITLE", TPL_STR, title),
    TPL_FIELD(video_named_view, "URL", TPL_STR, url),
    TPL_FIELD(video_named_view, "BLOCK", TPL_BOOL, block), TPL_END};
TPL_TEMPLATE(video, "feed/video.tpl", video_named_view, video_named_fields);

/* In a feed a video cannot be played, so it becomes a link. */
static struct html video_named(struct text_job *w, const struct shortcode *code,
                               const struct video *video)
{
    struct video_named_view v = {video->title, watch_url(w, video), code->alone};
    return text_expand(w, tpl_video(&v));
}

/* Adds a video that the page plays to those for machines (structured.h), once. */
static void list_video(struct text_job *w, const struct shortcode *code, const struct video *video)
{
    bool known = !code->alone || w->n_videos == VIDEOS_LISTED_MAX;
    for (size_t i = 0; i < w->n_videos; i++)
        known = known || w->videos[i].id == video->id;
    if (!known)
        w->videos[w->n_videos++] = *video;
}

struct html latest_videos_piece(struct text_job *w, const struct shortcode *code)
{
    int64_t count = VIDEOS_SHOWN;
    (void)digits_int(shortcode_attr(code, "count"), &count);
    count = count < 1 ? 1 : count > VIDEOS_SHOWN_MAX ? VIDEOS_SHOWN_MAX : count;
    struct video_list list = {0};
    w->of_site = true;
    if (w->kind == OK)
        w->kind =
            video_list(w->conn, (struct article_key){0}, false, count, w->c->arena, &list, w->e);
    w->has_videos = w->has_videos || code->alone;
    return show_videos(w, code, list.items, w->kind == OK ? list.n : 0, true);
}

struct html video_piece(struct text_job *w, const struct shortcode *code)
{
    int64_t id;
    struct video video;
    struct err why;
    w->of_site = true;
    if (!digits_int(shortcode_attr(code, "id"), &id) ||
        !text_row_found(w, video_by_id(w->conn, id, w->c->arena, &video, &why), &why) ||
        video.trashed)
        return text_nothing;
    if (w->for_feed)
        return video_named(w, code, &video);
    list_video(w, code, &video);
    return show_videos(w, code, &video, 1, false);
}
