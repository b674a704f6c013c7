/* SPDX-License-Identifier: MIT */
/* A month of the archive as a calendar: its weeks as the site's language has them, with a link at
 * each day that holds articles. */
#ifndef SITE_LISTS_CALENDAR_H
#define SITE_LISTS_CALENDAR_H

#include "web/context.h"

struct calendar_view {
    struct str month; /* "November 2026" */
    struct tpl_list weekdays, weeks;
};
/* MONTH; WEEKDAYS: INITIAL, NAME; WEEKS: DAYS: SHOWN (empty beside the month), PLAIN (holds
 * nothing), LINKED: URL, NAME ("23 November 2026, 4 articles"), CURRENT. For a TPL_VIEW. */
extern const struct tpl_field calendar_fields[];

/* The calendar of that month, in C's arena; DAY is marked as where the reader is (0: none). */
MUST_CHECK enum err_kind calendar_of(struct context *c, int year, int month, int day,
                                     const struct calendar_view **out, struct err *e);

/* N in the language's digits, ungrouped, in C's arena. */
struct str digits_shown(struct context *c, int n);
/* "1 article", "1,204 articles", in C's arena. */
struct str articles_shown(struct context *c, int64_t n);

#endif
