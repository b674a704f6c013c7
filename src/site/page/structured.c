/* SPDX-License-Identifier: MIT */
/* Structured data for search engines. Addresses are absolute if the settings name the site's own;
 * otherwise they are paths, which JSON-LD resolves relative to the page. The request's Host is
 * never used in pages (address.h). */
#include "site/page/structured.h"

#include <inttypes.h>

#include "site/page/address.h"
#include "site/page/cards.h"
#include "site/page/layout.h"
#include "site/page/structured_live.h"
#include "site/page/translation_view.h"
#include "site/page/video_card.h"

static struct str home_of(struct context *c)
{
    return page_address(c, STR("/"));
}

/* ---- the front page ---- */

struct profile_view {
    struct str url;
    bool more;
};
static const struct tpl_field profile_fields[] = {TPL_FIELD(profile_view, "URL", TPL_STR, url),
                                                  TPL_FIELD(profile_view, "MORE", TPL_BOOL, more),
                                                  TPL_END};

struct site_view {
    struct str home, site_name, tagline, language;
    bool has_profiles;
    struct tpl_list profiles;
};
static const struct tpl_field site_fields[] = {
    TPL_FIELD(site_view, "HOME", TPL_STR, home),
    TPL_FIELD(site_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(site_view, "TAGLINE", TPL_STR, tagline),
    TPL_FIELD(site_view, "TAGLINE", TPL_IF_TEXT, tagline),
    TPL_FIELD(site_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(site_view, "HAS_PROFILES", TPL_BOOL, has_profiles),
    TPL_SUB(site_view, "PROFILES", TPL_LIST, profiles, profile_fields, sizeof(struct profile_view)),
    TPL_END};
TPL_TEMPLATE(structured_site, "site/structured_site.tpl", site_view, site_fields);

struct tpl_include structured_site(struct context *c)
{
    const struct settings *s = c->settings;
    struct site_view *v = ARENA_NEW(c->arena, struct site_view);
    struct profile_view *profiles = ARENA_ARRAY(c->arena, struct profile_view, s->n_links);
    for (size_t i = 0; i < s->n_links; i++)
        profiles[i] = (struct profile_view){s->links[i].url, i + 1 < s->n_links};
    *v = (struct site_view){.home = home_of(c),
                            .site_name = s->site_name,
                            .tagline = s->tagline,
                            .language = s->language,
                            .has_profiles = s->n_links > 0,
                            .profiles = {profiles, s->n_links}};
    return tpl_structured_site(v);
}

/* ---- a list ---- */

struct list_view {
    struct str home, site_name, name, url;
};
static const struct tpl_field list_fields[] = {
    TPL_FIELD(list_view, "HOME", TPL_STR, home),
    TPL_FIELD(list_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(list_view, "NAME", TPL_STR, name), TPL_FIELD(list_view, "URL", TPL_STR, url),
    TPL_END};
TPL_TEMPLATE(structured_list, "site/structured_list.tpl", list_view, list_fields);

struct tpl_include structured_list(struct context *c, struct str name, struct str path)
{
    struct list_view *v = ARENA_NEW(c->arena, struct list_view);
    *v = (struct list_view){home_of(c), c->settings->site_name, name, page_address(c, path)};
    return tpl_structured_list(v);
}

/* ---- an author ---- */

struct author_view {
    struct str home, site_name, name, slug, bio, url;
};
static const struct tpl_field author_fields[] = {
    TPL_FIELD(author_view, "HOME", TPL_STR, home),
    TPL_FIELD(author_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(author_view, "NAME", TPL_STR, name),
    TPL_FIELD(author_view, "SLUG", TPL_STR, slug),
    TPL_FIELD(author_view, "BIO", TPL_STR, bio),
    TPL_FIELD(author_view, "BIO", TPL_IF_TEXT, bio),
    TPL_FIELD(author_view, "URL", TPL_STR, url),
    TPL_END};
TPL_TEMPLATE(structured_author, "site/structured_author.tpl", author_view, author_fields);

struct tpl_include structured_author(struct context *c, const struct user *user)
{
    struct author_view *v = ARENA_NEW(c->arena, struct author_view);
    *v = (struct author_view){
        .home = home_of(c),
        .site_name = c->settings->site_name,
        .name = user->name,
        .slug = user->slug,
        .bio = user->bio,
        .url = page_address(c, author_url(c->arena, user->slug)),
    };
    return tpl_structured_author(v);
}

/* ---- videos ---- */

struct structured_video_view {
    struct str name, description, poster, uploaded, duration, embed_url, url;
};
static const struct tpl_field video_fields[] = {
    TPL_FIELD(structured_video_view, "NAME", TPL_STR, name),
    TPL_FIELD(structured_video_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(structured_video_view, "POSTER", TPL_STR, poster),
    TPL_FIELD(structured_video_view, "UPLOADED", TPL_STR, uploaded),
    TPL_FIELD(structured_video_view, "DURATION", TPL_STR, duration),
    TPL_FIELD(structured_video_view, "DURATION", TPL_IF_TEXT, duration),
    TPL_FIELD(structured_video_view, "EMBED_URL", TPL_STR, embed_url),
    TPL_FIELD(structured_video_view, "URL", TPL_STR, url),
    TPL_END};
TPL_TEMPLATE(structured_video, "site/structured_video.tpl", structured_video_view, video_fields);

struct one_video {
    struct tpl_include video;
    bool more;
};
static const struct tpl_field listed_video_fields[] = {
    TPL_FIELD(one_video, "VIDEO", TPL_INCLUDE, video), TPL_FIELD(one_video, "MORE", TPL_BOOL, more),
    TPL_END};

static struct tpl_include video_include(struct context *c, const struct video *from)
{
    struct arena *a = c->arena;
    struct structured_video_view *v = ARENA_NEW(a, struct structured_video_view);
    *v = (struct structured_video_view){
        .name = from->title,
        .description = str_empty(from->description) ? from->title : from->description,
        .poster =
            page_address(c, str_empty(from->poster) ? asset_url(c, "poster.svg") : from->poster),
        .uploaded = locale_iso(c->settings->locale, from->published_at, a),
        .duration =
            from->duration_s > 0 ? arena_printf(a, "PT%" PRId64 "S", from->duration_s) : STR_NONE,
        .embed_url = arena_printf(a, "https://www.youtube-nocookie.com/embed/%.*s",
                                  STR_ARG(from->youtube_id)),
        .url = page_address(c, video_url(a, from)),
    };
    return tpl_structured_video(v);
}

static struct tpl_list video_list_of(struct context *c, const struct video *items, size_t n)
{
    struct one_video *videos = ARENA_ARRAY(c->arena, struct one_video, n);
    for (size_t i = 0; i < n; i++)
        videos[i] = (struct one_video){video_include(c, &items[i]), i + 1 < n};
    return (struct tpl_list){videos, n};
}

struct videos_view {
    struct tpl_list videos;
};
static const struct tpl_field videos_fields[] = {
    TPL_SUB(videos_view, "VIDEOS", TPL_LIST, videos, listed_video_fields, sizeof(struct one_video)),
    TPL_END};
TPL_TEMPLATE(structured_videos, "site/structured_videos.tpl", videos_view, videos_fields);

struct tpl_include structured_videos(struct context *c, const struct video *items, size_t n)
{
    if (n == 0)
        return (struct tpl_include){0};
    struct videos_view *v = ARENA_NEW(c->arena, struct videos_view);
    v->videos = video_list_of(c, items, n);
    return tpl_structured_videos(v);
}

/* ---- an article ---- */

struct tag_view {
    struct str name;
    bool more;
};
static const struct tpl_field tag_fields[] = {TPL_FIELD(tag_view, "TAG", TPL_STR, name),
                                              TPL_FIELD(tag_view, "MORE", TPL_BOOL, more), TPL_END};

struct article_view {
    struct str home, site_name, language, logo, url, headline, description, image;
    struct str published, modified, author, author_url, section, section_url;
    int64_t words, comments;
    bool tagged, with_videos, plain, translated;
    struct tpl_list translations;
    const struct other_text_view *original; /* NULL: this article is not a translation */
    const struct live_posting *live;        /* NULL: not a live blog, so it is PLAIN */
    struct tpl_list tags, videos;
};
static const struct tpl_field article_fields[] = {
    TPL_FIELD(article_view, "PLAIN", TPL_BOOL, plain),
    TPL_SUB(article_view, "LIVE", TPL_VIEW, live, live_posting_fields, 0),
    TPL_FIELD(article_view, "HOME", TPL_STR, home),
    TPL_FIELD(article_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(article_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(article_view, "LOGO", TPL_STR, logo),
    TPL_FIELD(article_view, "URL", TPL_STR, url),
    TPL_FIELD(article_view, "HEADLINE", TPL_STR, headline),
    TPL_FIELD(article_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(article_view, "DESCRIPTION", TPL_IF_TEXT, description),
    TPL_FIELD(article_view, "IMAGE", TPL_STR, image),
    TPL_FIELD(article_view, "IMAGE", TPL_IF_TEXT, image),
    TPL_FIELD(article_view, "PUBLISHED", TPL_STR, published),
    TPL_FIELD(article_view, "MODIFIED", TPL_STR, modified),
    TPL_FIELD(article_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(article_view, "AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(article_view, "SECTION", TPL_STR, section),
    TPL_FIELD(article_view, "SECTION_URL", TPL_STR, section_url),
    TPL_FIELD(article_view, "WORDS", TPL_INT, words),
    TPL_FIELD(article_view, "COMMENTS", TPL_INT, comments),
    TPL_FIELD(article_view, "TAGGED", TPL_BOOL, tagged),
    TPL_SUB(article_view, "TAGS", TPL_LIST, tags, tag_fields, sizeof(struct tag_view)),
    TPL_FIELD(article_view, "TRANSLATED", TPL_BOOL, translated),
    TPL_SUB(article_view, "TRANSLATIONS", TPL_LIST, translations, other_text_fields,
            sizeof(struct other_text_view)),
    TPL_SUB(article_view, "ORIGINAL", TPL_VIEW, original, other_text_fields, 0),
    TPL_FIELD(article_view, "WITH_VIDEOS", TPL_BOOL, with_videos),
    TPL_SUB(article_view, "VIDEOS", TPL_LIST, videos, listed_video_fields,
            sizeof(struct one_video)),
    TPL_END};
TPL_TEMPLATE(structured_article, "site/structured_article.tpl", article_view, article_fields);

static struct tpl_list tag_list(struct context *c, const struct article *art)
{
    struct tag_view *tags = ARENA_ARRAY(c->arena, struct tag_view, art->n_tags);
    for (size_t i = 0; i < art->n_tags; i++)
        tags[i] = (struct tag_view){art->tags[i].name, i + 1 < art->n_tags};
    return (struct tpl_list){tags, art->n_tags};
}

struct tpl_include structured_article(struct context *c, const struct structured_article *in)
{
    const struct article *art = in->article;
    const struct locale *l = c->settings->locale;
    struct arena *a = c->arena;
    struct article_view *v = ARENA_NEW(a, struct article_view);
    *v = (struct article_view){
        .home = home_of(c),
        .site_name = c->settings->site_name,
        .language = c->settings->language,
        .logo = page_address(c, asset_url(c, "favicon.svg")),
        .url = page_address(c, article_url(art, a)),
        .headline = art->title,
        .description = in->description,
        .image = page_address(c, in->image),
        .published = locale_iso(l, art->published_at, a),
        .author = art->author_name,
        .author_url = page_address(c, author_url(a, art->author_slug)),
        .section = art->section_name,
        .section_url = page_address(c, section_url(a, art->section_slug)),
        .words = art->words,
        .comments = art->comment_count,
        .tagged = art->n_tags > 0,
        .tags = tag_list(c, art),
        .with_videos = in->text->n_videos > 0,
        .videos = video_list_of(c, in->text->videos, in->text->n_videos),
    };
    other_texts(c, art->translations, &v->translations, &v->original);
    v->translated = v->translations.n > 0;
    v->live = live_posting_make(c, art, in->live);
    v->plain = v->live == NULL;
    /* An imported article was published before its row was written. */
    v->modified =
        art->updated_at > art->published_at ? locale_iso(l, art->updated_at, a) : v->published;
    return tpl_structured_article(v);
}
