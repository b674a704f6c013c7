/* SPDX-License-Identifier: MIT */
/* `broadsheet comment approve`, `spam`, `trash` and `undo`: the decisions of the moderators' queue
 * (core/talk/moderation.h). A decision belongs to an account. Those of the command line belong to
 * the account "newsroom", which nobody can sign in to, and the audit log names the command line. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "core/talk/moderation.h"
#include "core/talk/comment_status.h"

enum { TARGETS_MAX = 1000 };

struct args {
    struct cli_rest ids;
    enum comment_status to;
};

/* Fills TARGETS with the comments that do not have the status yet; *n is their number. */
static enum err_kind read_targets(const struct cli *cli, struct db_conn *c, const struct args *args,
                                  struct moderation_target *targets, size_t *n, struct arena *a,
                                  struct err *e)
{
    *n = 0;
    for (int i = 0; i < args->ids.n; i++) {
        struct comment comment;
        int64_t id;
        TRY(cli_id("a comment", args->ids.items[i], &id, e));
        if (comment_by_id(c, id, a, &comment, e) != OK)
            return e->kind == ERR_NOT_FOUND
                       ? err_set(e, ERR_NOT_FOUND, "there is no comment %" PRId64, id)
                       : e->kind;
        if (comment.status == args->to)
            cli_print(cli, "comment %" PRId64 " is already %s", id, comment_status_name(args->to));
        else
            targets[(*n)++] = (struct moderation_target){id, comment.status};
    }
    return OK;
}

static enum err_kind decide(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                            struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct moderation_target *targets = ARENA_ARRAY(a, struct moderation_target, TARGETS_MAX);
    struct moderation_result done = {0};
    struct actor who = cli_actor;
    struct db_conn *c;
    size_t n;
    if (args->ids.n > TARGETS_MAX)
        return err_set(e, ERR_TOO_LARGE, "at most %d comments at a time", TARGETS_MAX);
    TRY(db_begin(db, &c, e));
    enum err_kind kind = read_targets(cli, c, args, targets, &n, a, e);
    db_end(db, &c);
    TRY(kind);
    if (n == 0)
        return OK;
    TRY(cli_newsroom_account(db, a, &who.user_id, e));
    TRY(moderate(db, &who, targets, n, args->to, &done, e));
    cli_print(cli, "%" PRId64 " %s", done.changed, comment_status_name(args->to));
    if (done.stale > 0)
        return err_set(e, ERR_CONFLICT, "%" PRId64 " left unchanged: %s", done.stale,
                       done.stale_text);
    return OK;
}

static enum err_kind undo(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)arg, (void)p;
    struct actor who = cli_actor;
    struct moderation_result done = {0};
    enum comment_status to;
    struct db_conn *c;
    int64_t id, changed;
    TRY(cli_newsroom_account(db, a, &who.user_id, e));
    TRY(db_begin(db, &c, e));
    enum err_kind kind = moderation_last(c, who.user_id, &id, &to, &changed, e);
    db_end(db, &c);
    TRY(kind);
    if (id == 0)
        return err_set(e, ERR_NOT_FOUND, "there is nothing that can be undone");
    TRY(moderation_undo(db, &who, id, &done, e));
    cli_print(cli, "%" PRId64 " no longer %s", done.changed, comment_status_name(to));
    return OK;
}

static int run(struct cli *cli, enum comment_status to)
{
    struct args args = {.to = to};
    return cli_run(cli, CLI_WRITES, decide, &args);
}

static int run_approve(struct cli *cli)
{
    return run(cli, COMMENT_APPROVED);
}

static int run_spam(struct cli *cli)
{
    return run(cli, COMMENT_SPAM);
}

static int run_trash(struct cli *cli)
{
    return run(cli, COMMENT_TRASH);
}

static int run_undo(struct cli *cli)
{
    return cli_run(cli, CLI_WRITES, undo, NULL);
}

#define IDS                                                                                        \
    {                                                                                              \
        {                                                                                          \
            "ID", .about = "the comments' numbers, as \"comment list\" prints them",               \
                  .offset = offsetof(struct args, ids), .many = true                               \
        }                                                                                          \
    }

const struct command command_comment_approve = {
    .name = "comment approve",
    .summary = "show comments to readers",
    .about = "Approves comments, all or none: if one of them does not exist, none is approved. "
             "\"comment undo\" takes it back.",
    .operands = IDS,
    .examples = "  broadsheet comment approve 12 13\n"
                "  broadsheet comment list --json | jq '.[].id' |\n"
                "      xargs broadsheet comment approve\n",
    .run = run_approve,
};

const struct command command_comment_spam = {
    .name = "comment spam",
    .summary = "mark comments as spam",
    .about = "Marks comments as spam, which removes them from readers' pages and the queue, all or "
             "none. "
             "\"comment undo\" takes it back.",
    .operands = IDS,
    .examples = "  broadsheet comment spam 12 13\n",
    .run = run_spam,
};

const struct command command_comment_trash = {
    .name = "comment trash",
    .summary = "put comments into the trash",
    .about = "Puts comments into the trash, which removes them from readers' pages and the queue, "
             "all or none. "
             "\"comment undo\" takes it back.",
    .operands = IDS,
    .examples = "  broadsheet comment trash 12 13\n",
    .run = run_trash,
};

const struct command command_comment_undo = {
    .name = "comment undo",
    .summary = "take the last decision back",
    .about = "Takes back the last decision about comments that was made on the command line, once. "
             "Each comment that still has the decided status gets its former status.",
    .examples = "  broadsheet comment undo\n",
    .run = run_undo,
};
