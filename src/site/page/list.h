/* SPDX-License-Identifier: MIT */
/* A list of articles that goes on over pages by key: "?before=PUBLISHED_AT-ID" for what is older
 * than that article, "?after=" for what is newer. Any page of any list costs the same. */
#ifndef SITE_PAGE_LIST_H
#define SITE_PAGE_LIST_H

#include "site/page/cards.h"
#include "web/answer_page.h"

/* Where in a list a request is. */
struct list_place {
    struct str base;        /* the list's own path */
    struct str path;        /* the canonical path of this page of it: with the key */
    struct article_key key; /* published_at 0: the newest */
    bool newer;
};
/* Reads the place from the query; whatever else the query holds does not matter. ERR_NOT_FOUND
 * where a key makes no sense. */
MUST_CHECK enum err_kind list_place(struct context *c, struct str base, struct list_place *out,
                                    struct err *e);

/* Answers with the page at PLACE. A list's first page is kept; one that a key names is not, since
 * any number makes one. */
MUST_CHECK enum err_kind list_answer(struct context *c, const struct list_place *place,
                                     page_view_fn *render, struct err *e);

/* What a page's template shows of the list: CARDS and PAGER (includes), EMPTY (shown where there
 * is no article at all). */
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

/* Reads the page at PLACE of the articles that Q selects (scope, from, until). A page of newer ones
 * that reaches the list's beginning becomes the list's first page: *place then says so. Only the
 * first page looks like CARDS_SECTION_FRONT.
 * ERR_NOT_FOUND where the list does not go on there. */
MUST_CHECK enum err_kind list_read(struct context *c, struct list_place *place,
                                   struct article_query q, enum cards_look look,
                                   struct list_view *out, struct err *e);

/* NAME as the title of the page at PLACE. */
struct str list_title(struct context *c, const struct list_place *place, struct str name);

/* Links to what is newer and older; either may be empty. */
struct tpl_include list_pager(struct context *c, struct str newer, struct str older);

#endif
