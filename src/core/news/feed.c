/* SPDX-License-Identifier: MIT */
/* Makes permanent names for feed entries by hashing the site's UUID with the noun and the id. */
#include "core/news/feed.h"

#include <inttypes.h>

#include "base/rand.h"

/* A UUID of version 8 (RFC 9562, 5.8), whose bits are a hash of TEXT. */
static struct str uuid_from(struct arena *a, struct str text)
{
    const char *h = hash_hex(a, text).p;
    return arena_printf(a, "urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", h, h + 8, h + 12, h + 15,
                        h + 18);
}

enum err_kind feed_urn(struct db_conn *c, struct str noun, int64_t id, struct arena *a,
                       struct str *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_GET);
    struct str site = stmt_next(s) ? stmt_col_text(s, COL_UUID, a) : STR_NONE;
    TRY(stmt_done(s, e));
    *out = uuid_from(a, arena_printf(a, "%.*s %.*s %" PRId64, STR_ARG(site), STR_ARG(noun), id));
    return OK;
}
