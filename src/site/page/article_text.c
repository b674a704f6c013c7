/* SPDX-License-Identifier: MIT */
/* Renders a text with the site's pieces in it.
 *
 * A rendered text is stored as a fragment. It depends on its inputs (inputs_of), on the templates,
 * and, if `of_site` is set, on other rows of the database or on files. Every hook that reads
 * anything else than its inputs must set `of_site`. */
#include "site/page/article_text.h"

#include <inttypes.h>

#include "base/pack.h"
#include "site/page/shortcodes.h"
#include "site/page/social.h"
#include "text/absolute.h"
#include "web/fragment.h"

enum { PARTS_MAX = 100 };

static struct html on_shortcode(void *ctx, const struct shortcode *code)
{
    return shortcode_piece(ctx, code);
}

static struct html on_paragraph(void *ctx, int i)
{
    return paragraph_piece(ctx, i);
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
    w->parts = ARENA_ARRAY(w->c->arena, struct part, PARTS_MAX);
    w->pictures = (struct picture_sizes){.site_dir = w->c->app->site_dir, .arena = w->c->arena};
    struct markdown_hooks hooks = {.ctx = w,
                                   .shortcode = on_shortcode,
                                   .after_paragraph = on_paragraph,
                                   .heading = on_heading,
                                   .picture_size = on_picture,
                                   .id_prefix = prefix,
                                   .top_level = top,
                                   .around = w->around,
                                   .numbers = &w->c->settings->numbers};
    *out = markdown_html(w->c->arena, body, &hooks);
    return w->kind;
}

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
    pack_int(&b, w->around);
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

/* Unpacks what text_store has packed. ERR_NOT_FOUND: the text was rendered from a newer snapshot
 * than this request's, and shows a video that this one does not have. */
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
    if (kept.p != NULL) {
        enum err_kind kind = text_unpack(w, kept, out);
        if (kind != ERR_NOT_FOUND)
            return kind;
        w->has_videos = false;
        w->n_parts = w->n_videos = 0;
    }
    TRY(text_render(w, body, prefix, top, out));
    text_store(w, key, inputs, *out);
    return OK;
}

enum err_kind article_text_make(struct context *c, const struct article *art,
                                struct article_text *out, struct err *e)
{
    struct text_job *w = ARENA_NEW(c->arena, struct text_job);
    *w = (struct text_job){
        .c = c,
        .article = art,
        .links = social_list(c->settings, c->arena),
        .link_paragraphs = art->social_links || c->settings->social_links,
        .around = str_eq(str_from(locale_direction(c->settings->locale)), STR("rtl"))
                      ? DIRECTION_RTL
                      : DIRECTION_LTR,
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
                           .around = for_feed ? DIRECTION_LTR : DIRECTION_AUTO,
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
