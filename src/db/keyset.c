/* SPDX-License-Identifier: MIT */
/* The second statement is stepped only after the first has ended, so a list that the key's own
 * second fills never runs it. */
#include "db/keyset.h"

struct keyset keyset_begin(struct db_conn *c, enum sql_id same, enum sql_id rest, int64_t key_at,
                           int64_t key_id, int64_t row_limit)
{
    struct keyset k = {.part = {db_stmt(c, same), db_stmt(c, rest)}};
    stmt_int(k.part[0], ARG_KEY_ID, key_id);
    keyset_int(&k, ARG_KEY_AT, key_at);
    keyset_int(&k, ARG_ROW_LIMIT, row_limit);
    return k;
}

void keyset_int(struct keyset *k, enum sql_arg arg, int64_t value)
{
    stmt_int(k->part[0], arg, value);
    stmt_int(k->part[1], arg, value);
}

struct stmt *keyset_next(struct keyset *k)
{
    for (; k->at < 2; k->at++)
        if (stmt_next(k->part[k->at]))
            return k->part[k->at];
    return NULL;
}

enum err_kind keyset_done(struct keyset *k, struct err *e)
{
    struct err second;
    enum err_kind kind = stmt_done(k->part[0], e);
    enum err_kind other = stmt_done(k->part[1], kind == OK ? e : &second);
    return kind == OK ? other : kind;
}
