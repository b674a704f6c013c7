/* SPDX-License-Identifier: MIT */
/* Restores a site from a backup. Everything is unpacked and checked in a folder below the site's
 * (STAGE), so that only renames are left to do. All of it happens with the site's lock held, and
 * while no program has the site open (db_reserve).
 *
 * The old database is moved away first, and the new one is moved in last (put_in_place). So a
 * process that is killed in between leaves a folder without a database, which no program accepts as
 * a site, and nothing is lost. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "core/site/site_paths.h"

#define STAGE "restore.part"

struct restore {
    const char *path, *dir, *stage;
    struct arena *arena;
    struct backup_label label;
};

/* What a backup replaces in a site's folder, in the order in which the old parts are moved away. */
static const struct {
    const char *name;
    bool full_only;
} parts[] = {
    {SITE_DATABASE, false},    {SITE_DATABASE "-wal", false}, {SITE_DATABASE "-shm", false},
    {SITE_VIEWS, false},       {SITE_PUBLIC, true},           {SITE_TEMPLATES, true},
    {SITE_TRANSLATIONS, true},
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static bool part_is_restored(const struct restore *r, int i)
{
    return !parts[i].full_only || r->label.kind == BACKUP_FULL;
}

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static void remove_tree(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- the new site, in its own folder ---- */

static enum err_kind copy_file(const char *from, const char *to, struct err *e)
{
    int in = file_open_regular(from);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ssize_t n = in < 0 || out < 0 ? -1 : 1;
    while (n > 0)
        n = sendfile(out, in, NULL, 1 << 20);
    if (n == 0 && fsync(out) != 0)
        n = -1;
    enum err_kind kind = OK;
    if (n < 0 && (errno == ENOSPC || errno == EDQUOT))
        kind = err_set(e, ERR_BUSY, "the disk is full (copying %s)", from);
    else if (n < 0)
        kind = err_errno(e, ERR_IO, "cannot copy %s to %s", from, to);
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return kind;
}

/* Checks that the unpacked database is undamaged and belongs to the site that the label names. */
static enum err_kind check_database(struct restore *r, struct err *e)
{
    struct db *db;
    struct db_damage damage = {0};
    struct backup_label found;
    const char *path = site_path(r->arena, r->stage, SITE_DATABASE);
    TRY(db_open_readonly(&db, path, e));
    enum err_kind kind = backup_label_of(db, r->label.kind, &found, e);
    if (kind == OK && strcmp(found.site, r->label.site) != 0)
        kind = err_set(e, ERR_INVALID, "%s contains another site's database than it says", r->path);
    if (kind == OK)
        kind = db_verify(db, db_damage_keep, &damage, e);
    if (kind == OK && damage.found)
        kind = err_set(e, ERR_INVALID, "the database in %s is damaged: %s", r->path, damage.first);
    db_close(&db);
    return kind;
}

static enum err_kind make_stage(struct restore *r, struct err *e)
{
    struct arena *a = r->arena;
    remove_tree(r->stage); /* left by a process that was killed: we hold the site's lock */
    if (mkdir(r->stage, 0700) != 0)
        return err_errno(e, ERR_IO, "cannot create the folder %s", r->stage);
    const char *database = site_path(a, r->stage, SITE_DATABASE);
    const char *views = site_path(a, r->stage, SITE_VIEWS);
    if (r->label.kind == BACKUP_FULL)
        TRY(backup_unpack(r->path, r->stage, e));
    else
        TRY(copy_file(r->path, database, e));
    if (chmod(database, 0600) != 0 || (chmod(views, 0600) != 0 && errno != ENOENT))
        return err_errno(e, ERR_IO, "cannot set the mode of %s", database);
    return check_database(r, e);
}

/* ---- putting it in its place ---- */

struct move {
    const char *from, *to;
};

static const char *replaced_folder(struct restore *r)
{
    char time[32];
    time_t now = (time_t)clock_now();
    struct tm tm;
    strftime(time, sizeof time, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
    const char *path = arena_printf(r->arena, "%s/replaced-%s", r->dir, time).p;
    for (int i = 2; mkdir(path, 0700) != 0; i++) {
        if (errno != EEXIST)
            return NULL;
        path = arena_printf(r->arena, "%s/replaced-%s-%d", r->dir, time, i).p;
    }
    return path;
}

static enum err_kind move_all(const struct move *moves, int n, struct err *e)
{
    for (int i = 0; i < n; i++) {
        if (rename(moves[i].from, moves[i].to) == 0)
            continue;
        enum err_kind kind =
            err_errno(e, ERR_IO, "cannot move %s to %s", moves[i].from, moves[i].to);
        while (i-- > 0)
            if (rename(moves[i].to, moves[i].from) != 0)
                err_wrap(e, "%s could not be moved back from %s", moves[i].from, moves[i].to);
        return kind;
    }
    return OK;
}

static enum err_kind put_in_place(struct restore *r, struct backup_restored *out, struct err *e)
{
    struct move moves[2 * N_PARTS];
    int n = 0;
    struct arena *a = r->arena;
    TRY(file_make_folder(site_path(a, r->label.kind == BACKUP_FULL ? r->stage : r->dir, SITE_MEDIA),
                         0750, e));
    for (int i = 0; i < N_PARTS; i++) {
        const char *path = site_path(a, r->dir, parts[i].name);
        if (!part_is_restored(r, i) || !exists(path))
            continue;
        if (out->replaced == NULL && (out->replaced = replaced_folder(r)) == NULL)
            return err_errno(e, ERR_IO, "cannot create a folder in %s", r->dir);
        moves[n++] = (struct move){path, site_path(a, out->replaced, parts[i].name)};
    }
    for (int i = N_PARTS - 1; i >= 0; i--) {
        const char *path = site_path(a, r->stage, parts[i].name);
        bool side_file = i == 1 || i == 2; /* left by our own check of it */
        if (part_is_restored(r, i) && !side_file && exists(path))
            moves[n++] = (struct move){path, site_path(a, r->dir, parts[i].name)};
    }
    enum err_kind kind = move_all(moves, n, e);
    if (kind != OK && out->replaced != NULL)
        rmdir(out->replaced);
    return kind == OK ? file_sync_folder(site_path(a, r->dir, SITE_DATABASE), e) : kind;
}

/* ---- the whole ---- */

static enum err_kind check_place(struct restore *r, bool force, struct err *e)
{
    for (int i = 0; i < N_PARTS && !force; i++)
        if (part_is_restored(r, i) && exists(site_path(r->arena, r->dir, parts[i].name)))
            return err_set(e, ERR_CONFLICT,
                           "%s has a %s: restore into another folder, or use --force, which moves "
                           "it aside",
                           r->dir, parts[i].name);
    return OK;
}

static enum err_kind check_owner(const char *dir, struct err *e)
{
    struct stat st;
    if (stat(dir, &st) != 0)
        return err_errno(e, ERR_IO, "cannot read the owner of %s", dir);
    if (geteuid() == 0 && st.st_uid != 0)
        return err_set(e, ERR_FORBIDDEN,
                       "%s belongs to another user, who could not use what root creates there: "
                       "run this as that user (runuser -u NAME -- broadsheet restore ...)",
                       dir);
    return OK;
}

static enum err_kind restore_under_lock(struct restore *r, bool force, struct backup_restored *out,
                                        struct err *e)
{
    TRY(check_place(r, force, e));
    enum err_kind kind = make_stage(r, e);
    if (kind == OK)
        kind = put_in_place(r, out, e);
    remove_tree(r->stage);
    return kind;
}

enum err_kind backup_restore(const char *path, const char *dir, bool force, struct arena *a,
                             struct backup_restored *out, struct err *e)
{
    struct restore r = {.path = path, .dir = dir, .arena = a, .stage = site_path(a, dir, STAGE)};
    *out = (struct backup_restored){0};
    TRY(backup_label_read(path, &r.label, e));
    bool was_there = exists(dir);
    const char *lock_path = site_path(a, dir, SITE_LOCK);
    bool lock_was_there = exists(lock_path);
    TRY(file_make_folder(dir, 0750, e));
    TRY(check_owner(dir, e));
    int lock;
    TRY(db_reserve(site_path(a, dir, SITE_DATABASE), lock_path, &lock, e));
    enum err_kind kind = restore_under_lock(&r, force, out, e);
    if (kind != OK && !lock_was_there)
        unlink(lock_path);
    close(lock);
    if (kind != OK && !was_there)
        rmdir(dir);
    out->label = r.label;
    return kind;
}
