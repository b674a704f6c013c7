/* SPDX-License-Identifier: MIT */
/* What a handler gets with a request. The database snapshot begins with the first context_db, so a
 * page from the cache costs no transaction. */
#include "web/context.h"

enum err_kind context_db(struct context *c, struct db_conn **out, struct err *e)
{
    if (c->conn == NULL)
        TRY(db_begin(c->app->db, &c->conn, e));
    *out = c->conn;
    return OK;
}

enum err_kind context_db_renew(struct context *c, struct db_conn **out, struct err *e)
{
    context_db_done(c);
    return context_db(c, out, e);
}

void context_db_done(struct context *c)
{
    c->fragments.begun = false; /* the next snapshot may be newer */
    db_end(c->app->db, &c->conn);
}

struct str context_failure(struct context *c, const struct err *e)
{
    if (e->said.english != NULL)
        return say_said(c, &e->said);
    if (e->cause == CAUSE_NONE)
        return arena_dup(c->arena, str_from(e->msg));
    if (c->session == NULL)
        return say(c, "Nothing can be saved here just now. Please try again in a little while.");
    const char *advice = db_advice(e->cause);
    if (advice == NULL)
        return arena_printf(c->arena, "Nothing was saved: %s.", e->msg);
    return arena_printf(c->arena, "Nothing was saved: %s. What the site’s operator can do: %s.",
                        e->msg, advice);
}

struct actor context_actor(const struct context *c)
{
    if (c->session == NULL)
        return (struct actor){0};
    const struct user *u = &c->session->user;
    return (struct actor){.user_id = u->id, .name = u->name, .role = u->role};
}

bool context_defer(struct context *c)
{
    c->x->deferred = c->x->pool == POOL_PAGE;
    return c->x->deferred;
}

static struct templates *templates_of(struct context *c)
{
    if (c->templates == NULL)
        c->templates = app_templates(c->app);
    return c->templates;
}

struct str context_assets(struct context *c)
{
    return str_from(templates_assets(templates_of(c)));
}

bool context_fonts(struct context *c)
{
    return templates_have_fonts(templates_of(c));
}

const struct edition *context_edition(struct context *c)
{
    if (c->edition == NULL)
        context_speak(c, c->settings->language);
    return c->edition;
}

void context_speak(struct context *c, struct str language)
{
    c->edition = templates_edition(templates_of(c), language);
}

struct str say(struct context *c, const char *english)
{
    return catalogue_say(context_edition(c)->words, english);
}

struct str say_message(struct context *c, const struct message *m)
{
    return catalogue_message(context_edition(c)->words, m, c->arena);
}

struct str say_said(struct context *c, const struct said *s)
{
    return catalogue_said(context_edition(c)->words, s, c->arena);
}

struct str say_stored(struct context *c, struct str packed)
{
    return catalogue_stored(context_edition(c)->words, packed, c->arena);
}

struct str say_problem(struct context *c, const struct problems *p, const char *field)
{
    const struct problem *found = p == NULL ? NULL : problem_find(p, field);
    if (found == NULL)
        return STR_NONE;
    return found->said.english != NULL ? say_said(c, &found->said) : str_from(found->text);
}

bool context_may(const struct context *c, enum right right)
{
    return c->session != NULL && role_may(c->session->user.role, right);
}

bool context_is_https(const struct context *c)
{
    return c->x->rq.https || str_starts(c->settings->address, STR("https://"));
}
