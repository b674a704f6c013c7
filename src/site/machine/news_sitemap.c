/* SPDX-License-Identifier: MIT */
/* The sitemap of the news: what was published in the last two days, for Google News and the like.
 * What it lists goes by the clock, so it is made anew each minute. */
#include "site/site.h"

#include <inttypes.h>

#include "base/language.h"
#include "core/news/sitemap.h"
#include "site/page/address.h"
#include "web/answer_page.h"

#define XML_TYPE "application/xml; charset=utf-8"

enum { NEWS_S = 48 * 3600, NEWS_STEP_S = 60 };

struct story_view {
    struct str location, published, title;
};
static const struct tpl_field story_fields[] = {
    TPL_FIELD(story_view, "LOCATION", TPL_STR, location),
    TPL_FIELD(story_view, "PUBLISHED", TPL_STR, published),
    TPL_FIELD(story_view, "TITLE", TPL_STR, title), TPL_END};

struct news_view {
    struct str site_name, language;
    struct tpl_list stories;
};
static const struct tpl_field news_fields[] = {
    TPL_FIELD(news_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(news_view, "LANGUAGE", TPL_STR, language),
    TPL_SUB(news_view, "STORIES", TPL_LIST, stories, story_fields, sizeof(struct story_view)),
    TPL_END};
TPL_TEMPLATE(news_sitemap, "feed/news_sitemap.tpl", news_view, news_fields);

/* The list depends on the clock, so the minute is part of the key in the cache. */
static int64_t news_minute(const struct context *c)
{
    return c->now / NEWS_STEP_S;
}

/* The language's code alone, as the format requires, except for the two ways to write Chinese. */
static struct str news_language(struct context *c)
{
    struct str tag = c->settings->language, code = language_code(tag, c->arena);
    if (!str_eq(code, STR("zh")) && !str_eq(code, STR("cmn")))
        return code;
    return language_is_traditional(tag) ? STR("zh-tw") : STR("zh-cn");
}

static enum err_kind news_render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct str address;
    struct sitemap_entries list;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    int64_t from = (news_minute(c) + 1) * NEWS_STEP_S - NEWS_S;
    TRY(sitemap_news(conn, from, c->arena, &list, e));
    struct story_view *stories = ARENA_ARRAY(c->arena, struct story_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct sitemap_entry *entry = &list.items[i];
        stories[i] = (struct story_view){
            .location = arena_join(c->arena, address, permalink(entry->day, entry->slug, c->arena)),
            .published = locale_iso(c->settings->locale, entry->at, c->arena),
            .title = entry->title,
        };
    }
    struct news_view *v = ARENA_NEW(c->arena, struct news_view);
    *v = (struct news_view){.site_name = c->settings->site_name,
                            .language = news_language(c),
                            .stories = {stories, list.n}};
    *out = tpl_news_sitemap(v);
    return OK;
}

enum err_kind news_sitemap(struct context *c, struct err *e)
{
    struct str address;
    struct str path = arena_printf(c->arena, "/news-sitemap.xml@%" PRId64, news_minute(c));
    TRY(site_address(c, &address, e));
    return address_answer(c, XML_TYPE, address, path, news_render, e);
}
