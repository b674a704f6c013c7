/* SPDX-License-Identifier: MIT */
/* Whether pages can be made: tried on the front page and the newest article. */
#ifndef SITE_MACHINE_HEALTH_H
#define SITE_MACHINE_HEALTH_H

#include "web/context.h"

/* Tries at most once a second; the last answer in between. What fails is in the log, once. */
bool pages_can_be_made(struct context *c);

#endif
