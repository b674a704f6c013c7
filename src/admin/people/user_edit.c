/* SPDX-License-Identifier: MIT */
/* Adding and changing the people of the newsroom. A password that the program makes is in the
 * answer to the form that asked for it and nowhere else: it is shown once, and never stored as
 * text. */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "web/answer.h"

#include <inttypes.h>

enum { LOGIN, NAME, EMAIL, ROLE, SLUG, BIO, PICTURE, LINKS, PASSWORD, DISABLED, FIELDS };

static const struct field_spec specs[FIELDS] = {
    [LOGIN] = {.name = "login",
               .kind = FIELD_LINE,
               .label = "Sign-in name",
               .required = true,
               .hint = "Without spaces; capitals make no difference.",
               .legend = "Account"},
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
    [ROLE] = {.name = "role", .kind = FIELD_CHOICE, .label = "Role"},
    [SLUG] = {.name = "slug",
              .kind = FIELD_LINE,
              .label = "Page address",
              .optional = true,
              .hint = "Of the author’s page, /author/…/. Made from the name where it is empty.",
              .legend = "As an author"},
    [BIO] = {.name = "bio",
             .kind = FIELD_TEXT,
             .rows = 4,
             .label = "Biography",
             .optional = true,
             .hint = "Shown under articles and on the author’s page."},
    [PICTURE] = {.name = "picture",
                 .kind = FIELD_LINE,
                 .label = "Picture",
                 .optional = true,
                 .hint = "A square one; its address on this site, such as /media/ada.jpg."},
    [LINKS] =
        {.name = "links",
         .kind = FIELD_TEXT,
         .rows = 3,
         .label = "Links",
         .optional = true,
         .hint = "Where they are elsewhere, for their page: one address a line, with a name behind "
                 "a space if need be."},
    [PASSWORD] = {.name = "password",
                  .kind = FIELD_NEW_PASSWORD,
                  .label = "Password",
                  .optional = true,
                  .legend = "Signing in"},
    [DISABLED] = {.name = "disabled",
                  .kind = FIELD_SWITCH,
                  .label = "Disabled",
                  .hint = "Cannot sign in, and is signed out at once. Their articles stay."},
};

static const struct field_option roles[] = {
    {{"moderator", 9}, {"Moderator", 9}},
    {{"author", 6}, {"Author", 6}},
    {{"editor", 6}, {"Editor", 6}},
    {{"admin", 5}, {"Admin", 5}},
};

static struct str user_url(const struct context *c, const struct user *user)
{
    return user ? arena_printf(c->arena, "/admin/users/%" PRId64, user->id)
                : STR("/admin/users/new");
}

