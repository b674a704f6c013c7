/* SPDX-License-Identifier: MIT */
/* The list of accounts, and what each role may do. The texts follow core/audit/actor.c, which
 * decides about rights: a right that is missing in the table here would only not be mentioned. */
#include "admin/admin.h"
#include "admin/page/list_page.h"
#include "admin/page/written.h"
#include "admin/words/role_words.h"

#include <inttypes.h>

struct row_view {
    struct str url, name, login, role, email, iso, when;
    bool is_you, disabled;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "URL", TPL_STR, url),
    TPL_FIELD(row_view, "NAME", TPL_STR, name),
    TPL_FIELD(row_view, "LOGIN", TPL_STR, login),
    TPL_FIELD(row_view, "IS_YOU", TPL_BOOL, is_you),
    TPL_FIELD(row_view, "ROLE", TPL_STR, role),
    TPL_FIELD(row_view, "DISABLED", TPL_BOOL, disabled),
    TPL_FIELD(row_view, "EMAIL", TPL_STR, email),
    TPL_FIELD(row_view, "ISO", TPL_STR, iso),
    TPL_FIELD(row_view, "WHEN", TPL_STR, when),
    TPL_END,
};

struct right_view {
    struct str text;
};
static const struct tpl_field right_fields[] = {
    TPL_FIELD(right_view, "RIGHT", TPL_STR, text),
    TPL_END,
};

struct role_view {
    struct str role;
    struct tpl_list rights;
};
static const struct tpl_field role_fields[] = {
    TPL_FIELD(role_view, "ROLE", TPL_STR, role),
    TPL_SUB(role_view, "RIGHTS", TPL_LIST, rights, right_fields, sizeof(struct right_view)),
    TPL_END,
};

struct list_view {
    struct tpl_list rows, roles;
};
static const struct tpl_field list_fields[] = {
    TPL_SUB(list_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_SUB(list_view, "ROLES", TPL_LIST, roles, role_fields, sizeof(struct role_view)),
    TPL_END,
};
TPL_TEMPLATE(users, "admin/users.tpl", list_view, list_fields);

/* The rights in words. */
static const struct {
    enum right right;
    const char *text;
} rights[] = {
    {RIGHT_MODERATE, N_("moderate comments")},
    {RIGHT_WRITE, N_("write articles and send them to an editor")},
    {RIGHT_PUBLISH, N_("edit and publish everybody’s articles")},
    {RIGHT_VIDEOS, N_("manage videos")},
    {RIGHT_SETTINGS, N_("change settings and sections")},
    {RIGHT_USERS, N_("manage users")},
    {RIGHT_AUDIT, N_("read the audit log")},
};
enum { RIGHTS = sizeof rights / sizeof rights[0] };

static struct tpl_list rights_make(struct context *c, enum role role)
{
    struct right_view *views = ARENA_ARRAY(c->arena, struct right_view, RIGHTS);
    size_t n = 0;
    for (size_t i = 0; i < RIGHTS; i++)
        if (role_may(role, rights[i].right))
            views[n++] = (struct right_view){say(c, rights[i].text)};
    return (struct tpl_list){views, n};
}

static struct tpl_list roles_make(struct context *c)
{
    static const enum role roles[] = {ROLE_ADMIN, ROLE_EDITOR, ROLE_AUTHOR, ROLE_MODERATOR};
    enum { N = sizeof roles / sizeof roles[0] };
    struct role_view *views = ARENA_ARRAY(c->arena, struct role_view, N);
    for (size_t i = 0; i < N; i++)
        views[i] = (struct role_view){role_shown(c, roles[i]), rights_make(c, roles[i])};
    return (struct tpl_list){views, N};
}

enum err_kind admin_users(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct user_list list;
    TRY(context_db(c, &conn, e));
    TRY(user_list(conn, c->settings->language, c->arena, &list, e));
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct user *user = &list.items[i];
        rows[i] = (struct row_view){
            .url = arena_printf(c->arena, "/admin/users/%" PRId64, user->id),
            .name = user->name,
            .login = user->login,
            .role = role_shown(c, user->role),
            .email = user->email,
            .iso = when_iso(c, user->created_at),
            .when = locale_date(c->locale, user->created_at, DATE_SHORT, c->arena),
            .is_you = user->id == c->session->user.id,
            .disabled = user->disabled,
        };
    }
    const struct list_view v = {{rows, list.n}, roles_make(c)};
    const struct list_page page = {
        .place = PLACE_USERS,
        .heading = say(c, "Users"),
        .about = N_("The people of the newsroom, and what each may do."),
        .new_url = "/admin/users/new",
        .new_label = N_("New user"),
        .n = list.n,
        .rows = tpl_users(&v),
    };
    return list_page_answer(c, &page, e);
}
