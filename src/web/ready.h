/* SPDX-License-Identifier: MIT */
/* Whether the site can work now: a change can be written, its files are in place, the jobs run, and
 * the disk has room. */
#ifndef WEB_READY_H
#define WEB_READY_H

#include "db/db.h"
#include "web/job_health.h"

struct ready;

enum ready_part { READY_WRITE, READY_FILES, READY_JOBS, READY_DISK, READY_PARTS };
extern const char *const ready_part_names[READY_PARTS];

struct ready_report {
    bool ok; /* all parts are */
    struct {
        bool ok;
        char said[400]; /* for the operator; holds no path and no secret */
    } part[READY_PARTS];
    int64_t jobs_age_ms;     /* job_health_age_ms */
    int64_t disk_free_bytes; /* -1: not known */
};

/* For the site in SITE_DIR. DB, SITE_DIR and JOBS must outlive the result. No thread starts before
 * the first ready_ask. */
struct ready *ready_new(struct db *db, const char *site_dir, const struct job_health *jobs);
/* Waits for a probe that is under way. *rp may be NULL. */
void ready_free(struct ready **rp);

/* Fills *out. Any thread. A write is tried at most once a second, by a thread of its own. This
 * waits for its result for at most a second; if that is not enough, the report says so. */
void ready_ask(struct ready *r, struct ready_report *out);

#endif
