/* SPDX-License-Identifier: MIT */
/* How a function says that it failed: a kind for the program, a sentence for a person. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* The first group are answers (the caller asked for something that cannot be); the second are
 * faults (this machine or this program is at fault). web/http/status.c maps each to an HTTP status.
 */
enum err_kind {
    OK = 0,
    ERR_NOT_FOUND,
    ERR_INVALID,
    ERR_CONFLICT,
    ERR_FORBIDDEN,
    ERR_TOO_LARGE,
    ERR_TOO_MANY, /* too often from one place: wait */
    ERR_BUSY,     /* try again later: the writers' lock is held, a queue is full, the disk fails */

    ERR_DB,
    ERR_IO,
    ERR_UPSTREAM,
    ERR_BUG,
};

/* What of this machine an ERR_BUSY or ERR_DB of the database's comes from: an operator does
 * something else about each (db_advice). */
enum err_cause {
    CAUSE_NONE, /* none of these, or not known */
    CAUSE_LOCKED,
    CAUSE_DISK_FULL,
    CAUSE_READ_ONLY,
    CAUSE_DISK,  /* reading or writing fails */
    CAUSE_FILES, /* a file cannot be opened */
    CAUSE_MOVED, /* the open files are not those of the site's folder */
    CAUSE_MEMORY,
    CAUSE_DAMAGED,
    CAUSE_CONSTRAINT, /* the database refused what the program's rules had let through */
    CAUSE_STATEMENT,  /* the database does not know what a statement speaks of */
};

/* Lives in the caller's frame; the message is in it, so it has no lifetime of its own. */
struct err {
    enum err_kind kind;
    enum err_cause cause;
    char msg[384];
};

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

/* Fills *e (which may be NULL) and returns KIND, so that a failing function can end with
 * `return err_set(e, ERR_INVALID, "...")`. A message that does not fit is cut. */
enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* The same with a cause. */
enum err_kind err_set_cause(struct err *e, enum err_kind kind, enum err_cause cause,
                            const char *fmt, ...) PRINTF_LIKE(4, 5);

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
