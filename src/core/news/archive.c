/* SPDX-License-Identifier: MIT */
/* Reads the archive's counts, and counts articles again after a change of the time zone. The counts
 * are rows that triggers maintain by article.archive_day, so a recount only sets that day. It goes
 * from the newest article down in batches; the row archive_zone of the settings has the progress,
 * so any process can continue. */
#include "core/news/archive.h"
#include "db/keyset.h"

#include <inttypes.h>

#include "core/news/article.h"

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

/* ---- recount for another time zone ---- */

/* The progress of a recount, stored in a row of the settings: "ZONE" when all articles are counted
 * in that zone, before that "ZONE AT ID CHANGED" with the key from which it continues. ZONE is the
 * zone's name with a fingerprint of its rules, "Europe/Berlin@3f0c...". */
struct pass {
    struct str zone;
    struct article_key key;
    bool done, changed;
};

static struct str zone_text(const struct settings *s, struct arena *a)
{
    return arena_printf(a, "%.*s@%016" PRIx64, STR_ARG(s->zone),
                        zone_rules(locale_zone(s->locale)));
}

static struct pass pass_read(struct str text, struct str zone)
{
    struct pass pass = {.zone = str_split(&text, ' '), .done = text.p == NULL};
    int64_t changed = 0;
    bool valid =
        str_eq(pass.zone, zone) &&
        (pass.done || (str_int(str_split(&text, ' '), &pass.key.published_at) &&
                       str_int(str_split(&text, ' '), &pass.key.id) && str_int(text, &changed)));
    pass.changed = changed != 0;
    return valid ? pass : (struct pass){.zone = zone, .key = {INT64_MAX, 0}};
}

/* True if TEXT is a pass in the zone of S by other rules: another server's, whose tzdata is older
 * or newer. */
static bool is_by_other_rules(struct str text, const struct settings *s, struct str zone)
{
    struct str rules = str_split(&text, ' ');
    struct str name = str_split(&rules, '@');
    return str_eq(name, s->zone) && rules.p != NULL && !str_ends(zone, rules);
}

struct recount {
    const struct settings *settings;
    int64_t limit;
    bool adopt;
    struct arena *arena;
    bool more;
};

static enum err_kind pass_get(struct db_conn *c, const struct recount *recount, struct pass *out,
                              struct err *e)
{
    struct stmt *q = db_stmt(c, SQL_ARCHIVE_PASS_GET);
    struct str text = stmt_next(q) ? stmt_col_text(q, COL_VALUE, recount->arena) : STR("");
    struct str zone = zone_text(recount->settings, recount->arena);
    *out = pass_read(text, zone);
    if (!recount->adopt && is_by_other_rules(text, recount->settings, zone))
        out->done = true;
    return stmt_done(q, e);
}

static enum err_kind pass_set(struct db_conn *c, const struct pass *pass, struct arena *a,
                              struct err *e)
{
    struct str text = pass->zone;
    if (!pass->done)
        text = arena_printf(a, "%.*s %" PRId64 " %" PRId64 " %d", STR_ARG(pass->zone),
                            pass->key.published_at, pass->key.id, pass->changed);
    struct stmt *s = db_stmt(c, SQL_ARCHIVE_PASS_SET);
    stmt_text(s, ARG_VALUE, text);
    return stmt_run(s, e);
}

int64_t archive_day(const struct settings *s, int64_t published_at)
{
    struct civil at = locale_civil(s->locale, published_at);
    return at.year * 10000 + at.month * 100 + at.day;
}

static enum err_kind set_archive_day(struct db_conn *c, int64_t id, int64_t day, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_ARCHIVE_DAY);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_DAY, day);
    return stmt_run(s, e);
}

/* Sets the days of the next articles before the key; *n is the number read. */
static enum err_kind recount_batch(struct db_conn *c, const struct recount *recount,
                                   struct pass *pass, int64_t *n, struct err *e)
{
    struct {
        int64_t id, day;
    } *moved = arena_alloc(recount->arena, (size_t)recount->limit * sizeof *moved);
    int64_t n_moved = 0;
    struct stmt *s;
    struct keyset rows = keyset_begin(c, SQL_ARCHIVE_PASS_SAME, SQL_ARCHIVE_PASS_NEXT,
                                      pass->key.published_at, pass->key.id, recount->limit);
    for (*n = 0; *n < recount->limit && (s = keyset_next(&rows)) != NULL; ++*n) {
        pass->key =
            (struct article_key){stmt_col_int(s, COL_PUBLISHED_AT), stmt_col_int(s, COL_ID)};
        int64_t day = archive_day(recount->settings, pass->key.published_at);
        if (day == stmt_col_int(s, COL_ARCHIVE_DAY))
            continue;
        moved[n_moved].id = pass->key.id;
        moved[n_moved++].day = day;
    }
    TRY(keyset_done(&rows, e));
    for (int64_t i = 0; i < n_moved; i++)
        TRY(set_archive_day(c, moved[i].id, moved[i].day, e));
    pass->changed = pass->changed || n_moved > 0;
    return OK;
}

static enum err_kind recount_job(struct db_conn *c, void *arg, struct err *e)
{
    struct recount *it = arg;
    struct pass pass;
    uint64_t version;
    int64_t n;
    TRY(db_content_read(c, &version, e));
    TRY(pass_get(c, it, &pass, e));
    if (version != it->settings->version || pass.done)
        return OK;
    TRY(recount_batch(c, it, &pass, &n, e));
    pass.done = n < it->limit;
    it->more = !pass.done;
    TRY(pass_set(c, &pass, it->arena, e));
    return pass.done && pass.changed ? db_content_changed(c, e) : OK;
}

enum err_kind archive_recount(struct db *db, const struct settings *s, int64_t limit, bool adopt,
                              bool *more, struct err *e)
{
    struct db_conn *c;
    struct pass pass;
    struct recount recount = {
        .settings = s, .limit = limit, .adopt = adopt, .arena = arena_new(32 * 1024)};
    enum err_kind kind = db_begin(db, &c, e);
    if (kind == OK) {
        kind = pass_get(c, &recount, &pass, e);
        db_end(db, &c);
    }
    if (kind == OK && !pass.done)
        kind = db_write(db, recount_job, &recount, e);
    arena_free(&recount.arena);
    *more = recount.more;
    return kind == OK ? OK : err_wrap(e, "counting the archive's days again");
}
