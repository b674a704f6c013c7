/* SPDX-License-Identifier: MIT */
/* Typing the password again, where a session was locked or something delicate is asked for. The
 * page that asks carries the form that was sent, sealed: it posts to the same address, and what was
 * typed goes on from there as if it had just come. So nothing is lost, without any script, and a
 * password among it stands in no page. */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "web/route.h"

/* A form of at most BYTES is so long when it comes back sealed. */
size_t proof_body_limit(size_t bytes);

/* Whether what C asks for may be done with the session S as it is, or with the password that has
 * come: *go_on, with c->session set, and c->form as it was first sent. Otherwise C is answered. */
MUST_CHECK enum err_kind proof_check(struct context *c, struct session *s, bool *go_on,
                                     struct err *e);
/* For a handler that finds the form to be delicate: false where the password was typed lately
 * enough to go on. True: C is answered with the page that asks, and the handler returns *kind. */
MUST_CHECK bool proof_wanted(struct context *c, enum err_kind *kind, struct err *e);

#endif
