/* SPDX-License-Identifier: MIT */
/* What the sitemap lists: published articles, tags and authors that have any, and videos. Each list
 * is a range of ids or bounded in number, so its cost does not depend on how much else there is. */
#ifndef CORE_NEWS_SITEMAP_H
#define CORE_NEWS_SITEMAP_H

#include "core/news/article.h"

enum { SITEMAP_PART = 1000 /* ids in a part; a trigger counts by it as well */ };

struct sitemap_part {
    int64_t number;     /* from 1; its ids begin at (number - 1) * SITEMAP_PART + 1 */
    int64_t changed_at; /* for articles; 0: not known */
};
struct sitemap_parts {
    struct sitemap_part *items;
    size_t n;
};
/* The parts that are not empty. In A. ERR_DB. */
MUST_CHECK enum err_kind sitemap_article_parts(struct db_conn *c, struct arena *a,
                                               struct sitemap_parts *out, struct err *e);
MUST_CHECK enum err_kind sitemap_tag_parts(struct db_conn *c, struct arena *a,
                                           struct sitemap_parts *out, struct err *e);
MUST_CHECK enum err_kind sitemap_video_parts(struct db_conn *c, struct arena *a,
                                             struct sitemap_parts *out, struct err *e);

struct sitemap_entry {
    int64_t day; /* with slug: an article's permalink; 0: a tag or an author */
    int64_t id;  /* with title: a video's path */
    struct str slug, title;
    struct str translations; /* for an article in a part: lines for translations_read */
    int64_t at;              /* when it was changed (in a part) or published (news); 0: not known */
};
struct sitemap_entries {
    struct sitemap_entry *items;
    size_t n;
};
/* The entries of part NUMBER; none if there is no such part. In A. ERR_DB. */
MUST_CHECK enum err_kind sitemap_articles(struct db_conn *c, int64_t number, struct arena *a,
                                          struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_tags(struct db_conn *c, int64_t number, struct arena *a,
                                      struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_videos(struct db_conn *c, int64_t number, struct arena *a,
                                        struct sitemap_entries *out, struct err *e);
MUST_CHECK enum err_kind sitemap_authors(struct db_conn *c, struct arena *a,
                                         struct sitemap_entries *out, struct err *e);
/* Articles published since FROM with their titles, newest first, at most a thousand. */
MUST_CHECK enum err_kind sitemap_news(struct db_conn *c, int64_t from, struct arena *a,
                                      struct sitemap_entries *out, struct err *e);

#endif
