/* SPDX-License-Identifier: MIT */
/* Answers requests by the table of routes (route.h).
 *
 * Order of checks: malformed head 400; no such path 404; wrong method 405 with Allow; body over the
 * row's limit 413; a form that cannot be read 400; the session, if the row needs one (nobody is
 * signed in: 303 to the sign-in page for a GET, a 403 page for a POST; the right is missing: 403);
 * the CSRF token of a signed-in POST (403, nothing is done); the password, if the row's proof asks
 * for it (403 with a page that asks for it and sends the form again). */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H

#include "web/app.h"
#include "web/http/exchange.h"

/* The handler for a transport (exchange.h) that answers APP's requests by the table. APP must
 * outlive the transport. */
struct web_handler router_handler(struct app *app);

#endif
