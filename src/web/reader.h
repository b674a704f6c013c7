/* SPDX-License-Identifier: MIT */
/* What a reader's browser carries for the site: the comment form's token, the details that the
 * reader asked it to remember, and a signed name for the browser itself. Reading needs none of
 * them. */
#ifndef WEB_READER_H
#define WEB_READER_H

#include "web/context.h"

/* ---- the comment form's token: "RANDOM.ISSUED.MAC", bound to one article ---- */

enum { FORM_TOKEN_TTL_S = 7 * 24 * 3600 };

/* A new token for the form of ARTICLE_ID, in A. */
struct str form_token_new(const struct settings *s, int64_t article_id, int64_t now,
                          struct arena *a);
/* OK if TOKEN is ours, for that article, and not too old. ERR_INVALID if it is missing, forged or
 * for another article; ERR_CONFLICT if it has expired. */
MUST_CHECK enum err_kind form_token_check(const struct settings *s, struct str token,
                                          int64_t article_id, int64_t now, struct arena *a,
                                          struct err *e);

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
/* The same, but a browser that has no id gets one with the response. */
struct str reader_browser_make(struct context *c);

#endif
