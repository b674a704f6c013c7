/* SPDX-License-Identifier: MIT */
/* What a handler gets: the request in hand, and what the router found out about it. */
#ifndef WEB_CONTEXT_H
#define WEB_CONTEXT_H

#include "core/news/article.h"
#include "core/people/session.h"
#include "core/views/visitor.h"
#include "web/app.h"
#include "web/http/exchange.h"
#include "web/http/form.h"

enum { PATH_ARGS_MAX = 6 };

struct context {
    struct app *app;
    struct exchange *x;
    struct arena *arena; /* the exchange's */
    const struct route *route;
    struct settings *settings;
    struct session *session;       /* who is signed in; NULL: nobody */
    struct session *locked;        /* who was, and has to type the password again; NULL: nobody */
    struct form form;              /* the fields of a POST, decoded; empty for a GET */
    struct form query;             /* the fields of the query string */
    struct str arg[PATH_ARGS_MAX]; /* the pattern's :names in order, decoded, valid UTF-8 */
    int64_t now;                   /* one time for the whole request */

    /* The article that this request reads (0: none), and its view counter just after the view was
     * counted: what the page's own HOLE_VIEWS show, so that each view shows a number of its own. */
    int64_t viewed_id;
    uint64_t viewed_n;

    struct db_conn *conn; /* context_db's */
};

/* A handler fills c->x->rs and returns OK, or returns an error: the router then makes the page that
 * says so (status.h), with the error's message as its sentence where it is an answer, and none
 * where it is a fault. */
typedef enum err_kind handler_fn(struct context *c, struct err *e);

/* The request's read snapshot; begun at the first call, ended by the router. *out is c->conn. After
 * a write of one's own, context_db_renew makes what was written visible. Who is about to wait for
 * the writer, and may be one of many, ends it first with context_db_done: it keeps a connection
 * from others, and the log from being emptied. The next context_db begins another. */
MUST_CHECK enum err_kind context_db(struct context *c, struct db_conn **out, struct err *e);
MUST_CHECK enum err_kind context_db_renew(struct context *c, struct db_conn **out, struct err *e);
void context_db_done(struct context *c);

/* What a page says of the failure *e: its own sentence; where the database could not do what was
 * asked, that nothing was saved, and for who is signed in why, and what an operator does about it.
 */
struct str context_failure(const struct context *c, const struct err *e);

/* The signed-in person as an actor; the router has checked that there is one where the route wants
 * one. */
struct actor context_actor(const struct context *c);
bool context_may(const struct context *c, enum right right);
/* The version of the assets (assets.h), in C's arena. */
struct str context_assets(struct context *c);
/* Whether the site has web fonts. */
bool context_fonts(struct context *c);

/* For work whose cost is not bounded by a page that is kept: on a page thread, true, and the
 * request is answered on a thread of the slow pool, where the handler begins anew; the caller
 * returns OK and must not have counted or changed anything yet. Else false: go on. */
MUST_CHECK bool context_defer(struct context *c);

/* ---- answering ---- */

/* Expands FILE with VIEW and answers STATUS with it as text/html, not to be kept by anybody. */
MUST_CHECK enum err_kind answer_html(struct context *c, int status, const char *file,
                                     const struct tpl_field *fields, const void *view,
                                     struct err *e);
/* The same, but holes (cache/page.h) in the expansion are filled for this request: for pages of the
 * public site that bypass the cache (a refused comment form, a receipt, a signed-in reader). */
MUST_CHECK enum err_kind answer_page_uncached(struct context *c, int status, const char *file,
                                              const struct tpl_field *fields, const void *view,
                                              struct err *e);
/* A public page, through the cache where the request may use it (GET or HEAD, nobody signed in).
 * KEY is the page's canonical path with what of the query matters. RENDER makes the view from C's
 * snapshot and sets *file, *fields and *view; it runs only on a miss. */
typedef enum err_kind page_view_fn(struct context *c, const char **file,
                                   const struct tpl_field **fields, const void **view,
                                   struct err *e);
MUST_CHECK enum err_kind answer_page(struct context *c, struct str key, page_view_fn *render,
                                     struct err *e);
/* The same for a page that strangers can make without end by its address (a cursor): rendered on
 * the slow pool's threads, and given to all who ask meanwhile, but not kept. */
MUST_CHECK enum err_kind answer_page_unkept(struct context *c, struct str key, page_view_fn *render,
                                            struct err *e);
/* The same for a page that no other article's comments are on. */
MUST_CHECK enum err_kind answer_article_page(struct context *c, int64_t article_id, struct str key,
                                             page_view_fn *render, struct err *e);
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
 * answer_page_kept gives it as the answer, and takes the reference. */
struct page *page_kept(struct context *c, struct str key, uint64_t *version);
/* The content version that a page which no other article's comments are on has to be of. */
uint64_t context_version_of(const struct context *c, int64_t article_id);
enum err_kind answer_page_kept(struct context *c, struct page *page);

/* Makes a page of C's site as on a miss, and drops it: for finding out whether that works. */
MUST_CHECK enum err_kind page_try(struct context *c, page_view_fn *render, struct err *e);

/* 303 to LOCATION (a path on this site, with query and fragment if need be). */
enum err_kind answer_see_other(struct context *c, struct str location);
/* 301 to LOCATION. */
enum err_kind answer_moved(struct context *c, struct str location);
/* Bytes of another type. */
enum err_kind answer_bytes(struct context *c, int status, const char *content_type,
                           struct str body);

/* Adds a Set-Cookie: HttpOnly, SameSite=Lax, Path=/, Secure on https. MAX_AGE_S 0 removes it. VALUE
 * must be cookie-safe (url_encode it). */
void cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* Cookies of those who sign in. Where the site's address (or the request) is https, their names
 * begin with "__Host-", which a browser takes over https and from this very host only. */
bool context_is_https(const struct context *c);
void host_cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* Its value; under https one under the old name is given, too, where there is none under the new:
 * *old says so. */
struct str host_cookie_get(const struct context *c, const char *name, bool *old);

/* The cookie's value as sent; empty where there is none. */
struct str cookie_get(const struct context *c, const char *name);

#endif
