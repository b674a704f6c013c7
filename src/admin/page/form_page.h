/* SPDX-License-Identifier: MIT */
/* A page that is one form, as most pages that change something are. */
#ifndef ADMIN_PAGE_FORM_PAGE_H
#define ADMIN_PAGE_FORM_PAGE_H

#include "admin/page/field.h"
#include "admin/page/frame.h"

/* Another thing that can be done with what the form is about: a button with its explanation. */
struct form_act {
    struct str url;
    const char *action;                /* the value of the field "do" */
    const char *title, *about, *label; /* messages, marked with N_ */
    bool danger;
};

struct form_page {
    enum place place;
    struct str heading;
    struct str about;                /* under the heading; may be empty */
    struct str up, up_label;         /* the list that it belongs to; empty: none */
    struct str action;               /* where it posts to */
    const char *submit;              /* the button; a message, marked with N_ */
    struct str back, token, version; /* hidden fields; empty: without them */
    struct tpl_include tabs, quote;

    const struct field_spec *specs;
    const struct field_value *values;
    size_t n;
    const struct problems *problems; /* NULL: none */
    struct str failed;               /* the summary's title; empty with problems: a general one */

    const struct form_act *acts;
    size_t n_acts;
};

MUST_CHECK enum err_kind form_page_answer(struct context *c, int status,
                                          const struct form_page *page, struct err *e);

/* Whether KIND is an answer that belongs on the form (and not on an error page of its own). */
bool refused_on_form(enum err_kind kind);

#endif
