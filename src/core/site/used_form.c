/* SPDX-License-Identifier: MIT */
/* Finds and stores the tokens of forms that have been saved. Both functions do nothing for a form
 * without a token. */
#include "core/site/used_form.h"

enum err_kind used_form_find(struct db_conn *c, struct used_form *f, struct err *e)
{
    if (f == NULL)
        return OK;
    f->used = false;
    if (str_empty(f->token))
        return OK;
    struct stmt *s = db_stmt(c, SQL_USED_FORM_GET);
    stmt_text(s, ARG_TOKEN, f->token);
    stmt_text(s, ARG_DIGEST, f->digest);
    f->used = stmt_next(s);
    if (f->used) {
        f->id = stmt_col_int(s, COL_OBJECT_ID);
        f->version = stmt_col_int(s, COL_VERSION);
    }
    return stmt_done(s, e);
}

enum err_kind used_form_add(struct db_conn *c, const struct used_form *f, int64_t id,
                            int64_t version, int64_t now, struct err *e)
{
    if (f == NULL || str_empty(f->token))
        return OK;
    struct stmt *s = db_stmt(c, SQL_USED_FORM_PUT);
    stmt_text(s, ARG_TOKEN, f->token);
    stmt_text(s, ARG_DIGEST, f->digest);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_VERSION, version);
    stmt_int(s, ARG_NOW, now);
    return stmt_run(s, e);
}
