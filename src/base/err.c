/* SPDX-License-Identifier: MIT */
/* Error values are filled in place and never allocate. A message that does not fit is cut after a
 * whole UTF-8 character, so it can be shown on a page and in the log. Each function accepts a NULL
 * error, for callers that need the kind only. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8_partial.h"

static void err_fill(struct err *e, enum err_kind kind, const char *fmt, va_list ap)
{
    e->kind = kind;
    e->cause = CAUSE_NONE;
    e->said.english = NULL;
    vsnprintf(e->msg, sizeof e->msg, fmt, ap);
    utf8_drop_partial(e->msg);
}

enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    if (e == NULL)
        return kind;
    va_list ap;
    va_start(ap, fmt);
    err_fill(e, kind, fmt, ap);
    va_end(ap);
    return kind;
}

enum err_kind err_say(struct err *e, enum err_kind kind, const struct message *m)
{
    if (e == NULL)
        return kind;
    e->kind = kind;
    e->cause = CAUSE_NONE;
    said_keep(&e->said, m);
    message_english(m, e->msg, sizeof e->msg);
    return kind;
}

enum err_kind err_repeat(struct err *e, enum err_kind kind, const struct said *s)
{
    struct message m = said_message(s);
    return err_say(e, kind, &m);
}

enum err_kind err_set_cause(struct err *e, enum err_kind kind, enum err_cause cause,
                            const char *fmt, ...)
{
    if (e == NULL)
        return kind;
    va_list ap;
    va_start(ap, fmt);
    err_fill(e, kind, fmt, ap);
    va_end(ap);
    e->cause = cause;
    return kind;
}

enum err_kind err_wrap(struct err *e, const char *fmt, ...)
{
    if (e == NULL)
        return ERR_BUG;
    char context[sizeof e->msg];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(context, sizeof context, fmt, ap);
    va_end(ap);

    char whole[2 * sizeof e->msg + 2];
    snprintf(whole, sizeof whole, "%s: %s", context, e->msg);
    whole[sizeof e->msg - 1] = '\0';
    memcpy(e->msg, whole, sizeof e->msg);
    utf8_drop_partial(e->msg);
    return e->kind;
}

enum err_kind err_errno(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    int saved = errno;
    if (e == NULL)
        return kind;
    va_list ap;
    va_start(ap, fmt);
    err_fill(e, kind, fmt, ap);
    va_end(ap);
    size_t used = strlen(e->msg);
    snprintf(e->msg + used, sizeof e->msg - used, ": %s", strerror(saved));
    utf8_drop_partial(e->msg);
    return kind;
}
