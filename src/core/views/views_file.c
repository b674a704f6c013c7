/* SPDX-License-Identifier: MIT */
/* Creates, maps and grows the counter file, and makes it agree with the database when it is opened.
 *
 * After a power cut the last seconds may be lost and some pages may be older than others, since the
 * kernel writes the mapping back in its own time. Then every counter that is behind the database is
 * raised to it, and every one that is ahead gets its dirty bit: a walk through all articles that
 * were ever read. The same happens if the file or the database was restored from a copy.
 *
 * While the machine runs, the mapping outlives its writers and the walk is not needed. The header
 * therefore records during which boot the file was last opened, its device and inode, and the
 * number of the last flush, which the database has as well. If all of these match, opening reads
 * the header only, however many articles there are. (A process that is killed between its commit
 * and recording it in the header costs the next one the walk.) */
#include "core/views/views_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/file.h"
#include "base/log.h"

#define NOT_REGULAR                                                                                \
    "%s is not a regular file; move it away, and the counters are created again from the database"

static const char magic[8] = "BSVIEWS1";

/* ---- the file ---- */

enum err_kind views_reserve(struct views *v, int64_t article_id, struct err *e)
{
    uint64_t needed = (uint64_t)article_id / CHUNK_ARTICLES + 1;
    if (article_id < 0 || needed > CHUNKS_MAX)
        return err_set(e, ERR_TOO_LARGE, "article %" PRId64 " lies past the largest counter file",
                       article_id);
    if (atomic_load_explicit(&v->header->chunks, memory_order_acquire) >= needed)
        return OK;
    /* No lock is needed: posix_fallocate does nothing for space that exists, and whoever comes last
     * publishes the same number or a higher one. */
    off_t size = (off_t)(VIEWS_PAGE + needed * sizeof(struct chunk));
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
    struct stat st;
    v->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (v->fd < 0 && errno == EISDIR)
        return err_set(e, ERR_INVALID, NOT_REGULAR, path);
    if (v->fd < 0 || fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_INVALID, NOT_REGULAR, path);
    if (flock(v->fd, LOCK_EX) != 0)
        return err_errno(e, ERR_IO, "cannot lock %s", path);
    int rc = posix_fallocate(v->fd, 0, VIEWS_PAGE);
    if (rc != 0) {
        errno = rc;
        return err_errno(e, ERR_IO, "cannot make room in %s", path);
    }
    void *map =
        mmap(NULL, VIEWS_MAP_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, v->fd, 0);
    if (map == MAP_FAILED)
        return err_errno(e, ERR_IO, "cannot map %s", path);
    v->map = map;
    v->header = map;
    return OK;
}

static void unmap_file(struct views *v)
{
    if (v->map != NULL)
        munmap(v->map, VIEWS_MAP_BYTES);
    if (v->fd >= 0)
        close(v->fd);
    v->map = NULL;
    v->fd = -1;
}

/* Renames a file that cannot be used: to PATH and the UUID of the site it belongs to, or to
 * PATH.damaged. Then maps a new one. */
static enum err_kind move_aside(struct views *v, const char *path, bool damaged, struct err *e)
{
    char aside[4096], owner[sizeof v->header->uuid];
    memcpy(owner, v->header->uuid, sizeof owner);
    owner[sizeof owner - 1] = '\0';
    damaged = damaged || owner[0] == '\0' || owner[strspn(owner, "0123456789abcdef-")] != '\0';
    snprintf(aside, sizeof aside, "%s.%s", path, damaged ? "damaged" : owner);
    log_warn("%s %s: moved to %s, and created again from the database", path,
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

/* Touching a chunk past the file's end would be a SIGBUS. */
static enum err_kind check_length(const struct views *v, const char *path, struct err *e)
{
    struct stat st;
    uint64_t chunks = atomic_load(&v->header->chunks);
    if (fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot look at %s", path);
    if (chunks > CHUNKS_MAX || (uint64_t)st.st_size < VIEWS_PAGE + chunks * sizeof(struct chunk))
        return err_set(
            e, ERR_INVALID,
            "%s is shorter than its header says; move it away, and the counters are created "
            "again from the database",
            path);
    return OK;
}

/* ---- comparing the file with the database ---- */

/* Raises a line to what the database has, and marks it as dirty if it is ahead. */
static void raise_line(struct views *v, int64_t article_id, const int64_t stored[VIEW_REASONS])
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    if (!views_find(v, article_id, &line, &word, &bit))
        return;
    for (int i = 0; i < VIEW_REASONS; i++) {
        uint64_t is = atomic_load(&line->n[i]), least = (uint64_t)stored[i];
        while (is < least && !atomic_compare_exchange_weak(&line->n[i], &is, least))
            ;
        if (is > least)
            views_mark(word, bit);
    }
}

/* Marks the lines of articles in [FROM, UNTIL) with counts: the database has no row of them. */
static void mark_unknown(struct views *v, int64_t from, int64_t until)
{
    static const int64_t nothing[VIEW_REASONS];
    for (int64_t id = from; id < until; id++)
        raise_line(v, id, nothing);
}

/* Raises or marks the lines of all articles that were ever read. */
static enum err_kind raise_all(struct views *v, struct db_conn *c, struct err *e)
{
    int64_t next = 1;
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_ALL);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    while (stmt_next(s)) {
        int64_t stored[VIEW_REASONS], id = stmt_col_int(s, COL_ARTICLE_ID);
        view_counts_from_row(s, stored);
        mark_unknown(v, next, id);
        raise_line(v, id, stored);
        next = id + 1;
    }
    TRY(stmt_done(s, e));
    mark_unknown(v, next, (int64_t)atomic_load(&v->header->chunks) * CHUNK_ARTICLES);
    return OK;
}

/* The kernel's id of this boot, NUL-terminated; empty if it cannot be read. */
static void read_boot_id(char out[sizeof((struct views_header){0}.boot)])
{
    memset(out, 0, sizeof((struct views_header){0}.boot));
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (read(fd, out, sizeof((struct views_header){0}.boot) - 1) < 0)
        out[0] = '\0';
    close(fd);
}

/* True if the mapping is as its last writer left it: the same boot, the same file. */
static bool is_same_boot(const struct views *v, const char *boot, const struct stat *st)
{
    const struct views_header *h = v->header;
    return boot[0] != '\0' && memcmp(h->boot, boot, sizeof h->boot) == 0 &&
           h->device == (uint64_t)st->st_dev && h->inode == (uint64_t)st->st_ino;
}

/* The number of the last flush in C's snapshot. */
static enum err_kind read_flush(struct db_conn *c, uint64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_FLUSH_GET);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    *out = stmt_next(s) ? (uint64_t)stmt_col_int(s, COL_N) : 0;
    return stmt_done(s, e);
}

