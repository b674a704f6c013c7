/* SPDX-License-Identifier: MIT */
/* A parser that goes from left to right: each part is read off the front of the rest, and false
 * means that the part is not there. POSIX counts offsets west of Greenwich; here they count east.
 */
#include "base/posix_tz.h"

#include "base/civil.h"

enum { HOURS_MAX = 24, RULE_HOURS_MAX = 167, WEEK = 7 };

static bool take(struct str *rest, char c)
{
    bool is_there = rest->n > 0 && rest->p[0] == c;
    if (is_there)
        *rest = str_skip(*rest, 1);
    return is_there;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A number of one to three digits from MIN to MAX. */
static bool take_number(struct str *rest, int min, int max, int *out)
{
    size_t n = 0;
    *out = 0;
    for (; n < rest->n && is_digit(rest->p[n]); n++) {
        if (n == 3)
            return false;
        *out = *out * 10 + (rest->p[n] - '0');
    }
    *rest = str_skip(*rest, n);
    return n > 0 && *out >= min && *out <= max;
}

/* An abbreviation, which nobody needs: three letters or more, or anything in angle brackets. */
static bool take_name(struct str *rest)
{
    size_t n = 0;
    bool quoted = take(rest, '<');
    while (n < rest->n && (is_letter(rest->p[n]) ||
                           (quoted && (is_digit(rest->p[n]) || strchr("+-", rest->p[n]) != NULL))))
        n++;
    *rest = str_skip(*rest, n);
    return n >= 3 && (!quoted || take(rest, '>'));
}

/* "[+-]h[:mm[:ss]]", in seconds. */
static bool take_time(struct str *rest, int hours_max, int *out)
{
    int hours, minutes = 0, seconds = 0;
    bool negative = take(rest, '-');
    if (!negative)
        take(rest, '+');
    if (!take_number(rest, 0, hours_max, &hours))
        return false;
    if (take(rest, ':') && (!take_number(rest, 0, 59, &minutes) ||
                            (take(rest, ':') && !take_number(rest, 0, 59, &seconds))))
        return false;
    *out = hours * 3600 + minutes * 60 + seconds;
    if (negative)
        *out = -*out;
    return true;
}

static bool take_offset(struct str *rest, int *out)
{
    if (!take_time(rest, HOURS_MAX, out))
        return false;
    *out = -*out;
    return true;
}

/* ",J60/2", ",59/2" or ",M3.5.0/2"; the time is 02:00 unless it is named. */
static bool take_day(struct str *rest, struct posix_day *out)
{
    *out = (struct posix_day){.kind = POSIX_ORDINAL, .time_s = 2 * 3600};
    bool good = take(rest, ',');
    if (good && take(rest, 'J')) {
        out->kind = POSIX_JULIAN;
        good = take_number(rest, 1, 365, &out->day);
    } else if (good && take(rest, 'M')) {
        out->kind = POSIX_WEEKDAY;
        good = take_number(rest, 1, 12, &out->month) && take(rest, '.') &&
               take_number(rest, 1, 5, &out->week) && take(rest, '.') &&
               take_number(rest, 0, WEEK - 1, &out->day);
    } else if (good) {
        good = take_number(rest, 0, 365, &out->day);
    }
    return good && (!take(rest, '/') || take_time(rest, RULE_HOURS_MAX, &out->time_s));
}

bool posix_tz_parse(struct str text, struct posix_tz *out)
{
    *out = (struct posix_tz){0};
    if (!take_name(&text) || !take_offset(&text, &out->offset_s))
        return false;
    if (str_empty(text))
        return true;
    out->changes = true;
    out->summer_offset_s = out->offset_s + 3600;
    if (!take_name(&text) ||
        (text.n > 0 && text.p[0] != ',' && !take_offset(&text, &out->summer_offset_s)))
        return false;
    return take_day(&text, &out->start) && take_day(&text, &out->end) && str_empty(text);
}

static bool has_leap_day(int year)
{
    return civil_days(year, 3, 1) - civil_days(year, 2, 1) == 29;
}

/* The days from 1970-01-01 to the WEEK-th weekday DAY of a month. */
static int64_t weekday_in_month(const struct posix_day *rule, int year)
{
    int64_t first = civil_days(year, rule->month, 1);
    int64_t next =
        rule->month == 12 ? civil_days(year + 1, 1, 1) : civil_days(year, rule->month + 1, 1);
    int weekday = (int)(((first + 4) % WEEK + WEEK) % WEEK); /* 1970-01-01 was a Thursday */
    int64_t day = first + (rule->day - weekday + WEEK) % WEEK + (rule->week - 1) * WEEK;
    return day < next ? day : day - WEEK;
}

/* The local second at which RULE applies in YEAR. */
static int64_t local_second(const struct posix_day *rule, int year)
{
    int64_t day = civil_days(year, 1, 1) + rule->day;
    if (rule->kind == POSIX_WEEKDAY)
        day = weekday_in_month(rule, year);
    else if (rule->kind == POSIX_JULIAN && !(rule->day >= 60 && has_leap_day(year)))
        day--;
    return day * CIVIL_DAY_S + rule->time_s;
}

int64_t posix_tz_start(const struct posix_tz *rule, int year)
{
    return local_second(&rule->start, year) - rule->offset_s;
}

int64_t posix_tz_end(const struct posix_tz *rule, int year)
{
    return local_second(&rule->end, year) - rule->summer_offset_s;
}
