/* SPDX-License-Identifier: MIT */
/* The route table: one row a page, whose columns are policy. What a row says is checked
 * before its handler runs (router.h); a reviewer audits one table (src/routes.c).
 *
 * Patterns: segments between slashes, literal or `:name`. `:year` matches four digits, `:month` and
 * `:day` two, `:id` and `:page` a number from 1 up without leading zeros, any other name any
 * non-empty segment that decodes to valid UTF-8 without control characters. A name, which is of
 * small letters, may have text before and after it: "part-:page.xml". A path that matches only with
 * a slash added at its end is redirected there (301). */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/context.h"

#define KIB 1024
#define MIB (1024 * 1024)

/* A host cookie (cookie.h): the token of the session. */
#define SESSION_COOKIE "session"

/* Of a form that wants a session: when its person has to type their password first (proof.h). */
enum proof {
    PROOF_OF_LOCKED, /* where the session is locked */
    PROOF_FRESH,     /* and where the password was last typed too long ago for what is delicate */
    PROOF_NONE,      /* never: signing out */
};

struct route {
    unsigned methods; /* METHOD_GET (takes HEAD as well) or METHOD_POST */
    const char *pattern;
    handler_fn *handler;
    /* Policy: */
    bool signed_in; /* wants a session with `right` */
    enum right right;
    bool csrf; /* the form's `csrf` must be the session's */
    enum proof proof;
    size_t body;    /* the most bytes a POST may bring */
    enum pool pool; /* POOL_PAGE for what is cheap */
};

/* The table, ended by a row whose pattern is NULL; src/routes.c. */
extern const struct route routes[];

/* Whoever shows an error as a page: fills c->x->rs with STATUS and a page that says SENTENCE (may
 * be empty) in the site's layout. Set by src/routes.c to site/page/error.c's; where it fails
 * itself, the router answers in plain text. */
typedef enum err_kind error_page_fn(struct context *c, int status, struct str sentence,
                                    struct err *e);
extern error_page_fn *const router_error_page;

/* The page that asks for the password of whoever S is. HELD goes into its field "held"; PROBLEM
 * (may be empty) says why the last one was not taken. Set by src/routes.c to
 * admin/people/proof.c's. */
typedef enum err_kind proof_page_fn(struct context *c, int status, const struct session *s,
                                    struct str held, struct str problem, struct err *e);
extern proof_page_fn *const router_proof_page;

#endif
