/* SPDX-License-Identifier: MIT */
/* Sends the pings that wait (core/site/ping.h), on a thread of its own: however slow those are who
 * are told, nothing else waits for them. */
#ifndef JOBS_PINGS_H
#define JOBS_PINGS_H

#include "web/app.h"

struct pings;

/* Starts the thread. APP must outlive it. ERR_IO. */
MUST_CHECK enum err_kind pings_start(struct pings **out, struct app *app, struct err *e);
/* Ends it, in about a second even where an answer is waited for, and sets *pings to NULL; nothing
 * where it is NULL. What was not sent is sent after the next start. */
void pings_stop(struct pings **pings);

#endif
