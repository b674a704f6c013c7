/* SPDX-License-Identifier: MIT */
/* The file is a header page and then chunks, each of CHUNK_ARTICLES articles:
 *
 *     chunk:  one page of dirty bits (an article each), then one 64-byte line of counters an
 * article
 *
 * It is mapped once at its greatest possible length; only what has been allocated on disk is
 * touched, so a process never meets a hole that a full disk could not fill (that would be a
 * SIGBUS). Growing is done a chunk ahead of need, under flock(), and published in the header.
 *
 * Exactness. Counters only grow. Counting is: add one, then set the article's dirty bit where it is
 * clear. Flushing is: for each dirty bit, write the counter's absolute values to view_total and add
 * what is new there to the rows of the day and the hour, in one transaction that reads the old
 * values itself; after the commit clear the bit, then look at the counters again and set the bit
 * where they moved meanwhile. A crash before the commit leaves the bit set; a crash after it leaves
 * a bit whose flush changes nothing; two processes that flush the same counters add the difference
 * once, since each reads the old values under the write lock. (Adds and bit operations are
 * sequentially consistent: a reader of the counters who saw the bit cleared sees the add.)
 *
 * Power cut: the kernel writes the mapping back in its own time, so the last second may be lost. At
 * start every counter that is behind the database is raised to it, and every bit is set where it is
 * ahead. */
#include "core/views.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum {
    PAGE = 4096,
    CHUNK_ARTICLES = PAGE * 8,
    CHUNKS_MAX = 2048, /* 67 million articles */
    FLUSH_BATCH = 1000,
};

/* One cache line. */
struct line {
    _Atomic uint64_t n[8]; /* by enum view_reason; the last is unused */
};
static_assert(sizeof(struct line) == 64 && VIEW_REASONS <= 8, "a line of counters is a cache line");

struct chunk {
    _Atomic uint64_t dirty[CHUNK_ARTICLES / 64];
    struct line lines[CHUNK_ARTICLES];
};
static_assert(sizeof(struct chunk) % PAGE == 0, "chunks are whole pages");

struct header {
    char magic[8];
    char uuid[40];
    _Atomic uint64_t chunks; /* that are allocated on disk */
};

static const char magic[8] = "BSVIEWS1";
static const struct str node = {"main", 4};

struct views {
    int fd;
    unsigned char *map;
    struct header *header;
    _Atomic int64_t highest_id; /* counted in this process: how far ahead to allocate */
};

static const size_t map_bytes = PAGE + (size_t)CHUNKS_MAX * sizeof(struct chunk);

static struct chunk *chunk_at(const struct views *v, uint64_t index)
{
    return (struct chunk *)(void *)(v->map + PAGE + index * sizeof(struct chunk));
}

/* The article's line and dirty bit; false where it lies past what is allocated. */
static bool find(const struct views *v, int64_t article_id, struct line **line,
                 _Atomic uint64_t **word, uint64_t *bit)
{
    uint64_t index = (uint64_t)article_id / CHUNK_ARTICLES;
    uint64_t at = (uint64_t)article_id % CHUNK_ARTICLES;
    if (article_id <= 0 || index >= atomic_load_explicit(&v->header->chunks, memory_order_acquire))
        return false;
    struct chunk *chunk = chunk_at(v, index);
    *line = &chunk->lines[at];
    *word = &chunk->dirty[at / 64];
    *bit = UINT64_C(1) << (at % 64);
    return true;
}

/* ---- the file ---- */

