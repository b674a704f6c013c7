/* SPDX-License-Identifier: MIT */
/* What all pages about one article need: the article of the route, with the check that this person
 * may open it, and the tabs. Which tabs there are depends on whether the article is a live blog,
 * whether it has been published, and on the right to publish. */
#include "admin/article/article_tabs.h"

#include <inttypes.h>

#include "admin/article/article_form.h"
#include "admin/page/input.h"
#include "admin/page/tabs.h"

struct tpl_include article_tabs(struct context *c, const struct article *art,
                                enum article_tab current)
{
    static const struct {
        const char *label, *page;
    } all[] = {
        [TAB_TEXT] = {N_("Text"), ""},
        [TAB_LIVE] = {N_("Live entries"), "/live"},
        [TAB_CORRECTIONS] = {N_("Corrections"), "/corrections"},
    };
    enum { N = sizeof all / sizeof all[0] };
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, N);
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        bool here = i == TAB_TEXT || (i == TAB_LIVE && art->live != LIVE_NO) ||
                    (i == TAB_CORRECTIONS && art->day != 0 && context_may(c, RIGHT_PUBLISH));
        if (here)
            tabs[n++] = (struct tab_view){
                .url =
                    arena_printf(c->arena, "/admin/articles/%" PRId64 "%s", art->id, all[i].page),
                .label = say(c, all[i].label),
                .current = i == (size_t)current,
            };
    }
    return n > 1 ? tabs_include(c, N_("This article"), tabs, n) : (struct tpl_include){0};
}

enum err_kind article_of_route(struct context *c, struct article *out, struct err *e)
{
    struct db_conn *conn;
    int64_t id;
    TRY(path_id(c, &id, e));
    TRY(context_db(c, &conn, e));
    TRY(article_by_id(conn, id, c->arena, out, e));
    return article_may_open(c, out, e);
}
