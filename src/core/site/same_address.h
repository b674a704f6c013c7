/* SPDX-License-Identifier: MIT */
/* Whether all readers seem to share one address, as behind a proxy that the web server was not told
 * of: throttles and moderation then take everybody for one person. */
#ifndef CORE_SITE_SAME_ADDRESS_H
#define CORE_SITE_SAME_ADDRESS_H

#include "db/db.h"

struct same_address {
    struct str addr; /* empty: they do not share one, or too few have commented */
    int comments, people;
};

/* Looks at the newest comments of readers. What it gives is in A. ERR_DB. */
MUST_CHECK enum err_kind same_address_find(struct db_conn *c, struct arena *a,
                                           struct same_address *out, struct err *e);

#endif
