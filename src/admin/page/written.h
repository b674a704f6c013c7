/* SPDX-License-Identifier: MIT */
/* Times and numbers as the newsroom writes them, in the arena. */
#ifndef ADMIN_PAGE_WRITTEN_H
#define ADMIN_PAGE_WRITTEN_H

#include "web/context.h"

/* "12 min ago", or the date where it is more than a day away. */
struct str when_shown(struct context *c, int64_t at);
struct str when_iso(const struct context *c, int64_t at);
struct str when_long(const struct context *c, int64_t at);
/* The same, with the offset from UTC where clocks show that time twice:
 * "25 October 2026, 02:30 (UTC+02:00)". */
struct str when_exact(const struct context *c, int64_t at);
/* A time so many SECONDS ago: "40 s ago", "5 min ago", "3 h ago". */
struct str ago_shown(struct context *c, int64_t seconds);
/* Two sentences after each other; either may be empty. */
struct str sentences_joined(struct context *c, struct str first, struct str second);
/* N with its digits grouped. */
struct str number_shown(const struct context *c, int64_t n);
/* The same; empty for 0. */
struct str count_shown(const struct context *c, int64_t n);

#endif
