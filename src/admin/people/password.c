/* SPDX-License-Identifier: MIT */
/* How strong a password is that somebody is about to choose, for the meter beside its field
 * (public/admin.js). The form that sets it judges it again. */
#include "admin/admin.h"
#include "web/answer.h"

enum { TYPED_MAX = 1000 };

static struct str typed(struct context *c, const char *field)
{
    return form_text(&c->form, field, UTF8_ONE_LINE, TYPED_MAX, c->arena, NULL);
}

/* Answers with a line that is one of "0" (refused) to "3" (strong), and one that says it in words.
 */
enum err_kind admin_password(struct context *c, struct err *e)
{
    static const char *const said[] = {
        [PASSWORD_FAIR] = N_("Fair: it is taken. Longer is better."),
        [PASSWORD_GOOD] = N_("Good."),
        [PASSWORD_STRONG] = N_("Strong."),
    };
    (void)e;
    const struct user *user = &c->session->user;
    const struct str about[] = {
        typed(c, "login"), typed(c, "name"), typed(c, "email"),      user->login,
        user->name,        user->email,      c->settings->site_name,
    };
    struct problems p = {0};
    enum password_strength strength =
        password_judge(form_raw(&c->form, "password"), about, sizeof about / sizeof about[0], &p);
    struct str words = p.n > 0 ? say_said(c, &p.item[0].said) : say(c, said[strength]);
    response_header(c->x, "Cache-Control", STR("no-store"));
    return answer_bytes(c, 200, "text/plain; charset=utf-8",
                        arena_printf(c->arena, "%d\n%.*s\n", (int)strength, STR_ARG(words)));
}
