/* SPDX-License-Identifier: MIT */
/* Unpacks a full backup, which a stranger may have made.
 *
 * libarchive only parses the format. Everything on disk is created here: plain files and folders in
 * one folder that was empty, each created new (O_EXCL), so no name can follow a link or overwrite
 * another file. All unpacked bytes together are bounded by the size of the backup, so a sparse
 * entry cannot fill the disk (read_piece). SHA256SUMS must be the last entry and name exactly the
 * files that were unpacked (check_sums). */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"

enum { PIECE = 64 * 1024 };

struct sum {
    struct str name;
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    bool named; /* BACKUP_SUMS names it */
};

struct unpack {
    struct archive *in;
    const char *path; /* the backup's */
    int folder;       /* descriptor of the folder to unpack into */
    int64_t bytes_left;
    struct arena *arena;
    struct sum *sums; /* of the files unpacked so far */
    size_t n, room;
    struct str listed; /* the text of BACKUP_SUMS; p NULL: not read yet */
};

static enum err_kind broken(const struct unpack *u, const char *why, struct err *e)
{
    return err_set(e, ERR_INVALID, "%s is damaged, or not a backup: %s", u->path, why);
}

static enum err_kind disk_error(const char *name, struct err *e)
{
    if (errno == ENOSPC || errno == EDQUOT)
        return err_set(e, ERR_BUSY, "the disk is full (unpacking %s)", name);
    return err_errno(e, ERR_IO, "cannot unpack %s", name);
}

/* ---- one entry ---- */

static struct sum *add_sum(struct unpack *u, const char *name)
{
    if (u->n == u->room) {
        u->room = u->room > 0 ? 2 * u->room : 256;
        u->sums = check_memory(realloc(u->sums, u->room * sizeof *u->sums));
    }
    struct sum *added = &u->sums[u->n++];
    *added = (struct sum){.name = arena_dup(u->arena, str_from(name))};
    return added;
}

static enum err_kind write_piece(int fd, const char *bytes, size_t n, const char *name,
                                 struct err *e)
{
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(fd, bytes + done, n - done);
        if (wrote < 0 && errno != EINTR)
            return disk_error(name, e);
        if (wrote > 0)
            done += (size_t)wrote;
    }
    return OK;
}

/* Reads the next bytes of the current entry; *n is 0 at its end. */
static enum err_kind read_piece(struct unpack *u, char piece[PIECE], size_t *n, struct err *e)
{
    la_ssize_t got = archive_read_data(u->in, piece, PIECE);
    if (got < 0)
        return broken(u, archive_error_string(u->in), e);
    u->bytes_left -= got;
    *n = (size_t)got;
    return u->bytes_left >= 0 ? OK : broken(u, "its entries claim to be larger than the file", e);
}

static enum err_kind unpack_file(struct unpack *u, const char *name, struct err *e)
{
    char piece[PIECE];
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    int fd = openat(u->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (fd < 0)
        return errno == EEXIST ? broken(u, "it contains a name twice", e) : disk_error(name, e);
    enum err_kind kind = OK;
    for (size_t n = 1; kind == OK && n > 0;) {
        kind = read_piece(u, piece, &n, e);
        if (kind == OK && n > 0) {
            crypto_hash_sha256_update(&hash, (const unsigned char *)piece, n);
            kind = write_piece(fd, piece, n, name, e);
        }
    }
    close(fd);
    TRY(kind);
    crypto_hash_sha256_final(&hash, sum);
    struct sum *added = add_sum(u, name);
    sodium_bin2hex(added->hex, sizeof added->hex, sum, sizeof sum);
    return OK;
}

static enum err_kind read_sums(struct unpack *u, struct err *e)
{
    char piece[PIECE];
    struct buf text = buf_in(u->arena);
    for (size_t n = 1; n > 0;) {
        TRY(read_piece(u, piece, &n, e));
        buf_add(&text, str_of(piece, n));
    }
    u->listed = text.n > 0 ? buf_str(&text) : STR("");
    return OK;
}

static enum err_kind unpack_entry(struct unpack *u, struct archive_entry *entry, struct err *e)
{
    const char *given = archive_entry_pathname(entry);
    struct str name = str_from(given);
    bool is_folder = archive_entry_filetype(entry) == AE_IFDIR;
    if (is_folder && str_ends(name, STR("/")))
        name.n--;
    if (!backup_name_ok(name) || archive_entry_hardlink(entry) != NULL ||
        archive_entry_symlink(entry) != NULL ||
        (!is_folder && archive_entry_filetype(entry) != AE_IFREG))
        return broken(u, "it contains something that a backup does not", e);
    if (u->listed.p != NULL)
        return broken(u, "something follows " BACKUP_SUMS, e);
    if (str_eq(name, STR(BACKUP_SUMS)))
        return is_folder ? broken(u, BACKUP_SUMS " is a folder", e) : read_sums(u, e);
    const char *path = arena_cstr(u->arena, name);
    if (!is_folder)
        return unpack_file(u, path, e);
    if (mkdirat(u->folder, path, 0750) != 0)
        return errno == EEXIST ? broken(u, "it contains a name twice", e) : disk_error(path, e);
    return OK;
}

/* ---- checking that all is there ---- */

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct sum *)a)->name, ((const struct sum *)b)->name);
}

