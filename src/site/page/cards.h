/* SPDX-License-Identifier: MIT */
/* Articles as lists show them: section, headline, summary, author and date. */
#ifndef SITE_PAGE_CARDS_H
#define SITE_PAGE_CARDS_H

#include "site/page/picture_view.h"
#include "web/context.h"

struct card_view {
    struct str title, url;
    struct str section, section_url;
    struct str author, author_url;
    struct str iso, date;               /* when it was published */
    struct str summary;                 /* the standfirst, or else the excerpt; may be empty */
    struct str comments;                /* "1 comment", "1,204 comments"; empty: none */
    bool live;                          /* a live blog that is still running */
    const struct picture_view *picture; /* NULL: none */
};
/* TITLE, URL, SECTION, SECTION_URL, AUTHOR, AUTHOR_URL, ISO, DATE, SUMMARY, COMMENTS, LIVE, PICTURE
 * (picture_view.h); for a TPL_LIST with items of sizeof(struct card_view), or a TPL_VIEW. */
extern const struct tpl_field card_fields[];

/* The card of ART, in C's arena. */
struct card_view card_of(struct context *c, const struct article *art);
struct tpl_list card_list(struct context *c, const struct article *items, size_t n);

enum cards_look {
    CARDS_GRID,             /* columns of stories (site/cards.tpl) */
    CARDS_INDEX,            /* one below the other, with dates at the side (site/index.tpl) */
    CARDS_INDEX_OF_SECTION, /* the same, without the articles' sections */
    CARDS_SECTION_FRONT,    /* the same, with the first one large above the others */
};
/* The N articles as a list; includes nothing if N is 0. Their headlines are h2. */
struct tpl_include cards_include(struct context *c, const struct article *items, size_t n,
                                 enum cards_look look);

/* "/section/SLUG/", "/author/SLUG/", "/tag/SLUG/", in A. */
struct str section_url(struct arena *a, struct str slug);
struct str author_url(struct arena *a, struct str slug);
struct str tag_url(struct arena *a, struct str slug);

#endif
