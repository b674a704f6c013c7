/* SPDX-License-Identifier: MIT */
/* What a page says of itself to machines: schema.org's words as JSON-LD, and OpenGraph's of
 * articles. Each goes into the head of its page (layout_page.head). */
#ifndef SITE_PAGE_STRUCTURED_H
#define SITE_PAGE_STRUCTURED_H

#include "core/people/user.h"
#include "core/news/video.h"
#include "site/page/live_view.h"
#include "site/page/shortcodes.h"

/* Of the front page: WebSite with its search. */
struct tpl_include structured_site(struct context *c);
/* Of a list, called NAME, at PATH: BreadcrumbList. */
struct tpl_include structured_list(struct context *c, struct str name, struct str path);
/* Of an author's page: ProfilePage with its Person, and BreadcrumbList. */
struct tpl_include structured_author(struct context *c, const struct user *user);
/* Of the page of all videos: a VideoObject each. */
struct tpl_include structured_videos(struct context *c, const struct video *items, size_t n);

struct structured_article {
    const struct article *article;
    const struct article_text *text;
    const struct live_page *live; /* of a live blog */
    struct str description;
    struct str image; /* a path or an address; empty: none */
};
/* Of an article: NewsArticle, or LiveBlogPosting with the entries on the page, with the
 * VideoObjects of those that it plays, and BreadcrumbList. */
struct tpl_include structured_article(struct context *c, const struct structured_article *it);

#endif
