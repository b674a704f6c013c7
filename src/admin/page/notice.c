/* SPDX-License-Identifier: MIT */
/* The cookie is MAC ":" BAD ":" UNDO ":" TEXT; the MAC binds it to the session. */
#include "admin/page/notice.h"

#include <inttypes.h>

#include "base/url.h"
#include "base/utf8.h"
#include "web/cookie.h"

#define NOTICE_COOKIE "notice"
enum { NOTICE_TTL_S = 60, NOTICE_TEXT_MAX = 600 };

const struct tpl_field notice_fields[] = {
    TPL_FIELD(notice_view, "TEXT", TPL_STR, text),
    TPL_FIELD(notice_view, "UNDO", TPL_STR, undo),
    TPL_FIELD(notice_view, "UNDO", TPL_IF_TEXT, undo),
    TPL_FIELD(notice_view, "BACK", TPL_STR, back),
    TPL_FIELD(notice_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(notice_view, "BAD", TPL_BOOL, bad),
    TPL_FIELD(notice_view, "GOOD", TPL_BOOL, good),
    TPL_END,
};

static struct str notice_signed_text(const struct context *c, struct str rest)
{
    return arena_printf(c->arena, "notice:%.*s:%.*s", STR_ARG(c->session->csrf), STR_ARG(rest));
}

void notice_set(struct context *c, const struct notice *n)
{
    struct str rest = arena_printf(c->arena, "%d:%" PRId64 ":%.*s", n->bad, n->undo,
                                   STR_ARG(utf8_cut(n->text, NOTICE_TEXT_MAX)));
    struct str mac = secret_sign(&c->settings->secret, c->arena, notice_signed_text(c, rest));
    struct str whole = arena_printf(c->arena, "%.*s:%.*s", STR_ARG(mac), STR_ARG(rest));
    cookie_set(c, NOTICE_COOKIE, url_encode(c->arena, whole), NOTICE_TTL_S);
}

void notice_say(struct context *c, const struct message *m)
{
    struct notice n = {.text = say_message(c, m)};
    notice_set(c, &n);
}

struct notice_view *notice_take(struct context *c)
{
    struct str sent = cookie_get(c, NOTICE_COOKIE), rest;
    if (str_empty(sent) || c->x->rq.method == METHOD_POST)
        return NULL;
    cookie_set(c, NOTICE_COOKIE, STR_NONE, 0);
    if (!url_decode(c->arena, sent, false, &rest))
        return NULL;
    struct str mac = str_split(&rest, ':');
    if (rest.p == NULL ||
        !secret_verify(&c->settings->secret, c->arena, notice_signed_text(c, rest), mac))
        return NULL;
    struct notice_view *v = ARENA_NEW(c->arena, struct notice_view);
    v->bad = str_eq(str_split(&rest, ':'), STR("1"));
    v->good = !v->bad;
    v->undo = str_split(&rest, ':');
    if (str_eq(v->undo, STR("0")))
        v->undo = STR_NONE;
    v->text = rest;
    v->back = c->x->rq.query;
    v->csrf = c->session->csrf;
    return v;
}
