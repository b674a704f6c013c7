/* SPDX-License-Identifier: MIT */
/* Whether the copy that a browser kept is still good (RFC 9110, 8.8 and 13). */
#ifndef WEB_HTTP_VALIDATOR_H
#define WEB_HTTP_VALIDATOR_H

#include "web/http/exchange.h"

/* "Tue, 24 Nov 2026 04:29:27 GMT", in A. */
struct str http_date(struct arena *a, int64_t epoch_s);

/* Whether RQ asks only for what is not ETAG, or, where it names no entity tag, for what is not of
 * MODIFIED (an http_date). Either may be empty: then nothing is known to be good by it. Tags are
 * compared weakly. A date must be the very one that was given out: that another one is later proves
 * nothing where several processes, or a clock that was set back, give out dates. */
bool copy_is_good(const struct request *rq, struct str etag, struct str modified);

#endif
