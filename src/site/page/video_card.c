/* SPDX-License-Identifier: MIT */
/* Every list of videos on the site is made of these cards. `look` decides the level of the headings
 * and whether descriptions are shown. */
#include "site/page/video_card.h"

#include <inttypes.h>

#include "base/url.h"
#include "site/page/layout.h"
#include "text/excerpt.h"
#include "text/slug.h"

enum { DESCRIPTION_SHOWN = 180 /* characters */ };

static const struct tpl_field video_fields[] = {
    TPL_FIELD(video_view, "URL", TPL_STR, url),
    TPL_FIELD(video_view, "YOUTUBE_ID", TPL_STR, youtube_id),
    TPL_FIELD(video_view, "WATCH_URL", TPL_STR, watch_url),
    TPL_FIELD(video_view, "POSTER", TPL_STR, poster),
    TPL_FIELD(video_view, "TITLE", TPL_STR, title),
    TPL_FIELD(video_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(video_view, "DESCRIPTION", TPL_IF_TEXT, description),
    TPL_FIELD(video_view, "DURATION", TPL_STR, duration),
    TPL_FIELD(video_view, "DURATION", TPL_IF_TEXT, duration),
    TPL_FIELD(video_view, "ISO", TPL_STR, iso),
    TPL_FIELD(video_view, "DATE", TPL_STR, date),
    TPL_END};

struct videos_view {
    struct tpl_list videos;
    bool below_h1, below_h2, plain;
    struct str assets;
};
static const struct tpl_field videos_fields[] = {
    TPL_SUB(videos_view, "VIDEOS", TPL_LIST, videos, video_fields, sizeof(struct video_view)),
    TPL_FIELD(videos_view, "BELOW_H1", TPL_BOOL, below_h1),
    TPL_FIELD(videos_view, "BELOW_H2", TPL_BOOL, below_h2),
    TPL_FIELD(videos_view, "PLAIN", TPL_BOOL, plain),
    TPL_FIELD(videos_view, "ASSETS", TPL_STR, assets),
    TPL_END};
TPL_TEMPLATE(video_cards, "site/video_cards.tpl", videos_view, videos_fields);

static struct str duration_shown(struct context *c, int64_t s)
{
    enum { MINUTE = 60, HOUR = 3600 };
    if (s <= 0)
        return STR_NONE;
    struct str hours = s < HOUR ? STR_NONE : arena_printf(c->arena, "%" PRId64 ":", s / HOUR);
    struct str all = arena_printf(
        c->arena, s < HOUR ? "%.*s%" PRId64 ":%02" PRId64 : "%.*s%02" PRId64 ":%02" PRId64,
        STR_ARG(hours), s % HOUR / MINUTE, s % MINUTE);
    return number_digits(&c->settings->numbers, all, c->arena);
}

struct str video_url(struct arena *a, const struct video *v)
{
    struct str slug = url_encode(a, slug_from(a, v->title, STR("video")));
    return arena_printf(a, "/videos/%" PRId64 "/%.*s/", v->id, STR_ARG(slug));
}

struct video_view video_view_of(struct context *c, const struct video *v)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    return (struct video_view){
        .url = video_url(a, v),
        .youtube_id = v->youtube_id,
        .watch_url =
            arena_printf(a, "https://www.youtube.com/watch?v=%.*s", STR_ARG(v->youtube_id)),
        .poster = str_empty(v->poster) ? asset_url(c, "poster.svg") : v->poster,
        .title = v->title,
        .description = text_cut(a, v->description, DESCRIPTION_SHOWN),
        .duration = duration_shown(c, v->duration_s),
        .iso = locale_iso(l, v->published_at, a),
        .date = locale_date(l, v->published_at, DATE_SHORT, a),
    };
}

struct tpl_include videos_include(struct context *c, const struct video *items, size_t n,
                                  enum video_look look)
{
    if (n == 0)
        return (struct tpl_include){0};
    struct video_view *views = ARENA_ARRAY(c->arena, struct video_view, n);
    for (size_t i = 0; i < n; i++) {
        views[i] = video_view_of(c, &items[i]);
        if (look != VIDEOS_BELOW_H1)
            views[i].description = STR_NONE;
    }
    struct videos_view *v = ARENA_NEW(c->arena, struct videos_view);
    *v = (struct videos_view){
        .videos = {views, n},
        .below_h1 = look == VIDEOS_BELOW_H1,
        .below_h2 = look == VIDEOS_BELOW_H2,
        .plain = look == VIDEOS_PLAIN,
        .assets = context_assets(c),
    };
    return tpl_video_cards(v);
}
