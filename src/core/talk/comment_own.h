/* SPDX-License-Identifier: MIT */
/* What authors can still do to their own comment, by its receipt. */
#ifndef CORE_TALK_COMMENT_OWN_H
#define CORE_TALK_COMMENT_OWN_H

#include "core/talk/comment.h"

/* The comment of a receipt; *editable: its author may still change it. ERR_NOT_FOUND if the secret
 * belongs to none. */
MUST_CHECK enum err_kind comment_by_receipt(struct db_conn *c, struct str secret, int64_t now,
                                            struct arena *a, struct comment *out, bool *editable,
                                            struct err *e);
/* Changes or withdraws a comment for its author, within COMMENT_EDIT_S and while nobody has
 * answered it; otherwise ERR_FORBIDDEN, unless it is changed so already (a request that is sent
 * again). A changed comment is judged again. */
MUST_CHECK enum err_kind comment_edit_own(struct db *db, const struct settings *s,
                                          struct str secret, struct str body, struct problems *p,
                                          struct err *e);
MUST_CHECK enum err_kind comment_withdraw(struct db *db, struct str secret, struct err *e);

#endif
