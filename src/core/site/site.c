/* SPDX-License-Identifier: MIT */
/* Identity and self-check of a database. site_make gives a new one its UUID and secret. The totals
 * that triggers keep are counted again by statements that return only the wrong rows
 * (sql/query/verify.sql). */
#include "core/site/site.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/rand.h"

static struct str random_hex(struct arena *a, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char *raw = arena_alloc(a, n);
    char *hex = arena_alloc(a, 2 * n);
    rand_bytes(raw, n);
    for (size_t i = 0; i < n; i++) {
        hex[2 * i] = digits[raw[i] >> 4];
        hex[2 * i + 1] = digits[raw[i] & 15];
    }
    return str_of(hex, 2 * n);
}

struct identity {
    struct str uuid, secret;
};

static enum err_kind identity_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct identity *it = arg;
    struct stmt *s = db_stmt(c, SQL_SITE_INSERT);
    stmt_text(s, ARG_UUID, it->uuid);
    stmt_text(s, ARG_SECRET, it->secret);
    return stmt_run(s, e);
}

enum err_kind site_make(struct db *db, struct err *e)
{
    struct arena *a = arena_new(512);
    struct identity identity = {.uuid = random_hex(a, 16), .secret = random_hex(a, 32)};
    enum err_kind kind = db_write(db, identity_job, &identity, e);
    arena_free(&a);
    return kind;
}

static enum err_kind probe_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    return stmt_run(db_stmt(c, SQL_WRITE_PROBE), e);
}

enum err_kind site_probe_write(struct db *db, struct err *e)
{
    return db_write(db, probe_job, NULL, e);
}

enum err_kind site_verify_identity(struct db *db, db_report_fn *report, void *arg, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(512);
    struct stmt *s = db_stmt(c, SQL_SITE_GET);
    bool complete = stmt_next(s) && !str_empty(stmt_col_text(s, COL_UUID, a)) &&
                    !str_empty(stmt_col_text(s, COL_SECRET, a));
    enum err_kind kind = stmt_done(s, e);
    if (kind == OK && !complete)
        report(arg,
               "the site's identity and secret are missing from the database, so nothing can be "
               "served: restore a backup");
    arena_free(&a);
    db_end(db, &c);
    return kind;
}

/* ---- totals ---- */

/* Each statement returns the rows whose number is wrong: the row's name, the stored number and the
 * counted one. */
static const struct {
    enum sql_id id;
    const char *what;
} totals[] = {
    {SQL_VERIFY_ARTICLE_TOTAL, "the total of articles of status "},
    {SQL_VERIFY_SECTION_ARTICLES, "the count of articles in the section "},
    {SQL_VERIFY_AUTHOR_ARTICLES, "the count of articles by the author "},
    {SQL_VERIFY_COMMENT_TOTAL, "the total of comments of status "},
    {SQL_VERIFY_AUTHOR_TOTAL, "the total of comments from the address (and of the status) "},
    {SQL_VERIFY_ARTICLE_COMMENTS, "the count of comments on article "},
    {SQL_VERIFY_COMMENT_REPLIES, "the count of replies to comment "},
    {SQL_VERIFY_ARTICLE_DAYS, "the total of the views of article "},
    {SQL_VERIFY_SITE_MONTHS, "the site's sum of views in month "},
    {SQL_VERIFY_ARCHIVE_TOTAL, "the count of articles in the archive's year, month or day "},
    {SQL_VERIFY_PING_TOTAL, "the total of pings of kind "},
    {SQL_VERIFY_SITEMAP_PART, "the count of articles in the sitemap's part "},
};

enum { REPORTS_MAX = 100 };

enum err_kind site_verify_totals(struct db *db, db_report_fn *report, void *arg, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(4096);
    enum err_kind kind = OK;
    for (size_t i = 0; i < sizeof totals / sizeof *totals && kind == OK; i++) {
        struct stmt *s = db_stmt(c, totals[i].id);
        for (int n = 0; n < REPORTS_MAX && stmt_next(s); n++) {
            struct str of = stmt_col_text(s, COL_TOTAL_OF, a);
            struct str sentence = arena_printf(
                a, "%s%.*s is %" PRId64 ", but should be %" PRId64, totals[i].what, STR_ARG(of),
                stmt_col_int(s, COL_KEPT), stmt_col_int(s, COL_COUNTED_NOW));
            report(arg, sentence.p);
        }
        kind = stmt_done(s, e);
    }
    arena_free(&a);
    db_end(db, &c);
    return kind;
}
