/* SPDX-License-Identifier: MIT */
/* `broadsheet restore`: restores a site from a backup (backup_restore). One that comes from a pipe
 * is first written to a file, since it is read twice: for what it is, and for what it contains. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "backup/backup.h"
#include "cli/cli.h"
#include "cli/scratch.h"

struct args {
    const char *file, *dir;
    bool force;
};

static bool is_input(const struct args *args)
{
    return strcmp(args->file, "-") == 0;
}

static void print_restored(const struct cli *cli, const struct args *args,
                           const struct backup_restored *done, struct arena *a)
{
    cli_print(cli, "%s: restored from %s and checked (schema %d)", args->dir,
              is_input(args) ? "standard input" : args->file, done->label.schema);
    if (done->replaced != NULL)
        cli_print(cli,
                  "%s has what was there before: remove it when you are sure that nothing of "
                  "it is needed",
                  done->replaced);
    if (done->label.schema < db_schema_newest())
        cli_print(cli, "the schema is an older one: the next start upgrades it");
    cli_print(cli, "Next: broadsheet check --site %s", cli_shell_word(a, args->dir));
}

/* ---- from standard input ---- */

static enum err_kind copy_input(int to, const char *path, struct err *e)
{
    char piece[65536];
    ssize_t n;
    while ((n = read(STDIN_FILENO, piece, sizeof piece)) != 0) {
        if (n < 0 && errno != EINTR)
            return err_errno(e, ERR_IO, "cannot read standard input");
        for (ssize_t done = 0; done < n;) {
            ssize_t wrote = write(to, piece + done, (size_t)(n - done));
            if (wrote < 0 && errno != EINTR)
                return err_errno(e, errno == ENOSPC ? ERR_BUSY : ERR_IO,
                                 "cannot write %s ($TMPDIR)", path);
            if (wrote > 0)
                done += wrote;
        }
    }
    return OK;
}

static enum err_kind restore_input(const struct args *args, struct arena *a,
                                   struct backup_restored *done, struct err *e)
{
    const char *folder;
    TRY(scratch_make(a, &folder, e));
    /* Errors name the file, so its name says where the backup came from. */
    const char *path = arena_printf(a, "%s/standard-input", folder).p;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    enum err_kind kind =
        fd < 0 ? err_errno(e, ERR_IO, "cannot create %s", path) : copy_input(fd, path, e);
    if (fd >= 0)
        close(fd);
    if (kind == OK)
        kind = backup_restore(path, args->dir, args->force, a, done, e);
    unlink(path);
    rmdir(folder);
    return kind;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (args.dir[0] == '\0')
        return cli_misuse(cli->command, "the name of the folder is empty");
    if (is_input(&args) && isatty(STDIN_FILENO))
        return cli_misuse(cli->command, "standard input is a terminal: send a backup to it");
    struct err e;
    struct backup_restored done;
    struct arena *a = arena_new(4096);
    enum err_kind kind = is_input(&args)
                             ? restore_input(&args, a, &done, &e)
                             : backup_restore(args.file, args.dir, args.force, a, &done, &e);
    if (kind == OK)
        print_restored(cli, &args, &done, a);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, force, "force", NULL,
               "if DIR already contains a site, move what the backup replaces into a folder "
               "DIR/replaced-TIME; nothing is deleted", ),
    {0},
};

const struct command command_restore = {
    .name = "restore",
    .summary = "restore the site in the folder DIR from a backup",
    .about =
        "FILE is a backup made by broadsheet backup, with or without --full; its schema may be "
        "older. DIR is created if it is missing. The backup is unpacked and checked before "
        "anything is replaced: if it is damaged, or the disk is full, DIR stays as it was. A site "
        "that a program has open is refused: stop the program first. \"-\" is standard input; what "
        "comes from there is in $TMPDIR (/var/tmp) until it is restored.\n"
        "A backup of the database alone leaves public/, templates/ and translations/ of DIR as "
        "they "
        "are. The view "
        "counters are those of the backup.",
    .operands = {{"FILE", .offset = offsetof(struct args, file)},
                 {"DIR", .offset = offsetof(struct args, dir)}},
    .options = options,
    .examples = "  broadsheet restore /backup/news-2026-11-24.tar /tmp/drill\n"
                "  broadsheet restore --force /backup/news-2026-11-24.tar /var/lib/broadsheet\n"
                "  ssh safe 'cat news.tar' | broadsheet restore - /tmp/drill\n",
    .run = run,
};
