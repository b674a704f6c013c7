/* SPDX-License-Identifier: MIT */
/* Permanent names for the entries of feeds. */
#ifndef CORE_NEWS_FEED_H
#define CORE_NEWS_FEED_H

#include "db/db.h"

/* A name for the object that NOUN and ID identify ("article", 12; "feed", 0 ...) on this site and
 * no other, "urn:uuid:...", in A. It stays the same if the site moves or an address changes.
 * ERR_DB. */
MUST_CHECK enum err_kind feed_urn(struct db_conn *c, struct str noun, int64_t id, struct arena *a,
                                  struct str *out, struct err *e);

#endif
