/* SPDX-License-Identifier: MIT */
/* The browser's name is signed with the site's secret, so nothing about it is stored. The
 * commenter's details are not signed: they are checked as any typed text is, and go back only to
 * the browser that sent them. */
#include "web/reader.h"

#include "base/rand.h"
#include "base/url.h"
#include "core/talk/comment.h"
#include "web/cookie.h"

enum { YEAR_S = 365 * 24 * 3600 };

/* ---- remembered details ---- */

/* "AUTHOR&EMAIL&URL", each percent-encoded. */
struct reader_details reader_details_get(const struct context *c)
{
    struct reader_details d = {0};
    struct str rest = cookie_get(c, "commenter");
    static const size_t max[] = {COMMENT_AUTHOR_MAX, COMMENT_EMAIL_MAX, COMMENT_URL_MAX};
    struct str *to[] = {&d.author, &d.email, &d.url};
    if (rest.n == 0)
        return d;
    for (int i = 0; i < 3; i++) {
        struct str text;
        struct err e;
        struct str part = str_split(&rest, '&');
        /* Lengths first: the cost of decoding and normalising grows with the cookie. */
        if (part.n > 3 * max[i] || !url_decode(c->arena, part, false, &text) || text.n > max[i] ||
            utf8_clean(c->arena, text, UTF8_ONE_LINE, to[i], &e) != OK || to[i]->n > max[i])
            return (struct reader_details){0};
    }
    d.remembered = true;
    return d;
}

void reader_details_set(struct context *c, const struct reader_details *d)
{
    if (!d->remembered) {
        if (cookie_get(c, "commenter").n > 0)
            cookie_set(c, "commenter", STR(""), 0);
        return;
    }
    struct str author = url_encode(c->arena, d->author);
    struct str email = url_encode(c->arena, d->email);
    struct str url = url_encode(c->arena, d->url);
    cookie_set(
        c, "commenter",
        arena_printf(c->arena, "%.*s&%.*s&%.*s", STR_ARG(author), STR_ARG(email), STR_ARG(url)),
        YEAR_S);
}

/* ---- the browser ---- */

static struct str browser_text(const struct context *c, struct str id)
{
    return arena_join(c->arena, STR("browser:"), id);
}

struct str reader_browser(const struct context *c)
{
    struct str mac = cookie_get(c, "browser");
    struct str id = str_split(&mac, '.');
    if (id.n == 0 || id.n > 40 || mac.n == 0 || mac.n > 100 ||
        !secret_verify(&c->settings->secret, c->arena, browser_text(c, id), mac))
        return STR_NONE;
    return id;
}

struct str reader_browser_new(struct arena *a)
{
    return rand_token(a, 16);
}

void reader_browser_set(struct context *c, struct str id)
{
    struct str mac = secret_sign(&c->settings->secret, c->arena, browser_text(c, id));
    cookie_set(c, "browser", arena_printf(c->arena, "%.*s.%.*s", STR_ARG(id), STR_ARG(mac)),
               YEAR_S);
}
