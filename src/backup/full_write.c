/* SPDX-License-Identifier: MIT */
/* Writes a full backup from front to back, so that it can go into a pipe.
 *
 * The view counters are read after the copy of the database was made, so they are never behind it.
 * Pictures are never changed once they are there. A file that is being written is detected by its
 * size and time before and after reading (add_file); otherwise half a file would be noticed only
 * when the backup is needed. */
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/file.h"
#include "core/site/site_paths.h"
#include "core/views/views.h"

enum { PIECE = 64 * 1024 };

struct tar {
    struct archive *out;
    const char *site_dir;
    struct buf sums; /* the text of BACKUP_SUMS */
    db_report_fn *warn;
    void *arg;
};

static enum err_kind tar_error(struct tar *t, const char *name, struct err *e)
{
    int code = archive_errno(t->out);
    if (code == ENOSPC || code == EDQUOT)
        return err_set(e, ERR_BUSY, "the disk is full (writing %s into the backup)", name);
    return err_set(e, ERR_IO, "cannot write %s into the backup: %s", name,
                   archive_error_string(t->out));
}

/* ---- one entry ---- */

static enum err_kind begin_entry(struct tar *t, const char *name, const struct stat *st,
                                 struct err *e)
{
    struct archive_entry *entry = check_memory(archive_entry_new());
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, st->st_mode & S_IFMT);
    archive_entry_set_perm(entry, st->st_mode & 0755);
    archive_entry_set_size(entry, S_ISREG(st->st_mode) ? st->st_size : 0);
    archive_entry_set_mtime(entry, st->st_mtime, 0);
    enum err_kind kind =
        archive_write_header(t->out, entry) == ARCHIVE_OK ? OK : tar_error(t, name, e);
    archive_entry_free(entry);
    return kind;
}

static void note_sum(struct tar *t, const char *name, crypto_hash_sha256_state *hash)
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof sum + 1];
    crypto_hash_sha256_final(hash, sum);
    sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
    buf_printf(&t->sums, "%s  %s\n", hex, name);
}

static enum err_kind add_piece(struct tar *t, const char *name, const char *bytes, size_t n,
                               crypto_hash_sha256_state *hash, struct err *e)
{
    crypto_hash_sha256_update(hash, (const unsigned char *)bytes, n);
    return archive_write_data(t->out, bytes, n) == (la_ssize_t)n ? OK : tar_error(t, name, e);
}

static enum err_kind add_text(struct tar *t, const char *name, struct str text, struct err *e)
{
    struct stat st = {.st_mode = S_IFREG | 0600, .st_size = (off_t)text.n, .st_mtime = clock_now()};
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    TRY(begin_entry(t, name, &st, e));
    TRY(add_piece(t, name, text.p, text.n, &hash, e));
    note_sum(t, name, &hash);
    return OK;
}

/* Adds the whole file that FD is open on. */
static enum err_kind add_file(struct tar *t, const char *name, int fd, struct err *e)
{
    char piece[PIECE];
    struct stat st, after;
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    if (fstat(fd, &st) != 0 || lseek(fd, 0, SEEK_SET) != 0)
        return err_errno(e, ERR_IO, "cannot read %s", name);
    TRY(begin_entry(t, name, &st, e));
    off_t left = st.st_size;
    while (left > 0) {
        ssize_t n = read(fd, piece, left < PIECE ? (size_t)left : PIECE);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(e, ERR_IO, "cannot read %s", name);
        if (n == 0)
            break;
        TRY(add_piece(t, name, piece, (size_t)n, &hash, e));
        left -= n;
    }
    if (fstat(fd, &after) != 0 || left > 0 || after.st_size != st.st_size ||
        after.st_mtim.tv_sec != st.st_mtim.tv_sec || after.st_mtim.tv_nsec != st.st_mtim.tv_nsec)
        return err_set(e, ERR_BUSY, "%s changed while it was read: try again", name);
    note_sum(t, name, &hash);
    return OK;
}

/* ---- folders ---- */

static void leave_out(struct tar *t, struct arena *a, const char *name, const char *why)
{
    t->warn(t->arg, arena_printf(a, "%s is left out: %s", name, why).p);
}

static enum err_kind add_folder(struct tar *t, const char *name, const struct stat *st, int depth,
                                struct err *e);

/* Adds NAME, a path below the site's folder. A file that has been deleted since its folder was read
 * is skipped. */
