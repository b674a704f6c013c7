/* SPDX-License-Identifier: MIT */
/* Reads a password from a file, from the terminal without echo, or makes a random one. While the
 * echo is off, signals that would end or stop the process are only noted (note_signal). They take
 * effect after the echo is on again, so the terminal is never left without echo. */
#include "cli/password.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"
#include "core/people/user.h"

/* A signal that arrived while the echo was off. */
static volatile sig_atomic_t caught;

static void note_signal(int number)
{
    caught = number;
}

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
enum { N_SIGNALS = sizeof signals / sizeof *signals };

static enum err_kind read_line(int tty, char *to, size_t size, size_t *n, struct err *e)
{
    *n = 0;
    while (caught == 0) {
        char c;
        ssize_t got = read(tty, &c, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(e, ERR_IO, "cannot read from the terminal");
        if (got == 0 || c == '\n')
            return OK;
        if (*n == size)
            return err_set(e, ERR_INVALID, "the password is too long");
        to[(*n)++] = c;
    }
    return err_set(e, ERR_INVALID, "interrupted");
}

/* Asks with PROMPT and reads a line without echo. */
static enum err_kind ask(int tty, const char *prompt, struct arena *a, struct str *out,
                         struct err *e)
{
    struct termios shown, hidden;
    if (tcgetattr(tty, &shown) != 0)
        return err_errno(e, ERR_IO, "cannot ask at the terminal");
    struct sigaction before[N_SIGNALS], noting = {.sa_handler = note_signal};
    caught = 0;
    for (int i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &noting, &before[i]);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    tcsetattr(tty, TCSAFLUSH, &hidden);

    dprintf(tty, "%s", prompt);
    char *text = arena_alloc(a, PASSWORD_BYTES_MAX + 1);
    size_t n;
    enum err_kind kind = read_line(tty, text, PASSWORD_BYTES_MAX + 1, &n, e);
    dprintf(tty, "\n");

    tcsetattr(tty, TCSAFLUSH, &shown);
    for (int i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
    if (caught != 0)
        raise(caught);
    *out = str_of(text, n);
    return kind;
}

static enum err_kind ask_twice(int tty, struct arena *a, struct str *out, struct err *e)
{
    struct str again;
    TRY(ask(tty, "Password (empty: make a random one): ", a, out, e));
    if (str_empty(*out))
        return OK;
    TRY(ask(tty, "The same again: ", a, &again, e));
    return str_eq(*out, again) ? OK : err_set(e, ERR_INVALID, "the two passwords differ");
}

static enum err_kind from_file(const char *file, struct arena *a, struct str *out, struct err *e)
{
    struct str text;
    TRY(cli_read_file(a, file, 64 * 1024, &text, e));
    *out = str_head(text, str_index(text, '\n'));
    if (str_ends(*out, STR("\r")))
        out->n--;
    if (str_empty(*out))
        return err_set(e, ERR_INVALID, "the first line of %s is empty: it must be the password",
                       file);
    return OK;
}

enum err_kind password_get(struct arena *a, const char *file, struct str *out, bool *made,
                           struct err *e)
{
    *made = false;
    *out = STR_NONE;
    if (file != NULL)
        return from_file(file, a, out, e);
    if (isatty(STDIN_FILENO)) {
        int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (tty >= 0) {
            enum err_kind kind = ask_twice(tty, a, out, e);
            close(tty);
            if (kind != OK)
                return kind;
        }
    }
    if (str_empty(*out)) {
        *out = password_random(a);
        *made = true;
    }
    return OK;
}
