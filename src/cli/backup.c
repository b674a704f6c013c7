/* SPDX-License-Identifier: MIT */
/* `broadsheet backup`: copies the site and checks the copy while the site runs. This file decides
 * where a backup goes: to a named file, to a file named by the time in a folder, or to standard
 * output. backup/ and db/keep.c make the backups. A backup is written under a temporary name
 * (.part) and gets its name when it is complete and synced. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/scratch.h"

enum { KEEP_MAX = 100000 };

struct args {
    const char *file;
    bool full;
    int64_t keep; /* 0: all */
};

struct job {
    const struct cli *cli;
    struct args args;
    struct db *db;
    struct backup_label label;
    struct arena *arena;
};

static void warn(void *arg, const char *sentence)
{
    (void)arg;
    fprintf(stderr, "broadsheet: warning: %s\n", sentence);
}

static void print_removed(void *arg, const char *path)
{
    const struct job *job = arg;
    cli_print(job->cli, "removed %s", path);
}

/* ---- into a file ---- */

/* The backup's path: FILE, or a name made from the time if FILE is a folder. */
static const char *backup_path(struct job *job, const char *file)
{
    struct stat st;
    bool is_folder =
        str_ends(str_from(file), STR("/")) || (stat(file, &st) == 0 && S_ISDIR(st.st_mode));
    if (!is_folder)
        return file;
    char time[32];
    time_t now = (time_t)clock_now();
    struct tm tm;
    strftime(time, sizeof time, "%Y%m%d-%H%M%S", gmtime_r(&now, &tm));
    const char *slash = str_ends(str_from(file), STR("/")) ? "" : "/";
    return arena_printf(job->arena, "%s%sbroadsheet-%s.%s", file, slash, time,
                        job->args.full ? "tar" : "db")
        .p;
}

static enum err_kind make_folder_of(struct job *job, const char *file, struct err *e)
{
    const char *slash = strrchr(file, '/');
    if (slash == NULL || slash == file)
        return OK;
    return file_make_folder(arena_cstr(job->arena, str_of(file, (size_t)(slash - file))), 0700, e);
}

/* Writes the full backup to PART and renames it to FILE. The copy of the database is beside it,
 * without a name, until then. */
static enum err_kind write_full(struct job *job, const char *file, const char *part, struct err *e)
{
    int copy, out;
    const char *copy_path = arena_printf(job->arena, "%s.database.part", file).p;
    TRY(file_open_part(part, &out, e));
    enum err_kind kind = db_copy(job->db, copy_path, &copy, e);
    if (kind == OK) {
        unlink(copy_path);
        kind = backup_write_full(job->cli->site, job->db, &job->label, copy, out, warn, NULL, e);
        close(copy);
    }
    if (kind == OK && fsync(out) != 0)
        kind = err_errno(e, ERR_IO, "cannot sync %s", part);
    if (kind == OK)
        kind = file_publish(part, file, e);
    else
        unlink(part);
    close(out);
    return kind;
}

static enum err_kind to_file(struct job *job, const char *file, struct err *e)
{
    struct stat st;
    TRY(make_folder_of(job, file, e));
    if (lstat(file, &st) == 0)
        return err_set(e, ERR_CONFLICT, "%s already exists", file);
    if (job->args.full)
        TRY(write_full(job, file, arena_printf(job->arena, "%s.part", file).p, e));
    else
        TRY(db_backup(job->db, file, e));
    if (stat(file, &st) != 0)
        return err_errno(e, ERR_IO, "cannot read the size of %s", file);
    cli_print(job->cli, "%s: %" PRId64 " bytes, checked", file, (int64_t)st.st_size);
    if (job->args.keep == 0)
        return OK;
    return backup_rotate(file, &job->label, (int)job->args.keep, print_removed, job, e);
}

/* ---- to standard output ---- */

