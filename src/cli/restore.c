/* SPDX-License-Identifier: MIT */
/* `broadsheet restore`: restores a site from a backup (backup_restore). */
#include "backup/backup.h"
#include "cli/cli.h"

struct args {
    const char *file, *dir;
    bool force;
};

static void print_restored(const struct cli *cli, const struct args *args,
                           const struct backup_restored *done, struct arena *a)
{
    cli_print(cli, "%s: restored from %s and checked (schema %d)", args->dir, args->file,
              done->label.schema);
    if (done->replaced != NULL)
        cli_print(cli,
                  "%s has what was there before: remove it when you are sure that nothing of "
                  "it is needed",
                  done->replaced);
    if (done->label.schema < db_schema_newest())
        cli_print(cli, "the schema is an older one: the next start upgrades it");
    cli_print(cli, "Next: broadsheet check --site %s", cli_shell_word(a, args->dir));
}

static int run(struct cli *cli)
{
    struct args args = {0};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (args.dir[0] == '\0')
        return cli_misuse(cli->command, "the name of the folder is empty");
    struct err e;
    struct backup_restored done;
    struct arena *a = arena_new(4096);
    enum err_kind kind = backup_restore(args.file, args.dir, args.force, a, &done, &e);
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
        "that a program has open is refused: stop the program first.\n"
        "A backup of the database alone leaves public/ and templates/ of DIR as they are. The view "
        "counters are those of the backup.",
    .operands = {{"FILE", .offset = offsetof(struct args, file)},
                 {"DIR", .offset = offsetof(struct args, dir)}},
    .options = options,
    .examples = "  broadsheet restore /backup/news-2026-11-24.tar /tmp/drill\n"
                "  broadsheet restore --force /backup/news-2026-11-24.tar /var/lib/broadsheet\n",
    .run = run,
};
