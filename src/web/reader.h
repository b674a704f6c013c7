/* SPDX-License-Identifier: MIT */
/* What a reader's browser carries for the site: the details that the reader asked it to remember,
 * and a signed name for the browser itself. Reading needs neither. */
#ifndef WEB_READER_H
#define WEB_READER_H

#include "web/context.h"

/* ---- remembered details (cookie "commenter") ---- */

struct reader_details {
    struct str author, email, url;
    bool remembered;
};
/* The details in C's arena; all empty if there are none, or if any is not valid. */
struct reader_details reader_details_get(const struct context *c);
/* If D->remembered, has the browser keep the details for a year; otherwise has it forget them. */
void reader_details_set(struct context *c, const struct reader_details *d);

/* ---- the signed browser (cookie "browser"): it can be trusted, a typed name cannot ---- */

/* The browser's id if the request carries a valid one; otherwise empty. */
struct str reader_browser(const struct context *c);
/* An id for a browser that has none, in A. */
struct str reader_browser_new(struct arena *a);
/* Has the browser keep ID, signed, for a year. */
void reader_browser_set(struct context *c, struct str id);

#endif
