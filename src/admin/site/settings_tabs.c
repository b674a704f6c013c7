/* SPDX-License-Identifier: MIT */
/* Each page of settings is one tab, whatever file it is in. */
#include "admin/site/settings_tabs.h"
#include "admin/page/tabs.h"

struct tpl_include settings_tabs(struct context *c, enum settings_tab current)
{
    static const struct {
        const char *url, *label;
    } all[] = {
        [SETTINGS_GENERAL] = {"/admin/settings", N_("General")},
        [SETTINGS_COMMENTS] = {"/admin/settings/comments", N_("Comments")},
        [SETTINGS_SOCIAL] = {"/admin/settings/social", N_("Social links")},
        [SETTINGS_SECTIONS] = {"/admin/settings/sections", N_("Sections")},
        [SETTINGS_MACHINES] = {"/admin/settings/machines", N_("Feeds and robots")},
    };
    enum { N = sizeof all / sizeof all[0] };
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, N);
    for (size_t i = 0; i < N; i++)
        tabs[i] = (struct tab_view){
            .url = str_from(all[i].url),
            .label = say(c, all[i].label),
            .current = i == (size_t)current,
        };
    return tabs_include(c, N_("Settings"), tabs, N);
}
