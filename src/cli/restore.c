/* SPDX-License-Identifier: MIT */
/* `broadsheet restore`: from a backup to a site. */
#include "backup/backup.h"
#include "cli/cli.h"

struct args {
    const char *file, *dir;
    bool force;
};

static void tell(const struct cli *cli, const struct args *it, const struct backup_restored *done,
                 struct arena *a)
{
    cli_say(cli, "%s: restored from %s and checked (schema %d)", it->dir, it->file,
            done->label.schema);
    if (done->replaced != NULL)
        cli_say(cli, "%s has what stood there before: remove it when nothing of it is missed",
                done->replaced);
    if (done->label.schema < db_schema_newest())
        cli_say(cli, "the schema is an older one: the next start brings it up to date");
    cli_say(cli, "Next: broadsheet check --site %s", cli_shell_word(a, it->dir));
}

static int run(struct cli *cli)
{
    struct args it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    if (it.dir[0] == '\0')
        return cli_misuse(cli->command, "the name of the folder is empty");
    struct err e;
    struct backup_restored done;
    struct arena *a = arena_new(4096);
    enum err_kind kind = backup_restore(it.file, it.dir, it.force, a, &done, &e);
    if (kind == OK)
        tell(cli, &it, &done, a);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, force, "force", NULL,
               "where DIR holds a site already, move what the backup replaces into a folder "
               "DIR/replaced-TIME; nothing is deleted", ),
    {0},
};

const struct command command_restore = {
    .name = "restore",
    .summary = "make the site in the folder DIR from a backup",
    .about =
        "FILE is what broadsheet backup made, with --full or without; it may be of an older "
        "schema. DIR is made where it is missing. The backup is unpacked and checked before "
        "anything is put in its place: where it is damaged, or the disk is full, DIR stays as it "
        "was. A site that a program has open is refused: stop the program first.\n"
        "A backup of the database alone leaves public/ and templates/ of DIR as they are. The view "
        "counters are those of the backup.",
    .operands = {{"FILE", .offset = offsetof(struct args, file)},
                 {"DIR", .offset = offsetof(struct args, dir)}},
    .options = options,
    .examples = "  broadsheet restore /backup/news-2026-11-24.tar /tmp/drill\n"
                "  broadsheet restore --force /backup/news-2026-11-24.tar /var/lib/broadsheet\n",
    .run = run,
};
