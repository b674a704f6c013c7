/* SPDX-License-Identifier: MIT */
/* The address depends on the settings alone if they name one; otherwise on the request's Host and
 * on whether it came over https. The Host is checked strictly, since it ends up in documents. */
#include "site/page/address.h"

#include "base/url.h"

enum { HOST_MAX = 255 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
static bool is_host(struct str s)
{
    if (s.n > HOST_MAX)
        return false;
    size_t i = 0;
    bool bracket = str_starts(s, STR("["));
    for (i = bracket; i < s.n && s.p[i] != (bracket ? ']' : ':'); i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '.' && c != (bracket ? ':' : '-'))
            return false;
    }
    if (i == bracket || (bracket && i == s.n))
        return false;
    struct str port = str_skip(s, i + bracket);
    if (str_empty(port))
        return true;
    for (i = 1; i < port.n; i++)
        if (!is_digit(port.p[i]))
            return false;
    return port.p[0] == ':' && port.n > 1 && port.n <= 6;
}

enum err_kind site_address(struct context *c, struct str *out, struct err *e)
{
    const struct request *rq = &c->x->rq;
    *out = c->settings->address;
    if (!str_empty(*out))
        return OK;
    if (!is_host(rq->host))
        return err_say(e, ERR_INVALID, MESSAGE("The request does not name the site's host."));
    *out = arena_join(c->arena, rq->https ? STR("https://") : STR("http://"), rq->host);
    return OK;
}

enum err_kind address_answer(struct context *c, const char *content_type, struct str address,
                             struct str path, page_view_fn *render, struct err *e)
{
    if (!str_empty(c->settings->address))
        return answer_document(c, content_type, path, render, e);
    struct str key = arena_join(c->arena, address, path);
    return app_keeps_address(c->app, address)
               ? answer_document(c, content_type, key, render, e)
               : answer_document_unkept(c, content_type, key, render, e);
}

struct str page_address(struct context *c, struct str path)
{
    return str_empty(path) || url_is_web(path) ? path
                                               : arena_join(c->arena, c->settings->address, path);
}
