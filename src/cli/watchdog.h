/* SPDX-License-Identifier: MIT */
/* systemd's watchdog (WatchdogSec=): it is told that the program is alive only while the parts that
 * do the work make progress. */
#ifndef CLI_WATCHDOG_H
#define CLI_WATCHDOG_H

#include "web/app.h"

struct watchdog {
    int64_t limit_ms; /* 0: nobody watches */
    unsigned stuck;   /* a bit for each part that made no progress the last time; said once */
};

/* What the environment asks for ($WATCHDOG_USEC, $WATCHDOG_PID). */
struct watchdog watchdog_of_environment(void);
/* How long the caller may wait between two calls of watchdog_tell; -1: for ever. */
int64_t watchdog_pause_ms(const struct watchdog *w);
/* Tells systemd, unless the page threads, the slow pool, the writer or the jobs have made no
 * progress for as long as systemd waits: then the log says which, and systemd ends the program and
 * starts another. */
void watchdog_tell(struct watchdog *w, struct app *app);

#endif