/* Compares the database's flush number with the header's, several times, since another process may
 * be in the middle of a flush. *settled says whether they match. */
static enum err_kind compare_flush_number(struct views *v, struct db *db, bool *matches,
                                          struct err *e)
{
    enum { TRIES = 5, PAUSE_NS = 2000000 };
    *matches = false;
    for (int i = 0; i < TRIES && !*matches; i++) {
        struct db_conn *c;
        uint64_t number;
        if (i > 0)
            nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
        TRY(db_begin(db, &c, e));
        enum err_kind kind = read_flush(c, &number, e);
        db_end(db, &c);
        TRY(kind);
        *matches = number == atomic_load(&v->header->flush);
    }
    return OK;
}

/* Makes the file agree with the database if necessary. */
static enum err_kind reconcile(struct views *v, struct db *db, struct err *e)
{
    char boot[sizeof v->header->boot];
    struct stat st;
    read_boot_id(boot);
    if (fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot look at the view counters");
    if (is_same_boot(v, boot, &st)) {
        bool matches;
        TRY(compare_flush_number(v, db, &matches, e));
        if (matches)
            return OK;
    }
    struct db_conn *c;
    uint64_t number = 0;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = raise_all(v, c, e);
    if (kind == OK)
        kind = read_flush(c, &number, e);
    db_end(db, &c);
    TRY(kind);
    memcpy(v->header->boot, boot, sizeof boot);
    v->header->device = (uint64_t)st.st_dev;
    v->header->inode = (uint64_t)st.st_ino;
    atomic_store(&v->header->flush, number);
    return OK;
}

/* ---- opening ---- */

static enum err_kind read_uuid(struct db_conn *c, struct arena *a, struct str *uuid, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_GET);
    *uuid = stmt_next(s) ? stmt_col_text(s, COL_UUID, a) : STR_NONE;
    TRY(stmt_done(s, e));
    return uuid->n > 0 ? OK : err_set(e, ERR_INVALID, "the database has no site in it");
}

/* Reserves space for the newest article and some later ones. */
static enum err_kind reserve_newest(struct views *v, struct db_conn *c, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_NEWEST_ID);
    int64_t newest = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    return views_reserve(v, newest + CHUNK_ARTICLES / 2, e);
}

static enum err_kind prepare_file(struct views *v, const char *path, struct db_conn *c,
                                  struct arena *a, struct err *e)
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
    return reserve_newest(v, c, e);
}

enum err_kind views_open(struct views **out, const char *path, struct db *db, struct err *e)
{
    struct views *v = check_memory(calloc(1, sizeof *v));
    v->fd = -1;
    v->path = check_memory(strdup(path));
    struct arena *a = arena_new(1024);
    struct db_conn *c = NULL;
    enum err_kind kind = db_begin(db, &c, e);
    if (kind == OK)
        kind = prepare_file(v, path, c, a, e);
    if (c != NULL)
        db_end(db, &c);
    if (kind == OK)
        kind = reconcile(v, db, e);
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

enum err_kind views_in_place(const struct views *v, struct err *e)
{
    struct stat mapped, named;
    if (fstat(v->fd, &mapped) != 0)
        return err_errno(e, ERR_IO, "cannot look at the view counters");
    if (stat(v->path, &named) == 0 && named.st_dev == mapped.st_dev &&
        named.st_ino == mapped.st_ino)
        return OK;
    return err_set(
        e, ERR_IO,
        "%s was deleted or replaced (no view is lost: they are in the database; restart the "
        "program to create the file again)",
        v->path);
}

/* Maps an existing file for reading. */
static enum err_kind map_to_read(struct views *v, const char *path, struct err *e)
{
    struct stat st;
    v->fd = file_open_regular(path);
    if (v->fd < 0 && errno == EINVAL)
        return err_set(e, ERR_INVALID, NOT_REGULAR, path);
    if (v->fd < 0 || fstat(v->fd, &st) != 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    if (st.st_size < VIEWS_PAGE)
        return err_set(e, ERR_INVALID, "%s is not a counter file", path);
    void *map = mmap(NULL, VIEWS_MAP_BYTES, PROT_READ, MAP_SHARED | MAP_NORESERVE, v->fd, 0);
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
    struct views *v = check_memory(calloc(1, sizeof *v));
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
    views_guard_end(*v);
    unmap_file(*v);
    free((*v)->path);
    free(*v);
    *v = NULL;
}
