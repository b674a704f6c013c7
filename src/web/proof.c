/* SPDX-License-Identifier: MIT */
/* Whether a form needs the password depends on the route's `proof`, on whether the session is
 * locked, and on how long ago the password was typed. A form that has to wait travels in the page
 * that asks, sealed to this session's CSRF token and to this address: it cannot be read, changed,
 * or sent elsewhere. When it comes back with the right password, it takes the place of the form
 * that carried it. */
#include "web/proof.h"

#include "base/rand.h"
#include "web/cookie.h"
#include "web/http/status.h"

enum { PROOF_FIELDS_BYTES = 4 * KIB };

size_t proof_body_limit(size_t bytes)
{
    return bytes / 3 * 4 + PROOF_FIELDS_BYTES;
}

/* What a sealed form is bound to. The CSRF token stays the same when a locked session is opened, so
 * a form that waits in another window stays good. */
static struct str held_about(const struct context *c, const struct session *s)
{
    return arena_printf(c->arena, "held:%.*s:%.*s", STR_ARG(s->csrf), STR_ARG(c->x->rq.path));
}

static struct str seal_form(const struct context *c, const struct session *s)
{
    return seal(c->arena, secret_key(&c->settings->secret), held_about(c, s), c->x->rq.body);
}

static bool is_held(const struct context *c)
{
    return form_has(&c->form, "held");
}

/* Replaces the form that carried a sealed form by the sealed one. */
static enum err_kind unseal_form(struct context *c, const struct session *s, struct err *e)
{
    struct str body, about = held_about(c, s), held = form_raw(&c->form, "held");
    const struct secret *secret = &c->settings->secret;
    const unsigned char *other = secret_other_key(secret);
    if (!unseal(c->arena, secret_key(secret), about, held, &body) &&
        (other == NULL || !unseal(c->arena, other, about, held, &body)))
        return err_say(e, ERR_INVALID, MESSAGE("The form arrived damaged. Please send it again."));
    return form_parse(&c->form, body, c->arena, e);
}

/* Whether the session S may do what C asks for without a password. */
static bool is_proven(const struct context *c, const struct session *s)
{
    if (s->locked)
        return c->route->proof == PROOF_NONE;
    return session_is_fresh(s, c->now) || (c->route->proof != PROOF_FRESH && !is_held(c));
}

/* Checks the password that came with a sealed form. If it is wrong, C has been answered. */
static enum err_kind try_password(struct context *c, struct session *s, bool *right, struct err *e)
{
    struct str token, held = form_raw(&c->form, "held");
    bool old;
    context_db_done(c);
    enum err_kind kind =
        session_confirm_password(c->app->db, c->settings, s, form_raw(&c->form, "proof"),
                                 c->x->rq.remote_addr, c->arena, right, &token, e);
    if (kind == ERR_TOO_MANY || kind == ERR_BUSY) {
        *right = false;
        struct str sentence = context_failure(c, e);
        return router_proof_page(c, status_of(kind), s, held, sentence, e);
    }
    if (kind != OK)
        return kind;
    if (!*right)
        return router_proof_page(c, 422, s, held, say(c, "This is not your password."), e);
    if (str_empty(token))
        token = host_cookie_get(c, SESSION_COOKIE, &old);
    host_cookie_set(c, SESSION_COOKIE, token, session_ttl_s(c->settings));
    return OK;
}

enum err_kind proof_check(struct context *c, struct session *s, bool *go_on, struct err *e)
{
    *go_on = is_proven(c, s);
    if (!*go_on && !is_held(c))
        return router_proof_page(c, 403, s, seal_form(c, s), STR_NONE, e);
    if (!*go_on)
        TRY(try_password(c, s, go_on, e));
    if (*go_on && is_held(c))
        TRY(unseal_form(c, s, e));
    if (*go_on)
        c->session = s;
    return OK;
}

bool proof_wanted(struct context *c, enum err_kind *kind, struct err *e)
{
    if (session_is_fresh(c->session, c->now))
        return false;
    *kind = router_proof_page(c, 403, c->session, seal_form(c, c->session), STR_NONE, e);
    return true;
}