enum err_kind views_reserve(struct views *v, int64_t article_id, struct err *e)
{
    uint64_t needed = (uint64_t)article_id / CHUNK_ARTICLES + 1;
    if (article_id < 0 || needed > CHUNKS_MAX)
        return err_set(e, ERR_TOO_LARGE, "article %" PRId64 " is past the counter file's end",
                       article_id);
    if (atomic_load_explicit(&v->header->chunks, memory_order_acquire) >= needed)
        return OK;
    /* posix_fallocate is harmless where the room is there already, so no lock is needed: whoever
     * comes last publishes the same number or a higher one. */
    off_t size = (off_t)(PAGE + needed * sizeof(struct chunk));
    int rc = posix_fallocate(v->fd, 0, size);
    if (rc != 0) {
        errno = rc;
        return err_errno(e, rc == ENOSPC ? ERR_BUSY : ERR_IO, "no room for the view counters");
    }
    uint64_t known = atomic_load(&v->header->chunks);
    while (known < needed && !atomic_compare_exchange_weak(&v->header->chunks, &known, needed))
        ;
    return OK;
}

static enum err_kind map_file(struct views *v, const char *path, struct err *e)
{
    v->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (v->fd < 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    if (flock(v->fd, LOCK_EX) != 0)
        return err_errno(e, ERR_IO, "cannot lock %s", path);
    int rc = posix_fallocate(v->fd, 0, PAGE);
    if (rc != 0) {
        errno = rc;
        return err_errno(e, ERR_IO, "cannot make room in %s", path);
    }
    void *map = mmap(NULL, map_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, v->fd, 0);
    if (map == MAP_FAILED)
        return err_errno(e, ERR_IO, "cannot map %s", path);
    v->map = map;
    v->header = map;
    return OK;
}

static void unmap_file(struct views *v)
{
    if (v->map != NULL)
        munmap(v->map, map_bytes);
    if (v->fd >= 0)
        close(v->fd);
    v->map = NULL;
    v->fd = -1;
}

/* A file that cannot be used is kept, under another name: that of the site it belongs to, or
 * PATH.damaged. */
static enum err_kind move_aside(struct views *v, const char *path, bool damaged, struct err *e)
{
    char aside[4096], owner[sizeof v->header->uuid];
    memcpy(owner, v->header->uuid, sizeof owner);
    owner[sizeof owner - 1] = '\0';
    damaged = damaged || owner[0] == '\0' || owner[strspn(owner, "0123456789abcdef-")] != '\0';
    snprintf(aside, sizeof aside, "%s.%s", path, damaged ? "damaged" : owner);
    log_warn("%s %s: moved to %s, and made anew from the database", path,
             damaged ? "is damaged" : "belongs to another site's database", aside);
    unmap_file(v);
    if (rename(path, aside) != 0)
        return err_errno(e, ERR_IO, "cannot move %s aside", path);
    return map_file(v, path, e);
}

static bool file_is_ours(const struct views *v, struct str uuid)
{
    return memcmp(v->header->magic, magic, sizeof magic) == 0 && uuid.n < sizeof v->header->uuid &&
           str_eq(uuid, str_from(v->header->uuid));
}

static bool file_is_new(const struct views *v)
{
    static const char zeros[sizeof magic];
    return memcmp(v->header->magic, zeros, sizeof zeros) == 0;
}

/* A header whose number of chunks is past the file's end would be a fault at the first touch. */
static enum err_kind check_length(const struct views *v, const char *path, struct err *e)
{
    struct stat st;
    uint64_t chunks = atomic_load(&v->header->chunks);
    if (fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot look at %s", path);
    if (chunks > CHUNKS_MAX || (uint64_t)st.st_size < PAGE + chunks * sizeof(struct chunk))
        return err_set(e, ERR_INVALID,
                       "%s is shorter than its header says; without it, the counters are made anew "
                       "from the database",
                       path);
    return OK;
}

/* ---- counting ---- */

static void mark_dirty(_Atomic uint64_t *word, uint64_t bit)
{
    if (!(atomic_load(word) & bit))
        atomic_fetch_or(word, bit);
}

uint64_t views_add(struct views *v, int64_t article_id, enum view_reason reason)
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    if (!find(v, article_id, &line, &word, &bit)) {
        struct err e;
        if (views_reserve(v, article_id, &e) != OK || !find(v, article_id, &line, &word, &bit)) {
            log_error("a view of article %" PRId64 " was not counted: %s", article_id, e.msg);
            return 0;
        }
    }
    uint64_t n = atomic_fetch_add(&line->n[reason], 1) + 1;
    mark_dirty(word, bit);
    if (article_id > atomic_load_explicit(&v->highest_id, memory_order_relaxed))
        atomic_store_explicit(&v->highest_id, article_id, memory_order_relaxed);
    return n;
}

uint64_t views_get(const struct views *v, int64_t article_id, enum view_reason reason)
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    return find(v, article_id, &line, &word, &bit) ? atomic_load(&line->n[reason]) : 0;
}

