/* SPDX-License-Identifier: MIT */
/* The rules of a time zone, from the system's tzdata: the folder that TZDIR names, or
 * /usr/share/zoneinfo. The rules are immutable, so any number of threads may use them at the same
 * time; when tzdata is upgraded, they are read again into a new zone (zone_is_current). */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/arena.h"
#include "base/err.h"

struct zone;

/* Reads the rules of the zone NAME, spelled as tzdata has it (zone_spelling in zone_file.h), and
 * counts one reference. "UTC" needs no file. ERR_INVALID if there is no such zone; ERR_IO if tzdata
 * is missing, or the file cannot be read or is damaged. The messages are for the person who typed
 * the name. */
MUST_CHECK enum err_kind zone_open(struct zone **out, struct str name, struct err *e);
struct zone *zone_ref(struct zone *z);
/* Drops a reference and sets *z to NULL. Does nothing if *z is NULL. */
void zone_unref(struct zone **z);

/* Lives as long as Z. */
struct str zone_name(const struct zone *z);
/* A number that depends on the rules alone: equal for equal rules, on every machine. */
uint64_t zone_rules(const struct zone *z);
/* True if the file is still the one that was read. One call of stat(). */
bool zone_is_current(const struct zone *z);

/* Seconds east of UTC at EPOCH_S. */
int zone_offset(const struct zone *z, int64_t epoch_s);

/* How often a local time comes. */
enum zone_times {
    ZONE_ONCE,
    ZONE_NEVER, /* a change skips it, as to summer time */
    ZONE_TWICE, /* a change repeats it, as from summer time */
};
/* Converts LOCAL_S, a local time as seconds from 1970-01-01 00:00 (civil_seconds), to epoch
 * seconds. A time that never comes gives the moment of the change; one that comes twice gives the
 * first. */
enum zone_times zone_epoch(const struct zone *z, int64_t local_s, int64_t *epoch_s);

#endif
