/* SPDX-License-Identifier: MIT */
/* The settings that are a name and a text, as fields on their pages. */
#ifndef ADMIN_SITE_SETTINGS_FIELDS_H
#define ADMIN_SITE_SETTINGS_FIELDS_H

#include "admin/page/field.h"
#include "admin/site/settings_tabs.h"

enum { SETTINGS_FIELDS_MAX = 20 }; /* of one page */

struct settings_page {
    const char *url, *submit;
    const struct field_spec *specs; /* their names are the settings' own */
    size_t n;
};
/* By enum settings_tab; the tabs whose settings are lists (social links, sections) have none. */
extern const struct settings_page settings_pages[];

/* What the field of the setting NAME is called, a message; NULL if no page has it. */
const char *settings_label(struct str name);

#endif
