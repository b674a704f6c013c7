/* SPDX-License-Identifier: MIT */
/* Asks for the password again if the session is locked or the action is delicate. The page that
 * asks carries the form that was sent, sealed. It posts to the same address, and the form is then
 * handled as if it had just arrived. So nothing typed is lost, no script is needed, and a password
 * in the form appears in no page. */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "web/route.h"

/* The longest body of a form that carries a sealed form of at most BYTES. */
size_t proof_body_limit(size_t bytes);

/* Sets *go_on if C may proceed with the session S, or with the password that came with the form:
 * c->session is then S, and c->form is the form as first sent. If not *go_on, C has been answered.
 * ERR_INVALID if the sealed form is not one of ours. */
MUST_CHECK enum err_kind proof_check(struct context *c, struct session *s, bool *go_on,
                                     struct err *e);
/* For a handler that finds the action delicate. False if the password was typed recently: go on.
 * True if C has been answered with the page that asks: the handler returns *kind. */
MUST_CHECK bool proof_wanted(struct context *c, enum err_kind *kind, struct err *e);

#endif
