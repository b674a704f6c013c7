/* SPDX-License-Identifier: MIT */
/* What the subcommands share: their descriptions, their arguments, and their messages.
 *
 * A command is described once, in its `struct command`. The parser, the help, the shell completions
 * and the test of the manual page all use that description. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "db/db.h"

/* Exit statuses. */
enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* A call of one command. */
struct cli {
    const struct command *command;
    const char *site; /* the site's folder: --site, else $BROADSHEET_SITE, else "site" */
    bool quiet;       /* print only errors and what was asked for */
    int argc;         /* the arguments after the command's words; ARGV[0] is ignored */
    char **argv;
};

/* ---- the description of a command ---- */

/* The I-th value that an option or operand can have; NULL past the last. */
typedef const char *cli_choice_fn(size_t i);

/* An option. Its value is stored at OFFSET of the command's own struct of arguments: a bool for a
 * flag, an int64_t for a number, else a const char *. If the option is not given, the field is left
 * as it is. */
struct cli_option {
    const char *name;      /* without its dashes */
    const char *value;     /* the placeholder for its value in the help; NULL: a flag. The shells
                              complete FILE and DIR with the names of files and folders. */
    const char *about;     /* for the help; one line of any length */
    size_t offset;         /* offsetof the field */
    cli_choice_fn *choice; /* the possible values; NULL: anything */
    bool number;           /* a whole number from MIN to MAX */
    int64_t min, max;
    bool required;
};
/* A row for the option NAME, whose value is stored in FIELD of the struct TYPE; then more members.
 */
#define CLI_OPTION(type, field, name_, value_, about_, ...)                                        \
    {                                                                                              \
        .name = (name_), .value = (value_), .about = (about_), .offset = offsetof(type, field),    \
        __VA_ARGS__                                                                                \
    }

/* An argument that is not an option, in the order of the command's table. */
struct cli_operand {
    const char *name;      /* "FILE", "NAME" */
    const char *about;     /* for the help; NULL: the command's own text explains it */
    size_t offset;         /* of a const char *; of a struct cli_rest if MANY */
    cli_choice_fn *choice; /* NULL: anything */
    bool hint;             /* the choices are for shells only; the command checks the value */
    bool optional;
    bool many; /* takes all that follow; last operand only */
};
struct cli_rest {
    char **items;
    int n;
};

typedef int command_fn(struct cli *cli);

enum { CLI_OPERANDS_MAX = 2, CLI_OPTIONS_MAX = 24 };

struct command {
    const char *name;    /* "user add" */
    const char *summary; /* for the list of commands */
    const char *about;   /* what it does, in paragraphs; the help breaks the lines */
    struct cli_operand operands[CLI_OPERANDS_MAX + 1]; /* ended by a row without a name */
    const struct cli_option *options; /* ended by a row without a name; NULL: none of its own */
    const char *examples;             /* printed as they are */
    command_fn *run;                  /* returns the exit status */
};

/* The one table, ended by NULL. */
extern const struct command *const cli_commands[];
/* The options of every command: --site, --quiet, --help. Ended by a row without a name. */
extern const struct cli_option cli_common_options[];

/* ---- arguments ---- */

/* Parses the command's arguments, in any order, into the struct INTO (NULL if the command has none
 * of its own). True: go on. False: the command is done with *status, and any message has been
 * printed. */
bool cli_parse(struct cli *cli, void *into, int *status);
/* Parses the common options, and -V, at the beginning of *argv, and moves past them. (*argv)[0] is
 * ignored. *help is set if --help was given. False: as cli_parse. */
bool cli_parse_leading(struct cli *cli, int *argc, char ***argv, bool *help, int *status);

/* The argument TEXT made fit to store, in A. ERR_INVALID, naming WHAT, if it is not UTF-8. */
MUST_CHECK enum err_kind cli_text(struct arena *a, const char *what, const char *text,
                                  struct str *out, struct err *e);

/* ---- messages ---- */

/* Prints one line about what was done to standard output, unless the command is to be quiet. */
void cli_print(const struct cli *cli, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* WORD as one word of a shell command, in A: in quotes if it contains characters that are special
 * to shells. */
const char *cli_shell_word(struct arena *a, const char *word);
/* Prints E on standard error, with what to do if that is known. Returns CLI_FAILED. */
int cli_fail(const struct err *e);
/* Prints a form's problems on standard error, a line each; E if there are none. Returns CLI_FAILED.
 */
int cli_fail_problems(const struct problems *p, const struct err *e);
/* Flushes standard output. ERR_IO: not everything that was printed could be written. */
MUST_CHECK enum err_kind cli_flush(struct err *e);
/* Prints what is wrong with the command's arguments, and where to find help. Returns CLI_USAGE. */
int cli_misuse(const struct command *command, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- the site ---- */

/* The user of the command line, for the audit log. */
extern const struct actor cli_actor;

/* Checks that FOLDER contains a site that this user may change. ERR_NOT_FOUND, ERR_FORBIDDEN. */
MUST_CHECK enum err_kind cli_site_check(const char *folder, struct err *e);
/* Like cli_site_check, and opens the database for writing (db_open). */
MUST_CHECK enum err_kind cli_site_open(const char *folder, struct db **db, struct err *e);
/* Opens the database for reading, even if its schema is older (db_open_readonly). For commands that
 * only show a site; the folder need not be writable. */
MUST_CHECK enum err_kind cli_site_open_readonly(const char *folder, struct db **db, struct err *e);

/* What a command does with an open site. ARG is the struct that cli_parse filled, A the command's
 * arena. */
typedef enum err_kind cli_site_fn(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                                  struct problems *p, struct err *e);
enum cli_access { CLI_READS, CLI_WRITES };
/* Opens the site for reading or for writing, runs FN, and prints its error. Returns the exit
 * status. */
int cli_with_site(const struct cli *cli, enum cli_access access, cli_site_fn *fn, void *arg);
/* What most commands do: cli_parse into ARG, then cli_with_site. */
int cli_run(struct cli *cli, enum cli_access access, cli_site_fn *fn, void *arg);

/* The id of the account "newsroom". It owns articles without an author, and decisions made on the
 * command line that need an account. Nobody can sign in to it. It is created when it is first
 * needed. */
MUST_CHECK enum err_kind cli_newsroom_account(struct db *db, struct arena *a, int64_t *id,
                                              struct err *e);

/* ---- files ---- */

/* The content of the file PATH ("-": standard input), in A. ERR_TOO_LARGE if it is longer than
 * MAX_BYTES; ERR_NOT_FOUND, ERR_IO. */
MUST_CHECK enum err_kind cli_read_file(struct arena *a, const char *path, size_t max_bytes,
                                       struct str *out, struct err *e);

/* ---- values of options ---- */

/* "moderator", "author", "editor", "admin". */
const char *cli_role_choice(size_t i);
/* "on", "off". */
const char *cli_switch_choice(size_t i);
/* Parses TEXT as an id, a whole number above 0. ERR_INVALID, naming WHAT. */
MUST_CHECK enum err_kind cli_id(const char *what, const char *text, int64_t *id, struct err *e);

/* ---- started by a web server ---- */

/* Answers the CGI request in the environment for the site in FOLDER. Returns the exit status. */
int cli_serve_cgi(const char *folder);
/* True if a web server or a supervisor passed a listening socket. */
bool cli_serve_is_expected(void);

#endif
