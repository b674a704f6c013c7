/* SPDX-License-Identifier: MIT */
/* One's own account: what the newsroom shows of it, and the password, which asks for the old one.
 */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/people/person_form.h"
#include "admin/people/profile.h"
#include "admin/page/notice.h"
#include "core/people/account_notice.h"
#include "web/answer.h"
#include "web/proof.h"

#define PROFILE_URL "/admin/profile"

static enum err_kind answer_form(struct context *c, int status, const struct person_form *form,
                                 const struct problems *p, struct str failed, struct err *e)
{
    const struct form_page page = {
        .place = PLACE_PROFILE,
        .heading = say(c, "Your profile"),
        .action = STR(PROFILE_URL),
        .submit = N_("Save profile"),
        .token = form_token(c),
        .specs = form->specs,
        .values = form->values,
        .n = form->n,
        .problems = p,
        .failed = failed,
        .tabs = profile_tabs(c, false),
    };
    return form_page_answer(c, status, &page, e);
}

enum err_kind admin_profile(struct context *c, struct err *e)
{
    const struct person_form *form = person_form_of(c, PERSON_OWN, &c->session->user);
    return answer_form(c, 200, form, NULL, STR_NONE, e);
}

/* ---- saving ---- */

struct passwords {
    struct str current, wanted, again; /* as typed: every byte counts */
};

static enum err_kind check_passwords(struct context *c, const struct passwords *typed,
                                     struct problems *p, struct err *e)
{
    bool right;
    struct str token; /* none: the session is not locked */
    const struct user *user = &c->session->user;
    const struct user_edit about = {.login = user->login, .name = user->name, .email = user->email};
    context_db_done(c);
    TRY(user_judge_password(c->app->db, &about, typed->wanted, p, e));
    if (!str_eq(typed->wanted, typed->again))
        problem_say(p, "password_again", MESSAGE("The two new passwords are not the same."));
    TRY(session_confirm_password(c->app->db, c->settings, c->session, typed->current,
                                 c->x->rq.remote_addr, c->arena, &right, &token, e));
    if (!right)
        problem_say(p, "current_password", MESSAGE("This is not your current password."));
    return OK;
}

/* Sets *out if FORM was sent before and set the same new password: the current password that it has
 * is the old one then. A guess at it counts like any other. */
static enum err_kind changed_before(struct context *c, struct used_form *form,
                                    const struct passwords *typed, bool *out, struct err *e)
{
    struct db_conn *conn;
    struct str token; /* none: the session is not locked */
    *out = false;
    TRY(context_db(c, &conn, e));
    TRY(used_form_find(conn, form, e));
    context_db_done(c);
    if (!form->used || !str_eq(typed->wanted, typed->again))
        return OK;
    return session_confirm_password(c->app->db, c->settings, c->session, typed->wanted,
                                    c->x->rq.remote_addr, c->arena, out, &token, e);
}

static enum err_kind save(struct context *c, const struct user_edit *edit, struct problems *p,
                          struct err *e)
{
    const struct passwords typed = {
        .current = form_raw(&c->form, "current_password"),
        .wanted = form_raw(&c->form, "password"),
        .again = form_raw(&c->form, "password_again"),
    };
    bool changes_password = !str_empty(typed.wanted) || !str_empty(typed.again);
    struct used_form form = person_form_used(c, edit, changes_password ? typed.wanted : STR_NONE);
    bool changed = false;
    if (changes_password)
        TRY(changed_before(c, &form, &typed, &changed, e));
    if (changes_password && !changed)
        TRY(check_passwords(c, &typed, p, e));
    const struct user *user = &c->session->user;
    struct actor who = context_actor(c);
    TRY(user_update(c->app->db, &who, user->id, edit, &form, p, e));
    if (changes_password && !changed)
        TRY(user_set_password(c->app->db, &who, user->id, typed.wanted, c->session->token_hash,
                              NULL, p, e));
    context_speak_to(c, &(const struct user){.language = edit->language}); /* the next page's */
    notice_say(c, changes_password ? MESSAGE("Your profile and your new password are saved.")
                                   : MESSAGE("Your profile is saved."));
    return answer_see_other(c, STR(PROFILE_URL));
}

enum err_kind admin_profile_save(struct context *c, struct err *e)
{
    struct problems p = {0};
    struct person_form *form = person_form_of(c, PERSON_OWN, &c->session->user);
    person_form_read(c, form, &p);
    const struct user_edit edit = person_form_edit(form, &c->session->user);
    enum err_kind kind;
    if (!str_eq(edit.email, c->session->user.email) && proof_wanted(c, &kind, e))
        return kind;
    kind = save(c, &edit, &p, e);
    if (kind == OK || (p.n == 0 && !refused_on_form(kind)))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), form, &p, failed, e);
}

enum err_kind admin_profile_notices(struct context *c, struct err *e)
{
    struct problems nonsense = {0};
    int64_t at = form_int(&c->form, "at", 0, INT64_MAX, 0, &nonsense);
    struct str what = form_raw(&c->form, "what");
    TRY(account_notice_confirm(c->app->db, c->session->user.id, what, at, e));
    return answer_see_other(c, STR("/admin/"));
}
