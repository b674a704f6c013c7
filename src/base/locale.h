/* SPDX-License-Identifier: MIT */
/* A language and a time zone: how numbers and dates are written (ICU), and when a day begins
 * (zone.h). The calendar is Gregorian in every language, as the addresses of articles are. Any
 * number of threads may use a locale at the same time. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include "base/arena.h"
#include "base/civil.h"
#include "base/err.h"
#include "base/zone.h"

/* How a language groups digits. Small, so whatever prints numbers keeps a copy. */
struct number_format {
    char separator[8];                   /* UTF-8, NUL-terminated; empty: no grouping */
    uint8_t primary, secondary, minimum; /* group sizes; digits the leading group must have */
    int32_t zero;                        /* the code point of the digit 0 */
};
/* Size of the longest text that number_print writes, with its NUL. */
#define NUMBER_MAX 160

struct locale;

/* LANGUAGE is a BCP 47 tag ("en", "pt-BR"), ZONE a name of the IANA database ("Europe/Berlin").
 * ERR_INVALID if either is unknown; the message is for the person who typed it. The other errors
 * are those of zone_open. */
MUST_CHECK enum err_kind locale_new(struct locale **out, struct str language, struct str zone,
                                    struct err *e);
/* The same with rules that were read before; takes a reference of ZONE. */
MUST_CHECK enum err_kind locale_new_in(struct locale **out, struct str language, struct zone *zone,
                                       struct err *e);
void locale_free(struct locale **l);

/* Lives as long as L, unless the caller takes a reference. */
struct zone *locale_zone(const struct locale *l);

/* "ltr" or "rtl". */
const char *locale_direction(const struct locale *l);
struct number_format locale_number_format(const struct locale *l);
/* The same for LANGUAGE alone, which costs no locale. ERR_INVALID as locale_new. */
MUST_CHECK enum err_kind number_format_of(struct str language, struct number_format *out,
                                          struct err *e);
/* N with its digits grouped, NUL-terminated; returns the length. */
size_t number_print(const struct number_format *f, uint64_t n, char out[NUMBER_MAX]);
/* S with the language's digits in place of 0 to 9, in A. */
struct str number_digits(const struct number_format *f, struct str s, struct arena *a);
/* CLDR's name for the digits that numbers and dates are written with ("latn", "arab", "beng").
 * Lives as long as L. */
const char *locale_digits(const struct locale *l);

/* The first day of the week where the language is spoken. 0 is Sunday. */
int locale_first_weekday(const struct locale *l);
enum weekday_style { WEEKDAY_NAME, WEEKDAY_INITIAL /* narrow, for a calendar's head */ };
/* The name of WEEKDAY (0 is Sunday). Lives as long as L. */
struct str locale_weekday(const struct locale *l, int weekday, enum weekday_style style);

struct civil locale_civil(const struct locale *l, int64_t epoch_s);
/* Converts a civil time to epoch seconds. A time that the change to summer time skips gives the
 * moment after the gap; a time that happens twice gives the first. ERR_INVALID if there is no such
 * date or time (31 June, hour 25). */
MUST_CHECK enum err_kind locale_epoch(const struct locale *l, struct civil c, int64_t *out,
                                      struct err *e);
/* The same; *times, unless TIMES is NULL: how often clocks show that time. */
MUST_CHECK enum err_kind locale_epoch_times(const struct locale *l, struct civil c, int64_t *out,
                                            enum zone_times *times, struct err *e);
/* True if clocks show the local time of EPOCH_S twice: it is ambiguous without its offset. */
bool locale_is_ambiguous(const struct locale *l, int64_t epoch_s);

enum date_style {
    DATE_LONG,      /* 23 November 2026 */
    DATE_SHORT,     /* 23 Nov 2026 */
    DATE_MONTH,     /* November 2026 */
    DATE_YEAR,      /* 2026 */
    DATE_TIME,      /* 23 November 2026, 14:05 */
    DATE_TIME_ONLY, /* 14:05 */
};
/* The date and time in the locale's language and zone, in A. */
struct str locale_date(const struct locale *l, int64_t epoch_s, enum date_style style,
                       struct arena *a);
/* "2026-11-23T14:05:00+01:00", for <time datetime>, in A. */
struct str locale_iso(const struct locale *l, int64_t epoch_s, struct arena *a);
/* "2026-11-23T14:05", for <input type="datetime-local">, in A. */
struct str locale_input(const struct locale *l, int64_t epoch_s, struct arena *a);

#endif
