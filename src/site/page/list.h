/* SPDX-License-Identifier: MIT */
/* A list of articles in pages by key: "?before=PUBLISHED_AT-ID" shows what is older than that
 * article, "?after=" what is newer. Every page of every list costs the same. */
#ifndef SITE_PAGE_LIST_H
#define SITE_PAGE_LIST_H

#include "site/page/cards.h"
#include "web/answer_page.h"

/* The page of a list that a request asks for. */
struct list_place {
    struct str base;        /* the list's own path */
    struct str path;        /* the canonical path of this page, with the key */
    struct article_key key; /* published_at 0: the first page */
    bool newer;             /* articles newer than the key; otherwise older ones */
};
/* Reads the place from the query, and ignores all other fields of it. ERR_NOT_FOUND for a malformed
 * key. */
MUST_CHECK enum err_kind list_place(struct context *c, struct str base, struct list_place *out,
                                    struct err *e);

/* Answers with the page at PLACE. Only the first page is stored in the cache: any number makes a
 * key, so there are endlessly many others. */
MUST_CHECK enum err_kind list_answer(struct context *c, const struct list_place *place,
                                     page_view_fn *render, struct err *e);

/* The list in a page's template: CARDS and PAGER (includes), and EMPTY (shown if there is no
 * article at all). */
struct list_view {
    struct tpl_include cards, pager;
    bool empty;
};
/* clang-format off */
#define LIST_FIELDS(type, member)                                                                  \
    TPL_FIELD(type, "CARDS", TPL_INCLUDE, member.cards),                                           \
    TPL_FIELD(type, "PAGER", TPL_INCLUDE, member.pager),                                           \
    TPL_FIELD(type, "EMPTY", TPL_BOOL, member.empty)
/* clang-format on */

/* Reads the page at PLACE of the articles that Q selects (scope, from, until). A page of newer
 * articles that reaches the beginning of the list becomes the first page, and *place is changed to
 * it. CARDS_SECTION_FRONT applies to the first page only. ERR_NOT_FOUND if there are no articles at
 * the place. */
MUST_CHECK enum err_kind list_read(struct context *c, struct list_place *place,
                                   struct article_query q, enum cards_look look,
                                   struct list_view *out, struct err *e);

/* The title of the page at PLACE: NAME, with a suffix on all but the first page. */
struct str list_title(struct context *c, const struct list_place *place, struct str name);

/* Links to the newer and the older page; either may be empty. */
struct tpl_include list_pager(struct context *c, struct str newer, struct str older);

#endif
