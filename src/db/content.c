/* SPDX-License-Identifier: MIT */
/* The content version: raised once by each transaction that changed something that a reader can
 * see. Most of those are a comment, which shows on its article's page and in lists; such a version
 * has a row for each of its articles in content_of_article. One without a row changed everything,
 * whoever raised it.
 *
 * What a process knows of this is in `struct content`, which many read and content_take alone
 * writes: the parts first and the version last, so that who has read a version finds its parts. */
#include "db/internal.h"

enum { VERSIONS_KEPT = 1000 };

static enum err_kind raise(struct db_conn *c, struct err *e)
{
    return c->content_changed == CONTENT_SAME ? stmt_run(db_stmt(c, SQL_CONTENT_VERSION_RAISE), e)
                                              : OK;
}

enum err_kind db_content_changed(struct db_conn *c, struct err *e)
{
    TRY(raise(c, e));
    if (c->content_changed == CONTENT_OF_ARTICLES)
        TRY(stmt_run(db_stmt(c, SQL_CONTENT_IS_OF_EVERYTHING), e));
    c->content_changed = CONTENT_OF_EVERYTHING;
    return OK;
}

enum err_kind db_content_changed_of(struct db_conn *c, int64_t article_id, struct err *e)
{
    if (c->content_changed == CONTENT_OF_EVERYTHING)
        return OK;
    TRY(raise(c, e));
    struct stmt *s = db_stmt(c, SQL_CONTENT_OF_ARTICLE_TRIM);
    stmt_int(s, ARG_ROW_LIMIT, VERSIONS_KEPT);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_CONTENT_OF_ARTICLE_ADD);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    TRY(stmt_run(s, e));
    c->content_changed = CONTENT_OF_ARTICLES;
    return OK;
}

/* ---- what this process knows ---- */

uint64_t db_content_version(const struct db *db)
{
    return atomic_load(&db->content.version);
}

static size_t slot_of(int64_t article_id)
{
    return (size_t)((uint64_t)article_id % CONTENT_SLOTS);
}

uint64_t db_content_version_of(const struct db *db, int64_t article_id)
{
    uint64_t everything = atomic_load(&db->content.everything);
    uint64_t own = atomic_load(&db->content.slot[slot_of(article_id)]);
    return own > everything ? own : everything;
}

enum err_kind db_content_read(struct db_conn *c, uint64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_CONTENT_VERSION_GET);
    if (stmt_next(s))
        *out = (uint64_t)stmt_col_int(s, COL_CONTENT_VERSION);
    return stmt_done(s, e);
}

/* Notes the versions after KNOWN, up to VERSION: for an article each that has rows, and for
 * everything the newest that has none. */
static enum err_kind note_since(struct content *content, struct db_conn *c, uint64_t known,
                                uint64_t version, struct err *e)
{
    uint64_t told = known, everything = 0; /* all up to TOLD have been looked at */
    struct stmt *s = db_stmt(c, SQL_CONTENT_OF_ARTICLE_SINCE);
    stmt_int(s, ARG_VERSION, (int64_t)known);
    while (stmt_next(s)) {
        uint64_t of = (uint64_t)stmt_col_int(s, COL_VERSION);
        if (of > told + 1)
            everything = of - 1;
        told = of;
        atomic_store(&content->slot[slot_of(stmt_col_int(s, COL_ARTICLE_ID))], of);
    }
    TRY(stmt_done(s, e));
    if (version > told)
        everything = version;
    if (everything > 0)
        atomic_store(&content->everything, everything);
    return OK;
}

enum err_kind content_take(struct db *db, struct db_conn *c, struct err *e)
{
    struct content *content = &db->content;
    uint64_t version = 0;
    TRY(db_content_read(c, &version, e));
    pthread_mutex_lock(&content->lock);
    enum err_kind kind = OK;
    uint64_t known = atomic_load(&content->version);
    if (version > known) /* a snapshot from before our own writer's last is no news */
        kind = note_since(content, c, known, version, e);
    if (version > known && kind == OK)
        atomic_store(&content->version, version);
    pthread_mutex_unlock(&content->lock);
    return kind;
}

enum err_kind db_content_refresh(struct db *db, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = content_take(db, c, e);
    db_end(db, &c);
    return kind;
}
