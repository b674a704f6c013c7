/* SPDX-License-Identifier: MIT */
/* One's own account: what the newsroom shows of it, and the password, which asks for the old one.
 */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/people/profile.h"
#include "admin/page/notice.h"
#include "core/people/account_notice.h"
#include "web/answer.h"
#include "web/proof.h"

#define PROFILE_URL "/admin/profile"

enum { LOGIN, NAME, EMAIL, BIO, PICTURE, LINKS, CURRENT, PASSWORD, AGAIN, FIELDS };

static const struct field_spec specs[FIELDS] = {
    [LOGIN] = {.name = "login", .kind = FIELD_SHOWN, .label = "Sign-in name", .legend = "You"},
    [NAME] = {.name = "name",
              .kind = FIELD_LINE,
              .label = "Name",
              .required = true,
              .hint = "As it stands over articles."},
    [EMAIL] = {.name = "email",
               .kind = FIELD_EMAIL,
               .label = "E-mail",
               .optional = true,
               .hint = "Seen by the newsroom only."},
    [BIO] = {.name = "bio",
             .kind = FIELD_TEXT,
             .rows = 4,
             .label = "Biography",
             .optional = true,
             .hint = "Shown under your articles and on your author’s page."},
    [PICTURE] = {.name = "picture",
                 .kind = FIELD_LINE,
                 .label = "Picture",
                 .optional = true,
                 .hint = "A square one; its address on this site, such as /media/ada.jpg."},
    [LINKS] = {.name = "links",
               .kind = FIELD_TEXT,
               .rows = 3,
               .label = "Links",
               .optional = true,
               .hint =
                   "Where you are elsewhere, for your page: one address a line, with a name behind "
                   "a space if you like."},
    [CURRENT] = {.name = "current_password",
                 .kind = FIELD_PASSWORD,
                 .label = "Current password",
                 .optional = true,
                 .legend = "A new password",
                 .about = "Leave these empty to keep the one you have. A new one signs you out on "
                          "every other device."},
    [PASSWORD] = {.name = "password",
                  .kind = FIELD_NEW_PASSWORD,
                  .label = "New password",
                  .optional = true,
                  .hint = "At least 12 characters."},
    [AGAIN] = {.name = "password_again",
               .kind = FIELD_NEW_PASSWORD,
               .label = "New password again",
               .optional = true},
};

static enum err_kind answer_form(struct context *c, int status, struct field_value *values,
                                 const struct problems *p, struct str failed, struct err *e)
{
    values[LOGIN].value = c->session->user.login;
    const struct form_page page = {
        .place = PLACE_PROFILE,
        .heading = STR("Your profile"),
        .action = STR(PROFILE_URL),
        .submit = "Save profile",
        .specs = specs,
        .values = values,
        .n = FIELDS,
        .problems = p,
        .failed = failed,
        .tabs = profile_tabs(c, false),
    };
    return form_page_answer(c, status, &page, e);
}

enum err_kind admin_profile(struct context *c, struct err *e)
{
    const struct user *user = &c->session->user;
    struct field_value values[FIELDS] = {
        [NAME].value = user->name,       [EMAIL].value = user->email, [BIO].value = user->bio,
        [PICTURE].value = user->picture, [LINKS].value = user->links,
    };
    return answer_form(c, 200, values, NULL, STR_NONE, e);
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
        problem_add(p, "password_again", "The two new passwords are not the same.");
    TRY(session_confirm_password(c->app->db, c->settings, c->session, typed->current,
                                 c->x->rq.remote_addr, c->arena, &right, &token, e));
    if (!right)
        problem_add(p, "current_password", "This is not your current password.");
    return OK;
}

static enum err_kind save(struct context *c, const struct field_value *values, struct problems *p,
                          struct err *e)
{
    const struct passwords typed = {
        .current = form_raw(&c->form, "current_password"),
        .wanted = form_raw(&c->form, "password"),
        .again = form_raw(&c->form, "password_again"),
    };
    bool changes_password = !str_empty(typed.wanted) || !str_empty(typed.again);
    if (changes_password)
        TRY(check_passwords(c, &typed, p, e));
    const struct user *user = &c->session->user;
    const struct user_edit edit = {
        .login = user->login,
        .name = values[NAME].value,
        .email = values[EMAIL].value,
        .bio = values[BIO].value,
        .picture = values[PICTURE].value,
        .links = values[LINKS].value,
        .slug = user->slug,
        .role = user->role,
        .disabled = user->disabled,
    };
    struct actor who = context_actor(c);
    TRY(user_update(c->app->db, &who, user->id, &edit, p, e));
    if (changes_password)
        TRY(user_set_password(c->app->db, &who, user->id, typed.wanted, c->session->token_hash, p,
                              e));
    notice_done(c, changes_password ? "Your profile and your new password are saved."
                                    : "Your profile is saved.");
    return answer_see_other(c, STR(PROFILE_URL));
}

enum err_kind admin_profile_save(struct context *c, struct err *e)
{
    struct problems p = {0};
    struct field_value values[FIELDS] = {0};
    for (int i = NAME; i <= LINKS; i++)
        values[i].value = form_text(&c->form, specs[i].name,
                                    i == BIO || i == LINKS ? UTF8_MANY_LINES : UTF8_ONE_LINE,
                                    SIZE_MAX, c->arena, &p);
    enum err_kind kind;
    if (!str_eq(values[EMAIL].value, c->session->user.email) && proof_wanted(c, &kind, e))
        return kind;
    kind = save(c, values, &p, e);
    if (kind == OK || (p.n == 0 && !refused_on_form(kind)))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), values, &p, failed, e);
}

enum err_kind admin_profile_notices(struct context *c, struct err *e)
{
    struct problems nonsense = {0};
    int64_t at = form_int(&c->form, "at", 0, INT64_MAX, 0, &nonsense);
    struct str what = form_raw(&c->form, "what");
    TRY(account_notice_confirm(c->app->db, c->session->user.id, what, at, e));
    return answer_see_other(c, STR("/admin/"));
}
