/* SPDX-License-Identifier: MIT */
/* Whether a visitor read the same article a moment ago, for sites that count a visitor once per
 * interval. No cookie and no address is kept: what is remembered is a keyed hash of article,
 * address and browser, in memory alone, under a key that is new every day. Per process: several
 * processes on a site each remember their own visitors. */
#ifndef CORE_VIEWS_REPEAT_H
#define CORE_VIEWS_REPEAT_H

#include "base/str.h"

struct repeat;

/* Remembers about N_VISITS visits; the oldest are forgotten first. */
struct repeat *repeat_new(size_t n_visits);
void repeat_free(struct repeat **r);

/* True where the same visitor came to the article less than INTERVAL_S seconds before NOW; notes
 * the visit where not. Any thread. */
bool repeat_seen(struct repeat *r, int64_t article_id, struct str addr, struct str user_agent,
                 int64_t interval_s, int64_t now);

#endif
