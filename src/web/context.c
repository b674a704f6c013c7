/* SPDX-License-Identifier: MIT */
/* What a handler gets with a request. The database snapshot begins with the first context_db, so a
 * page from the cache costs no transaction. */
#include "web/context.h"

#include "base/language.h"
#include "base/list.h"
#include "text/proofread.h"

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

void context_speak_to(struct context *c, const struct user *user)
{
    struct str language = c->settings->language;
    if (user != NULL && !str_empty(user->language))
        language = user->language;
    context_speak(c, language);
    if (catalogue_is_foreign(c->edition->words)) {
        language = STR("en");
        context_speak(c, language);
    }
    c->locale = settings_locale(c->settings, language);
    c->numbers = locale_number_format(c->locale);
}

struct str context_language(struct context *c)
{
    return str_from(context_edition(c)->language);
}

struct str context_direction(struct context *c)
{
    return str_from(language_direction(context_language(c)));
}

const struct str *context_languages(struct context *c, size_t *n)
{
    return templates_languages(templates_of(c), c->arena, n);
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

struct str say_list(struct context *c, const struct str *items, size_t n, bool all)
{
    return list_join(context_language(c), items, n, all, c->arena);
}

struct str say_proofread(struct context *c, const struct proofread *proof, size_t i)
{
    const struct notice_of_text *notice = &proof->item[i];
    struct str lines[NOTICE_LINES_MAX];
    char text[NUMBER_MAX];
    for (size_t k = 0; k < notice->n_lines; k++)
        lines[k] =
            arena_dup(c->arena, str_of(text, number_print(&c->numbers, notice->line[k], text)));
    struct message m =
        proofread_message(proof, i, say_list(c, lines, notice->n_lines, !notice->more_lines));
    return say_message(c, &m);
}

struct str say_proofread_all(struct context *c, const struct proofread *proof, size_t max)
{
    struct str more = say(c, "There are more lines like these.");
    struct buf b = buf_in(c->arena);
    bool all = !proof->more;
    for (size_t i = 0; i < proof->n; i++) {
        struct str sentence = say_proofread(c, proof, i);
        all = all && b.n + 2 + sentence.n + more.n <= max;
        if (b.n + 2 + sentence.n + more.n > max)
            break;
        buf_add_c(&b, b.n > 0 ? " " : "");
        buf_add(&b, sentence);
    }
    if (!all && b.n > 0)
        buf_printf(&b, " %.*s", STR_ARG(more));
    return buf_str(&b);
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
