/* SPDX-License-Identifier: MIT */
/* Reads the files in which the rules of time zones are kept (TZif, RFC 9636). */
#ifndef BASE_TZIF_H
#define BASE_TZIF_H

#include "base/err.h"
#include "base/str.h"

/* Bounds of a file. The largest file of tzdata has 4 KB and 250 changes. */
enum { TZIF_BYTES_MAX = 64 * 1024, TZIF_CHANGES_MAX = 2000 };
/* After this the calendar repeats, weekdays included. */
#define TZIF_CYCLE_S (INT64_C(146097) * 86400)

/* The offsets of a zone, in seconds east of UTC. offset_s[0] holds before at[0]; offset_s[i + 1]
 * from at[i] up to at[i + 1]. Neighbours differ. If `repeats`, the changes of the last
 * TZIF_CYCLE_S before at[n - 1] come again and again. */
struct tzif {
    size_t n;
    bool repeats;
    int64_t *at;       /* ascending */
    int32_t *offset_s; /* n + 1 */
};

/* Parses BYTES, a whole file of version 2 or later. The caller releases *out with tzif_release.
 * ERR_INVALID, with nothing to release, if the file is damaged, counts leap seconds or is past the
 * bounds; the message is the reason alone ("it ends too early"). */
MUST_CHECK enum err_kind tzif_parse(struct str bytes, struct tzif *out, struct err *e);
void tzif_release(struct tzif *t);

#endif
