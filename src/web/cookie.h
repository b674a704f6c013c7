/* SPDX-License-Identifier: MIT */
/* Reads the cookies of the request and sets those of the response. */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "web/context.h"

/* Adds a Set-Cookie: HttpOnly, SameSite=Lax, Path=/, Secure over https. MAX_AGE_S 0 removes the
 * cookie. VALUE must hold only characters that a cookie may have (url_encode it). */
void cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* The cookie's value as sent; empty if there is none. */
struct str cookie_get(const struct context *c, const char *name);

/* Cookies of people who sign in. If context_is_https, their names begin with "__Host-": a browser
 * accepts such a cookie only over https and only from this very host. */
void host_cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* The value of such a cookie; empty if there is none. Over https a cookie without the prefix is
 * used if there is none with it; *old is then true. */
struct str host_cookie_get(const struct context *c, const char *name, bool *old);

#endif
