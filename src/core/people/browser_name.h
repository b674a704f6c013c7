/* SPDX-License-Identifier: MIT */
/* Names a browser and its device for the list of sessions. */
#ifndef CORE_PEOPLE_BROWSER_NAME_H
#define CORE_PEOPLE_BROWSER_NAME_H

#include "base/arena.h"

/* The browser and device of a sign-in, in the words that its owner would use: "Firefox, Linux". It
 * is stored to help people recognise their own sessions, so it has no version. In A. */
struct str browser_name(struct str user_agent, struct arena *a);

#endif
