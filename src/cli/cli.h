/* SPDX-License-Identifier: MIT */
/* What the subcommands share: how they are described and called, and how they say that something
 * went wrong.
 *
 * A command is described once, in its `struct command`. The parser, the help, the completions of
 * the shells and the test of the manual page all read that description. */
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
    bool quiet;       /* nothing but errors, and what was asked for */
    int argc; /* what follows the command's words, behind one argument that is passed over */
    char **argv;
};

/* ---- the description of a command ---- */

/* The I-th value that an option or operand can have; NULL past the last. */
typedef const char *cli_choice_fn(size_t i);

/* An option. Its value goes to OFFSET of the command's own struct of arguments: a bool for a flag,
 * an int64_t for a number, else a const char *. What is not given stays as it was. */
struct cli_option {
    const char *name;      /* without its dashes */
    const char *value;     /* what stands for its value in the help; NULL: a flag. The shells
                              complete FILE and DIR by the names of files and folders. */
    const char *about;     /* for the help, in one line of any length */
    size_t offset;         /* offsetof the struct of arguments */
    cli_choice_fn *choice; /* what the value can be; NULL: anything */
    bool number;           /* a whole number from MIN to MAX */
    int64_t min, max;
    bool required;
};
/* A row: the option NAME, whose value goes to FIELD of the struct TYPE; then more members. */
#define CLI_OPTION(type, field, name_, value_, about_, ...)                                        \
    {                                                                                              \
        .name = (name_), .value = (value_), .about = (about_), .offset = offsetof(type, field),    \
        __VA_ARGS__                                                                                \
    }

/* What is given without an option, in the order of the command's table. */
struct cli_operand {
    const char *name;      /* "FILE", "NAME" */
    const char *about;     /* for the help; NULL: the command's text tells */
    size_t offset;         /* a const char *; a struct cli_rest where MANY */
    cli_choice_fn *choice; /* NULL: anything */
    bool hint;             /* the choices are for the shells; the command judges what is given */
    bool optional;
    bool many; /* all that follow; only the last operand */
};
struct cli_rest {
    char **items;
    int n;
};

typedef int command_fn(struct cli *cli);

enum { CLI_OPERANDS_MAX = 2, CLI_OPTIONS_MAX = 24 };

struct command {
    const char *name;    /* "user add" */
    const char *summary; /* of the list of commands */
    const char *about;   /* what it does: paragraphs, which the help breaks into lines */
    struct cli_operand operands[CLI_OPERANDS_MAX + 1]; /* ended by a row without a name */
    const struct cli_option *options; /* ended by a row without a name; NULL: none of its own */
    const char *examples;             /* lines as they stand */
    command_fn *run;                  /* returns the exit status */
};

/* The one table, ended by NULL. */
extern const struct command *const cli_commands[];
/* What every command takes besides its own options: --site, --quiet, --help. Ended as options are.
 */
extern const struct cli_option cli_common_options[];

/* ---- arguments ---- */

/* Reads the command's arguments, in any order, into the struct INTO (NULL where the command has
 * none of its own). True: go on. False: the command is done, with *status, and what there is to say
 * has been said. */
bool cli_parse(struct cli *cli, void *into, int *status);
/* Reads the common options, and -V, from the front of *argv, and moves past them. The arguments
 * stand behind one that is passed over. False: as cli_parse's. *help is set where it was asked for.
 */
bool cli_parse_leading(struct cli *cli, int *argc, char ***argv, bool *help, int *status);

/* TEXT of an argument fit to store, in A. ERR_INVALID, naming WHAT, where it is not UTF-8. */
MUST_CHECK enum err_kind cli_text(struct arena *a, const char *what, const char *text,
                                  struct str *out, struct err *e);

/* ---- what is said ---- */

/* One line of what was done, on standard output, unless the command is to be quiet. */
void cli_say(const struct cli *cli, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* WORD as a shell takes it for one: in quotes, in A, where it has what means something to a shell.
 */
const char *cli_shell_word(struct arena *a, const char *word);
/* Says it in one line on standard error; CLI_FAILED. */
int cli_fail(const struct err *e);
/* The same for a form's problems, a line each; where there are none, E. */
int cli_fail_problems(const struct problems *p, const struct err *e);
/* Writes what standard output still holds. ERR_IO: not all that was printed could be written. */
MUST_CHECK enum err_kind cli_flush(struct err *e);
/* Says how the command was called wrongly, and where help is; CLI_USAGE. */
int cli_misuse(const struct command *command, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- the site ---- */

/* Whoever uses the command line, for the audit log. */
extern const struct actor cli_actor;

/* Whether there is a site in FOLDER that this user may change: ERR_NOT_FOUND, ERR_FORBIDDEN. */
MUST_CHECK enum err_kind cli_site_check(const char *folder, struct err *e);
/* The same, and opens its database to change it: db_open. */
MUST_CHECK enum err_kind cli_site_open(const char *folder, struct db **db, struct err *e);
/* Opens the database to read what is there, whatever its schema: db_open_readonly. For commands
 * that tell of a site; the folder need not be writable. */
MUST_CHECK enum err_kind cli_site_open_readonly(const char *folder, struct db **db, struct err *e);

/* What a command does with an open site. ARGS is what cli_parse filled, A the command's arena. */
typedef enum err_kind cli_work_fn(const struct cli *cli, struct db *db, void *args, struct arena *a,
                                  struct problems *p, struct err *e);
enum cli_access { CLI_READS, CLI_WRITES };
/* Opens the site, to look at it or to change it, runs WORK, and says what went wrong; the exit
 * status. */
int cli_work(const struct cli *cli, enum cli_access access, cli_work_fn *work, void *args);
/* What most commands do: cli_parse into ARGS, then cli_work. */
int cli_run(struct cli *cli, enum cli_access access, cli_work_fn *work, void *args);

/* The account that whatever has no author belongs to, and whose decisions those of the command line
 * are, where a decision needs an account: nobody can sign in to it. It is made when it is first
 * needed; *id is its id. */
MUST_CHECK enum err_kind cli_house(struct db *db, struct arena *a, int64_t *id, struct err *e);

/* ---- files ---- */

/* All of the file PATH ("-": standard input), in A. ERR_TOO_LARGE past MAX_BYTES; ERR_IO. */
MUST_CHECK enum err_kind cli_read_file(struct arena *a, const char *path, size_t max_bytes,
                                       struct str *out, struct err *e);

/* ---- values that options can have ---- */

/* "moderator", "author", "editor", "admin". */
const char *cli_role_choice(size_t i);
/* "on", "off". */
const char *cli_switch_choice(size_t i);
/* A whole number above 0, as ids are; ERR_INVALID, naming WHAT, where TEXT is none. */
MUST_CHECK enum err_kind cli_id(const char *what, const char *text, int64_t *id, struct err *e);

/* ---- started by a web server ---- */

/* Answers the one CGI request in the environment for the site in FOLDER; the exit status. */
int cli_serve_cgi(const char *folder);
/* Whether a web server or a supervisor handed a listening socket over. */
bool cli_serve_is_expected(void);

#endif
