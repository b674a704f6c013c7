/* SPDX-License-Identifier: MIT */
/* Reading what the newsroom's addresses and forms send. */
#ifndef ADMIN_PAGE_INPUT_H
#define ADMIN_PAGE_INPUT_H

#include "core/site/used_form.h"
#include "web/context.h"

/* The number in the request's path; 0 on the page for a new one. ERR_NOT_FOUND where it is greater
 * than any id can be. */
MUST_CHECK enum err_kind path_id(const struct context *c, int64_t *id, struct err *e);

/* The value of the pressed button ("do"); empty where none was sent. */
struct str pressed(const struct context *c);

/* A fresh token for a form, and the form that was sent, by its field "token"
 * (core/site/used_form.h). */
struct str form_token(const struct context *c);
struct used_form form_used(const struct context *c);
/* The same for a form with a password, of which no digest may be kept: CONTENT is all else that was
 * sent. */
struct used_form form_used_with(const struct context *c, struct str content);

/* The moment that TYPED ("2026-11-23T14:05", as <input type="datetime-local"> sends it) is in the
 * site's zone; 0, with a problem of FIELD, where it is none. */
int64_t time_read(const struct context *c, struct str typed, const char *field, struct problems *p);

/* The status that answers a refused form: 422 where fields can be mended, else KIND's own. */
int refusal_status(enum err_kind kind, const struct problems *p);

#endif
