/* SPDX-License-Identifier: MIT */
/* What the pages of the settings share. */
#ifndef ADMIN_SITE_SETTINGS_TABS_H
#define ADMIN_SITE_SETTINGS_TABS_H

#include "admin/page/tabs.h"

enum settings_tab {
    SETTINGS_GENERAL,
    SETTINGS_COMMENTS,
    SETTINGS_SOCIAL,
    SETTINGS_SECTIONS,
    SETTINGS_MACHINES
};

struct tpl_include settings_tabs(struct context *c, enum settings_tab current);

#endif
