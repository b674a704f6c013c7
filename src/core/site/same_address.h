/* SPDX-License-Identifier: MIT */
/* Detects that all readers seem to have one address. This happens behind a proxy that the web
 * server was not told about; throttles and moderation then take all readers for one person. */
#ifndef CORE_SITE_SAME_ADDRESS_H
#define CORE_SITE_SAME_ADDRESS_H

#include "db/db.h"

struct same_address {
    struct str addr; /* empty: the addresses differ, or too few people have commented */
    int comments, people;
};

/* Examines the newest comments of readers. Texts in *out are in A. ERR_DB. */
MUST_CHECK enum err_kind same_address_find(struct db_conn *c, struct arena *a,
                                           struct same_address *out, struct err *e);

#endif
