/* SPDX-License-Identifier: MIT */
/* What a page tells machines about itself: schema.org's terms as JSON-LD, and OpenGraph's for
 * articles. Each function's result goes into the head of its page (layout_page.head). */
#ifndef SITE_PAGE_STRUCTURED_H
#define SITE_PAGE_STRUCTURED_H

#include "core/people/user.h"
#include "core/news/video.h"
#include "site/page/live_view.h"
#include "site/page/article_text.h"

/* For the front page: a WebSite with its search. */
struct tpl_include structured_site(struct context *c);
/* For the list NAME at PATH: a BreadcrumbList. */
struct tpl_include structured_list(struct context *c, struct str name, struct str path);
/* For an author's page: a ProfilePage with its Person, and a BreadcrumbList. */
struct tpl_include structured_author(struct context *c, const struct user *user);
/* For the page of all videos: a VideoObject each; nothing if N is 0. */
struct tpl_include structured_videos(struct context *c, const struct video *items, size_t n);

struct structured_article {
    const struct article *article;
    const struct article_text *text;
    const struct live_page *live; /* of a live blog; otherwise not read */
    struct str description;
    struct str image; /* a path or an address; empty: none */
};
/* For an article: a NewsArticle, or a LiveBlogPosting with the entries on the page; with a
 * VideoObject for each video that it plays, and a BreadcrumbList. */
struct tpl_include structured_article(struct context *c, const struct structured_article *in);

#endif
