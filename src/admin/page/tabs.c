/* SPDX-License-Identifier: MIT */
/* Tabs are links, so they work without scripts and can be opened beside each other. */
#include "admin/page/tabs.h"

struct tabs_view {
    struct str label;
    struct tpl_list tabs;
};
static const struct tpl_field tab_fields[] = {
    TPL_FIELD(tab_view, "URL", TPL_STR, url),
    TPL_FIELD(tab_view, "LABEL", TPL_STR, label),
    TPL_FIELD(tab_view, "COUNT", TPL_STR, count),
    TPL_FIELD(tab_view, "COUNT", TPL_IF_TEXT, count),
    TPL_FIELD(tab_view, "CURRENT", TPL_BOOL, current),
    TPL_END,
};
static const struct tpl_field tabs_fields[] = {
    TPL_FIELD(tabs_view, "TABS_LABEL", TPL_STR, label),
    TPL_SUB(tabs_view, "TABS", TPL_LIST, tabs, tab_fields, sizeof(struct tab_view)),
    TPL_END,
};
TPL_TEMPLATE(tabs, "admin/tabs.tpl", tabs_view, tabs_fields);

struct tpl_include tabs_include(struct context *c, const char *label, const struct tab_view *tabs,
                                size_t n)
{
    struct tabs_view *v = ARENA_NEW(c->arena, struct tabs_view);
    *v = (struct tabs_view){say(c, label), {tabs, n}};
    return tpl_tabs(v);
}
