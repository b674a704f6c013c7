/* SPDX-License-Identifier: MIT */
/* Breaking news: one sentence at the top of every page for readers, until its time is over. It is
 * stored as settings (setting.h), so that a page needs no query for it. It is changed here and not
 * with the settings, because editors may do so, not only admins. */
#ifndef CORE_NEWS_BREAKING_H
#define CORE_NEWS_BREAKING_H

#include "base/problem.h"
#include "core/site/setting.h"
#include "core/site/used_form.h"

enum { BREAKING_TEXT_MAX = 200, BREAKING_URL_MAX = 500, BREAKING_DAYS_MAX = 7 };

struct breaking {
    struct str text;
    struct str url;  /* a path on this site or a web address; may be empty */
    int64_t until;   /* when it ends */
    int64_t version; /* the version that the form was made from */
};

/* True if S has a sentence that is shown at NOW. */
bool breaking_shown(const struct settings *s, int64_t now);

/* Stores B in place of the present sentence. An address on this site, complete or as a path, that
 * looks like an article's must be a published article's. If FORM (may be NULL) was sent before,
 * nothing changes. ERR_INVALID with *p ("text", "url", "until") filled; ERR_CONFLICT if somebody
 * changed the sentence since (e says who and when; nothing was changed); ERR_FORBIDDEN for those
 * who may not publish. */
MUST_CHECK enum err_kind breaking_set(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct breaking *b,
                                      struct used_form *form, struct problems *p, struct err *e);
/* Removes the sentence of VERSION; does nothing if there is none. ERR_CONFLICT and ERR_FORBIDDEN as
 * above. */
MUST_CHECK enum err_kind breaking_end(struct db *db, const struct actor *who, int64_t version,
                                      struct err *e);

/* Removes a sentence whose time is over at NOW, so that cached pages change; *ended: there was one.
 * A job calls it each second; S tells it without a query that usually there is nothing to do. */
MUST_CHECK enum err_kind breaking_expire(struct db *db, const struct settings *s, int64_t now,
                                         bool *ended, struct err *e);

#endif
