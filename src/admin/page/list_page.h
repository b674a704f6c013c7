/* SPDX-License-Identifier: MIT */
/* A page that is a list: its heading, tabs, a filter, the rows or what is said where there are
 * none, and the links to what is older. The rows are each page's own template. */
#ifndef ADMIN_PAGE_LIST_PAGE_H
#define ADMIN_PAGE_LIST_PAGE_H

#include "admin/page/frame.h"

struct list_page {
    enum place place;
    struct str heading;
    const char *about;               /* under the heading; NULL: nothing. It and the texts below are
                                        messages, marked with N_ */
    const char *new_url, *new_label; /* the button that adds to the list; NULL: none */
    struct tpl_include head_acts;    /* what else stands beside the heading */
    struct tpl_include tabs;
    struct str filter, filter_off;   /* what the list is narrowed to, and without that; or empty */
    size_t n;                        /* rows */
    struct tpl_include rows;         /* shown where there are any */
    const char *empty_title, *empty; /* shown where there are none; NULL: the rows are shown */
    struct str first, older;         /* links to the list's beginning and its next page, or empty */
    struct tpl_include after;        /* below all of it */
};

MUST_CHECK enum err_kind list_page_answer(struct context *c, const struct list_page *page,
                                          struct err *e);

/* URL with "before=KEY" in its query: the address of what is older than KEY. */
struct str list_older_url(const struct context *c, struct str url, struct str key);

#endif
