/* SPDX-License-Identifier: MIT */
/* Finds the account that a command names. */
#include "cli/user/user.h"

enum err_kind cli_user_find(struct db *db, const char *typed, struct arena *a, struct user *out,
                            struct err *e)
{
    struct db_conn *c;
    struct str login;
    TRY(cli_text(a, "name", typed, &login, e));
    TRY(db_begin(db, &c, e));
    enum err_kind kind = user_by_login(c, login, a, out, e);
    db_end(db, &c);
    return kind == ERR_NOT_FOUND ? err_set(e, kind, "there is no user \"%.*s\"", STR_ARG(login))
                                 : kind;
}
