/* SPDX-License-Identifier: MIT */
/* The links below a list that is shown a page at a time, by key. */
#ifndef ADMIN_PAGE_PAGER_H
#define ADMIN_PAGE_PAGER_H

#include "web/context.h"

/* Links to the list's beginning and to what follows; either may be empty. */
struct tpl_include pager_include(struct context *c, struct str first, struct str older);

#endif
