/* SPDX-License-Identifier: MIT */
/* Work without a request. Changes of other processes are noticed four times a second. Once a second
 * the view counters are written to the database, what is due is published, and breaking news whose
 * time is over is removed. Now and then old rows are deleted and the database's log is moved into
 * its file. */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include "web/app.h"

struct jobs;

/* Starts the threads. APP must outlive them. ERR_IO. */
MUST_CHECK enum err_kind jobs_start(struct jobs **out, struct app *app, struct err *e);
/* Ends the threads after their current work, and sets *jobs to NULL; does nothing if it is NULL.
 * app_close writes what was counted since the last tick. */
void jobs_stop(struct jobs **jobs);

/* Runs once what the threads do each second: for a process that lives for one request (CGI). */
void jobs_run_once(struct app *app);

#endif