static enum err_kind answer_form(struct context *c, int status, const struct user *stored,
                                 struct field_value *values, const struct problems *p,
                                 struct str failed, struct err *e)
{
    struct str url = user_url(c, stored);
    values[ROLE].options = roles;
    values[ROLE].n_options = sizeof roles / sizeof roles[0];
    values[PASSWORD].hint =
        stored ? STR("At least 12 characters. Empty: it stays as it is.")
               : STR("At least 12 characters. Empty: one is made and shown to you once.");
    const struct form_act acts[] = {
        {.url = url,
         .action = "password",
         .title = "Make a new password",
         .about = "It is shown to you once. The old one ends, and so do all sessions of this user.",
         .label = "Make a password"},
        {.url = url,
         .action = "signout",
         .title = "Sign out everywhere",
         .about = "Ends all sessions of this user, on every device.",
         .label = "Sign out"},
    };
    const struct form_page page = {
        .place = PLACE_USERS,
        .heading = stored ? stored->name : STR("New user"),
        .up = STR("/admin/users"),
        .up_label = STR("Users"),
        .action = url,
        .submit = stored ? "Save user" : "Add user",
        .token = stored ? STR_NONE : form_token(c),
        .specs = specs,
        .values = values,
        .n = stored ? FIELDS : DISABLED, /* a new one is not disabled */
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
    struct field_value values[FIELDS] = {[ROLE].value = STR("author")};
    return answer_form(c, 200, NULL, values, NULL, STR_NONE, e);
}

enum err_kind admin_user_edit(struct context *c, struct err *e)
{
    struct user user;
    bool exists;
    TRY(stored_user(c, &user, &exists, e));
    struct field_value values[FIELDS] = {
        [LOGIN].value = user.login,
        [NAME].value = user.name,
        [EMAIL].value = user.email,
        [ROLE].value = str_from(role_name(user.role)),
        [SLUG].value = user.slug,
        [BIO].value = user.bio,
        [PICTURE].value = user.picture,
        [LINKS].value = user.links,
        [DISABLED].value = user.disabled ? STR("1") : STR_NONE,
    };
    return answer_form(c, 200, &user, values, NULL, STR_NONE, e);
}

/* ---- the password, once ---- */

struct password_view {
    struct str heading, name, login, password;
};
static const struct tpl_field password_fields[] = {
    TPL_FIELD(password_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(password_view, "NAME", TPL_STR, name),
    TPL_FIELD(password_view, "LOGIN", TPL_STR, login),
    TPL_FIELD(password_view, "PASSWORD", TPL_STR, password),
    TPL_END,
};
TPL_TEMPLATE(user_password, "admin/user_password.tpl", password_view, password_fields);

static enum err_kind answer_password(struct context *c, int64_t id, struct str password,
                                     struct err *e)
{
    struct db_conn *conn;
    struct user user;
    TRY(context_db_renew(c, &conn, e));
    TRY(user_by_id(conn, id, c->arena, &user, e));
    const struct password_view v = {
        .heading = arena_printf(c->arena, "Password of %.*s", STR_ARG(user.name)),
        .name = user.name,
        .login = user.login,
        .password = password,
    };
    return frame_answer(c, 200, v.heading, PLACE_USERS, tpl_user_password(&v), e);
}

/* ---- doing ---- */

static enum err_kind make_password(struct context *c, const struct user *user, struct err *e)
{
    struct problems p = {0};
    struct actor who = context_actor(c);
    struct str password = password_random(c->arena);
    /* One's own: this session goes on, or the answer would be the last thing seen. */
    struct str keep = user->id == who.user_id ? c->session->token_hash : STR_NONE;
    TRY(user_set_password(c->app->db, &who, user->id, password, keep, &p, e));
    return answer_password(c, user->id, password, e);
}

static enum err_kind sign_out(struct context *c, const struct user *user, struct err *e)
{
    struct actor who = context_actor(c);
    struct str keep = user->id == who.user_id ? c->session->token_hash : STR_NONE;
    TRY(session_close_all(c->app->db, &who, user->id, keep, e));
    notice_done(c, "%.*s is signed out%s.", STR_ARG(user->name),
                str_empty(keep) ? " everywhere" : " everywhere else");
    return answer_see_other(c, user_url(c, user));
}

static void read_fields(struct context *c, struct field_value values[FIELDS], struct problems *p)
{
    for (int i = 0; i < PASSWORD; i++)
        values[i].value = form_text(&c->form, specs[i].name,
                                    i == BIO || i == LINKS ? UTF8_MANY_LINES : UTF8_ONE_LINE,
                                    SIZE_MAX, c->arena, p);
    values[DISABLED].value = form_checked(&c->form, "disabled") ? STR("1") : STR_NONE;
}

/* All that was sent but the password. */
static struct str content_of(struct context *c, const struct user_edit *u, bool made)
{
    const struct str parts[] = {u->login, u->name, u->email, u->slug, u->bio, u->picture, u->links};
    struct buf b = buf_in(c->arena);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        buf_printf(&b, "%zu %.*s\n", parts[i].n, STR_ARG(parts[i]));
    buf_printf(&b, "%s %s", role_name(u->role), made ? "made" : "typed");
    return buf_str(&b);
}

static enum err_kind answer_added_before(struct context *c, int64_t id, bool made)
{
    notice_done(c, "%s",
                made ? "This account was added already; its password was shown once. Reset it to "
                       "get a new one."
                     : "This account was added already, with the password that was typed first.");
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
    struct used_form form = form_used_with(c, content_of(c, edit, made));
    TRY(user_add(c->app->db, &who, edit, password, &form, &id, p, e));
    if (form.used)
        return answer_added_before(c, id, made);
    if (made)
        return answer_password(c, id, password, e);
    notice_done(c, "%.*s can sign in now.", STR_ARG(edit->name));
    return answer_see_other(c, STR("/admin/users"));
}

static enum err_kind change_user(struct context *c, const struct user *stored,
                                 const struct user_edit *edit, struct str typed, struct problems *p,
                                 struct err *e)
{
    struct actor who = context_actor(c);
    if (!str_empty(typed))
        TRY(user_judge_password(c->app->db, edit, typed, p, e));
    TRY(user_update(c->app->db, &who, stored->id, edit, p, e));
    if (!str_empty(typed)) {
        struct str keep = stored->id == who.user_id ? c->session->token_hash : STR_NONE;
        TRY(user_set_password(c->app->db, &who, stored->id, typed, keep, p, e));
    }
    notice_done(c, "%.*s is saved.", STR_ARG(edit->name));
    return answer_see_other(c, STR("/admin/users"));
}

enum err_kind admin_user_save(struct context *c, struct err *e)
{
    struct user stored;
    bool exists;
    TRY(stored_user(c, &stored, &exists, e));
    if (exists && str_eq(pressed(c), STR("password")))
        return make_password(c, &stored, e);
    if (exists && str_eq(pressed(c), STR("signout")))
        return sign_out(c, &stored, e);

    struct problems p = {0};
    struct field_value values[FIELDS] = {0};
    read_fields(c, values, &p);
    const struct user_edit edit = {
        .login = values[LOGIN].value,
        .name = values[NAME].value,
        .email = values[EMAIL].value,
        .bio = values[BIO].value,
        .picture = values[PICTURE].value,
        .links = values[LINKS].value,
        .slug = values[SLUG].value,
        .role = role_from_name(values[ROLE].value),
        .disabled = exists && !str_empty(values[DISABLED].value),
    };
    /* As typed, white space and all: every byte of a password counts. */
    struct str password = form_raw(&c->form, "password");
    enum err_kind kind = exists ? change_user(c, &stored, &edit, password, &p, e)
                                : add_user(c, &edit, password, &p, e);
    if (kind == OK || (p.n == 0 && !refused_on_form(kind)))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), exists ? &stored : NULL, values, &p, failed, e);
}
