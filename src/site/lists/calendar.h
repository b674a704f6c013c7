/* SPDX-License-Identifier: MIT */
/* A month of the archive as a calendar: its weeks as is usual in the site's language, with a link
 * on each day that has articles. */
#ifndef SITE_LISTS_CALENDAR_H
#define SITE_LISTS_CALENDAR_H

#include "web/context.h"

struct calendar_view {
    struct str month; /* "November 2026" */
    struct tpl_list weekdays, weeks;
};
/* MONTH; WEEKDAYS: INITIAL, NAME; WEEKS: DAYS: SHOWN (empty for a day of another month), PLAIN (no
 * articles), LINKED: URL, NAME ("23 November 2026, 4 articles"), CURRENT. For a TPL_VIEW. */
extern const struct tpl_field calendar_fields[];

/* The calendar of that month, in C's arena. DAY is marked as the reader's place (0: none). */
MUST_CHECK enum err_kind calendar_of(struct context *c, int year, int month, int day,
                                     const struct calendar_view **out, struct err *e);

/* N in the language's digits, ungrouped, in C's arena. */
struct str digits_shown(struct context *c, int n);
/* "1 article", "1,204 articles", in C's arena. */
struct str articles_shown(struct context *c, int64_t n);

#endif
