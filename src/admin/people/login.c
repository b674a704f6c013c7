/* SPDX-License-Identifier: MIT */
/* The door of the newsroom. Its form has no session and so no token of one; that a post comes from
 * our own page is told by what browsers say about its origin, so that nobody can sign a reader in
 * to an account that is not theirs. */
#include "admin/page/frame.h"

#include "admin/admin.h"
#include "core/audit/access.h"
#include "web/answer.h"
#include "web/cookie.h"
#include "web/http/status.h"

#define DEVICE_COOKIE "device"
#define HOME          "/admin/"
enum { NEXT_MAX = 2000, LOGIN_MAX = 1000 };

struct login_view {
    struct str site_name, problem, next, login;
    bool focus_login, focus_password;
};
static const struct tpl_field login_fields[] = {
    TPL_FIELD(login_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(login_view, "PROBLEM", TPL_STR, problem),
    TPL_FIELD(login_view, "PROBLEM", TPL_IF_TEXT, problem),
    TPL_FIELD(login_view, "NEXT", TPL_STR, next),
    TPL_FIELD(login_view, "LOGIN", TPL_STR, login),
    TPL_FIELD(login_view, "FOCUS_LOGIN", TPL_BOOL, focus_login),
    TPL_FIELD(login_view, "FOCUS_PASSWORD", TPL_BOOL, focus_password),
    TPL_END};
TPL_TEMPLATE(login, "admin/login.tpl", login_view, login_fields);

/* Where to go after signing in: a page of the newsroom, in characters that fit a header; else its
 * first page. */
static struct str next_page(struct str wish)
{
    if (wish.n > NEXT_MAX || !str_starts(wish, STR(HOME)))
        return STR(HOME);
    for (size_t i = 0; i < wish.n; i++)
        if (wish.p[i] <= ' ' || wish.p[i] > '~' || wish.p[i] == '\\')
            return STR(HOME);
    return wish;
}

static enum err_kind form_answer(struct context *c, int status, struct str login, struct str next,
                                 struct str problem, struct err *e)
{
    struct login_view v = {
        .site_name = c->settings->site_name,
        .problem = problem,
        .next = next,
        .login = login,
        .focus_login = str_empty(problem) && str_empty(login),
        .focus_password = str_empty(problem) && !str_empty(login),
    };
    return frame_answer(c, status, say(c, "Sign in"), PLACE_NONE, tpl_login(&v), e);
}

enum err_kind admin_login_page(struct context *c, struct err *e)
{
    struct str next = next_page(form_raw(&c->query, "next"));
    if (c->session != NULL)
        return answer_see_other(c, next);
    struct str login = c->locked != NULL ? c->locked->user.login : STR_NONE;
    return form_answer(c, 200, login, next, STR_NONE, e);
}

/* False where the browser says that the post comes from another site. One that says nothing is an
 * old one, or a program. */
static bool from_our_page(const struct request *rq)
{
    if (!str_empty(rq->sec_fetch_site))
        return str_eq(rq->sec_fetch_site, STR("same-origin")) ||
               str_eq(rq->sec_fetch_site, STR("none"));
    if (str_empty(rq->origin))
        return true;
    size_t scheme = str_find(rq->origin, STR("://"));
    return str_ieq(str_skip(rq->origin, scheme + 3), rq->host);
}

/* Whoever signs in where somebody is signed in takes their place. */
static enum err_kind replace_session(struct context *c, struct err *e)
{
    const struct session *before = c->session != NULL ? c->session : c->locked;
    return before ? session_close(c->app->db, before, c->x->rq.remote_addr, e) : OK;
}

enum err_kind admin_login(struct context *c, struct err *e)
{
    struct problems damaged = {0};
    struct str next = next_page(form_raw(&c->form, "next"));
    struct str login = form_text(&c->form, "login", UTF8_ONE_LINE, LOGIN_MAX, c->arena, &damaged);
    struct str password = form_raw(&c->form, "password");
    if (!from_our_page(&c->x->rq)) {
        context_db_done(c);
        access_refused(c->app->db, &(struct access){.event = ACCESS_FOREIGN_LOGIN,
                                                    .addr = c->x->rq.remote_addr});
        return form_answer(c, 403, login, next,
                           say(c, "This was sent from another site. Please sign in here."), e);
    }
    if (str_empty(login) || str_empty(password))
        return form_answer(c, 422, login, next,
                           say(c, "Please type your sign-in name and your password."), e);

    bool old; /* signed as it is, one under the old name is as good */
    const struct sign_in typed = {
        .login = login,
        .password = password,
        .addr = c->x->rq.remote_addr,
        .user_agent = c->x->rq.user_agent,
        .device = host_cookie_get(c, DEVICE_COOKIE, &old),
        .host_only = context_is_https(c),
        .before = c->locked,
        .settings = c->settings,
    };
    struct signed_in made;
    context_db_done(c);
    int64_t retry_s = 0;
    enum err_kind kind = session_open(c->app->db, &typed, c->arena, &made, &retry_s, e);
    if (kind == ERR_TOO_MANY || kind == ERR_BUSY) {
        response_retry_after(c->x, kind == ERR_BUSY ? BUSY_RETRY_S : retry_s);
        struct str sentence = context_failure(c, e);
        return form_answer(c, status_of(kind), login, next, sentence, e);
    }
    if (kind == ERR_FORBIDDEN)
        return form_answer(c, 403, login, next, say_said(c, &e->said), e);
    TRY(kind);
    TRY(replace_session(c, e));
    host_cookie_set(c, SESSION_COOKIE, made.token, session_ttl_s(c->settings));
    host_cookie_set(c, DEVICE_COOKIE, made.device, DEVICE_TTL_S);
    return answer_see_other(c, next);
}

/* Sent twice, the second finds no session. Its cookie is left alone then: another site can make a
 * browser send this form, without the cookie, and must not sign anybody out. */
enum err_kind admin_logout(struct context *c, struct err *e)
{
    if (c->session == NULL)
        return answer_see_other(c, STR("/admin/login"));
    TRY(session_close(c->app->db, c->session, c->x->rq.remote_addr, e));
    host_cookie_set(c, SESSION_COOKIE, STR_NONE, 0);
    return answer_see_other(c, STR("/admin/login"));
}