/* ---- reading rows ---- */

static void read_counts(struct stmt *s, int64_t n[VIEW_REASONS])
{
    static const enum sql_column columns[VIEW_REASONS] = {
        COL_COUNTED, COL_ROBOT, COL_AI_ROBOT, COL_PREFETCH, COL_STAFF, COL_REPEAT, COL_OTHER};
    for (int i = 0; i < VIEW_REASONS; i++)
        n[i] = stmt_col_int(s, columns[i]);
}

static void bind_counts(struct stmt *s, const int64_t n[VIEW_REASONS])
{
    static const enum sql_arg args[VIEW_REASONS] = {
        ARG_COUNTED, ARG_ROBOT, ARG_AI_ROBOT, ARG_PREFETCH, ARG_STAFF, ARG_REPEAT, ARG_OTHER};
    for (int i = 0; i < VIEW_REASONS; i++)
        stmt_int(s, args[i], n[i]);
}

/* ---- opening ---- */

/* Raises a line to what the database has; leaves it marked where it is ahead. */
static void raise_line(struct views *v, int64_t article_id, const int64_t stored[VIEW_REASONS])
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    if (!find(v, article_id, &line, &word, &bit))
        return;
    for (int i = 0; i < VIEW_REASONS; i++) {
        uint64_t is = atomic_load(&line->n[i]), least = (uint64_t)stored[i];
        while (is < least && !atomic_compare_exchange_weak(&line->n[i], &is, least))
            ;
    }
}

/* Marks every line that counts anything: the first flush compares each with the database. */
static void mark_counted(struct views *v)
{
    uint64_t chunks = atomic_load(&v->header->chunks);
    for (uint64_t c = 0; c < chunks; c++) {
        struct chunk *chunk = chunk_at(v, c);
        for (size_t at = 0; at < CHUNK_ARTICLES; at++)
            for (int i = 0; i < VIEW_REASONS; i++)
                if (atomic_load_explicit(&chunk->lines[at].n[i], memory_order_relaxed) != 0) {
                    mark_dirty(&chunk->dirty[at / 64], UINT64_C(1) << (at % 64));
                    break;
                }
    }
}

static enum err_kind raise_all(struct views *v, struct db_conn *c, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_NEWEST_ID);
    int64_t newest = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    TRY(views_reserve(v, newest + CHUNK_ARTICLES / 2, e));

    s = db_stmt(c, SQL_VIEW_TOTAL_ALL);
    stmt_text(s, ARG_NODE, node);
    while (stmt_next(s)) {
        int64_t stored[VIEW_REASONS];
        read_counts(s, stored);
        raise_line(v, stmt_col_int(s, COL_ARTICLE_ID), stored);
    }
    return stmt_done(s, e);
}

static enum err_kind read_uuid(struct db_conn *c, struct arena *a, struct str *uuid, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_GET);
    *uuid = stmt_next(s) ? stmt_col_text(s, COL_UUID, a) : STR_NONE;
    TRY(stmt_done(s, e));
    return uuid->n > 0 ? OK : err_set(e, ERR_INVALID, "the database has no site in it");
}

