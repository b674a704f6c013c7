/* SPDX-License-Identifier: MIT */
/* How a function says that it failed: a kind for the program, a sentence for a person. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* The first group are answers (the caller asked for something that cannot be); the second are
 * faults (this machine or this program is at fault). web/status.c maps each to an HTTP status. */
enum err_kind {
    OK = 0,
    ERR_NOT_FOUND,
    ERR_INVALID,
    ERR_CONFLICT,
    ERR_FORBIDDEN,
    ERR_TOO_LARGE,
    ERR_TOO_MANY, /* too often from one place: wait */
    ERR_BUSY,     /* try again later: the writers' lock is held, a queue or the disk is full */

    ERR_DB,
    ERR_IO,
    ERR_UPSTREAM,
    ERR_BUG,
};

/* Lives in the caller's frame; the message is in it, so it has no lifetime of its own. */
struct err {
    enum err_kind kind;
    char msg[384];
};

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

/* Fills *e (which may be NULL) and returns KIND, so that a failing function can end with
 * `return err_set(e, ERR_INVALID, "...")`. A message that does not fit is cut. */
enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Puts "CONTEXT: " before the message that *e holds and returns its kind. */
enum err_kind err_wrap(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* As err_set, and adds the text of the current errno. */
enum err_kind err_errno(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* True for kinds that say this machine or this program is at fault. */
static inline int err_is_fault(enum err_kind kind)
{
    return kind >= ERR_DB;
}

/* For functions that have nothing to clean up: returns the failure of X to our own caller. */
#define TRY(x)                                                                                     \
    do {                                                                                           \
        enum err_kind try_kind_ = (x);                                                             \
        if (try_kind_ != OK)                                                                       \
            return try_kind_;                                                                      \
    } while (0)

#endif
