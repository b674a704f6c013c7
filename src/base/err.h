/* SPDX-License-Identifier: MIT */
/* How a function reports failure: a kind for the program and a message for a person. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/attributes.h"
#include "base/message.h"

/* The first group are answers: the request was refused for a reason that the caller can act on. The
 * second group are faults of this machine or this program. web/http/status.c maps each kind to an
 * HTTP status. */
enum err_kind {
    OK = 0,
    ERR_NOT_FOUND,
    ERR_INVALID,
    ERR_CONFLICT,
    ERR_FORBIDDEN,
    ERR_TOO_LARGE,
    ERR_TOO_MANY, /* too many requests from one address: wait */
    ERR_BUSY,     /* try again later: the write lock is held, a queue is full, the disk fails */

    ERR_DB,
    ERR_IO,
    ERR_UPSTREAM,
    ERR_BUG,
};

/* Why the database returned ERR_BUSY or ERR_DB. Each cause needs a different action from the
 * operator (db_advice names it). */
enum err_cause {
    CAUSE_NONE, /* unknown, or none of the causes below */
    CAUSE_LOCKED,
    CAUSE_DISK_FULL,
    CAUSE_READ_ONLY,
    CAUSE_DISK,  /* reading or writing failed */
    CAUSE_FILES, /* a file cannot be opened */
    CAUSE_MOVED, /* the site's folder now holds other files than the ones that are open */
    CAUSE_MEMORY,
    CAUSE_DAMAGED,
    CAUSE_CONSTRAINT, /* the database refused a value that the program's own checks had passed */
    CAUSE_STATEMENT,  /* a statement names a table, column or function that the database lacks */
};

/* Usually a local variable of the caller. The message is inside, so it needs no memory of its own.
 *
 * Messages are for two kinds of people. err_say's is for whoever uses the site: it is translated
 * and shown on the page. The others' are for the operator: they are in English, in the log and on
 * the command line, and no page shows them. */
struct err {
    enum err_kind kind;
    enum err_cause cause;
    char msg[384];    /* in English */
    struct said said; /* what err_say said; its ENGLISH is NULL after the others */
};

/* Fills *e (which may be NULL) and returns KIND, so that a failing function can end with
 * `return err_set(e, ERR_INVALID, "...")`. A message that does not fit is cut. */
enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Like err_set, with a message for whoever uses the site. */
enum err_kind err_say(struct err *e, enum err_kind kind, const struct message *m);

/* The same, with what was said before: a problem's. */
enum err_kind err_repeat(struct err *e, enum err_kind kind, const struct said *s);

/* Like err_set, with a cause. */
enum err_kind err_set_cause(struct err *e, enum err_kind kind, enum err_cause cause,
                            const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Puts "CONTEXT: " before the message that *e holds and returns its kind. */
enum err_kind err_wrap(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Like err_set; appends the text of the current errno to the message. */
enum err_kind err_errno(struct err *e, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* True for the kinds of the second group: a fault of this machine or this program. */
static inline int err_is_fault(enum err_kind kind)
{
    return kind >= ERR_DB;
}

/* If X fails, returns its error kind from the current function. For functions that have nothing to
 * clean up. */
#define TRY(x)                                                                                     \
    do {                                                                                           \
        enum err_kind try_kind_ = (x);                                                             \
        if (try_kind_ != OK)                                                                       \
            return try_kind_;                                                                      \
    } while (0)

#endif