static enum err_kind prepare(struct views *v, const char *path, struct db_conn *c, struct arena *a,
                             struct err *e)
{
    struct str uuid;
    TRY(read_uuid(c, a, &uuid, e));
    TRY(map_file(v, path, e));
    bool ours = file_is_ours(v, uuid);
    if (ours && check_length(v, path, e) == ERR_INVALID)
        TRY(move_aside(v, path, true, e));
    else if (!ours && !file_is_new(v))
        TRY(move_aside(v, path, false, e));
    if (file_is_new(v)) {
        memcpy(v->header->uuid, uuid.p, uuid.n < 39 ? uuid.n : 39);
        memcpy(v->header->magic, magic, sizeof magic);
    }
    TRY(check_length(v, path, e));
    TRY(raise_all(v, c, e));
    mark_counted(v);
    return OK;
}

enum err_kind views_open(struct views **out, const char *path, struct db *db, struct err *e)
{
    struct views *v = calloc(1, sizeof *v);
    if (v == NULL)
        return err_set(e, ERR_IO, "out of memory");
    v->fd = -1;
    struct arena *a = arena_new(1024);
    struct db_conn *c = NULL;
    enum err_kind kind = db_begin(db, &c, e);
    if (kind == OK)
        kind = prepare(v, path, c, a, e);
    if (c != NULL)
        db_end(db, &c);
    if (v->fd >= 0)
        flock(v->fd, LOCK_UN);
    arena_free(&a);
    if (kind != OK) {
        views_close(&v);
        return kind;
    }
    *out = v;
    return OK;
}

/* Maps what is there, to read. */
static enum err_kind map_to_read(struct views *v, const char *path, struct err *e)
{
    struct stat st;
    v->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (v->fd < 0 || fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    if (st.st_size < PAGE)
        return err_set(e, ERR_INVALID, "%s is no counter file", path);
    void *map = mmap(NULL, map_bytes, PROT_READ, MAP_SHARED | MAP_NORESERVE, v->fd, 0);
    if (map == MAP_FAILED)
        return err_errno(e, ERR_IO, "cannot map %s", path);
    v->map = map;
    v->header = map;
    return OK;
}

static enum err_kind inspect(struct views *v, const char *path, struct db *db, struct err *e)
{
    TRY(map_to_read(v, path, e));
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(1024);
    struct str uuid;
    enum err_kind kind = read_uuid(c, a, &uuid, e);
    if (kind == OK && !file_is_ours(v, uuid))
        kind = err_set(e, ERR_INVALID, "%s is not this site's counter file", path);
    if (kind == OK)
        kind = check_length(v, path, e);
    arena_free(&a);
    db_end(db, &c);
    return kind;
}

enum err_kind views_inspect(struct views **out, const char *path, struct db *db, struct err *e)
{
    struct views *v = calloc(1, sizeof *v);
    if (v == NULL)
        return err_set(e, ERR_IO, "out of memory");
    v->fd = -1;
    enum err_kind kind = inspect(v, path, db, e);
    if (kind != OK) {
        views_close(&v);
        return kind;
    }
    *out = v;
    return OK;
}

void views_close(struct views **v)
{
    if (*v == NULL)
        return;
    unmap_file(*v);
    free(*v);
    *v = NULL;
}

/* ---- flushing ---- */

struct flush_item {
    int64_t article_id;
    int64_t n[VIEW_REASONS];
};

struct flush {
    struct view_time when;
    int n;
    struct flush_item items[FLUSH_BATCH];
};

static enum err_kind put_total(struct db_conn *c, int64_t article_id, const int64_t n[VIEW_REASONS],
                               struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_PUT);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_text(s, ARG_NODE, node);
    bind_counts(s, n);
    return stmt_run(s, e);
}

static enum err_kind add_day(struct db_conn *c, int64_t article_id, int64_t day,
                             const int64_t n[VIEW_REASONS], struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_DAY_ADD);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_DAY, day);
    bind_counts(s, n);
    return stmt_run(s, e);
}