static enum err_kind check_sums(struct unpack *u, struct err *e)
{
    struct str rest = u->listed, hex, name;
    if (u->listed.p == NULL)
        return broken(u, "it is cut off", e);
    if (u->n > 0)
        qsort(u->sums, u->n, sizeof *u->sums, by_name);
    while (rest.p != NULL && rest.n > 0) {
        if (!backup_sum_next(&rest, &hex, &name))
            return broken(u, "a line of " BACKUP_SUMS " is not a checksum and a name", e);
        struct sum *found = NULL, key = {.name = name};
        if (u->n > 0)
            found = bsearch(&key, u->sums, u->n, sizeof key, by_name);
        if (found == NULL)
            return err_set(e, ERR_INVALID, "%s lacks %.*s, which its " BACKUP_SUMS " names",
                           u->path, STR_ARG(name));
        if (!str_eq(hex, str_from(found->hex)))
            return err_set(e, ERR_INVALID, "%s is damaged: the checksum of %.*s is wrong", u->path,
                           STR_ARG(name));
        found->named = true;
    }
    for (size_t i = 0; i < u->n; i++)
        if (!u->sums[i].named)
            return err_set(e, ERR_INVALID,
                           "%s contains %.*s, which its " BACKUP_SUMS " does not name", u->path,
                           STR_ARG(u->sums[i].name));
    return OK;
}

static enum err_kind unpack_all(struct unpack *u, int fd, struct err *e)
{
    struct archive_entry *entry;
    if (archive_read_support_format_tar(u->in) != ARCHIVE_OK ||
        archive_read_open_fd(u->in, fd, PIECE) != ARCHIVE_OK)
        return broken(u, archive_error_string(u->in), e);
    for (;;) {
        int rc = archive_read_next_header(u->in, &entry);
        if (rc == ARCHIVE_EOF)
            break;
        if (rc != ARCHIVE_OK)
            return broken(u, archive_error_string(u->in), e);
        TRY(unpack_entry(u, entry, e));
    }
    TRY(check_sums(u, e));
    /* One sync for all files. One for each of a hundred thousand pictures would take an hour. */
    return syncfs(u->folder) == 0 ? OK : disk_error("the end", e);
}

enum err_kind backup_unpack(const char *path, const char *folder, struct err *e)
{
    struct stat st;
    struct unpack u = {.path = path};
    int fd = file_open_regular(path);
    if (fd < 0 || fstat(fd, &st) != 0) {
        enum err_kind kind = err_errno(e, ERR_IO, "cannot open %s", path);
        if (fd >= 0)
            close(fd);
        return kind;
    }
    u.bytes_left = st.st_size;
    u.folder = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    u.arena = arena_new(PIECE);
    u.in = check_memory(archive_read_new());
    enum err_kind kind =
        u.folder < 0 ? err_errno(e, ERR_IO, "cannot open %s", folder) : unpack_all(&u, fd, e);
    archive_read_free(u.in);
    arena_free(&u.arena);
    free(u.sums);
    if (u.folder >= 0)
        close(u.folder);
    close(fd);
    return kind;
}
