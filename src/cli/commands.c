/* SPDX-License-Identifier: MIT */
/* The table of commands, in the order in which the help lists them. Each is described beside the
 * code that runs it. */
#include "cli/cli.h"

extern const struct command command_init, command_serve, command_user_add, command_user_password,
    command_article_add, command_check, command_backup, command_restore, command_migrate,
    command_reindex, command_secret_rotate, command_template_list, command_template_copy,
    command_help, command_version;

const struct command *const cli_commands[] = {
    &command_init,          &command_serve,   &command_user_add,      &command_user_password,
    &command_article_add,   &command_check,   &command_backup,        &command_restore,
    &command_migrate,       &command_reindex, &command_secret_rotate, &command_template_list,
    &command_template_copy, &command_help,    &command_version,       NULL,
};