/* Readers' views: the hour's row, and a note that the article's place in the rankings may rise. */
static enum err_kind add_readers(struct db_conn *c, int64_t article_id, int64_t hour, int64_t n,
                                 struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_HOUR_ADD);
    stmt_int(s, ARG_HOUR, hour);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_COUNTED, n);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_VIEW_FRESH_ADD);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    return stmt_run(s, e);
}

static enum err_kind add_site_day(struct db_conn *c, int64_t day, const int64_t n[VIEW_REASONS],
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_VIEW_DAY_ADD);
    stmt_int(s, ARG_DAY, day);
    bind_counts(s, n);
    return stmt_run(s, e);
}

/* Adds what was new of the article to SITE. */
static enum err_kind flush_one(struct db_conn *c, const struct flush_item *it,
                               struct view_time when, int64_t site[VIEW_REASONS], struct err *e)
{
    int64_t old[VIEW_REASONS] = {0}, total[VIEW_REASONS], fresh[VIEW_REASONS];
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_GET);
    stmt_int(s, ARG_ARTICLE_ID, it->article_id);
    stmt_text(s, ARG_NODE, node);
    if (stmt_next(s))
        read_counts(s, old);
    TRY(stmt_done(s, e));
    bool any = false;
    for (int i = 0; i < VIEW_REASONS; i++) {
        total[i] = it->n[i] > old[i] ? it->n[i] : old[i];
        fresh[i] = total[i] - old[i];
        any = any || fresh[i] > 0;
    }
    if (!any)
        return OK;
    TRY(put_total(c, it->article_id, total, e));
    TRY(add_day(c, it->article_id, when.day, fresh, e));
    if (db_changes(c) == 0)
        return OK; /* there is no such article */
    for (int i = 0; i < VIEW_REASONS; i++)
        site[i] += fresh[i];
    if (fresh[VIEW_COUNTED] == 0)
        return OK;
    return add_readers(c, it->article_id, when.hour, fresh[VIEW_COUNTED], e);
}

static enum err_kind flush_job(struct db_conn *c, void *arg, struct err *e)
{
    struct flush *flush = arg;
    int64_t site[VIEW_REASONS] = {0}, any = 0;
    for (int i = 0; i < flush->n; i++)
        TRY(flush_one(c, &flush->items[i], flush->when, site, e));
    for (int i = 0; i < VIEW_REASONS; i++)
        any += site[i];
    return any > 0 ? add_site_day(c, flush->when.day, site, e) : OK;
}

static void load_line(const struct line *line, int64_t n[VIEW_REASONS])
{
    for (int i = 0; i < VIEW_REASONS; i++)
        n[i] = (int64_t)atomic_load(&line->n[i]);
}

/* The items are in the database: their bits go, and come back where a counter has moved meanwhile.
 */
static void settle(struct views *v, const struct flush *flush)
{
    for (int i = 0; i < flush->n; i++) {
        struct line *line;
        _Atomic uint64_t *word;
        uint64_t bit;
        int64_t now[VIEW_REASONS];
        if (!find(v, flush->items[i].article_id, &line, &word, &bit))
            continue;
        atomic_fetch_and(word, ~bit);
        load_line(line, now);
        if (memcmp(now, flush->items[i].n, sizeof now) != 0)
            atomic_fetch_or(word, bit);
    }
}

static enum err_kind flush_batch(struct views *v, struct db *db, struct flush *flush,
                                 int64_t *flushed, struct err *e)
{
    if (flush->n == 0)
        return OK;
    TRY(db_write(db, flush_job, flush, e));
    settle(v, flush);
    *flushed += flush->n;
    flush->n = 0;
    return OK;
}

