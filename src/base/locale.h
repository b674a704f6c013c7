/* SPDX-License-Identifier: MIT */
/* A language and a time zone (ICU): how numbers and dates are written, and when a day begins.
 * A locale is immutable and may be used by any number of threads. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include "base/arena.h"

/* A date and time of day in the locale's zone. month 1-12, day 1-31. */
struct civil {
    int year, month, day, hour, minute, second;
};

/* How a language groups digits; small enough to be copied into whatever prints numbers. */
struct number_format {
    char separator[8];                   /* UTF-8, NUL-terminated; empty: no grouping */
    uint8_t primary, secondary, minimum; /* group sizes; digits the leading group must have */
    int32_t zero;                        /* the code point of the digit 0 */
};
/* The longest text number_print makes, with its NUL. */
#define NUMBER_MAX 160

struct locale;

/* LANGUAGE is a BCP 47 tag ("en", "pt-BR"), ZONE a name of the IANA database ("Europe/Berlin").
 * ERR_INVALID, with a sentence for the person who typed it, where either is unknown. */
MUST_CHECK enum err_kind locale_new(struct locale **out, struct str language, struct str zone,
                                    struct err *e);
void locale_free(struct locale **l);

/* "ltr" or "rtl". */
const char *locale_direction(const struct locale *l);
struct number_format locale_number_format(const struct locale *l);
/* N with its digits grouped, NUL-terminated; returns the length. */
size_t number_print(const struct number_format *f, uint64_t n, char out[NUMBER_MAX]);
/* S with the language's digits in place of 0 to 9, in A. */
struct str number_digits(const struct number_format *f, struct str s, struct arena *a);
/* What CLDR calls the system of the digits that numbers and dates are written with ("latn", "arab",
 * "beng"); it lives as long as L. */
const char *locale_digits(const struct locale *l);

/* The day that a week begins with where the language is spoken; 0 is Sunday. */
int locale_first_weekday(const struct locale *l);
enum weekday_style { WEEKDAY_NAME, WEEKDAY_INITIAL /* as narrow as a calendar's head */ };
/* WEEKDAY's name (0 is Sunday), which lives as long as L. */
struct str locale_weekday(const struct locale *l, int weekday, enum weekday_style style);

struct civil locale_civil(const struct locale *l, int64_t epoch_s);
/* The moment of a civil time. One that a change to summer time skips gives the moment after the
 * gap; one that happens twice gives the first. ERR_INVALID where it is no date (31 June, hour 25).
 */
MUST_CHECK enum err_kind locale_epoch(const struct locale *l, struct civil c, int64_t *out,
                                      struct err *e);

enum date_style {
    DATE_LONG,      /* 23 November 2026 */
    DATE_SHORT,     /* 23 Nov 2026 */
    DATE_MONTH,     /* November 2026 */
    DATE_TIME,      /* 23 November 2026, 14:05 */
    DATE_TIME_ONLY, /* 14:05 */
};
/* The moment written in the locale's language and zone, in A. */
struct str locale_date(const struct locale *l, int64_t epoch_s, enum date_style style,
                       struct arena *a);
/* "2026-11-23T14:05:00+01:00", for <time datetime>, in A. */
struct str locale_iso(const struct locale *l, int64_t epoch_s, struct arena *a);
/* "2026-11-23T14:05", for <input type="datetime-local">, in A. */
struct str locale_input(const struct locale *l, int64_t epoch_s, struct arena *a);

#endif
