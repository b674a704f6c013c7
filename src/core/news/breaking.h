/* SPDX-License-Identifier: MIT */
/* Breaking news: one sentence over every page that readers see, until its time is over. It is three
 * settings (setting.h), so that a page knows it without asking the database; what sets them is
 * here, since it is for editors and not for admins only. */
#ifndef CORE_NEWS_BREAKING_H
#define CORE_NEWS_BREAKING_H

#include "base/problem.h"
#include "core/site/setting.h"
#include "core/site/used_form.h"

enum { BREAKING_TEXT_MAX = 200, BREAKING_URL_MAX = 500, BREAKING_DAYS_MAX = 7 };

struct breaking {
    struct str text;
    struct str url;  /* a path on this site or a web address; may be empty */
    int64_t until;   /* the moment at which it goes */
    int64_t version; /* of what the form was made from */
};

/* Whether S has one that is shown at NOW. */
bool breaking_shown(const struct settings *s, int64_t now);

/* Puts B in place of what is there. An address of an article on this site, whole or as a path, must
 * be a published one's. ERR_INVALID with *p ("text", "url", "until") filled; ERR_CONFLICT where
 * somebody changed it since (e says who and when; nothing was changed); ERR_FORBIDDEN for those who
 * may not publish. FORM (or NULL): one that is sent again changes nothing. */
MUST_CHECK enum err_kind breaking_set(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct breaking *b,
                                      struct used_form *form, struct problems *p, struct err *e);
/* Takes down the one of VERSION; nothing where there is none. ERR_CONFLICT, ERR_FORBIDDEN as above.
 */
MUST_CHECK enum err_kind breaking_end(struct db *db, const struct actor *who, int64_t version,
                                      struct err *e);

/* Takes down what is over at NOW, so that pages in the cache change; *ended says whether there was
 * something. A job calls it each second; S tells it that mostly there is not. */
MUST_CHECK enum err_kind breaking_expire(struct db *db, const struct settings *s, int64_t now,
                                         bool *ended, struct err *e);

#endif
