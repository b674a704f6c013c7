/* SPDX-License-Identifier: MIT */
/* The password is in the answer to the form that asked for it and nowhere else: it is never stored
 * as text. */
#include "admin/people/user_password.h"

#include <inttypes.h>

#include "admin/page/frame.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "web/answer.h"

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

enum err_kind user_password_answer(struct context *c, int64_t id, struct str password,
                                   struct err *e)
{
    struct db_conn *conn;
    struct user user;
    TRY(context_db_renew(c, &conn, e));
    TRY(user_by_id(conn, id, c->arena, &user, e));
    const struct password_view v = {
        .heading = SAY(c, "Password of {name}", PUT("name", user.name)),
        .name = user.name,
        .login = user.login,
        .password = password,
    };
    return frame_answer(c, 200, v.heading, PLACE_USERS, tpl_user_password(&v), e);
}

enum err_kind user_password_make(struct context *c, const struct user *user, struct err *e)
{
    struct problems p = {0};
    struct actor who = context_actor(c);
    struct str password = password_random(c->arena);
    /* One's own: this session goes on, or the answer would be the last thing seen. */
    struct str keep = user->id == who.user_id ? c->session->token_hash : STR_NONE;
    struct used_form form = form_used(c);
    TRY(user_set_password(c->app->db, &who, user->id, password, keep, &form, &p, e));
    if (form.used) {
        notice_say(c, MESSAGE("A new password was made for {name} already, and was shown once. "
                              "Make another one if it is lost.",
                              PUT("name", user->name)));
        return answer_see_other(c, arena_printf(c->arena, "/admin/users/%" PRId64, user->id));
    }
    return user_password_answer(c, user->id, password, e);
}
