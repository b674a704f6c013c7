/* SPDX-License-Identifier: MIT */
/* The handlers of the readers' pages, for the route table; each is in the file of its page. */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "web/router.h"

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
/* videos.c */
handler_fn videos_page;
/* article.c: "/:year/:month/:day/:slug/", with ?receipt= and ?replytocom= */
handler_fn article_page;
/* article_preview.c: the newsroom's "/admin/articles/preview" */
handler_fn article_preview;
/* comment_post.c, comment_own.c */
handler_fn comment_post;
handler_fn comment_own_edit;
handler_fn comment_own_withdraw;
/* machines.c: robots.txt, healthz, metrics */
handler_fn robots_txt;
handler_fn healthz;
handler_fn metrics;
/* error.c */
error_page_fn error_page;

#endif
