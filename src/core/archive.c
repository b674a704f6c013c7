/* SPDX-License-Identifier: MIT */
#include "core/archive.h"

enum err_kind archive_parts(struct db_conn *c, int64_t first, int64_t last, struct arena *a,
                            struct archive_parts *out, struct err *e)
{
    *out = (struct archive_parts){
        .items = ARENA_ARRAY(a, struct archive_part, (size_t)ARCHIVE_PARTS_MAX)};
    struct stmt *s = db_stmt(c, SQL_ARCHIVE_PARTS);
    stmt_int(s, ARG_FIRST, first);
    stmt_int(s, ARG_LAST, last);
    while (out->n < ARCHIVE_PARTS_MAX && stmt_next(s))
        out->items[out->n++] =
            (struct archive_part){stmt_col_int(s, COL_PERIOD), stmt_col_int(s, COL_N)};
    return stmt_done(s, e);
}
