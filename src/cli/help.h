/* SPDX-License-Identifier: MIT */
/* What `broadsheet help` prints, made from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/cli.h"

/* The command NAME ("user add"); NULL if there is none. *is_group is true if NAME is the first word
 * of several commands. */
const struct command *help_find(const char *name, bool *is_group);
/* Prints how the program is called, and the list of all commands. */
void help_print_all(FILE *to);
/* Prints the list of the commands whose first word is GROUP. */
void help_print_group(FILE *to, const char *group);
/* Prints the help of one command. */
void help_print_command(FILE *to, const struct command *command);
/* Prints on standard error that there is no command TYPED, with the most similar one. Returns
 * CLI_USAGE. */
int help_refuse(const char *typed);

#endif
