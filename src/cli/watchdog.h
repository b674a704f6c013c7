/* SPDX-License-Identifier: MIT */
/* systemd's watchdog (WatchdogSec=). It is notified only while all parts that do the work make
 * progress. */
#ifndef CLI_WATCHDOG_H
#define CLI_WATCHDOG_H

#include "web/app.h"

struct watchdog {
    int64_t limit_ms; /* 0: there is no watchdog */
    unsigned stuck;   /* a bit for each part that was stuck the last time; logged once */
};

/* The watchdog that the environment asks for ($WATCHDOG_USEC, $WATCHDOG_PID). */
struct watchdog watchdog_of_environment(void);
/* How long the caller may wait between two calls of watchdog_notify, in milliseconds; -1: for ever.
 */
int64_t watchdog_pause_ms(const struct watchdog *w);
/* Notifies systemd, unless the page threads, the slow pool, the writer or the jobs have made no
 * progress for as long as systemd waits. Then the log names the part, and systemd ends the program
 * and starts it again. */
void watchdog_notify(struct watchdog *w, struct app *app);

#endif
