/* SPDX-License-Identifier: MIT */
/* Names that the entries of feeds keep for ever. */
#ifndef CORE_NEWS_FEED_H
#define CORE_NEWS_FEED_H

#include "db/db.h"

/* A name for the thing that NOUN and ID tell ("article", 12; "feed", 0 ...) of this site and of no
 * other, "urn:uuid:...", in A. It stays the same when the site moves, or an address changes. */
MUST_CHECK enum err_kind feed_urn(struct db_conn *c, struct str noun, int64_t id, struct arena *a,
                                  struct str *out, struct err *e);

#endif
