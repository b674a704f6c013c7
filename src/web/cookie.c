/* SPDX-License-Identifier: MIT */
/* Cookies in the headers of the request and the response. Over https the cookies of signed-in
 * people carry the "__Host-" prefix (RFC 6265bis). Whether a request counts as https depends on
 * context_is_https. */
#include "web/cookie.h"

#include <inttypes.h>

void cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s)
{
    response_header(
        c->x, "Set-Cookie",
        arena_printf(c->arena, "%s=%.*s; Path=/; Max-Age=%" PRId64 "; HttpOnly; SameSite=Lax%s",
                     name, STR_ARG(value), max_age_s, c->x->rq.https ? "; Secure" : ""));
}

struct str cookie_get(const struct context *c, const char *name)
{
    for (struct str rest = c->x->rq.cookie; rest.p != NULL;) {
        struct str value = str_trim(str_split(&rest, ';'));
        struct str key = str_split(&value, '=');
        if (str_eq(key, str_from(name)))
            return str_trim(value);
    }
    return STR_NONE;
}

static const char *host_name(const struct context *c, const char *name)
{
    return arena_printf(c->arena, "__Host-%s", name).p;
}

void host_cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s)
{
    if (!context_is_https(c)) {
        cookie_set(c, name, value, max_age_s);
        return;
    }
    response_header(c->x, "Set-Cookie",
                    arena_printf(c->arena,
                                 "%s=%.*s; Path=/; Max-Age=%" PRId64
                                 "; HttpOnly; SameSite=Lax; Secure",
                                 host_name(c, name), STR_ARG(value), max_age_s));
    if (!str_empty(cookie_get(c, name)))
        cookie_set(c, name, STR_NONE, 0);
}

struct str host_cookie_get(const struct context *c, const char *name, bool *old)
{
    bool https = context_is_https(c);
    struct str value = https ? cookie_get(c, host_name(c, name)) : STR_NONE;
    *old = https && str_empty(value);
    return str_empty(value) ? cookie_get(c, name) : value;
}
