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

/* Which fragments this request may use (fragment.c). */
struct context_fragments {
    bool begun; /* the rest is known */
    /* Content versions: of those that are used at least, and of those that are made here. */
    uint64_t needed, made;
    uint64_t generation;
};

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

    struct db_conn *conn; /* context_db's */
    struct context_fragments fragments;
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
/* Whether the request came over https, or the site's address says that all do. */
bool context_is_https(const struct context *c);
/* The version of the assets (assets.h), in C's arena. */
struct str context_assets(struct context *c);
/* Whether the site has web fonts. */
bool context_fonts(struct context *c);

/* For work whose cost is not bounded by a page that is kept: on a page thread, true, and the
 * request is answered on a thread of the slow pool, where the handler begins anew; the caller
 * returns OK and must not have counted or changed anything yet. Else false: go on. */
MUST_CHECK bool context_defer(struct context *c);

#endif
