/* SPDX-License-Identifier: MIT */
/* Answers requests by the table of routes (route.h).
 *
 * Order of checks: malformed head 400; no such path 404; wrong method 405 with Allow; body over the
 * row's limit 413; a form that cannot be read 400; session (a right is wanted and nobody is signed
 * in: 303 to the sign-in page for a GET, 403 page for a POST; the right is missing: 403); CSRF
 * token of a signed-in POST (403, nothing done); the password, where the row's proof asks for it
 * (403 with the page that asks, which brings the form back). */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H

#include "web/app.h"
#include "web/http/exchange.h"

/* The handler for a transport (exchange.h) that answers APP's requests by the table. */
struct web_handler router_handler(struct app *app);

#endif
