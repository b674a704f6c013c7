/* SPDX-License-Identifier: MIT */
/* Answers with a page of the public site, through the page cache or past it. Every function fails
 * as its render function or tpl_expand does. */
#ifndef WEB_ANSWER_PAGE_H
#define WEB_ANSWER_PAGE_H

#include "web/context.h"
#include "web/hole_fills.h"

/* Answers STATUS with WHAT, its holes (cache/hole.h) filled for this request; nobody may store the
 * answer. For public pages that bypass the cache: a refused comment form, a receipt, a signed-in
 * reader. VIEWED: the view that was counted; NULL if none. */
MUST_CHECK enum err_kind answer_page_uncached(struct context *c, int status,
                                              const struct viewed *viewed, struct tpl_include what,
                                              struct err *e);
/* Answers with a public page, from the cache if the request may use it (GET or HEAD, nobody signed
 * in). KEY is the page's canonical path with the part of the query that matters. RENDER sets *out
 * from C's snapshot; it runs only on a miss. */
typedef enum err_kind page_view_fn(struct context *c, struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind answer_page(struct context *c, struct str key, page_view_fn *render,
                                     struct err *e);
/* The same for a page with endlessly many addresses (a cursor): it is rendered on a thread of the
 * slow pool and shared by all who ask meanwhile, but not stored. */
MUST_CHECK enum err_kind answer_page_unkept(struct context *c, struct str key, page_view_fn *render,
                                            struct err *e);
/* The same two for a page of the article VIEWED->article_id; its view has been counted. The stored
 * page carries the article's id (page_article). It must show no other article's comments, since
 * only this article's comments make it stale. */
typedef enum err_kind article_view_fn(struct context *c, int64_t article_id,
                                      struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind answer_article_page(struct context *c, const struct viewed *viewed,
                                             struct str key, article_view_fn *render,
                                             struct err *e);
MUST_CHECK enum err_kind answer_article_page_unkept(struct context *c, const struct viewed *viewed,
                                                    struct str key, article_view_fn *render,
                                                    struct err *e);
/* The same for documents other than HTML pages (feeds, sitemaps). They are the same for everybody,
 * so they go through the cache whoever asks, and must have no hole whose fill depends on who asks.
 * Clients poll them for news, so the entity tag ignores the holes: while only a view count has
 * moved, a client's copy stays good. */
MUST_CHECK enum err_kind answer_document(struct context *c, const char *content_type,
                                         struct str key, page_view_fn *render, struct err *e);
/* The same, but not stored; see answer_page_unkept. */
MUST_CHECK enum err_kind answer_document_unkept(struct context *c, const char *content_type,
                                                struct str key, page_view_fn *render,
                                                struct err *e);

/* The stored page KEY, as a reference that the caller owns, and the content version that it was
 * made from. NULL if the cache does not have it or somebody is signed in. The page is up to date if
 * *version is c->settings->version, or at least context_version_of its article. */
struct page *page_kept(struct context *c, struct str key, uint64_t *version);
/* The content version that a page must have, if it shows no comments but those of ARTICLE_ID. */
uint64_t context_version_of(const struct context *c, int64_t article_id);
/* Answers with PAGE, from page_kept, and takes over the reference. VIEWED: the view that was
 * counted; NULL if none. */
enum err_kind answer_page_kept(struct context *c, struct page *page, const struct viewed *viewed);

/* Renders a page as on a miss and drops it, to find out whether that works. */
MUST_CHECK enum err_kind page_try(struct context *c, page_view_fn *render, struct err *e);
MUST_CHECK enum err_kind article_page_try(struct context *c, int64_t article_id,
                                          article_view_fn *render, struct err *e);

#endif
