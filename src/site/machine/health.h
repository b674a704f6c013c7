/* SPDX-License-Identifier: MIT */
/* Whether pages can be made, found out by rendering the front page and the newest article. */
#ifndef SITE_MACHINE_HEALTH_H
#define SITE_MACHINE_HEALTH_H

#include "web/context.h"

/* Tries at most once a second and returns the last result in between. A failure is logged when it
 * begins, and again when it ends. Any thread. */
bool pages_can_be_made(struct context *c);

#endif
