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

struct str context_failure(const struct context *c, const struct err *e)
{
    if (e->cause == CAUSE_NONE)
        return arena_dup(c->arena, str_from(e->msg));
    if (c->session == NULL)
        return STR("Nothing can be saved here just now. Please try again in a little while.");
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

struct str context_assets(struct context *c)
{
    struct templates *t = app_templates(c->app);
    struct str version = arena_dup(c->arena, str_from(t->assets));
    templates_unref(&t);
    return version;
}

bool context_fonts(struct context *c)
{
    struct templates *t = app_templates(c->app);
    bool fonts = t->fonts;
    templates_unref(&t);
    return fonts;
}

bool context_may(const struct context *c, enum right right)
{
    return c->session != NULL && role_may(c->session->user.role, right);
}

bool context_is_https(const struct context *c)
{
    return c->x->rq.https || str_starts(c->settings->address, STR("https://"));
}
