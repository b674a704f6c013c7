/* SPDX-License-Identifier: MIT */
/* The links to feeds in the head of a page. */
#ifndef SITE_PAGE_FEED_LINKS_H
#define SITE_PAGE_FEED_LINKS_H

#include "web/context.h"

struct feed_link {
    struct str title, type, url;
};
/* FEED_TITLE, FEED_TYPE, FEED_URL; for a TPL_LIST with items of sizeof(struct feed_link). */
extern const struct tpl_field feed_link_fields[];

/* The path of the feed of all comments. */
#define SITE_COMMENTS_FEED "/comments.xml"

/* For the front page: links to the site's three feeds and, if it takes comments, to that of them.
 */
struct tpl_list feed_links_of_site(struct context *c);
/* Links to the three feeds of the list at PATH ("/", "/section/water/"), in C's arena. NAME is the
 * feeds' title. */
struct tpl_list feed_links(struct context *c, struct str name, struct str path);
/* For the article at PATH: links to the site's feed and to the feed of its comments. */
struct tpl_list feed_links_of_article(struct context *c, struct str title, struct str path);

#endif