static enum err_kind flush_word(struct views *v, struct db *db, struct flush *flush, uint64_t chunk,
                                size_t word, int64_t *flushed, struct err *e)
{
    uint64_t bits = atomic_load(&chunk_at(v, chunk)->dirty[word]);
    for (; bits != 0; bits &= bits - 1) {
        size_t at = word * 64 + (size_t)__builtin_ctzll(bits);
        struct flush_item *it = &flush->items[flush->n++];
        it->article_id = (int64_t)(chunk * CHUNK_ARTICLES + at);
        load_line(&chunk_at(v, chunk)->lines[at], it->n);
        if (flush->n == FLUSH_BATCH)
            TRY(flush_batch(v, db, flush, flushed, e));
    }
    return OK;
}

struct view_time view_time_at(const struct locale *l, int64_t epoch_s)
{
    struct civil t = locale_civil(l, epoch_s);
    return (struct view_time){
        .day = (int64_t)t.year * 10000 + t.month * 100 + t.day,
        .hour = epoch_s / 3600,
    };
}

int64_t view_day_before(const struct locale *l, int64_t epoch_s, int days)
{
    /* From noon to noon: a day of 23 or 25 hours does no harm. */
    struct civil t = locale_civil(l, epoch_s);
    t.hour = 12;
    struct err e;
    if (locale_epoch(l, t, &epoch_s, &e) != OK)
        assert(!"noon of a date that the locale gave");
    return view_time_at(l, epoch_s - (int64_t)days * 24 * 3600).day;
}

enum err_kind views_flush(struct views *v, struct db *db, struct view_time when, int64_t *flushed,
                          struct err *e)
{
    struct flush *flush = malloc(sizeof *flush);
    if (flush == NULL)
        return err_set(e, ERR_IO, "out of memory");
    flush->when = when;
    flush->n = 0;
    *flushed = 0;
    enum err_kind kind = OK;
    uint64_t chunks = atomic_load(&v->header->chunks);
    for (uint64_t c = 0; c < chunks && kind == OK; c++)
        for (size_t w = 0; w < CHUNK_ARTICLES / 64 && kind == OK; w++)
            if (atomic_load_explicit(&chunk_at(v, c)->dirty[w], memory_order_relaxed) != 0)
                kind = flush_word(v, db, flush, c, w, flushed, e);
    if (kind == OK)
        kind = flush_batch(v, db, flush, flushed, e);
    free(flush);
    if (kind ==
        OK) /* half a chunk ahead of what is read, so that counting need not wait for the disk */
        kind = views_reserve(v, atomic_load(&v->highest_id) + CHUNK_ARTICLES / 2, e);
    return kind;
}

/* ---- looking back ---- */

enum err_kind view_days(struct db_conn *c, int64_t article_id, int64_t limit, struct arena *a,
                        struct view_days *out, struct err *e)
{
    *out = (struct view_days){.items = ARENA_ARRAY(a, struct view_day, (size_t)limit)};
    struct stmt *s = db_stmt(c, SQL_VIEW_DAY_LIST);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    while (out->n < (size_t)limit && stmt_next(s)) {
        struct view_day *day = &out->items[out->n++];
        day->day = stmt_col_int(s, COL_DAY);
        read_counts(s, day->n);
    }
    return stmt_done(s, e);
}

enum err_kind views_verify(struct views *v, struct db *db,
                           void (*report)(void *arg, const char *sentence), void *arg,
                           struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_ALL);
    stmt_text(s, ARG_NODE, node);
    while (stmt_next(s)) {
        int64_t id = stmt_col_int(s, COL_ARTICLE_ID), stored[VIEW_REASONS];
        read_counts(s, stored);
        if (views_get(v, id, VIEW_COUNTED) >= (uint64_t)stored[VIEW_COUNTED])
            continue;
        char sentence[200];
        snprintf(sentence, sizeof sentence,
                 "article %" PRId64 " has %" PRId64 " views in the database but %" PRIu64
                 " in the counter file",
                 id, stored[VIEW_COUNTED], views_get(v, id, VIEW_COUNTED));
        report(arg, sentence);
    }
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}
