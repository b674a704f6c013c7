/* SPDX-License-Identifier: MIT */
/* Tabs over a page: links to its sisters. */
#ifndef ADMIN_PAGE_TABS_H
#define ADMIN_PAGE_TABS_H

#include "web/context.h"

struct tab_view {
    struct str url, label, count;
    bool current;
};
/* The template's include for TABS, an array in the arena; LABEL, a message marked with N_, says
 * what they choose. */
struct tpl_include tabs_include(struct context *c, const char *label, const struct tab_view *tabs,
                                size_t n);

#endif
