/* SPDX-License-Identifier: MIT */
#ifndef CORE_PEOPLE_BROWSER_NAME_H
#define CORE_PEOPLE_BROWSER_NAME_H

#include "base/arena.h"

/* Which browser on what somebody had when they signed in, as they would name it themselves:
 * "Firefox, Linux". No version: it is kept, and needs to tell one's own devices apart only. In
 * A. */
struct str browser_name(struct str user_agent, struct arena *a);

#endif
