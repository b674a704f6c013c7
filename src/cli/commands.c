/* SPDX-License-Identifier: MIT */
/* The table of commands, in the order of the help. Each command is described beside the code that
 * runs it. To add one, add its name here. */
#include "cli/cli.h"

/* clang-format off */
#define COMMANDS(COMMAND) \
    COMMAND(init) \
    COMMAND(serve) \
    COMMAND(user_add) \
    COMMAND(user_list) \
    COMMAND(user_password) \
    COMMAND(user_role) \
    COMMAND(user_disable) \
    COMMAND(user_unlock) \
    COMMAND(article_add) \
    COMMAND(article_list) \
    COMMAND(article_show) \
    COMMAND(article_edit) \
    COMMAND(article_publish) \
    COMMAND(article_unpublish) \
    COMMAND(comment_list) \
    COMMAND(comment_approve) \
    COMMAND(comment_spam) \
    COMMAND(comment_trash) \
    COMMAND(comment_undo) \
    COMMAND(setting_list) \
    COMMAND(setting_get) \
    COMMAND(setting_set) \
    COMMAND(views_export) \
    COMMAND(check) \
    COMMAND(backup) \
    COMMAND(restore) \
    COMMAND(migrate) \
    COMMAND(reindex) \
    COMMAND(secret_rotate) \
    COMMAND(template_list) \
    COMMAND(template_copy) \
    COMMAND(completion) \
    COMMAND(help) \
    COMMAND(version)
/* clang-format on */

#define DECLARE(name) extern const struct command command_##name;
COMMANDS(DECLARE)

#define POINT(name) &command_##name,
const struct command *const cli_commands[] = {COMMANDS(POINT) NULL};
