/* SPDX-License-Identifier: MIT */
/* The table of settings, for setting.c, which reads by it, setting_save.c, which checks by it
 * before it saves, and setting_verify.c, which checks what is stored. */
#ifndef CORE_SITE_SETTING_INTERNAL_H
#define CORE_SITE_SETTING_INTERNAL_H

#include "core/site/setting.h"

enum kind {
    LINE = SETTING_LINE,
    LINES = SETTING_LINES,
    NUMBER = SETTING_NUMBER,
    SWITCH = SETTING_SWITCH
};

struct setting_row {
    const char *name;
    enum kind kind;
    size_t offset;
    const char *deflt;
    int64_t min, max; /* for a NUMBER; for a LINE or LINES the length in bytes */
    /* Messages: what is said of a value that is not within the bounds {min} and {max}, and of one
     * that may not be empty, but is. */
    const char *wrong, *missing;
};

/* NULL: there is no such setting. */
const struct setting_row *setting_row_named(struct str name);
/* Gives the member of ROW the VALUE in its text form. */
void setting_assign(struct settings *s, const struct setting_row *row, struct str value);
/* The member of ROW in its text form, in A. */
struct str setting_text(const struct settings *s, const struct setting_row *row, struct arena *a);
/* Adds a problem if VALUE does not fit ROW. */
void setting_check(const struct setting_row *row, struct str value, struct problems *p);
/* Adds the problems of S that a row of the table cannot express. */
void settings_check_across(const struct settings *s, struct problems *p);
/* Reads what is stored into S, with texts in A; derives nothing. */
MUST_CHECK enum err_kind settings_read_rows(struct db_conn *c, struct settings *s, struct arena *a,
                                            struct err *e);

#endif
