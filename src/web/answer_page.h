/* SPDX-License-Identifier: MIT */
/* Answering with a page of the public site, through the page cache or past it. */
#ifndef WEB_ANSWER_PAGE_H
#define WEB_ANSWER_PAGE_H

#include "web/context.h"
#include "web/hole_fills.h"

/* Answers STATUS with WHAT, its holes (cache/hole.h) filled for this request, not to be kept by
 * anybody: for pages of the public site that bypass the cache (a refused comment form, a receipt, a
 * signed-in reader). VIEWED: the view that was counted; NULL: none. */
MUST_CHECK enum err_kind answer_page_uncached(struct context *c, int status,
                                              const struct viewed *viewed, struct tpl_include what,
                                              struct err *e);
/* A public page, through the cache where the request may use it (GET or HEAD, nobody signed in).
 * KEY is the page's canonical path with what of the query matters. RENDER makes *out from C's
 * snapshot; it runs only on a miss. */
typedef enum err_kind page_view_fn(struct context *c, struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind answer_page(struct context *c, struct str key, page_view_fn *render,
                                     struct err *e);
/* The same for a page that strangers can make without end by its address (a cursor): rendered on
 * the slow pool's threads, and given to all who ask meanwhile, but not kept. */
MUST_CHECK enum err_kind answer_page_unkept(struct context *c, struct str key, page_view_fn *render,
                                            struct err *e);
/* The same two for a page of the article that VIEWED is of, whose view was counted before. The page
 * in the cache carries the article's id (page_article). No other article's comments may be on it.
 */
typedef enum err_kind article_view_fn(struct context *c, int64_t article_id,
                                      struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind answer_article_page(struct context *c, const struct viewed *viewed,
                                             struct str key, article_view_fn *render,
                                             struct err *e);
MUST_CHECK enum err_kind answer_article_page_unkept(struct context *c, const struct viewed *viewed,
                                                    struct str key, article_view_fn *render,
                                                    struct err *e);
/* The same for what is no page of HTML (a feed, a sitemap), and is the same for everybody: through
 * the cache whoever asks. It must have no holes that show who asks. It is asked for again and again
 * for what is new in it, so its tag is of its own bytes: while only a view count in it has moved,
 * the copy that somebody keeps is still good. */
MUST_CHECK enum err_kind answer_document(struct context *c, const char *content_type,
                                         struct str key, page_view_fn *render, struct err *e);
/* The same, not kept, as answer_page_unkept. */
MUST_CHECK enum err_kind answer_document_unkept(struct context *c, const char *content_type,
                                                struct str key, page_view_fn *render,
                                                struct err *e);

/* The page of KEY where the cache holds it and the request may have it from there, as a reference
 * of the caller's, and the content version that it was made from; else NULL. It is as it is now
 * where *version is c->settings->version, or at least context_version_of its article.
 * answer_page_kept gives it as the answer, and takes the reference; VIEWED: the view that was
 * counted; NULL: none. */
struct page *page_kept(struct context *c, struct str key, uint64_t *version);
/* The content version that a page which no other article's comments are on has to be of. */
uint64_t context_version_of(const struct context *c, int64_t article_id);
enum err_kind answer_page_kept(struct context *c, struct page *page, const struct viewed *viewed);

/* Makes a page of C's site as on a miss, and drops it: for finding out whether that works. */
MUST_CHECK enum err_kind page_try(struct context *c, page_view_fn *render, struct err *e);
MUST_CHECK enum err_kind article_page_try(struct context *c, int64_t article_id,
                                          article_view_fn *render, struct err *e);

#endif
