/* SPDX-License-Identifier: MIT */
/* A list goes on by key, never by number: one goes on to what is older, or back to the beginning.
 */
#include "admin/page/list_page.h"

#include "admin/page/pager.h"

struct list_view {
    struct str heading, about, new_url, new_label, filter, filter_off, empty_title, empty;
    struct tpl_include head_acts, tabs, list, pager, after;
};
static const struct tpl_field list_fields[] = {
    TPL_FIELD(list_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(list_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(list_view, "ABOUT", TPL_IF_TEXT, about),
    TPL_FIELD(list_view, "NEW_URL", TPL_STR, new_url),
    TPL_FIELD(list_view, "NEW_URL", TPL_IF_TEXT, new_url),
    TPL_FIELD(list_view, "NEW_LABEL", TPL_STR, new_label),
    TPL_FIELD(list_view, "HEAD_ACTS", TPL_INCLUDE, head_acts),
    TPL_FIELD(list_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(list_view, "FILTER", TPL_STR, filter),
    TPL_FIELD(list_view, "FILTER", TPL_IF_TEXT, filter),
    TPL_FIELD(list_view, "FILTER_OFF", TPL_STR, filter_off),
    TPL_FIELD(list_view, "EMPTY", TPL_STR, empty),
    TPL_FIELD(list_view, "EMPTY", TPL_IF_TEXT, empty),
    TPL_FIELD(list_view, "EMPTY_TITLE", TPL_STR, empty_title),
    TPL_FIELD(list_view, "LIST", TPL_INCLUDE, list),
    TPL_FIELD(list_view, "PAGER", TPL_INCLUDE, pager),
    TPL_FIELD(list_view, "AFTER", TPL_INCLUDE, after),
    TPL_END,
};
TPL_TEMPLATE(list_page, "admin/list_page.tpl", list_view, list_fields);

enum err_kind list_page_answer(struct context *c, const struct list_page *page, struct err *e)
{
    bool empty = page->n == 0 && page->empty != NULL;
    struct list_view v = {
        .heading = page->heading,
        .about = say(c, page->about),
        .new_url = str_from(page->new_url),
        .new_label = say(c, page->new_label),
        .head_acts = page->head_acts,
        .tabs = page->tabs,
        .filter = page->filter,
        .filter_off = page->filter_off,
        .empty_title = empty ? say(c, page->empty_title) : STR_NONE,
        .empty = empty ? say(c, page->empty) : STR_NONE,
        .pager = pager_include(c, page->first, page->older),
        .after = page->after,
    };
    if (!empty)
        v.list = page->rows;
    return frame_answer(c, 200, page->heading, page->place, tpl_list_page(&v), e);
}

struct str list_older_url(const struct context *c, struct str url, struct str key)
{
    char joint = str_index(url, '?') < url.n ? '&' : '?';
    return arena_printf(c->arena, "%.*s%cbefore=%.*s", STR_ARG(url), joint, STR_ARG(key));
}
