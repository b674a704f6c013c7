/* SPDX-License-Identifier: MIT */
/* The tabs of the pages about one's own account. */
#ifndef ADMIN_PEOPLE_PROFILE_H
#define ADMIN_PEOPLE_PROFILE_H

#include "admin/page/frame.h"

/* Tabs for the profile and the sessions. SESSIONS: the current page is that of the sessions. */
struct tpl_include profile_tabs(struct context *c, bool sessions);

#endif
