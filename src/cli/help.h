/* SPDX-License-Identifier: MIT */
/* What `broadsheet help` prints, all of it made from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/cli.h"

/* The command of this name ("user add"); NULL where there is none. *is_group: it is the first word
 * of some. */
const struct command *help_find(const char *name, bool *is_group);
/* How the program is called, and all commands. */
void help_print_all(FILE *to);
/* The commands whose first word is GROUP. */
void help_print_group(FILE *to, const char *group);
/* All about one. */
void help_print_command(FILE *to, const struct command *command);
/* Says on standard error that there is no command TYPED, and which one may have been meant;
 * CLI_USAGE. */
int help_refuse(const char *typed);

#endif
