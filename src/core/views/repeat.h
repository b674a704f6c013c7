/* SPDX-License-Identifier: MIT */
/* Detects that a visitor read the same article a moment ago, for sites that count a visitor once
 * per interval. No cookie is set and no address is stored: the memory holds only a keyed hash of
 * article, address and browser, under a key that is new every day. Each process has its own memory,
 * so with several processes a visitor may count once in each. */
#ifndef CORE_VIEWS_REPEAT_H
#define CORE_VIEWS_REPEAT_H

#include "base/str.h"

struct repeat;

/* Remembers about N_VISITS visits; the oldest are forgotten first. */
struct repeat *repeat_new(size_t n_visits);
void repeat_free(struct repeat **r);

/* True if the same visitor came to the article less than INTERVAL_S seconds before NOW; otherwise
 * remembers the visit. Any thread. */
bool repeat_check(struct repeat *r, int64_t article_id, struct str addr, struct str user_agent,
                  int64_t interval_s, int64_t now);

#endif
