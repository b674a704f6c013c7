/* SPDX-License-Identifier: MIT */
/* Questions about all accounts of a site: whether each has a role, and whether anybody can sign in.
 */
#include "core/people/user.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"

static enum err_kind verify_roles(struct db_conn *c, struct arena *a, db_report_fn *report,
                                  void *arg, struct err *e)
{
    struct user_list users;
    TRY(user_list(c, STR("en"), a, &users, e));
    for (size_t i = 0; i < users.n; i++) {
        const struct user *u = &users.items[i];
        if (role_name(u->role)[0] != '\0')
            continue;
        char sentence[300];
        struct str login = utf8_printable(a, u->login, UTF8_ONE_LINE);
        snprintf(sentence, sizeof sentence,
                 "the account \"%.*s\" has the role %d, which does not exist, so it may do "
                 "nothing: give it one with `broadsheet user role`",
                 STR_ARG(login), (int)u->role);
        report(arg, sentence);
    }
    return OK;
}

enum err_kind users_verify(struct db *db, db_report_fn *report, void *arg, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(16 * 1024);
    enum err_kind kind = verify_roles(c, a, report, arg, e);
    arena_free(&a);
    db_end(db, &c);
    return kind;
}

enum err_kind users_can_sign_in(struct db *db, bool *out, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_USER_ANY_SIGNS_IN);
    *out = stmt_next(s);
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}
