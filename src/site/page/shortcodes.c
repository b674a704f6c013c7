/* SPDX-License-Identifier: MIT */
/* Renders a text with the site's pieces in it. The Markdown renderer's hooks cannot fail, so the
 * first failure is remembered in struct text_job, later pieces show nothing, and the whole text
 * then fails.
 *
 * A rendered text is stored as a fragment. It depends on its inputs (inputs_of), on the templates,
 * and, if `of_site` is set, on other rows of the database or on files. Every hook that reads
 * anything else than its inputs must set `of_site`. */
#include "site/page/shortcodes.h"

#include <inttypes.h>

#include "base/pack.h"
#include "core/media/picture_sizes.h"
#include "core/news/video.h"
#include "site/page/social.h"
#include "site/page/video_card.h"
#include "text/absolute.h"
#include "text/shortcode.h"
#include "web/fragment.h"

enum { VIDEOS_SHOWN = 3, VIDEOS_SHOWN_MAX = 12, VIDEOS_LISTED_MAX = 10, PARTS_MAX = 100 };

struct text_job {
    struct context *c;
    const struct article *article;
    struct db_conn *conn;
    const struct tpl_set *set;
    struct tpl_list links; /* the site's social links, as social_view */
    bool link_paragraphs;  /* show one of them after each of the first paragraphs */
    bool has_videos;
    bool for_feed;
    bool of_site; /* the text depends on more than its inputs: on other rows, or on files */
    bool pictures_missing;
    struct video videos[VIDEOS_LISTED_MAX]; /* shown by [video] */
    size_t n_videos;
    struct part *parts;
    size_t n_parts;
    struct picture_sizes pictures;
    enum err_kind kind; /* of the first failure; OK: none */
    struct err *e;
};

/* A piece that shows nothing, as opposed to "no such shortcode" (p NULL). */
static const struct html nothing = {"", 0};

static struct html expand(struct text_job *w, struct tpl_include what)
{
    struct buf out = buf_in(w->c->arena);
    if (w->kind == OK)
        w->kind = tpl_expand(w->set, what, &out, w->e);
    struct str text = str_trim(buf_str(&out)); /* since a piece may stand between two words */
    return w->kind == OK && text.n > 0 ? (struct html){text.p, text.n} : nothing;
}

/* True if a row was found (KIND is OK). A fault, described by WHY, fails the text; any other error
 * means that the piece shows nothing. */
static bool was_found(struct text_job *w, enum err_kind kind, const struct err *why)
{
    if (w->kind == OK && err_is_fault(kind)) {
        w->kind = kind;
        *w->e = *why;
    }
    return kind == OK;
}

/* ---- [post-views] ---- */

struct post_views_view {
    int64_t id;
    struct str count, assets;
    bool block, in_line;
};
static const struct tpl_field post_views_fields[] = {
    TPL_FIELD(post_views_view, "ID", TPL_INT, id),
    TPL_FIELD(post_views_view, "COUNT", TPL_STR, count),
    TPL_FIELD(post_views_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(post_views_view, "BLOCK", TPL_BOOL, block),
    TPL_FIELD(post_views_view, "INLINE", TPL_BOOL, in_line),
    TPL_END};
TPL_TEMPLATE(post_views, "site/post_views.tpl", post_views_view, post_views_fields);

static struct html post_views(struct text_job *w, const struct shortcode *code)
{
    struct str wanted = shortcode_attr(code, "id");
    int64_t id = w->article->id, base = w->article->base_views + w->article->views_elsewhere;
    if (!str_empty(wanted) && (!str_int(wanted, &id) || id <= 0))
        return nothing;
    struct err why;
    w->of_site = w->of_site || id != w->article->id;
    if (id != w->article->id && !was_found(w, article_base_views(w->conn, id, &base, &why), &why))
        return nothing;
    struct post_views_view v = {
        .id = id,
        .count = hole_mark(w->c->arena, (struct hole){HOLE_VIEWS, id, base}),
        .assets = context_assets(w->c),
        .block = code->alone,
        .in_line = !code->alone,
    };
    return expand(w, tpl_post_views(&v));
}

/* ---- [latest-videos] and [video] ---- */

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
    return expand(w, tpl_video_links(&v));
}