static enum err_kind add_path(struct tar *t, struct arena *a, const char *name, int depth,
                              struct err *e)
{
    struct stat st, link;
    const char *path = site_path(a, t->site_dir, name);
    if (lstat(path, &link) != 0 || stat(path, &st) != 0) {
        if (errno != ENOENT)
            return err_errno(e, ERR_IO, "cannot read %s", path);
        return OK;
    }
    if (!backup_name_ok(str_from(name)))
        return err_set(e, ERR_INVALID,
                       "%s cannot be in a backup: its name has a backslash or a control character, "
                       "or its folders nest too deeply; rename it",
                       path);
    /* The two top folders and those in them may be links, say to another disk. A link further down
     * may lead anywhere. */
    if (S_ISDIR(st.st_mode) && S_ISLNK(link.st_mode) && depth > 1)
        leave_out(t, a, path, "a link to a folder");
    else if (S_ISDIR(st.st_mode))
        return add_folder(t, name, &st, depth, e);
    else if (!S_ISREG(st.st_mode))
        leave_out(t, a, path, "neither a file nor a folder");
    else {
        int fd = file_open_regular(path);
        if (fd < 0 && errno == ENOENT)
            return OK;
        if (fd < 0)
            return err_errno(e, ERR_IO, "cannot open %s", path);
        enum err_kind kind = add_file(t, name, fd, e);
        close(fd);
        return kind;
    }
    return OK;
}

static int is_entry(const struct dirent *f)
{
    return strcmp(f->d_name, ".") != 0 && strcmp(f->d_name, "..") != 0;
}

static enum err_kind add_folder(struct tar *t, const char *name, const struct stat *st, int depth,
                                struct err *e)
{
    struct dirent **found;
    struct arena *a = arena_new(4096);
    const char *path = site_path(a, t->site_dir, name);
    enum err_kind kind = begin_entry(t, name, st, e);
    int n = kind == OK ? scandir(path, &found, is_entry, alphasort) : 0;
    if (n < 0)
        kind = err_errno(e, ERR_IO, "cannot read the folder %s", path);
    for (int i = 0; i < n; i++) {
        if (kind == OK)
            kind = add_path(t, a, arena_printf(a, "%s/%s", name, found[i]->d_name).p, depth + 1, e);
        free(found[i]);
    }
    if (n > 0)
        free(found);
    arena_free(&a);
    return kind;
}

/* ---- the whole ---- */

static enum err_kind add_counters(struct tar *t, struct arena *a, struct db *db, struct err *e)
{
    struct views *views;
    const char *path = site_path(a, t->site_dir, SITE_VIEWS);
    if (views_inspect(&views, path, db, e) != OK) {
        leave_out(t, a, SITE_VIEWS, e->msg); /* a restored site rebuilds it from the database */
        return OK;
    }
    int fd = memfd_create(SITE_VIEWS, MFD_CLOEXEC);
    enum err_kind kind =
        fd < 0 ? err_errno(e, ERR_IO, "no memory for the view counters") : views_copy(views, fd, e);
    views_close(&views);
    if (kind == OK && fchmod(fd, 0600) != 0)
        kind = err_errno(e, ERR_IO, "cannot copy the view counters");
    if (kind == OK)
        kind = add_file(t, SITE_VIEWS, fd, e);
    if (fd >= 0)
        close(fd);
    return kind;
}

static enum err_kind add_all(struct tar *t, struct arena *a, struct db *db,
                             const struct backup_label *label, int copy, struct err *e)
{
    struct str about =
        arena_printf(a, "Broadsheet backup 1\nsite %s\nschema %d\nmade at %" PRId64 "\n",
                     label->site, label->schema, clock_now());
    TRY(add_text(t, BACKUP_ABOUT, about, e));
    TRY(add_file(t, SITE_DATABASE, copy, e));
    TRY(add_counters(t, a, db, e));
    TRY(add_path(t, a, SITE_PUBLIC, 0, e));
    TRY(add_path(t, a, SITE_TEMPLATES, 0, e));
    TRY(add_path(t, a, SITE_TRANSLATIONS, 0, e));
    struct str sums = arena_dup(a, buf_str(&t->sums));
    TRY(add_text(t, BACKUP_SUMS, sums, e));
    return archive_write_close(t->out) == ARCHIVE_OK ? OK : tar_error(t, "the end", e);
}

enum err_kind backup_write_full(const char *site_dir, struct db *db,
                                const struct backup_label *label, int copy, int to,
                                db_report_fn *warn, void *arg, struct err *e)
{
    struct tar t = {
        .out = check_memory(archive_write_new()), .site_dir = site_dir, .warn = warn, .arg = arg};
    struct arena *a = arena_new(4096);
    enum err_kind kind = archive_write_set_format_gnutar(t.out) == ARCHIVE_OK &&
                                 archive_write_open_fd(t.out, to) == ARCHIVE_OK
                             ? add_all(&t, a, db, label, copy, e)
                             : tar_error(&t, "the beginning", e);
    archive_write_free(t.out);
    buf_release(&t.sums);
    arena_free(&a);
    return kind;
}
