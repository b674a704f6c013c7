/* SPDX-License-Identifier: MIT */
/* Decides whether the copy that a browser has stored is still good (RFC 9110, 8.8 and 13). */
#ifndef WEB_HTTP_VALIDATOR_H
#define WEB_HTTP_VALIDATOR_H

#include "web/http/exchange.h"

/* "Tue, 24 Nov 2026 04:29:27 GMT", in A. */
struct str http_date(struct arena *a, int64_t epoch_s);

/* Whether the copy that RQ names is the current one: RQ lists ETAG or, if it lists no entity tag,
 * names the date MODIFIED (an http_date). Either may be empty, and then never matches. Tags are
 * compared weakly. A date must be exactly the one that was given out; a later one proves nothing,
 * since several processes, or a clock that was set back, may have given it out. */
bool copy_is_good(const struct request *rq, struct str etag, struct str modified);

#endif
