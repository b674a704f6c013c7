/* SPDX-License-Identifier: MIT */
/* The receipt of a stored comment, which the same form finds again. */
#ifndef CORE_TALK_COMMENT_RECEIPT_H
#define CORE_TALK_COMMENT_RECEIPT_H

#include "core/site/setting.h"
#include "core/talk/submission.h"

struct comment_receipt {
    int64_t comment_id;
    enum comment_status status;
    struct str secret; /* allows its holder to see, edit and withdraw the comment; in A */
    struct str article_url;
};

/* A hash of everything in the form, the same if the form is sent again. SUB must be as typed,
 * before a signed-in writer's name is filled in. In A. */
struct str comment_form_digest(const struct comment_submission *sub, struct arena *a);

/* The secret of the receipt for a comment that is stored now with TOKEN, in A. */
struct str comment_receipt_secret(const struct settings *s, struct str token, struct arena *a);
/* The receipt of the comment that was stored with SUB's token and form_digest, whatever has
 * happened to the comment, the article and the settings since. ERR_NOT_FOUND if nothing was stored
 * with the token; ERR_CONFLICT if it was another comment; ERR_DB, ERR_BUSY. */
MUST_CHECK enum err_kind comment_find_receipt(struct db_conn *c, const struct settings *s,
                                              const struct comment_submission *sub, struct arena *a,
                                              struct comment_receipt *out, struct err *e);

#endif
