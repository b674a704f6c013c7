/* SPDX-License-Identifier: MIT */
/* Submitting a comment: what its form must have, and how it is stored exactly once. */
#ifndef CORE_TALK_COMMENT_SUBMIT_H
#define CORE_TALK_COMMENT_SUBMIT_H

#include "core/talk/comment.h"

struct comment_receipt {
    int64_t comment_id;
    enum comment_status status;
    struct str secret; /* allows its holder to see, edit and withdraw the comment; in A */
    struct str article_url;
};

/* Checks the fields (lengths, missing ones, the form of e-mail and website), and adds a problem for
 * each mistake. */
void comment_check(const struct settings *s, const struct comment_submission *sub,
                   struct problems *p);
/* True if ART accepts comments now; otherwise *why is a sentence in static storage. */
bool comment_open(const struct settings *s, const struct article *art, int64_t now,
                  const char **why);

/* A hash of everything in the form, the same if the form is sent again. SUB must be as typed,
 * before a signed-in writer's name is filled in. In A. */
struct str comment_form_digest(const struct comment_submission *sub, struct arena *a);
/* The receipt of the comment that was stored with SUB's token and form_digest, whatever has
 * happened to the comment, the article and the settings since. ERR_NOT_FOUND if nothing was stored
 * with the token; ERR_CONFLICT if it was another comment. */
MUST_CHECK enum err_kind comment_find_receipt(struct db_conn *c, const struct settings *s,
                                              const struct comment_submission *sub, struct arena *a,
                                              struct comment_receipt *out, struct err *e);

/* Stores a comment, held or approved as the settings' rules decide, and returns once it is on disk.
 * The same token again returns the first receipt and stores nothing (comment_find_receipt).
 * ERR_INVALID with *p filled; ERR_NOT_FOUND if there is no such published article; ERR_FORBIDDEN if
 * comments are closed or the parent is not an approved comment of the article; ERR_CONFLICT if the
 * same was said already; ERR_TOO_MANY if the address posts too fast (*retry_s is the time to wait);
 * ERR_BUSY. */
MUST_CHECK enum err_kind comment_submit(struct db *db, const struct settings *s,
                                        const struct comment_submission *sub, struct arena *a,
                                        struct comment_receipt *out, int64_t *retry_s,
                                        struct problems *p, struct err *e);

#endif
