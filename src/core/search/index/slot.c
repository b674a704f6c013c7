/* SPDX-License-Identifier: MIT */
/* Finds free ids. If many articles share a second, each looks at its own place of a window that
 * grows, so the search for a free id stays short. */
#include "core/search/index/slot.h"

static enum err_kind slot_is_taken(struct db_conn *c, int64_t id, bool *taken, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_DOC_TAKEN);
    stmt_int(s, ARG_ID, id);
    *taken = stmt_next(s);
    return stmt_done(s, e);
}

/* The first id for an article of this date. */
static int64_t first_slot(const struct article *art)
{
    return art->published_at > 0 ? art->published_at : 1;
}

enum err_kind search_slot_for(struct db_conn *c, const struct article *art, int64_t *out,
                              struct err *e)
{
    int64_t at = first_slot(art);
    bool taken = true;
    for (int64_t window = 1; taken; window *= 16) {
        *out = at + (window <= art->id ? art->id % window : art->id);
        TRY(slot_is_taken(c, *out, &taken, e));
        if (window > art->id)
            break;
    }
    while (taken)
        TRY(slot_is_taken(c, ++*out, &taken, e));
    return OK;
}

enum err_kind search_slot_fits(struct db_conn *c, const struct article *art, int64_t id, bool *fits,
                               struct err *e)
{
    int64_t at = first_slot(art);
    bool taken = id >= at + art->id;
    *fits = false;
    for (int64_t window = 1; window <= art->id && !*fits; window *= 16)
        *fits = id == at + art->id % window;
    for (int64_t before = at + art->id; taken && !*fits && before < id; before++)
        TRY(slot_is_taken(c, before, &taken, e));
    *fits = *fits || taken;
    return OK;
}
