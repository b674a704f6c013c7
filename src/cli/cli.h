/* SPDX-License-Identifier: MIT */
/* What the subcommands share: how they are called, and how they say that something went wrong. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/problem.h"
#include "core/actor.h"
#include "db/db.h"

/* Exit statuses. */
enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* A call of one command. */
struct cli {
    const struct command *command;
    const char *site; /* the site's folder: --site, else $BROADSHEET_SITE, else "site" */
    int argc; /* what follows the command's words, behind one argument that is passed over */
    char **argv;
};

typedef int command_fn(struct cli *cli);

struct command {
    const char *name;    /* "user add" */
    const char *args;    /* of the usage line */
    const char *summary; /* of the list of commands */
    const char *help;    /* what it does, its options, examples */
    command_fn *run;     /* returns the exit status */
};

/* ---- arguments ---- */

/* An option of a command. VALUE is for one that takes a value, FLAG for one that takes none. */
struct cli_option {
    const char *name;
    const char **value;
    bool *flag;
};
enum { CLI_OPTIONS_MAX = 12 };

/* Reads the command's arguments: OPTIONS (ended by a row without a name; NULL: none of its own),
 * --site and --help, and exactly the operands of NAMES (ended by NULL), in any order. True: go on.
 * False: the command is done, with *status, and what there is to say has been said. */
bool cli_parse(struct cli *cli, const struct cli_option *options, const char *const *names,
               const char **operands, int *status);
/* Reads --site and --help from the front of *argv, and moves past them. The arguments stand behind
 * one that is passed over. False: as cli_parse's. *help is set where it was asked for. */
bool cli_parse_leading(const char *program, int *argc, char ***argv, const char **site, bool *help,
                       int *status);
/* The command's help on standard output. */
void cli_help(const struct command *command);

/* TEXT of an argument fit to store, in A. ERR_INVALID, naming WHAT, where it is not UTF-8. */
MUST_CHECK enum err_kind cli_text(struct arena *a, const char *what, const char *text,
                                  struct str *out, struct err *e);

/* ---- what went wrong ---- */

/* Says it in one line on standard error; CLI_FAILED. */
int cli_fail(const struct err *e);
/* The same for a form's problems, a line each; where there are none, E. */
int cli_fail_problems(const struct problems *p, const struct err *e);
/* Says how the command was called wrongly, and where help is; CLI_USAGE. */
int cli_misuse(const struct command *command, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- the site ---- */

/* Whoever uses the command line, for the audit log. */
extern const struct actor cli_actor;

/* Whether there is a site in FOLDER that this user may change: ERR_NOT_FOUND, ERR_FORBIDDEN. */
MUST_CHECK enum err_kind cli_site_check(const char *folder, struct err *e);
/* The same, and opens its database to change it: db_open. */
MUST_CHECK enum err_kind cli_site_open(const char *folder, struct db **db, struct err *e);
/* Opens the database to read what is there, whatever its schema: db_look. For commands that tell
 * of a site; the folder need not be writable. */
MUST_CHECK enum err_kind cli_site_look(const char *folder, struct db **db, struct err *e);

/* ---- files ---- */

/* All of the file PATH ("-": standard input), in A. ERR_TOO_LARGE past MAX_BYTES; ERR_IO. */
MUST_CHECK enum err_kind cli_read_file(struct arena *a, const char *path, size_t max_bytes,
                                       struct str *out, struct err *e);

/* ---- the commands: one file each ---- */

extern const struct command command_init, command_serve, command_user_add, command_user_password,
    command_article_add, command_check, command_backup, command_migrate, command_reindex,
    command_secret_rotate, command_template_list, command_template_copy, command_version;

/* Answers the one CGI request in the environment for the site in FOLDER; the exit status. */
int cli_serve_cgi(const char *folder);
/* Whether a web server or a supervisor handed a listening socket over. */
bool cli_serve_is_expected(void);

#endif
