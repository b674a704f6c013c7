/* SPDX-License-Identifier: MIT */
/* What the newsroom does to live blogs: adding, changing and removing entries, ending the coverage.
 *
 * Whoever may change the article may change its entries. If the article is published, a new entry
 * is an update that readers are told of (article.revised_at). Every change to an entry, or to the
 * coverage as a whole, sets article.updated_at, queues the pings, updates the search index and
 * raises the content version, all in one transaction. The article's own version stays the same, so
 * an entry never causes a conflict for somebody who has the article's form open. */
#ifndef CORE_DESK_LIVE_WRITE_H
#define CORE_DESK_LIVE_WRITE_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/news/live.h"
#include "core/site/setting.h"
#include "core/site/used_form.h"

struct live_edit {
    int64_t id;      /* 0: a new one */
    int64_t version; /* the version that the form was made from */
    int64_t at;      /* 0: now */
    struct str title, body;
    struct str
        token; /* the token of a new entry's form: sent twice, it is stored once; may be empty */
    struct used_form
        *form; /* for a change: if the form was sent before, nothing changes; may be NULL */
};

/* Adds or changes an entry; S is the site's settings. *id is the entry's id afterwards. ERR_INVALID
 * with *p ("title", "body", "at") filled. ERR_CONFLICT if the article is not a live blog or is in
 * the trash, or if somebody changed the entry since (e says who and when; nothing was changed).
 * ERR_NOT_FOUND. ERR_FORBIDDEN for those who may not change the article. */
MUST_CHECK enum err_kind live_entry_save(struct db *db, const struct settings *s,
                                         const struct actor *who, int64_t article_id,
                                         const struct live_edit *edit, int64_t *id,
                                         struct problems *p, struct err *e);
/* Removes an entry that is still at VERSION. Errors as above. */
MUST_CHECK enum err_kind live_entry_remove(struct db *db, const struct actor *who,
                                           int64_t article_id, int64_t id, int64_t version,
                                           struct err *e);
/* Ends the coverage or, if OVER is false, resumes it. Does nothing if that is so already. Errors as
 * above. */
MUST_CHECK enum err_kind live_set_ended(struct db *db, const struct actor *who, int64_t article_id,
                                        bool over, struct err *e);

#endif
