/* SPDX-License-Identifier: MIT */
/* From a request to its handler: match the path (route_match.c), check the row's policy, run the
 * handler, and turn a failure into a page. The path is matched once, when the head has been read,
 * because the route chooses the pool. The result waits in the exchange until the body has been
 * read.
 *
 * Invariant: no handler runs before its row's policy has been checked; `admit` does it. */
#include "web/router.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/url.h"
#include "core/audit/access.h"
#include "web/answer.h"
#include "web/cookie.h"
#include "web/proof.h"
#include "web/route.h"
#include "web/route_match.h"
#include "web/http/status.h"

/* A longer query is answered with 414. The longest one that the program makes itself is the way
 * back from the sign-in page (1,500 bytes). */
enum { TARGET_QUERY_MAX = 4096 };

static bool is_too_long(const struct request *rq)
{
    return rq->path.n > PATH_BYTES_MAX || rq->query.n > TARGET_QUERY_MAX;
}

static void route(void *ctx, struct exchange *x)
{
    (void)ctx;
    struct route_match *m = ARENA_NEW(x->arena, struct route_match);
    if (!x->rq.malformed && !x->rq.head_too_large && !is_too_long(&x->rq))
        route_find(x, m);
    x->route = m;
    x->body_limit = m->route == NULL ? 0
                    : m->route->csrf ? proof_body_limit(m->route->body)
                                     : m->route->body;
    x->pool = m->route != NULL ? m->route->pool : POOL_PAGE;
    /* A signed-in person's pages are rendered for them, which takes longer. */
    if (str_find(x->rq.cookie, STR(SESSION_COOKIE "=")) < x->rq.cookie.n)
        x->pool = POOL_SLOW;
    x->deferred = false;
    x->began_us = clock_mono_us();
}

/* ---- policy ---- */

