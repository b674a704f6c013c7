/* SPDX-License-Identifier: MIT */
/* Cookies: reading the request's, setting the response's. */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "web/context.h"

/* Adds a Set-Cookie: HttpOnly, SameSite=Lax, Path=/, Secure on https. MAX_AGE_S 0 removes it. VALUE
 * must be cookie-safe (url_encode it). */
void cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* The cookie's value as sent; empty where there is none. */
struct str cookie_get(const struct context *c, const char *name);

/* Cookies of those who sign in. Where context_is_https, their names begin with "__Host-", which a
 * browser takes over https and from this very host only. */
void host_cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s);
/* Its value; under https one under the old name is given, too, where there is none under the new:
 * *old says so. */
struct str host_cookie_get(const struct context *c, const char *name, bool *old);

#endif
