/* SPDX-License-Identifier: MIT */
/* The rows are account_notice's (core/people/account_notice.h); here they get words. */
#include "admin/page/account_changes.h"

#include <inttypes.h>

#include "admin/page/written.h"
#include "core/people/account_notice.h"

const struct tpl_field account_change_fields[] = {
    TPL_FIELD(account_change_view, "IS_PASSWORD", TPL_BOOL, is_password),
    TPL_FIELD(account_change_view, "IS_EMAIL", TPL_BOOL, is_email),
    TPL_FIELD(account_change_view, "IS_LOGIN", TPL_BOOL, is_login),
    TPL_FIELD(account_change_view, "BY_SELF", TPL_BOOL, by_self),
    TPL_FIELD(account_change_view, "BY_OTHER", TPL_BOOL, by_other),
    TPL_FIELD(account_change_view, "WHEN", TPL_STR, when),
    TPL_FIELD(account_change_view, "ISO", TPL_STR, iso),
    TPL_FIELD(account_change_view, "WHO", TPL_STR, who),
    TPL_FIELD(account_change_view, "KIND", TPL_STR, kind),
    TPL_FIELD(account_change_view, "AT", TPL_STR, at),
    TPL_FIELD(account_change_view, "CSRF", TPL_STR, csrf),
    TPL_END,
};

enum err_kind account_changes_make(struct context *c, struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct account_notice notices[ACCOUNT_NOTICES_MAX];
    size_t n;
    TRY(context_db(c, &conn, e));
    TRY(account_notice_list(conn, c->session->user.id, c->arena, notices, &n, e));
    struct account_change_view *items = ARENA_ARRAY(c->arena, struct account_change_view, n);
    for (size_t i = 0; i < n; i++) {
        items[i] = (struct account_change_view){
            .is_password = str_eq(notices[i].what, STR("password")),
            .is_email = str_eq(notices[i].what, STR("email")),
            .by_self = notices[i].by_self,
            .by_other = !notices[i].by_self,
            .when = when_long(c, notices[i].at),
            .iso = when_iso(c, notices[i].at),
            .who = notices[i].who,
            .kind = notices[i].what,
            .at = arena_printf(c->arena, "%" PRId64, notices[i].at),
            .csrf = c->session->csrf,
        };
        items[i].is_login = !items[i].is_password && !items[i].is_email;
    }
    *out = (struct tpl_list){items, n};
    return OK;
}
