/* SPDX-License-Identifier: MIT */
/* What runs without a request: other processes' changes are noticed, four times a second; once a
 * second the view counters go into the database and what is due is published, what is over taken
 * down; now and then expired sessions go and the database's log is moved into its file. */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include "web/app.h"

struct jobs;

/* Starts the threads that run them. APP must outlive it. ERR_IO. */
MUST_CHECK enum err_kind jobs_start(struct jobs **out, struct app *app, struct err *e);
/* Ends the threads after what they are doing and sets *jobs to NULL; nothing where it is NULL. What
 * was counted since the last tick is app_close's to write. */
void jobs_stop(struct jobs **jobs);

/* Runs what each second asks for once: for a process that lives for one request (CGI). */
void jobs_run_once(struct app *app);

#endif