static struct html show_videos(struct text_job *w, const struct shortcode *code,
                               const struct video *items, size_t n, bool titled)
{
    if (n == 0)
        return nothing;
    if (!code->alone)
        return video_links(w, items, n);
    struct videos_block_view v = {
        videos_include(w->c, items, n, titled ? VIDEOS_BELOW_H2 : VIDEOS_PLAIN), titled};
    return expand(w, tpl_videos_block(&v));
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
    return expand(w, tpl_video(&v));
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

static struct html latest_videos(struct text_job *w, const struct shortcode *code)
{
    int64_t count = VIDEOS_SHOWN;
    (void)str_int(shortcode_attr(code, "count"), &count);
    count = count < 1 ? 1 : count > VIDEOS_SHOWN_MAX ? VIDEOS_SHOWN_MAX : count;
    struct video_list list = {0};
    w->of_site = true;
    if (w->kind == OK)
        w->kind =
            video_list(w->conn, (struct article_key){0}, false, count, w->c->arena, &list, w->e);
    w->has_videos = w->has_videos || code->alone;
    return show_videos(w, code, list.items, w->kind == OK ? list.n : 0, true);
}

static struct html one_video(struct text_job *w, const struct shortcode *code)
{
    int64_t id;
    struct video video;
    struct err why;
    w->of_site = true;
    if (!str_int(shortcode_attr(code, "id"), &id) ||
        !was_found(w, video_by_id(w->conn, id, w->c->arena, &video, &why), &why) || video.trashed)
        return nothing;
    if (w->for_feed)
        return video_named(w, code, &video);
    list_video(w, code, &video);
    return show_videos(w, code, &video, 1, false);
}

/* ---- social links ---- */

struct social_links_view {
    struct tpl_list links;
    struct str assets;
    bool block, in_line;
};
static const struct tpl_field social_links_fields[] = {
    TPL_SUB(social_links_view, "LINKS", TPL_LIST, links, social_fields, sizeof(struct social_view)),
    TPL_FIELD(social_links_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(social_links_view, "BLOCK", TPL_BOOL, block),
    TPL_FIELD(social_links_view, "INLINE", TPL_BOOL, in_line), TPL_END};
TPL_TEMPLATE(social_link, "site/social_link.tpl", social_links_view, social_links_fields);
TPL_TEMPLATE(social_links, "site/social_links.tpl", social_links_view, social_links_fields);

static struct social_links_view social_links(struct text_job *w, struct tpl_list links, bool block)
{
    return (struct social_links_view){
        .links = links,
        .assets = context_assets(w->c),
        .block = block,
        .in_line = !block,
    };
}

static struct html all_social_links(struct text_job *w, bool block)
{
    if (w->links.n == 0)
        return nothing;
    struct social_links_view v = social_links(w, w->links, block);
    return expand(w, tpl_social_links(&v));
}

/* ---- the hooks ---- */

static struct html on_shortcode(void *ctx, const struct shortcode *code)
{
    struct text_job *w = ctx;
    switch (shortcode_kind(code->name)) {
    case SHORTCODE_VIDEO:
        return one_video(w, code);
    case SHORTCODE_POST_VIEWS:
        return w->for_feed ? nothing : post_views(w, code);
    case SHORTCODE_LATEST_VIDEOS:
        return w->for_feed ? nothing : latest_videos(w, code);
    case SHORTCODE_SOCIAL:
        return w->for_feed ? nothing : all_social_links(w, code->alone);
    default:
        return (struct html){NULL, 0};
    }
}

static struct html on_paragraph(void *ctx, int i)
{
    struct text_job *w = ctx;
    if (!w->link_paragraphs || (size_t)i > w->links.n)
        return nothing;
    const struct social_view *links = w->links.items;
    struct social_links_view v = social_links(w, (struct tpl_list){&links[i - 1], 1}, true);
    return expand(w, tpl_social_link(&v));
}

static void on_heading(void *ctx, int level, struct str id, struct str words)
{
    struct text_job *w = ctx;
    if (level == 2 && w->n_parts < PARTS_MAX)
        w->parts[w->n_parts++] = (struct part){id, words};
}

static bool on_picture(void *ctx, struct str url, int64_t *width, int64_t *height)
{
    struct text_job *w = ctx;
    bool known = picture_sizes_find(&w->pictures, url, width, height);
    w->of_site = true;
    w->pictures_missing = w->pictures_missing || !known;
    return known;
}

/* Renders BODY as HTML. Its headings begin at level TOP, and its ids with PREFIX. */
static enum err_kind text_render(struct text_job *w, struct str body, struct str prefix, int top,
                                 struct html *out)
{
    TRY(context_db(w->c, &w->conn, w->e));
    struct templates *templates = app_templates(w->c->app);
    w->set = templates->set;
    w->parts = ARENA_ARRAY(w->c->arena, struct part, PARTS_MAX);
    w->pictures = (struct picture_sizes){.site_dir = w->c->app->site_dir, .arena = w->c->arena};
    struct markdown_hooks hooks = {.ctx = w,
                                   .shortcode = on_shortcode,
                                   .after_paragraph = on_paragraph,
                                   .heading = on_heading,
                                   .picture_size = on_picture,
                                   .id_prefix = prefix,
                                   .top_level = top,
                                   .numbers = &w->c->settings->numbers};
    *out = markdown_html(w->c->arena, body, &hooks);
    templates_unref(&templates);
    return w->kind;
}

/* ---- stored texts ---- */

/* Everything that a text depends on, except other rows, files and templates. */
static struct str inputs_of(struct text_job *w, struct str body)
{
    const struct number_format *f = &w->c->settings->numbers;
    const struct social_view *links = w->links.items;
    struct buf b = buf_in(w->c->arena);
    pack_int(&b, w->article->id);
    pack_int(&b, w->article->base_views + w->article->views_elsewhere);
    pack_str(&b, str_from(f->separator));
    pack_int(&b, f->primary << 16 | f->secondary << 8 | f->minimum);
    pack_int(&b, f->zero);
    pack_int(&b, w->link_paragraphs);
    for (size_t i = 0; i < w->links.n; i++) {
        pack_str(&b, links[i].icon);
        pack_str(&b, links[i].label);
        pack_str(&b, links[i].url);
    }
    buf_add(&b, body);
    return buf_str(&b);
}

static void text_store(struct text_job *w, struct fragment_key key, struct str inputs,
                       struct html html)
{
    struct buf b = buf_in(w->c->arena);
    if (w->pictures_missing) /* the picture may still be uploaded */
        return;
    pack_int(&b, w->has_videos);
    pack_int(&b, (int64_t)w->n_parts);
    for (size_t i = 0; i < w->n_parts; i++) {
        pack_str(&b, w->parts[i].id);
        pack_str(&b, w->parts[i].words);
    }
    pack_int(&b, (int64_t)w->n_videos);
    for (size_t i = 0; i < w->n_videos; i++)
        pack_int(&b, w->videos[i].id);
    buf_add(&b, str_of(html.p, html.n));
    fragment_store(w->c, key, inputs, !w->of_site, buf_str(&b));
}

/* Unpacks what text_store has packed. */
static enum err_kind text_unpack(struct text_job *w, struct str kept, struct html *out)
{
    w->has_videos = unpack_int(&kept) != 0;
    w->n_parts = (size_t)unpack_int(&kept);
    w->parts = ARENA_ARRAY(w->c->arena, struct part, w->n_parts);
    for (size_t i = 0; i < w->n_parts; i++) {
        w->parts[i].id = unpack_str(&kept);
        w->parts[i].words = unpack_str(&kept);
    }
    w->n_videos = (size_t)unpack_int(&kept);
    for (size_t i = 0; i < w->n_videos; i++)
        TRY(video_by_id(w->conn, unpack_int(&kept), w->c->arena, &w->videos[i], w->e));
    *out = (struct html){kept.p, kept.n};
    return OK;
}

/* Takes the text from the fragment KEY, or else renders and stores it. */
static enum err_kind text_find_or_render(struct text_job *w, struct fragment_key key,
                                         struct str body, struct str prefix, int top,
                                         struct html *out)
{
    struct str inputs = inputs_of(w, body), kept;
    TRY(context_db(w->c, &w->conn, w->e));
    TRY(fragment_find(w->c, key, inputs, &kept, w->e));
    if (kept.p != NULL)
        return text_unpack(w, kept, out);
    TRY(text_render(w, body, prefix, top, out));
    text_store(w, key, inputs, *out);
    return OK;
}

/* ---- texts ---- */

enum err_kind article_text_make(struct context *c, const struct article *art,
                                struct article_text *out, struct err *e)
{
    struct text_job *w = ARENA_NEW(c->arena, struct text_job);
    *w = (struct text_job){
        .c = c,
        .article = art,
        .links = social_list(c->settings, c->arena),
        .link_paragraphs = art->social_links || c->settings->social_links,
        .kind = OK,
        .e = e,
    };
    struct fragment_key key = {FRAGMENT_TEXT, art->id};
    enum err_kind kind = text_find_or_render(w, key, art->body, STR_NONE, 2, &out->html);
    out->has_videos = w->has_videos;
    out->videos = w->videos;
    out->n_videos = w->n_videos;
    out->parts = w->parts;
    out->n_parts = w->n_parts;
    return kind;
}

static enum err_kind entry_make(struct context *c, const struct article *art,
                                const struct live_entry *entry, bool for_feed, struct html *out,
                                struct err *e)
{
    struct text_job *w = ARENA_NEW(c->arena, struct text_job);
    *w = (struct text_job){.c = c,
                           .article = art,
                           .links = social_list(c->settings, c->arena),
                           .for_feed = for_feed,
                           .kind = OK,
                           .e = e};
    struct str prefix = arena_printf(c->arena, "e%" PRId64 "-", entry->id);
    int top = str_empty(entry->title) ? 3 : 4;
    if (for_feed)
        return text_render(w, entry->body, prefix, top, out);
    struct fragment_key key = {top == 3 ? FRAGMENT_ENTRY : FRAGMENT_ENTRY_TITLED, entry->id};
    return text_find_or_render(w, key, entry->body, prefix, top, out);
}

enum err_kind live_text_make(struct context *c, const struct article *art,
                             const struct live_entry *entry, struct html *out, struct err *e)
{
    return entry_make(c, art, entry, false, out, e);
}

enum err_kind live_text_for_feed(struct context *c, const struct article *art,
                                 const struct live_entry *entry, struct html *out, struct err *e)
{
    return entry_make(c, art, entry, true, out, e);
}

enum err_kind article_text_for_feed(struct context *c, const struct article *art,
                                    struct str address, struct html *out, struct err *e)
{
    struct text_job w = {.c = c, .article = art, .for_feed = true, .kind = OK, .e = e};
    struct html html;
    TRY(text_render(&w, art->body, STR_NONE, 2, &html));
    struct str text = str_trim(str_of(html.p, html.n));
    html = (struct html){text.p, text.n};
    *out = html_absolute(c->arena, html, address, article_url(art, c->arena));
    return OK;
}
