/* SPDX-License-Identifier: MIT */
/* Moves an article from one status to another: publish, schedule, unpublish, submit, trash,
 * restore. Each is one transaction, which also writes the audit log and, if readers see a change,
 * raises the content version.
 *
 * All of them: ERR_FORBIDDEN if WHO may not do this, ERR_CONFLICT if the article's status does not
 * allow it, ERR_NOT_FOUND. */
#ifndef CORE_DESK_ARTICLE_MOVE_H
#define CORE_DESK_ARTICLE_MOVE_H

#include "core/audit/actor.h"
#include "core/news/article.h"
#include "core/site/setting.h"

/* Publishes now or, if AT is not 0, as of AT (an import, or the sample site). The permalink's day
 * is fixed at the first publication. A slug that is taken on that day gets "-2" and so on.
 * ERR_CONFLICT if the article is in the trash. */
MUST_CHECK enum err_kind article_publish(struct db *db, const struct settings *s,
                                         const struct actor *who, int64_t id, int64_t at,
                                         struct err *e);
/* Schedules publication at AT; a job then publishes it. ERR_INVALID if AT is not in the future. */
MUST_CHECK enum err_kind article_schedule(struct db *db, const struct actor *who, int64_t id,
                                          int64_t at, struct err *e);
MUST_CHECK enum err_kind article_unpublish(struct db *db, const struct actor *who, int64_t id,
                                           struct err *e);
/* Marks a draft as DONE, so that it waits for an editor, or makes it a draft again. */
MUST_CHECK enum err_kind article_submit(struct db *db, const struct actor *who, int64_t id,
                                        bool done, struct err *e);
MUST_CHECK enum err_kind article_trash(struct db *db, const struct actor *who, int64_t id,
                                       struct err *e);
/* Restores the status before the trash; a scheduled article whose time has passed becomes a draft.
 */
MUST_CHECK enum err_kind article_restore(struct db *db, const struct actor *who, int64_t id,
                                         struct err *e);

#endif
