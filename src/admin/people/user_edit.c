/* SPDX-License-Identifier: MIT */
/* Adding and changing the people of the newsroom. */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/people/person_form.h"
#include "admin/people/user_password.h"
#include "admin/page/notice.h"
#include "web/answer.h"

#include <inttypes.h>

static struct str user_url(const struct context *c, const struct user *user)
{
    return user ? arena_printf(c->arena, "/admin/users/%" PRId64, user->id)
                : STR("/admin/users/new");
}

static enum err_kind answer_form(struct context *c, int status, const struct user *stored,
                                 const struct person_form *form, const struct problems *p,
                                 struct str failed, struct err *e)
{
    struct str url = user_url(c, stored);
    const struct form_act acts[] = {
        {.url = url,
         .action = "password",
         .title = N_("Make a new password"),
         .about =
             N_("It is shown to you once. The old one ends, and so do all sessions of this user."),
         .label = N_("Make a password")},
        {.url = url,
         .action = "signout",
         .title = N_("Sign out everywhere"),
         .about = N_("Ends all sessions of this user, on every device."),
         .label = N_("Sign out")},
    };
    const struct form_page page = {
        .place = PLACE_USERS,
        .heading = stored ? stored->name : say(c, "New user"),
        .up = STR("/admin/users"),
        .up_label = say(c, "Users"),
        .action = url,
        .submit = stored ? N_("Save user") : N_("Add user"),
        .token = form_token(c),
        .specs = form->specs,
        .values = form->values,
        .n = form->n,
        .problems = p,
        .failed = failed,
        .acts = acts,
        .n_acts = stored ? sizeof acts / sizeof acts[0] : 0,
    };
    return form_page_answer(c, status, &page, e);
}

static enum err_kind stored_user(struct context *c, struct user *out, bool *exists, struct err *e)
{
    struct db_conn *conn;
    int64_t id;
    TRY(path_id(c, &id, e));
    *exists = id != 0;
    if (id == 0)
        return OK;
    TRY(context_db(c, &conn, e));
    return user_by_id(conn, id, c->arena, out, e);
}

enum err_kind admin_user_new(struct context *c, struct err *e)
{
    return answer_form(c, 200, NULL, person_form_of(c, PERSON_NEW, NULL), NULL, STR_NONE, e);
}

enum err_kind admin_user_edit(struct context *c, struct err *e)
{
    struct user user;
    bool exists;
    TRY(stored_user(c, &user, &exists, e));
    return answer_form(c, 200, &user, person_form_of(c, PERSON_EDIT, &user), NULL, STR_NONE, e);
}

/* ---- doing ---- */

static enum err_kind sign_out(struct context *c, const struct user *user, struct err *e)
{
    struct actor who = context_actor(c);
    struct str keep = user->id == who.user_id ? c->session->token_hash : STR_NONE;
    struct used_form form = form_used(c);
    TRY(session_close_all(c->app->db, &who, user->id, keep, &form, e));
    const struct message_value name = PUT("name", user->name);
    notice_say(c, str_empty(keep) ? MESSAGE("{name} is signed out everywhere.", name)
                                  : MESSAGE("{name} is signed out everywhere else.", name));
    return answer_see_other(c, user_url(c, user));
}

static enum err_kind answer_added_before(struct context *c, int64_t id, bool made)
{
    notice_say(
        c,
        made ? MESSAGE("This account was added already; its password was shown once. Reset it "
                       "to get a new one.")
             : MESSAGE("This account was added already, with the password that was typed first."));
    return answer_see_other(c, made ? arena_printf(c->arena, "/admin/users/%" PRId64, id)
                                    : STR("/admin/users"));
}

static enum err_kind add_user(struct context *c, const struct user_edit *edit, struct str typed,
                              struct problems *p, struct err *e)
{
    int64_t id;
    struct actor who = context_actor(c);
    bool made = str_empty(typed);
    struct str password = made ? password_random(c->arena) : typed;
    struct used_form form = person_form_used(c, edit, typed);
    TRY(user_add(c->app->db, &who, edit, password, &form, &id, p, e));
    if (form.used)
        return answer_added_before(c, id, made);
    if (made)
        return user_password_answer(c, id, password, e);
    notice_say(c, MESSAGE("{name} can sign in now.", PUT("name", edit->name)));
    return answer_see_other(c, STR("/admin/users"));
}

static enum err_kind change_user(struct context *c, const struct user *stored,
                                 const struct user_edit *edit, struct str typed, struct problems *p,
                                 struct err *e)
{
    struct actor who = context_actor(c);
    if (!str_empty(typed))
        TRY(user_judge_password(c->app->db, edit, typed, p, e));
    struct used_form form = person_form_used(c, edit, typed);
    TRY(user_update(c->app->db, &who, stored->id, edit, &form, p, e));
    bool has_it = str_empty(typed);
    /* Sent again, the form sets a password only if another one was typed since. */
    if (form.used && !has_it)
        TRY(user_has_password(c->app->db, stored->id, typed, &has_it, e));
    if (!has_it) {
        struct str keep = stored->id == who.user_id ? c->session->token_hash : STR_NONE;
        TRY(user_set_password(c->app->db, &who, stored->id, typed, keep, NULL, p, e));
    }
    notice_say(c, MESSAGE("{name} is saved.", PUT("name", edit->name)));
    return answer_see_other(c, STR("/admin/users"));
}

enum err_kind admin_user_save(struct context *c, struct err *e)
{
    struct user stored;
    bool exists;
    TRY(stored_user(c, &stored, &exists, e));
    if (exists && str_eq(pressed(c), STR("password")))
        return user_password_make(c, &stored, e);
    if (exists && str_eq(pressed(c), STR("signout")))
        return sign_out(c, &stored, e);

    struct problems p = {0};
    const struct user *before = exists ? &stored : NULL;
    struct person_form *form = person_form_of(c, exists ? PERSON_EDIT : PERSON_NEW, before);
    person_form_read(c, form, &p);
    const struct user_edit edit = person_form_edit(form, before);
    /* As typed, white space and all: every byte of a password counts. */
    struct str password = form_raw(&c->form, "password");
    enum err_kind kind = exists ? change_user(c, &stored, &edit, password, &p, e)
                                : add_user(c, &edit, password, &p, e);
    if (kind == OK || (p.n == 0 && !refused_on_form(kind)))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), before, form, &p, failed, e);
}
