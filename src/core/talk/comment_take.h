/* SPDX-License-Identifier: MIT */
/* The one way of a comment into the database, whoever sends it: a reader, a signed-in person, or a
 * moderator who replies from the queue. */
#ifndef CORE_TALK_COMMENT_TAKE_H
#define CORE_TALK_COMMENT_TAKE_H

#include "core/people/session.h"
#include "core/talk/comment_receipt.h"
#include "core/talk/moderation.h"

/* A comment, and who sends it. */
struct comment_sending {
    /* The form as typed. A signed-in sender's name and address are filled in by comment_take, so
     * user_id and form_digest are ignored. */
    struct comment_submission typed;
    const struct session *session; /* of the signed-in sender; NULL: a reader */
    struct str csrf;               /* the session's token as the form brought it */
    /* Who replies from the queue. The token is then not one of form_token.h: it only has to be new
     * for each form, and one that nobody else can send. NULL: the form of an article's page. */
    const struct actor *moderator;
    bool approve_parent; /* the moderator approves the parent, which was seen pending */
};

enum comment_fate {
    COMMENT_SENT_BACK,     /* refused for its fields, token or session; or a fault before that */
    COMMENT_REFUSED,       /* the form was good, but the comment was refused or not stored */
    COMMENT_STORED,        /* it is on disk, approved or held */
    COMMENT_STORED_BEFORE, /* the same form had stored it; nothing was stored now */
};

/* What became of it; texts in the arena. */
struct comment_taken {
    enum comment_fate fate;
    struct comment_receipt receipt; /* of a stored comment */
    /* The approval of the parent, for undo; moderation_id is 0 if nothing was approved now. */
    struct moderation_result approved;
    struct str token; /* of a refused one: the token that it may be sent again with; empty: only
                         with a new one */
    int64_t retry_s;  /* after ERR_TOO_MANY: the time to wait */
};

/* Takes a comment: returns the receipt if the same form has stored one, whatever has happened
 * since; otherwise checks the token, the session and the fields, stores the comment, held or
 * approved as the settings' rules decide, and returns once it is on disk. The approval of the
 * parent is in the same transaction: either both happen or neither.
 *
 * P has the problems that reading the form has found, and gets those of the fields. OK: *out has
 * the receipt. Otherwise nothing was changed: ERR_INVALID with P filled, or the token is not one of
 * ours; ERR_NOT_FOUND if there is no such published article; ERR_FORBIDDEN if comments are closed,
 * the parent is not an approved comment of the article, or the form is not of SESSION; ERR_CONFLICT
 * if the same was said already, another comment was sent with the form, or the form has expired;
 * ERR_TOO_MANY if the address posts too fast (out->retry_s); ERR_BUSY, ERR_DB. Any thread that has
 * no write job running; waits for the disk. */
MUST_CHECK enum err_kind comment_take(struct db *db, const struct settings *s,
                                      const struct comment_sending *sending, struct arena *a,
                                      struct comment_taken *out, struct problems *p, struct err *e);

#endif