static enum err_kind stream(int from, int to, struct err *e)
{
    char piece[65536];
    ssize_t n;
    if (lseek(from, 0, SEEK_SET) != 0)
        return err_errno(e, ERR_IO, "cannot read the copy");
    while ((n = read(from, piece, sizeof piece)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        for (ssize_t done = 0; done < n;) {
            ssize_t wrote = write(to, piece + done, (size_t)(n - done));
            if (wrote < 0 && errno != EINTR)
                return err_errno(e, ERR_IO, "cannot write to standard output");
            if (wrote > 0)
                done += wrote;
        }
        if (n < 0)
            return err_errno(e, ERR_IO, "cannot read the copy");
    }
    return OK;
}

/* Makes a checked copy of the database without a name, so nothing is left behind whatever happens.
 */
static enum err_kind nameless_copy(struct job *job, int *copy, struct err *e)
{
    const char *folder;
    TRY(scratch_make(job->arena, &folder, e));
    const char *path = arena_printf(job->arena, "%s/copy", folder).p;
    enum err_kind kind = db_copy(job->db, path, copy, e);
    unlink(path);
    rmdir(folder);
    return kind == OK ? OK : err_wrap(e, "the copy in %s ($TMPDIR)", folder);
}

static enum err_kind to_output(struct job *job, struct err *e)
{
    int copy;
    TRY(nameless_copy(job, &copy, e));
    enum err_kind kind = job->args.full ? backup_write_full(job->cli->site, job->db, &job->label,
                                                            copy, STDOUT_FILENO, warn, NULL, e)
                                        : stream(copy, STDOUT_FILENO, e);
    close(copy);
    if (kind == OK && !job->cli->quiet)
        fputs("written to standard output, checked\n", stderr);
    return kind;
}

static enum err_kind make(struct job *job, struct err *e)
{
    const char *file = job->args.file;
    TRY(cli_site_open_readonly(job->cli->site, &job->db, e));
    job->arena = arena_new(4096);
    enum err_kind kind =
        backup_label_of(job->db, job->args.full ? BACKUP_FULL : BACKUP_DATABASE, &job->label, e);
    if (kind == OK)
        kind = strcmp(file, "-") == 0 ? to_output(job, e) : to_file(job, backup_path(job, file), e);
    db_close(&job->db);
    arena_free(&job->arena);
    return kind;
}

static int run(struct cli *cli)
{
    struct job job = {.cli = cli};
    int status;
    if (!cli_parse(cli, &job.args, &status))
        return status;
    bool to_stdout = strcmp(job.args.file, "-") == 0;
    if (job.args.file[0] == '\0')
        return cli_misuse(cli->command, "the name of the file is empty");
    if (to_stdout && job.args.keep > 0)
        return cli_misuse(cli->command, "--keep needs a file: standard output has no old backups");
    if (to_stdout && isatty(STDOUT_FILENO))
        return cli_misuse(cli->command, "standard output is a terminal: send it to a file or "
                                        "another program");
    struct err e;
    return make(&job, &e) == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, full, "full", NULL,
               "a tar file of the database, the view counters, public/, templates/ and "
               "translations/, with "
               "checksums of all (SHA256SUMS), instead of the database alone", ),
    CLI_OPTION(struct args, keep, "keep", "N",
               "afterwards, remove all but the newest N backups: of this site and this kind, in "
               "the same folder, with names that differ from FILE's in digits only",
               .number = true, .min = 1, .max = KEEP_MAX),
    {0},
};

const struct command command_backup = {
    .name = "backup",
    .summary = "copy the site to FILE while it runs",
    .about =
        "Writes a consistent copy of the site's database to FILE, which must not exist, and checks "
        "the copy. The site can be read and written meanwhile. Only its owner can read FILE. Its "
        "folder is created if it is missing. If FILE is a folder, the backup is named after the "
        "time. \"-\" is standard output; the copy is in $TMPDIR (/var/tmp) until it is written.\n"
        "The database contains everything except the uploaded files (public/) and the site's own "
        "templates (templates/), which --full includes. It contains the view counters up to the "
        "last second.",
    .operands = {{"FILE", .offset = offsetof(struct args, file)}},
    .options = options,
    .examples = "  broadsheet backup --full --keep 14 /backup/news-$(date +%F).tar\n"
                "  broadsheet backup --full - | ssh safe 'cat >news.tar'\n"
                "\n"
                "Back to a site: broadsheet restore --help\n",
    .run = run,
};
