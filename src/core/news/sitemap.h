/* SPDX-License-Identifier: MIT */
/* What the sitemap lists: published articles, the tags and authors that have any, and videos. Each
 * list is a range of ids or bounded by its number, so it costs the same however much else there is.
 */
#ifndef CORE_NEWS_SITEMAP_H
#define CORE_NEWS_SITEMAP_H

#include "core/news/article.h"

enum { SITEMAP_PART = 1000 /* ids in a part; the schema counts by it, too */ };

struct sitemap_part {
    int64_t number;     /* from 1: the ids from (number - 1) * SITEMAP_PART + 1 on */
    int64_t changed_at; /* of articles; 0: not known */
};
struct sitemap_parts {
    struct sitemap_part *items;
    size_t n;
};
/* The parts that list something. */
MUST_CHECK enum err_kind sitemap_article_parts(struct db_conn *c, struct arena *a,
                                               struct sitemap_parts *out, struct err *e);
MUST_CHECK enum err_kind sitemap_tag_parts(struct db_conn *c, struct arena *a,
                                           struct sitemap_parts *out, struct err *e);
MUST_CHECK enum err_kind sitemap_video_parts(struct db_conn *c, struct arena *a,
                                             struct sitemap_parts *out, struct err *e);

struct sitemap_entry {
    int64_t day; /* with slug, an article's permalink; 0: of a tag or an author */
    int64_t id;  /* with title, a video's path */
    struct str slug, title;
    struct str translations; /* of an article in a part: translations_read has them */
    int64_t at; /* when it was changed (in a part), or published (news); 0: not known */
};
struct sitemap_entries {
    struct sitemap_entry *items;
    size_t n;
};
/* What part NUMBER lists; nothing where there is no such part. */
MUST_CHECK enum err_kind sitemap_articles(struct db_conn *c, int64_t number, struct arena *a,
                                          struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_tags(struct db_conn *c, int64_t number, struct arena *a,
                                      struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_videos(struct db_conn *c, int64_t number, struct arena *a,
                                        struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_authors(struct db_conn *c, struct arena *a,
                                         struct sitemap_entries *out, struct err *e);
/* Articles published since FROM, the newest first and a thousand at most, with their titles. */
MUST_CHECK enum err_kind sitemap_news(struct db_conn *c, int64_t from, struct arena *a,
                                      struct sitemap_entries *out, struct err *e);

#endif
