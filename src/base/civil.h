/* SPDX-License-Identifier: MIT */
/* Dates and times of day in the Gregorian calendar, and arithmetic on them. No time zone is
 * involved: a zone only moves the seconds before or after (zone.h). */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

/* A date and time of day. month 1-12, day 1-31. */
struct civil {
    int year, month, day, hour, minute, second;
};

enum { CIVIL_DAY_S = 24 * 3600 };

/* True if there is such a date in the years 1 to 9999, and such a time of day. */
bool civil_exists(struct civil t);
/* The seconds from 1970-01-01 00:00 to T. T must exist, but its year may be any. */
int64_t civil_seconds(struct civil t);
/* The date and time SECONDS after 1970-01-01 00:00; the inverse of civil_seconds. */
struct civil civil_of_seconds(int64_t seconds);
/* The days from 1970-01-01 to a date. */
int64_t civil_days(int year, int month, int day);

#endif
