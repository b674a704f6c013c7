/* SPDX-License-Identifier: MIT */
/* Moving an article from one status to another: publish, schedule, unpublish, submit, trash,
 * restore. Each is one transaction that also writes the audit log and, where readers see a change,
 * raises the content version. */
#ifndef CORE_DESK_ARTICLE_MOVE_H
#define CORE_DESK_ARTICLE_MOVE_H

#include "core/audit/actor.h"
#include "core/news/article.h"
#include "core/site/setting.h"

/* Publishes now (at AT where it is not 0: an import, or the sample site). The permalink's day is
 * fixed at the first time. A slug that is taken on that day gets "-2" and so on. ERR_CONFLICT where
 * it is in the trash. */
MUST_CHECK enum err_kind article_publish(struct db *db, const struct settings *s,
                                         const struct actor *who, int64_t id, int64_t at,
                                         struct err *e);
/* Publishes it at AT, with nobody on the site. ERR_INVALID where AT is not in the future. */
MUST_CHECK enum err_kind article_schedule(struct db *db, const struct actor *who, int64_t id,
                                          int64_t at, struct err *e);
MUST_CHECK enum err_kind article_unpublish(struct db *db, const struct actor *who, int64_t id,
                                           struct err *e);
/* A draft is DONE and waits for an editor; or not, and goes back to being a draft. */
MUST_CHECK enum err_kind article_submit(struct db *db, const struct actor *who, int64_t id,
                                        bool done, struct err *e);
MUST_CHECK enum err_kind article_trash(struct db *db, const struct actor *who, int64_t id,
                                       struct err *e);
/* Back to what it was; a scheduled one whose time has passed becomes a draft. */
MUST_CHECK enum err_kind article_restore(struct db *db, const struct actor *who, int64_t id,
                                         struct err *e);

#endif
