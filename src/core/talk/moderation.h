/* SPDX-License-Identifier: MIT */
/* The moderators' side of comments: decisions (single, in bulk, on everything that matches), and
 * undo. The queue is in comment_queue.h. */
#ifndef CORE_TALK_MODERATION_H
#define CORE_TALK_MODERATION_H

#include "core/talk/comment_queue.h"

struct moderation_target {
    int64_t comment_id;
    enum comment_status seen; /* the status that the moderator saw */
};
struct moderation_result {
    int64_t moderation_id; /* for undo; 0: nothing changed */
    int64_t changed;
    int64_t stale; /* targets that somebody else decided meanwhile; they are left as they are */
    char stale_text[200]; /* about the first of them: "already approved by Ana, 10 s ago" */
    enum stale_kind {
        STALE_UNKNOWN,
        STALE_DELETED,
        STALE_DECIDED
    } stale_kind; /* the same, apart */
    enum comment_status stale_status;
    char stale_by[120]; /* empty: nobody knows */
    int64_t stale_ago_s;
};

/* What a decision needs to know of a comment, and the beginning of its text; a decision on many
 * reads none of them whole. */
struct comment_state {
    int64_t id, decided_at;
    enum comment_status status;
    struct str author, decided_by;
    struct str beginning; /* at most a thousand characters; empty if the comment was deleted */
};
MUST_CHECK enum err_kind comment_state(struct db_conn *c, int64_t id, struct arena *a,
                                       struct comment_state *out, struct err *e);
/* Gives the targets TO_STATUS in one transaction. A target whose status is no longer the one seen
 * is left alone and reported in *out. ERR_TOO_LARGE for more than 1,000 targets. */
MUST_CHECK enum err_kind moderate(struct db *db, const struct actor *who,
                                  const struct moderation_target *targets, size_t n,
                                  enum comment_status to_status, struct moderation_result *out,
                                  struct err *e);
/* The same inside a write job that does more than this, for at most 1,000 targets. */
MUST_CHECK enum err_kind moderate_within(struct db_conn *c, const struct actor *who,
                                         const struct moderation_target *targets, size_t n,
                                         enum comment_status to_status, int64_t now,
                                         struct arena *a, struct moderation_result *out,
                                         struct err *e);
/* As moderate, for everything that Q matches and that is not newer than UP_TO_ID, so that nothing
 * is decided unseen. Q's status must be a single one; its key and limit are ignored. ERR_INVALID.
 */
MUST_CHECK enum err_kind moderate_matching(struct db *db, const struct actor *who,
                                           const struct queue_query *q, int64_t up_to_id,
                                           enum comment_status to_status,
                                           struct moderation_result *out, struct err *e);
/* Undoes an action: every comment that is still as the action left it gets its former status. One's
 * own actions; admins any. ERR_CONFLICT if it was undone already; ERR_FORBIDDEN; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind moderation_undo(struct db *db, const struct actor *who,
                                         int64_t moderation_id, struct moderation_result *out,
                                         struct err *e);
/* The user's last action, if it can be undone; otherwise *id is 0. ERR_DB. */
MUST_CHECK enum err_kind moderation_last(struct db_conn *c, int64_t user_id, int64_t *id,
                                         enum comment_status *to_status, int64_t *changed,
                                         struct err *e);

struct comment_edit {
    int64_t id;
    struct str seen; /* comment_fingerprint of the comment that the form was made from */
    struct str author, email, url, body;
};
/* A hash of a comment's text and its author's details, in A. */
struct str comment_fingerprint(const struct comment *comment, struct arena *a);
/* Changes a comment's text and its author's details. Name and e-mail may be empty, whatever the
 * settings demand of readers. ERR_INVALID with *p filled; ERR_CONFLICT if somebody has changed it
 * since it was seen. */
MUST_CHECK enum err_kind comment_edit(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct comment_edit *edit,
                                      struct problems *p, struct err *e);
/* Deletes a comment in spam or trash for good (otherwise ERR_CONFLICT). A comment with replies is
 * emptied and stays in the trash, so that they keep their place. */
MUST_CHECK enum err_kind comment_delete(struct db *db, const struct actor *who, int64_t id,
                                        struct err *e);

#endif
