/* SPDX-License-Identifier: MIT */
/* Reading what the newsroom's addresses and forms send. */
#ifndef ADMIN_PAGE_INPUT_H
#define ADMIN_PAGE_INPUT_H

#include "core/site/used_form.h"
#include "web/context.h"

/* The id in the request's path; 0 on the page for a new object. ERR_NOT_FOUND if it is greater than
 * any id can be. */
MUST_CHECK enum err_kind path_id(const struct context *c, int64_t *id, struct err *e);

/* The value of the button that was pressed (its name is "do"); empty if none was sent. */
struct str pressed(const struct context *c);

/* A fresh token for a form, and the form that was sent, by its field "token"
 * (core/site/used_form.h). */
struct str form_token(const struct context *c);
struct used_form form_used(const struct context *c);
/* The same for a form with a password, whose digest must not be stored: CONTENT is everything else
 * that was sent. */
struct used_form form_used_with(const struct context *c, struct str content);

/* The epoch seconds of TYPED ("2026-11-23T14:05", as <input type="datetime-local"> sends it, or the
 * same in the digits of another script) in the site's time zone, as locale_epoch has it. TIMES,
 * which may be NULL, tells how often clocks there show it. 0 and a problem of FIELD if it is not a
 * date and time. */
int64_t time_read(const struct context *c, struct str typed, const char *field,
                  enum zone_times *times, struct problems *p);

/* The status for a refused form: 422 if its fields have problems, otherwise KIND's own. */
int refusal_status(enum err_kind kind, const struct problems *p);

#endif
