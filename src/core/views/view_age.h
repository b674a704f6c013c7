/* SPDX-License-Identifier: MIT */
/* What becomes of views when they get old: an article's hours go after two days (its days have the
 * same views), its days become months after 400. So what is kept grows with the articles and the
 * years, not with the readers. */
#ifndef CORE_VIEWS_VIEW_AGE_H
#define CORE_VIEWS_VIEW_AGE_H

#include "base/locale.h"
#include "db/db.h"

enum { VIEW_HOURS_KEPT = 48, VIEW_DAYS_KEPT = 400 };

/* Moves one batch of rows, in one transaction: every view is in a day or in a month, never in both
 * and never in none. *more says that there may be others. */
MUST_CHECK enum err_kind views_age(struct db *db, const struct locale *l, int64_t now, bool *more,
                                   struct err *e);

#endif
