/* SPDX-License-Identifier: MIT */
/* The content version: a number in the database that each transaction raises once if it changes
 * something that readers can see. Cached pages are valid for one version. Most versions are
 * comments, which show on their article's pages and in lists only; such a version has a row in
 * content_of_article for each of its articles. A version without rows changed everything, whoever
 * raised it.
 *
 * What a process knows is in `struct content`. Many threads read it, and only content_update writes
 * it. A reader of version N must find the parts of N, so the parts are stored first and the version
 * last. */
#include "db/internal.h"

enum { VERSIONS_KEPT = 1000 };

/* Raises the version, once in a transaction. */
static enum err_kind version_raise(struct db_conn *c, struct err *e)
{
    return c->content_changed == CONTENT_SAME ? stmt_run(db_stmt(c, SQL_CONTENT_VERSION_RAISE), e)
                                              : OK;
}

enum err_kind db_content_changed(struct db_conn *c, struct err *e)
{
    TRY(version_raise(c, e));
    if (c->content_changed == CONTENT_OF_ARTICLES)
        TRY(stmt_run(db_stmt(c, SQL_CONTENT_IS_OF_EVERYTHING), e));
    c->content_changed = CONTENT_OF_EVERYTHING;
    return OK;
}

enum err_kind db_content_changed_of(struct db_conn *c, int64_t article_id, struct err *e)
{
    if (c->content_changed == CONTENT_OF_EVERYTHING)
        return OK;
    TRY(version_raise(c, e));
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

uint64_t db_content_version_of_all(const struct db *db)
{
    return atomic_load(&db->content.everything);
}

enum err_kind db_content_read(struct db_conn *c, uint64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_CONTENT_VERSION_GET);
    if (stmt_next(s))
        *out = (uint64_t)stmt_col_int(s, COL_CONTENT_VERSION);
    return stmt_done(s, e);
}

/* Stores the versions after KNOWN, up to VERSION: those with rows for their articles, and the
 * newest one without rows for everything. */
static enum err_kind store_since(struct content *content, struct db_conn *c, uint64_t known,
                                 uint64_t version, struct err *e)
{
    uint64_t seen = known, everything = 0; /* all versions up to SEEN are accounted for */
    struct stmt *s = db_stmt(c, SQL_CONTENT_OF_ARTICLE_SINCE);
    stmt_int(s, ARG_VERSION, (int64_t)known);
    while (stmt_next(s)) {
        uint64_t of = (uint64_t)stmt_col_int(s, COL_VERSION);
        if (of > seen + 1)
            everything = of - 1;
        seen = of;
        atomic_store(&content->slot[slot_of(stmt_col_int(s, COL_ARTICLE_ID))], of);
    }
    TRY(stmt_done(s, e));
    if (version > seen)
        everything = version;
    if (everything > 0)
        atomic_store(&content->everything, everything);
    return OK;
}

enum err_kind content_update(struct db *db, struct db_conn *c, struct err *e)
{
    struct content *content = &db->content;
    uint64_t version = 0;
    TRY(db_content_read(c, &version, e));
    pthread_mutex_lock(&content->lock);
    enum err_kind kind = OK;
    uint64_t known = atomic_load(&content->version);
    if (version > known) /* else the snapshot is older than our own last commit */
        kind = store_since(content, c, known, version, e);
    if (version > known && kind == OK)
        atomic_store(&content->version, version);
    pthread_mutex_unlock(&content->lock);
    return kind;
}

enum err_kind db_content_refresh(struct db *db, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = content_update(db, c, e);
    db_end(db, &c);
    return kind;
}
