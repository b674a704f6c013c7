/* SPDX-License-Identifier: MIT */
/* Reads the entries of live blogs. Pages go by the key (at, id) of an entry, like lists of
 * articles, so their cost does not depend on the number of entries. */
#include "core/news/live.h"

#include "base/buf.h"
#include "db/keyset.h"

static struct live_entry entry_from_row(struct stmt *s, struct arena *a)
{
    return (struct live_entry){
        .id = stmt_col_int(s, COL_ID),
        .at = stmt_col_int(s, COL_AT),
        .title = stmt_col_text(s, COL_TITLE, a),
        .body = stmt_col_text(s, COL_BODY, a),
        .edited_at = stmt_col_int(s, COL_EDITED_AT),
        .version = stmt_col_int(s, COL_VERSION),
        .user_id = stmt_col_int(s, COL_USER_ID),
        .author_name = stmt_col_text(s, COL_AUTHOR_NAME, a),
        .author_slug = stmt_col_text(s, COL_AUTHOR_SLUG, a),
    };
}

/* Reads up to LIMIT entries that are older than KEY, or newer, those nearest to it first; *more:
 * there are others. */
static enum err_kind read_side(struct db_conn *c, bool newer, int64_t article_id,
                               struct article_key key, int64_t limit, struct arena *a,
                               struct live_list *out, bool *more, struct err *e)
{
    *out = (struct live_list){.items = ARENA_ARRAY(a, struct live_entry, (size_t)limit)};
    *more = false;
    struct keyset rows = keyset_begin(
        c, newer ? SQL_LIVE_ENTRY_NEWER_SAME : SQL_LIVE_ENTRY_OLDER_SAME,
        newer ? SQL_LIVE_ENTRY_NEWER : SQL_LIVE_ENTRY_OLDER, key.published_at, key.id, limit + 1);
    keyset_int(&rows, ARG_ARTICLE_ID, article_id);
    for (struct stmt *s; (s = keyset_next(&rows)) != NULL;) {
        if (out->n == (size_t)limit) {
            *more = true;
            break;
        }
        out->items[out->n++] = entry_from_row(s, a);
    }
    return keyset_done(&rows, e);
}

static void reverse(struct live_list *list)
{
    for (size_t i = 0; i < list->n / 2; i++) {
        struct live_entry other = list->items[i];
        list->items[i] = list->items[list->n - 1 - i];
        list->items[list->n - 1 - i] = other;
    }
}

static enum err_kind read_newest(struct db_conn *c, int64_t article_id, int64_t limit,
                                 struct arena *a, struct live_list *out, struct err *e)
{
    bool more;
    struct article_key end = {INT64_MAX, 0};
    TRY(read_side(c, false, article_id, end, limit, a, out, &more, e));
    out->older = more;
    return OK;
}

static enum err_kind read_newer(struct db_conn *c, int64_t article_id, struct article_key key,
                                int64_t limit, struct arena *a, struct live_list *out,
                                struct err *e)
{
    bool more;
    TRY(read_side(c, true, article_id, key, limit, a, out, &more, e));
    if (!more)
        return read_newest(c, article_id, limit, a, out, e);
    reverse(out);
    out->newer = out->older = true;
    return OK;
}

enum err_kind live_list(struct db_conn *c, int64_t article_id, const struct live_place *place,
                        int64_t limit, struct arena *a, struct live_list *out, struct err *e)
{
    bool more;
    struct live_list before;
    struct article_key key = place->key;
    if (place->side == LIVE_NEWEST)
        return read_newest(c, article_id, limit, a, out, e);
    if (place->side == LIVE_NEWER)
        return read_newer(c, article_id, key, limit, a, out, e);
    if (place->side == LIVE_FROM)
        key.id++;
    TRY(read_side(c, false, article_id, key, limit, a, out, &more, e));
    out->older = more;
    key.id--;
    TRY(read_side(c, true, article_id, key, 1, a, &before, &more, e));
    out->newer = before.n > 0;
    return OK;
}

enum err_kind live_entry_get(struct db_conn *c, int64_t article_id, int64_t id, struct arena *a,
                             struct live_entry *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_GET);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    bool found = stmt_next(s);
    if (found)
        *out = entry_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("This entry no longer exists."));
}

enum err_kind live_started_at(struct db_conn *c, int64_t article_id, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_FIRST);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    *out = stmt_next(s) ? stmt_col_int(s, COL_AT) : 0;
    return stmt_done(s, e);
}

enum err_kind live_text(struct db_conn *c, int64_t article_id, size_t max_bytes, struct arena *a,
                        struct str *out, struct err *e)
{
    struct buf words = buf_in(a);
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_OLDER);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_KEY_AT, INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, INT64_MAX);
    while (stmt_next(s)) {
        struct str title = stmt_col_text(s, COL_TITLE, a), body = stmt_col_text(s, COL_BODY, a);
        if (words.n + title.n + body.n > max_bytes)
            break;
        buf_printf(&words, "%.*s\n\n%.*s\n\n", STR_ARG(title), STR_ARG(body));
    }
    *out = buf_str(&words);
    return stmt_done(s, e);
}
