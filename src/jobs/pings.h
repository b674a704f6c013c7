/* SPDX-License-Identifier: MIT */
/* Sends the queued pings (core/site/ping.h) on a thread of its own, so nothing else waits for a
 * slow receiver. */
#ifndef JOBS_PINGS_H
#define JOBS_PINGS_H

#include "web/app.h"

struct pings;

/* Starts the thread. APP must outlive it. ERR_IO. */
MUST_CHECK enum err_kind pings_start(struct pings **out, struct app *app, struct err *e);
/* Ends the thread, within about a second even if an answer is awaited, and sets *pings to NULL;
 * does nothing if it is NULL. What was not sent is sent after the next start. */
void pings_stop(struct pings **pings);

#endif
