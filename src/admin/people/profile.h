/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_PEOPLE_PROFILE_H
#define ADMIN_PEOPLE_PROFILE_H

#include "admin/page/frame.h"

/* The tabs over one's own account: the profile, and the sessions (SESSIONS: the page is theirs). */
struct tpl_include profile_tabs(struct context *c, bool sessions);

#endif
