/* SPDX-License-Identifier: MIT */
/* The site's links to its accounts elsewhere (from the settings), as templates show them: icon,
 * label, address. */
#ifndef SITE_PAGE_SOCIAL_H
#define SITE_PAGE_SOCIAL_H

#include "core/site/setting.h"
#include "tmpl/tpl.h"

struct social_view {
    struct str icon; /* a symbol of public/icons.svg */
    struct str label, url;
};
/* ICON, LABEL, URL; for a TPL_LIST with items of sizeof(struct social_view). */
extern const struct tpl_field social_fields[];

/* The symbol for a link of this KIND; the globe ("website") if the kind has none of its own. */
struct str social_icon(struct str kind);
/* The symbol for a link to URL, by its host. */
struct str social_icon_of(struct str url);
/* The links of S in order, in A. */
struct tpl_list social_list(const struct settings *s, struct arena *a);

#endif
