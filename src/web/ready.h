/* SPDX-License-Identifier: MIT */
/* Whether the site can do its work now: a change can be written, its files are in their place, the
 * jobs go round, the disk has room. */
#ifndef WEB_READY_H
#define WEB_READY_H

#include "db/db.h"
#include "web/job_health.h"

struct ready;

enum ready_part { READY_WRITE, READY_FILES, READY_JOBS, READY_DISK, READY_PARTS };
extern const char *const ready_part_names[READY_PARTS];

struct ready_report {
    bool ok; /* all of them */
    struct {
        bool ok;
        char said[400]; /* for whoever runs the site: no path, no secret */
    } part[READY_PARTS];
    int64_t jobs_age_ms; /* since one of the jobs last began or ended; -1: they do not run in this
                            process */
    int64_t disk_free_bytes; /* -1: not known */
};

/* Of the site in SITE_DIR. DB, SITE_DIR and JOBS must outlive it. Starts no thread before it is
 * asked. */
struct ready *ready_new(struct db *db, const char *site_dir, const struct job_health *jobs);
/* Waits for a write that is under way. */
void ready_free(struct ready **r);

/* Any thread. A write is tried at most once a second, by a thread of its own: this waits for it for
 * at most a second, and reports that it waits where that is not enough. */
void ready_ask(struct ready *r, struct ready_report *out);

#endif
