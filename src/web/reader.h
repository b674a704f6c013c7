/* SPDX-License-Identifier: MIT */
/* What a reader's browser carries for us: the comment form's token, the details it was asked to
 * remember, and a signed name for the browser itself. All are signed or checked; none is needed to
 * read. */
#ifndef WEB_READER_H
#define WEB_READER_H

#include "web/context.h"

/* ---- the comment form's token: "RANDOM.ISSUED.MAC", bound to one article ---- */

enum { FORM_TOKEN_TTL_S = 7 * 24 * 3600 };

/* A fresh one, in A. */
struct str form_token_new(const struct settings *s, int64_t article_id, int64_t now,
                          struct arena *a);
/* OK where TOKEN is one of ours for that article and not too old. ERR_INVALID forged or missing, or
 * of another article; ERR_CONFLICT expired. */
MUST_CHECK enum err_kind form_token_check(const struct settings *s, struct str token,
                                          int64_t article_id, int64_t now, struct arena *a,
                                          struct err *e);

/* ---- remembered details (cookie "commenter") ---- */

struct reader_details {
    struct str author, email, url;
    bool remembered;
};
struct reader_details reader_details_get(const struct context *c);
/* Keeps them for a year, or forgets what was kept. */
void reader_details_set(struct context *c, const struct reader_details *d);

/* ---- the signed browser (cookie "browser"): trust goes to it, not to a typed name ---- */

/* Its id where the request carries a valid one; else empty. */
struct str reader_browser(const struct context *c);
/* The same, giving the browser one (with the response) where it has none. */
struct str reader_browser_make(struct context *c);

#endif
