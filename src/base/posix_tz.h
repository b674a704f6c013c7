/* SPDX-License-Identifier: MIT */
/* The text at the end of a time zone's file: the rule for all times after the last change that the
 * file lists, as POSIX writes it in TZ ("CET-1CEST,M3.5.0,M10.5.0/3"), with the extensions of
 * RFC 9636. */
#ifndef BASE_POSIX_TZ_H
#define BASE_POSIX_TZ_H

#include "base/str.h"

/* A day of the year, and a time on it. */
struct posix_day {
    enum { POSIX_JULIAN, POSIX_ORDINAL, POSIX_WEEKDAY } kind;
    int day;         /* JULIAN: 1-365, without 29 February; ORDINAL: 0-365; WEEKDAY: 0 is Sunday */
    int month, week; /* WEEKDAY: 1-12; 1-5, where 5 is the last */
    int time_s;      /* local seconds from midnight; may be negative or past the day's end */
};

struct posix_tz {
    int offset_s;                /* seconds east of UTC in standard time */
    bool changes;                /* false: the members below are unset */
    int summer_offset_s;         /* the other time's */
    struct posix_day start, end; /* of the other time, each in the time before it */
};

/* Parses TEXT. False, with *out undefined, if it is not such a text, or if it names a second time
 * without saying when it begins. */
bool posix_tz_parse(struct str text, struct posix_tz *out);

/* The two moments of YEAR, in epoch seconds. The rule must change. */
int64_t posix_tz_start(const struct posix_tz *rule, int year);
int64_t posix_tz_end(const struct posix_tz *rule, int year);

#endif
