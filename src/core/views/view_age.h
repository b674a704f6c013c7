/* SPDX-License-Identifier: MIT */
/* What happens to views with age: an article's hours are deleted after two days (its days contain
 * the same views), and its days become months after 400. So the tables grow with articles and
 * years, not with readers. */
#ifndef CORE_VIEWS_VIEW_AGE_H
#define CORE_VIEWS_VIEW_AGE_H

#include "base/locale.h"
#include "db/db.h"

enum { VIEW_HOURS_KEPT = 48, VIEW_DAYS_KEPT = 400 };

/* Moves one batch of rows in one transaction: every view is in a day or in a month, never in both,
 * never in neither. *more: other rows may be waiting. The errors of db_write. */
MUST_CHECK enum err_kind views_compact(struct db *db, const struct locale *l, int64_t now,
                                       bool *more, struct err *e);

#endif
