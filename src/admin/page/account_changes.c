/* SPDX-License-Identifier: MIT */
/* The rows are account_notice's (core/people/account_notice.h); here they get words. */
#include "admin/page/account_changes.h"

#include <inttypes.h>

#include "admin/page/written.h"
#include "core/people/account_notice.h"

const struct tpl_field account_change_fields[] = {
    TPL_FIELD(account_change_view, "WHAT", TPL_STR, what),
    TPL_FIELD(account_change_view, "WHEN", TPL_STR, when),
    TPL_FIELD(account_change_view, "ISO", TPL_STR, iso),
    TPL_FIELD(account_change_view, "WHO", TPL_STR, who),
    TPL_FIELD(account_change_view, "KIND", TPL_STR, kind),
    TPL_FIELD(account_change_view, "AT", TPL_STR, at),
    TPL_FIELD(account_change_view, "CSRF", TPL_STR, csrf),
    TPL_END,
};

static const char *thing_changed(struct str what)
{
    if (str_eq(what, STR("password")))
        return "password";
    return str_eq(what, STR("email")) ? "e-mail address" : "sign-in name";
}

enum err_kind account_changes_make(struct context *c, struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct account_notice notices[ACCOUNT_NOTICES_MAX];
    size_t n;
    TRY(context_db(c, &conn, e));
    TRY(account_notice_list(conn, c->session->user.id, c->arena, notices, &n, e));
    struct account_change_view *items = ARENA_ARRAY(c->arena, struct account_change_view, n);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct account_change_view){
            .what = str_from(thing_changed(notices[i].what)),
            .when = when_long(c, notices[i].at),
            .iso = when_iso(c, notices[i].at),
            .who = notices[i].by_self ? STR("you") : notices[i].who,
            .kind = notices[i].what,
            .at = arena_printf(c->arena, "%" PRId64, notices[i].at),
            .csrf = c->session->csrf,
        };
    *out = (struct tpl_list){items, n};
    return OK;
}
