/* SPDX-License-Identifier: MIT */
/* `broadsheet backup`: a copy of the site, made and checked while it runs. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/cli.h"

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

static void say_removed(void *arg, const char *path)
{
    const struct job *it = arg;
    cli_say(it->cli, "removed %s", path);
}

/* ---- into a file ---- */

/* The name of the backup where FILE is a folder. */
static const char *resolve(struct job *it, const char *file)
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
    return arena_printf(it->arena, "%s%sbroadsheet-%s.%s", file, slash, time,
                        it->args.full ? "tar" : "db")
        .p;
}

static enum err_kind make_folder_of(struct job *it, const char *file, struct err *e)
{
    const char *slash = strrchr(file, '/');
    if (slash == NULL || slash == file)
        return OK;
    return file_make_folder(arena_cstr(it->arena, str_of(file, (size_t)(slash - file))), 0700, e);
}

/* The full backup in PART, with the database's copy beside it for as long as it takes. */
static enum err_kind write_full(struct job *it, const char *file, const char *part, struct err *e)
{
    int copy, out;
    const char *copy_path = arena_printf(it->arena, "%s.database.part", file).p;
    TRY(file_open_part(part, &out, e));
    enum err_kind kind = db_copy(it->db, copy_path, &copy, e);
    if (kind == OK) {
        unlink(copy_path);
        kind = backup_write_full(it->cli->site, it->db, &it->label, copy, out, warn, NULL, e);
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

static enum err_kind to_file(struct job *it, const char *file, struct err *e)
{
    struct stat st;
    TRY(make_folder_of(it, file, e));
    if (lstat(file, &st) == 0)
        return err_set(e, ERR_CONFLICT, "%s already exists", file);
    if (it->args.full)
        TRY(write_full(it, file, arena_printf(it->arena, "%s.part", file).p, e));
    else
        TRY(db_backup(it->db, file, e));
    if (stat(file, &st) != 0)
        return err_errno(e, ERR_IO, "cannot look at %s", file);
    cli_say(it->cli, "%s: %" PRId64 " bytes, checked", file, (int64_t)st.st_size);
    if (it->args.keep == 0)
        return OK;
    return backup_rotate(file, &it->label, (int)it->args.keep, say_removed, it, e);
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

/* A checked copy of the database without a name, so that nothing is left whatever happens. */
static enum err_kind nameless_copy(struct job *it, int *copy, struct err *e)
{
    const char *temp = getenv("TMPDIR");
    if (temp == NULL || temp[0] == '\0')
        temp = "/var/tmp";
    struct str pattern = arena_printf(it->arena, "%s/broadsheet-XXXXXX", temp);
    char *folder = arena_alloc(it->arena, pattern.n + 1);
    memcpy(folder, pattern.p, pattern.n + 1);
    if (mkdtemp(folder) == NULL)
        return err_errno(e, ERR_IO, "cannot make a folder in %s ($TMPDIR)", temp);
    const char *path = arena_printf(it->arena, "%s/copy", folder).p;
    enum err_kind kind = db_copy(it->db, path, copy, e);
    unlink(path);
    rmdir(folder);
    return kind == OK ? OK : err_wrap(e, "the copy in %s ($TMPDIR)", temp);
}

static enum err_kind to_output(struct job *it, struct err *e)
{
    int copy;
    TRY(nameless_copy(it, &copy, e));
    enum err_kind kind = it->args.full ? backup_write_full(it->cli->site, it->db, &it->label, copy,
                                                           STDOUT_FILENO, warn, NULL, e)
                                       : stream(copy, STDOUT_FILENO, e);
    close(copy);
    if (kind == OK && !it->cli->quiet)
        fputs("written to standard output, checked\n", stderr);
    return kind;
}

static enum err_kind make(struct job *it, struct err *e)
{
    const char *file = it->args.file;
    TRY(cli_site_open_readonly(it->cli->site, &it->db, e));
    it->arena = arena_new(4096);
    enum err_kind kind =
        backup_label_of(it->db, it->args.full ? BACKUP_FULL : BACKUP_DATABASE, &it->label, e);
    if (kind == OK)
        kind = strcmp(file, "-") == 0 ? to_output(it, e) : to_file(it, resolve(it, file), e);
    db_close(&it->db);
    arena_free(&it->arena);
    return kind;
}

static int run(struct cli *cli)
{
    struct job it = {.cli = cli};
    int status;
    if (!cli_parse(cli, &it.args, &status))
        return status;
    bool to_stdout = strcmp(it.args.file, "-") == 0;
    if (it.args.file[0] == '\0')
        return cli_misuse(cli->command, "the name of the file is empty");
    if (to_stdout && it.args.keep > 0)
        return cli_misuse(cli->command, "--keep needs a file: standard output has no old backups");
    if (to_stdout && isatty(STDOUT_FILENO))
        return cli_misuse(cli->command, "standard output is a terminal: send it to a file or "
                                        "another program");
    struct err e;
    return make(&it, &e) == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, full, "full", NULL,
               "a tar file of the database, the view counters, public/ and templates/, with the "
               "sums of all (SHA256SUMS), instead of the database alone", ),
    CLI_OPTION(struct args, keep, "keep", "N",
               "afterwards, remove all but the newest N backups: of this site and this kind, in "
               "the same folder, with names that differ from FILE's in digits alone",
               .number = true, .min = 1, .max = KEEP_MAX),
    {0},
};

const struct command command_backup = {
    .name = "backup",
    .summary = "copy the site to FILE while it runs",
    .about =
        "Writes a consistent copy of the site's database to FILE, which must not exist, and checks "
        "the copy. The site goes on being read and written meanwhile. FILE can be read by its "
        "owner alone; its folder is made where it is missing. Where FILE is a folder, the backup "
        "is named after the time in it. \"-\" is standard output, with the copy in $TMPDIR "
        "(/var/tmp) until it is written.\n"
        "The database holds everything but the uploaded files (public/) and the site's own "
        "templates (templates/), which --full takes as well. The view counters are in it up to "
        "the last second.",
    .operands = {{"FILE", .offset = offsetof(struct args, file)}},
    .options = options,
    .examples = "  broadsheet backup --full --keep 14 /backup/news-$(date +%F).tar\n"
                "  broadsheet backup --full - | ssh safe 'cat >news.tar'\n"
                "\n"
                "Back to a site: broadsheet restore --help\n",
    .run = run,
};
