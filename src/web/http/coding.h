/* SPDX-License-Identifier: MIT */
/* Which content coding a client prefers. */
#ifndef WEB_HTTP_CODING_H
#define WEB_HTTP_CODING_H

#include "cache/page.h"

struct codings {
    enum page_coding first;
    enum page_coding other; /* if the page cannot be had in `first`; never PAGE_BROTLI */
};

/* The codings that Accept-Encoding's LIST prefers by its weights (RFC 9110, 12.5.3); of equal ones
 * brotli before gzip before none. A client gets brotli only if it names it: "*" comes from programs
 * that know no coding's name. */
struct codings codings_of(struct str list);

#endif
