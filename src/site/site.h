/* SPDX-License-Identifier: MIT */
/* The handlers of the readers' pages, for the route table; each is in the file of its page. */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "web/route.h"

/* home.c: "/" and "/page/:page/" */
handler_fn home_page;
/* section.c, author.c, tag.c */
handler_fn section_page;
handler_fn author_page;
handler_fn tag_page;
/* archive.c: "/:year/", "/:year/:month/", "/:year/:month/:day/" */
handler_fn archive_page;
/* search.c: "/search?q=" */
handler_fn search_page;
/* most_read.c: "/most-read/" */
handler_fn most_read_page;
/* videos.c; video.c: "/videos/:id/", "/videos/:id/:slug/" */
handler_fn videos_page;
handler_fn sections_page, authors_page; /* directory.c */
handler_fn video_page;
/* article.c: "/:year/:month/:day/:slug/", with ?receipt= and ?replytocom= */
handler_fn article_page;
/* article_preview.c: the newsroom's "/admin/articles/preview" */
handler_fn article_preview;
/* comment_post.c, comment_own.c */
handler_fn comment_post;
handler_fn comment_own_edit;
handler_fn comment_own_withdraw;
/* feed.c: "feed.xml", "atom.xml" and "feed.json" after "/", "/section/:slug/", "/tag/:slug/" and
 * "/author/:slug/"; feed_comments.c: "comments.xml" after an article's and "/"; feed_links.c:
 * "feed/"
 */
handler_fn feed_rss;
handler_fn feed_atom;
handler_fn feed_json;
handler_fn feed_comments_rss, feed_site_comments_rss;
handler_fn feed_moved;
/* live.c: "live.html" after an article's */
handler_fn live_feed;
/* sitemap.c, news_sitemap.c */
handler_fn sitemap_index;
handler_fn sitemap_lists;
handler_fn sitemap_of_articles;
handler_fn sitemap_of_tags;
handler_fn sitemap_of_videos;
handler_fn news_sitemap;
/* robots.c: "/robots.txt", "/.well-known/security.txt", "/:key.txt", "/manifest.webmanifest" */
handler_fn robots_txt;
handler_fn security_txt;
handler_fn indexnow_key_txt;
handler_fn web_manifest;
/* home.c, article.c: make the page of C's site, not from the cache and not counted, and drop it.
 * Both write C's arguments over. */
MUST_CHECK enum err_kind home_try(struct context *c, struct err *e);
MUST_CHECK enum err_kind article_try(struct context *c, struct err *e);
/* health.c; metrics.c */
handler_fn healthz;
handler_fn readyz;
handler_fn metrics;
/* error.c */
error_page_fn error_page;

#endif
