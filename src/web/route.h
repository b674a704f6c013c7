/* SPDX-License-Identifier: MIT */
/* The route table: one row per page, whose columns are policy. The router (router.h) checks a row's
 * policy before its handler runs, so a reviewer has one table to audit (src/routes.c).
 *
 * Patterns: segments between slashes, literal or `:name`. `:year` matches four digits, `:month` and
 * `:day` two, `:id` and `:page` a number from 1 up without leading zeros. Any other name matches
 * any non-empty segment that decodes to valid UTF-8 without control characters. A name consists of
 * lower-case letters and may have text before and after it: "part-:page.xml". A path that matches
 * only with other slashes or small letters in the pattern's own words is redirected there (301). */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/context.h"

#define KIB 1024
#define MIB (1024 * 1024)

/* The name of the host cookie (cookie.h) that holds the session's token. */
#define SESSION_COOKIE "session"

/* When a form that needs a session asks for the password first (proof.h). */
enum proof {
    PROOF_OF_LOCKED, /* if the session is locked */
    PROOF_FRESH,     /* also if the password was typed too long ago for a delicate action */
    PROOF_NONE,      /* never: signing out */
};

struct route {
    unsigned methods; /* METHOD_GET (includes HEAD) or METHOD_POST */
    const char *pattern;
    handler_fn *handler;
    /* Policy: */
    bool signed_in; /* needs a session whose person has `right` */
    enum right right;
    bool signed_out_too; /* with csrf: a request without a session is let through, too */
    bool csrf;           /* the form's field `csrf` must be the session's */
    enum proof proof;
    size_t body;    /* the most bytes that a POST may have */
    enum pool pool; /* POOL_PAGE for what is cheap */
};

/* The table, in src/routes.c. It ends with a row whose pattern is NULL. */
extern const struct route routes[];

/* Shows an error as a page: fills c->x->rs with STATUS and a page that says SENTENCE (may be empty)
 * in the site's layout. src/routes.c sets it to the one of site/page/error.c. If it fails itself,
 * the router answers in plain text. */
typedef enum err_kind error_page_fn(struct context *c, int status, struct str sentence,
                                    struct err *e);
extern error_page_fn *const router_error_page;

/* Answers with the page that asks for the password of the person of S. HELD, the sealed form, goes
 * into its field "held"; PROBLEM (may be empty) says why the last password was refused.
 * src/routes.c sets it to the one of admin/people/proof.c. */
typedef enum err_kind proof_page_fn(struct context *c, int status, const struct session *s,
                                    struct str held, struct str problem, struct err *e);
extern proof_page_fn *const router_proof_page;

#endif
