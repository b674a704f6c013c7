/* SPDX-License-Identifier: MIT */
/* From Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": if years begin in March, the
 * leap day is the last day of a year, and months have a regular pattern. An era is 400 years, after
 * which the calendar repeats. */
#include "base/civil.h"

enum { ERA_DAYS = 146097, EPOCH_DAYS = 719468 /* from 0000-03-01 to 1970-01-01 */ };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_exists(struct civil t)
{
    bool date = t.year >= 1 && t.year <= 9999 && t.month >= 1 && t.month <= 12 && t.day >= 1 &&
                t.day <= days_in(t.year, t.month);
    bool time = t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 && t.second >= 0 &&
                t.second < 60;
    return date && time;
}

int64_t civil_days(int year, int month, int day)
{
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAYS;
}

int64_t civil_seconds(struct civil t)
{
    int of_day = t.hour * 3600 + t.minute * 60 + t.second;
    return civil_days(t.year, t.month, t.day) * CIVIL_DAY_S + of_day;
}

struct civil civil_of_seconds(int64_t seconds)
{
    int64_t days = (seconds >= 0 ? seconds : seconds - (CIVIL_DAY_S - 1)) / CIVIL_DAY_S;
    int rest = (int)(seconds - days * CIVIL_DAY_S);
    struct civil t = {.hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60};
    days += EPOCH_DAYS;
    int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
    int64_t of_era = days - era * ERA_DAYS;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    t.day = (int)(of_year - (153 * month + 2) / 5 + 1);
    t.month = (int)(month < 10 ? month + 3 : month - 9);
    t.year = (int)(year + era * 400 + (t.month <= 2));
    return t;
}
