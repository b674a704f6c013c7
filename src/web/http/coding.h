/* SPDX-License-Identifier: MIT */
/* Which content coding a client prefers. */
#ifndef WEB_HTTP_CODING_H
#define WEB_HTTP_CODING_H

#include "cache/page.h"

struct codings {
    enum page_coding first;
    enum page_coding other; /* where the first one cannot be had; never PAGE_BROTLI */
};

/* What Accept-Encoding's LIST prefers by its weights (RFC 9110, 12.5.3); among equals brotli before
 * gzip before none. Brotli only goes to who names it: "*" comes from programs that know no name. */
struct codings codings_of(struct str list);

#endif
