/* SPDX-License-Identifier: MIT */
/* The frame around every page that readers see: masthead, sections, footer, and the head with its
 * metadata. */
#ifndef SITE_PAGE_LAYOUT_H
#define SITE_PAGE_LAYOUT_H

#include "web/answer_page.h"

struct layout_page {
    struct str title;       /* without the site's name; empty on the home page */
    struct str description; /* may be empty */
    struct str path;        /* the canonical path, "/2026/11/23/slug/"; empty: no canonical link */
    struct str section;     /* the current section's slug; may be empty */
    bool noindex;           /* asks search engines not to list the page */
    bool is_article;        /* chooses OpenGraph's type and the style sheet */
    bool at_search;         /* the page has a search field of its own */

    struct tpl_include content; /* the page's own template, shown in the frame */

    /* For previews of links on other sites, and for machines; all are optional. */
    bool is_profile, is_video;   /* for OpenGraph's type */
    struct str image, image_alt; /* a path or an address */
    struct tpl_list feeds;       /* of struct feed_link (feed_links.h); empty: the site's feeds */
    struct tpl_list alternates;  /* of struct alternate_view (translation_view.h) */
    struct tpl_include head;     /* structured data for the head (structured.h) */

    const struct viewed *viewed; /* for layout_answer: the view that was counted; NULL: none */
};

/* The last step of a page_view_fn: makes the frame around PAGE, in C's arena. */
MUST_CHECK enum err_kind layout_view(struct context *c, const struct layout_page *page,
                                     struct tpl_include *out, struct err *e);
/* Answers STATUS with PAGE in the frame, uncached, with its holes filled for this request. */
MUST_CHECK enum err_kind layout_answer(struct context *c, int status,
                                       const struct layout_page *page, struct err *e);

/* The address of a shipped file: "/assets/NAME?v=VERSION", in C's arena. */
struct str asset_url(struct context *c, const char *name);

#endif