/* Headers of every answer, as whole lines. */
static const char common_lines[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
    "frame-src https://www.youtube-nocookie.com; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

/* Whether QUERY may hold the secret that opens somebody's comment. Then the page's address must not
 * reach anyone as a Referer. An escape may stand for any letter of the field's name, so any escape
 * counts. */
static bool holds_secret(struct str query)
{
    return str_find(query, STR("receipt")) < query.n || str_index(query, '%') < query.n;
}

static void common_headers(struct exchange *x)
{
    x->rs.headers = buf_in(x->arena);
    buf_reserve(&x->rs.headers, 2 * sizeof common_lines); /* with room for the handler's */
    buf_add(&x->rs.headers, str_of(common_lines, sizeof common_lines - 1));
    response_header(x, "Referrer-Policy",
                    holds_secret(x->rq.query) ? STR("no-referrer")
                                              : STR("strict-origin-when-cross-origin"));
}

/* Moves a session that began before the site used https to the cookie's new name. Others can set a
 * cookie under the old name (over http, or from another host of the same domain), so a session that
 * began under the new name is never accepted from there: false. */
static bool move_cookie(struct context *c, const struct session *s, struct str token)
{
    if (s->host_only)
        return false;
    host_cookie_set(c, SESSION_COOKIE, token, session_ttl_s(c->settings));
    return true;
}

/* Pages of the newsroom are in the language of whoever is signed in; all others are in the site's.
 * USER NULL: nobody is signed in. */
static void greet(struct context *c, const struct user *user)
{
    c->locale = c->settings->locale;
    c->numbers = c->settings->numbers;
    if (c->route != NULL && str_starts(c->x->rq.path, STR("/admin/")))
        context_speak_to(c, user);
}

/* Sets c->session or c->locked if the cookie names a session of this site. */
static enum err_kind read_session(struct context *c, struct err *e)
{
    bool old;
    struct str token = host_cookie_get(c, SESSION_COOKIE, &old);
    if (token.n == 0 || token.n > 100)
        return OK;
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    struct session *s = ARENA_NEW(c->arena, struct session);
    enum err_kind kind = session_find(conn, c->settings, token, c->arena, s, e);
    if (kind != OK)
        return kind == ERR_NOT_FOUND ? OK : kind;
    if (old && !move_cookie(c, s, token))
        return OK;
    *(s->locked ? &c->locked : &c->session) = s;
    greet(c, &s->user);
    return OK;
}

/* Notes now and then that the session is in use, so that nobody is signed out while working. */
static void note_seen(struct context *c)
{
    const struct session *s = c->session;
    if (c->now < s->seen_at || c->now - s->seen_at >= SESSION_NOTED_EVERY_S)
        seen_note(c->app->seen, s->token_hash, c->now);
}

/* Answers STATUS with an error page, or in plain text if the page cannot be made. */
static void answer_status(struct context *c, int status, struct str sentence)
{
    struct err e;
    struct buf headers = c->x->rs.headers;
    if (context_defer(c)) /* error pages are never stored, and a 404 searches for similar pages */
        return;
    bool has_retry_after = str_find(buf_str(&headers), STR("Retry-After:")) < headers.n;
    if ((status == 503 || status == 429) && !has_retry_after)
        response_retry_after(c->x, status == 503 ? BUSY_RETRY_S : RATE_RETRY_S);
    if (c->settings != NULL && router_error_page(c, status, sentence, &e) == OK)
        return;
    c->x->rs.headers = headers;
    c->x->rs.status = status;
    if (status == 503)
        response_retry_after(c->x, BUSY_RETRY_S);
    response_header(c->x, "Content-Type", STR("text/plain; charset=utf-8"));
    response_header(c->x, "Cache-Control", STR("no-store"));
    response_body(c->x, arena_printf(c->arena, "%d %s\n%.*s%s", status, status_reason(status),
                                     STR_ARG(sentence), sentence.n > 0 ? "\n" : ""));
}

/* Answers with what the failure *e calls for, and logs a fault. */
static void answer_failure(struct context *c, enum err_kind kind, const struct err *e)
{
    struct request *rq = &c->x->rq;
    bool fault = err_is_fault(kind);
    if (context_defer(c))
        return;
    if (fault || kind == ERR_BUSY)
        /* Without the query: it may hold a secret, or what somebody searched for. */
        log_error("request %s: %.*s %.*s: %s", rq->id, STR_ARG(str_head(rq->method_text, 20)),
                  STR_ARG(str_head(rq->path, 200)), e->msg);
    if (fault)
        atomic_fetch_add_explicit(&c->app->errors, 1, memory_order_relaxed);
    bool is_answer = !fault && kind != ERR_BUSY;
    bool show_cause = e->cause != CAUSE_NONE && (c->session != NULL || rq->method == METHOD_POST);
    answer_status(c, status_of(kind), is_answer || show_cause ? context_failure(c, e) : STR_NONE);
}

static void answer_method_not_allowed(struct context *c, unsigned methods)
{
    response_header(c->x, "Allow",
                    methods == METHOD_GET    ? STR("GET, HEAD")
                    : methods == METHOD_POST ? STR("POST")
                                             : STR("GET, HEAD, POST"));
    answer_status(c, 405, STR_NONE);
}

static void ask_to_sign_in(struct context *c)
{
    if (c->x->rq.method == METHOD_POST) {
        answer_status(
            c, 403,
            say(c, "You are not signed in, or your session has ended. Nothing was changed."));
        return;
    }
    struct str next = url_encode(c->arena, str_head(c->x->rq.target, 500));
    (void)answer_see_other(c, arena_printf(c->arena, "/admin/login?next=%.*s", STR_ARG(next)));
}

static bool is_form(struct str content_type)
{
    struct str type = str_trim(str_split(&content_type, ';'));
    return type.n == 0 || str_ieq(type, STR("application/x-www-form-urlencoded"));
}

/* Records in the audit log that the signed-in person was refused. */
static void note_refusal(struct context *c, enum access_event event)
{
    const struct access refusal = {.event = event,
                                   .who = context_actor(c),
                                   .page = str_from(c->route->pattern),
                                   .addr = c->x->rq.remote_addr};
    context_db_done(c);
    access_refused(c->app->db, &refusal);
}

/* Only a form that came back sealed from the page that asks for a password may be longer than the
 * row's limit. */
static bool is_too_large(const struct context *c)
{
    const struct request *rq = &c->x->rq;
    return rq->body_too_large || (rq->body.n > c->route->body && !form_has(&c->form, "held"));
}

static bool admit_form(struct context *c)
{
    struct exchange *x = c->x;
    struct err e;
    bool damaged = !x->rq.body_too_large && (!is_form(x->rq.content_type) ||
                                             form_parse(&c->form, x->rq.body, c->arena, &e) != OK);
    if (damaged)
        answer_status(c, 400,
                      say(c, "The form arrived damaged. Please go back and send it again."));
    else if (is_too_large(c))
        answer_status(c, 413, say(c, "What you sent is too large for this form."));
    else
        return true;
    return false;
}

/* For a row that needs a session: true if somebody is signed in who has the right, and the form was
 * made for that session. A POST may come from a locked session; proof_check then asks for the
 * password. If false, C has been answered. */
static bool admit_person(struct context *c)
{
    const struct route *r = c->route;
    struct session *s = c->session == NULL && r->csrf ? c->locked : c->session;
    struct err e;
    if (s == NULL && r->signed_out_too)
        return true;
    if (s == NULL) {
        ask_to_sign_in(c);
        return false;
    }
    if (!role_may(s->user.role, r->right)) {
        note_refusal(c, ACCESS_NO_RIGHT);
        answer_status(c, 403, say(c, "Your account does not have the right to do this."));
        return false;
    }
    if (r->csrf && !str_eq_secret(form_raw(&c->form, "csrf"), s->csrf)) {
        note_refusal(c, ACCESS_FOREIGN_FORM);
        answer_status(c, 403,
                      say(c,
                          "This form was not made for your session. Nothing was changed. Please go "
                          "back, reload the page and try again."));
        return false;
    }
    bool go_on = true;
    enum err_kind kind = r->csrf ? proof_check(c, s, &go_on, &e) : OK;
    if (kind != OK)
        answer_failure(c, kind, &e);
    if (kind == OK && go_on)
        note_seen(c);
    return kind == OK && go_on;
}

/* True if the row's policy lets the request through to its handler. If false, C has been answered.
 */
static bool admit(struct context *c)
{
    struct err e;
    if (c->x->rq.method == METHOD_POST && !admit_form(c))
        return false;
    enum err_kind kind = read_session(c, &e);
    if (kind != OK) {
        answer_failure(c, kind, &e);
        return false;
    }
    return !c->route->signed_in || admit_person(c);
}

/* ---- answering ---- */

static void answer_matched(struct context *c)
{
    struct err e = {0};
    query_parse(&c->query, c->x->rq.query, c->arena);
    if (!admit(c))
        return;
    struct buf headers = c->x->rs.headers;
    enum err_kind kind = c->route->handler(c, &e);
    if (kind == OK || c->x->deferred)
        return;
    if (kind != ERR_TOO_MANY)
        c->x->rs.headers = headers;
    answer_failure(c, kind, &e);
}

static void answer_in_context(struct context *c, const struct route_match *m)
{
    struct exchange *x = c->x;
    struct err e;
    enum err_kind kind = app_settings(c->app, &c->settings, &e);
    if (kind == OK)
        greet(c, NULL);
    if (kind != OK) {
        answer_failure(c, kind, &e);
    } else if (x->rq.head_too_large) {
        answer_status(c, 431, STR_NONE);
    } else if (is_too_long(&x->rq)) {
        answer_status(c, 414, STR_NONE);
    } else if (x->rq.malformed) {
        answer_status(c, 400, STR_NONE);
    } else if (m->route != NULL) {
        answer_matched(c);
    } else if (m->methods != 0) {
        answer_method_not_allowed(c, m->methods);
    } else if (m->moved_to.n > 0 && x->rq.method != METHOD_POST) {
        (void)answer_moved_with_query(c, m->moved_to);
    } else {
        answer_status(c, 404, STR_NONE);
    }
}

static void count_answer(struct app *app, const struct exchange *x)
{
    atomic_fetch_add_explicit(&app->requests, 1, memory_order_relaxed);
    meter_count(&app->meter, x->rs.status, x->pool, clock_mono_us() - x->began_us);
}

static void answer(void *ctx, struct exchange *x)
{
    struct app *app = ctx;
    const struct route_match *m = x->route;
    struct context c = {
        .app = app, .x = x, .arena = x->arena, .route = m->route, .now = clock_now()};
    memcpy(c.arg, m->arg, sizeof c.arg);
    common_headers(x);
    answer_in_context(&c, m);
    if (!x->deferred)
        count_answer(app, x);
    db_end(app->db, &c.conn);
    templates_unref(&c.templates);
    settings_unref(&c.settings);
}

static void refuse(void *ctx, struct exchange *x)
{
    struct app *app = ctx;
    x->rs.status = 503;
    common_headers(x);
    response_retry_after(x, BUSY_RETRY_S);
    response_header(x, "Content-Type", STR("text/plain; charset=utf-8"));
    response_header(x, "Cache-Control", STR("no-store"));
    response_body(x, STR("503 Service Unavailable\nToo many requests are waiting. Please try "
                         "again in a few seconds.\n"));
    meter_count(&app->meter, x->rs.status, x->pool, clock_mono_us() - x->began_us);
}

struct web_handler router_handler(struct app *app)
{
    return (struct web_handler){.ctx = app, .route = route, .answer = answer, .refuse = refuse};
}
