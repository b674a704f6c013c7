/* SPDX-License-Identifier: MIT */
/* Determines what a backup is: its kind, its site and its schema. The answer depends on the file's
 * content, not on its name: SQLite's header means a database, a tar file must begin with
 * BACKUP_ABOUT. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/file.h"

enum { ABOUT_MAX = 1000, READ_BYTES = 64 * 1024 };

enum err_kind backup_label_of(struct db *db, enum backup_kind kind, struct backup_label *out,
                              struct err *e)
{
    struct db_conn *c;
    *out = (struct backup_label){.kind = kind, .schema = db_schema(db)};
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(512);
    struct stmt *s = db_stmt(c, SQL_SITE_GET);
    if (stmt_next(s)) {
        struct str site = stmt_col_text(s, COL_UUID, a);
        snprintf(out->site, sizeof out->site, "%.*s", STR_ARG(site));
    }
    enum err_kind failure = stmt_done(s, e);
    arena_free(&a);
    db_end(db, &c);
    if (failure == OK && out->site[0] == '\0')
        return err_set(e, ERR_INVALID, "the database contains no site");
    return failure;
}

/* Refuses a database in use. Its header says that it is written through a log, and the log is
 * beside it; a copy has no log. */
static enum err_kind check_database_file(const char *path, const unsigned char head[20],
                                         struct err *e)
{
    enum { WRITE_VERSION = 18, OF_WAL = 2 };
    struct stat st;
    char log[4096];
    snprintf(log, sizeof log, "%s-wal", path);
    if (head[WRITE_VERSION] == OF_WAL && stat(log, &st) == 0)
        return err_set(e, ERR_INVALID,
                       "%s is a database that is in use (%s is beside it), not a backup: make one "
                       "with `broadsheet backup`",
                       path, log);
    return OK;
}

static enum err_kind label_of_database(const char *path, const unsigned char head[20],
                                       struct backup_label *out, struct err *e)
{
    struct db *db;
    TRY(check_database_file(path, head, e));
    TRY(db_open_readonly(&db, path, e));
    enum err_kind kind = backup_label_of(db, BACKUP_DATABASE, out, e);
    db_close(&db);
    return kind;
}

static enum err_kind label_of_tar(const char *path, int fd, struct backup_label *out, struct err *e)
{
    char text[ABOUT_MAX];
    struct archive_entry *entry;
    struct archive *in = archive_read_new();
    bool found = false;
    if (in != NULL && archive_read_support_format_tar(in) == ARCHIVE_OK &&
        archive_read_open_fd(in, fd, READ_BYTES) == ARCHIVE_OK &&
        archive_read_next_header(in, &entry) == ARCHIVE_OK &&
        archive_entry_pathname(entry) != NULL &&
        str_eq(str_from(archive_entry_pathname(entry)), STR(BACKUP_ABOUT))) {
        la_ssize_t n = archive_read_data(in, text, sizeof text);
        found = n > 0 && backup_about_parse(str_of(text, (size_t)n), out);
    }
    archive_read_free(in);
    if (!found)
        return err_set(e, ERR_INVALID, "%s is not a Broadsheet backup", path);
    if (out->schema > db_schema_newest())
        return err_set(e, ERR_INVALID,
                       "%s was made by a newer Broadsheet (schema %d, this program knows %d)", path,
                       out->schema, db_schema_newest());
    return OK;
}

enum err_kind backup_label_read(const char *path, struct backup_label *out, struct err *e)
{
    static const char sqlite[16] = "SQLite format 3";
    unsigned char head[20] = {0};
    int fd = file_open_regular(path);
    if (fd < 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s", path);
    enum err_kind kind = OK;
    ssize_t n = pread(fd, head, sizeof head, 0);
    if (n < 0)
        kind = err_errno(e, ERR_IO, "cannot read %s", path);
    else if (memcmp(head, sqlite, sizeof sqlite) != 0)
        kind = label_of_tar(path, fd, out, e);
    close(fd);
    if (kind == OK && memcmp(head, sqlite, sizeof sqlite) == 0)
        kind = label_of_database(path, head, out, e);
    return kind;
}
