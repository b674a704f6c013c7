/* SPDX-License-Identifier: MIT */
/* The moderators' side of comments: the queue, decisions (single, in bulk, for all that match), and
 * undo. */
#ifndef CORE_TALK_MODERATION_H
#define CORE_TALK_MODERATION_H

#include "core/talk/comment.h"

/* "pending", "approved", "spam", "trash". */
const char *comment_status_name(enum comment_status status);
/* False where NAME is none of them. */
bool comment_status_parse(struct str name, enum comment_status *out);

enum { QUEUE_ALL = COMMENT_STATUSES }; /* as a status to list: pending and approved */

struct queue_query {
    int status;         /* enum comment_status, or QUEUE_ALL */
    int64_t article_id; /* 0: of all articles */
    struct str addr;   /* empty: from everywhere. At most one of article_id, addr, user_id is set */
    int64_t user_id;   /* 0: of everybody ("mine") */
    int64_t before_id; /* the key; 0: from the newest */
    int64_t limit;
};
struct comment_list {
    struct comment *items; /* newest first */
    size_t n;
    bool older;
};
/* A page of the queue at a cost that does not depend on its length. */
MUST_CHECK enum err_kind comment_queue(struct db_conn *c, const struct queue_query *q,
                                       struct arena *a, struct comment_list *out, struct err *e);
/* How many are in each status; from rows kept for it, never counted. */
MUST_CHECK enum err_kind comment_totals(struct db_conn *c, int64_t totals[COMMENT_STATUSES],
                                        struct err *e);
/* How many a query matches, counting no further than LIMIT. */
MUST_CHECK enum err_kind comment_queue_count(struct db_conn *c, const struct queue_query *q,
                                             int64_t limit, int64_t *out, struct err *e);

struct moderation_target {
    int64_t comment_id;
    enum comment_status seen; /* what the moderator saw it as */
};
struct moderation_result {
    int64_t moderation_id; /* for undo; 0: nothing changed */
    int64_t changed;
    int64_t stale;        /* targets that somebody else had decided since: left as they are */
    char stale_text[200]; /* of the first of them: "already approved by Ana, 10 s ago" */
};

/* What a decision on a comment looks at, and how its text begins: of many at once, none is read
 * whole.
 */
struct comment_state {
    int64_t id, decided_at;
    enum comment_status status;
    struct str author, decided_by;
    struct str beginning; /* a thousand characters at most; empty where the comment was deleted */
};
MUST_CHECK enum err_kind comment_state(struct db_conn *c, int64_t id, struct arena *a,
                                       struct comment_state *out, struct err *e);
/* The newest comment that Q matches; 0: none. */
MUST_CHECK enum err_kind comment_queue_newest(struct db_conn *c, const struct queue_query *q,
                                              int64_t *id, struct err *e);

/* Gives the targets TO_STATUS, in one transaction. A target whose status is no longer what was seen
 * is left alone and told of. At most 1,000 targets: ERR_TOO_LARGE. */
MUST_CHECK enum err_kind moderate(struct db *db, const struct actor *who,
                                  const struct moderation_target *targets, size_t n,
                                  enum comment_status to_status, struct moderation_result *out,
                                  struct err *e);
/* The same for everything that Q matches (its status must be one status; key and limit are not
 * looked at) and is not newer than UP_TO_ID, so that what came in meanwhile is not decided unseen.
 */
MUST_CHECK enum err_kind moderate_matching(struct db *db, const struct actor *who,
                                           const struct queue_query *q, int64_t up_to_id,
                                           enum comment_status to_status,
                                           struct moderation_result *out, struct err *e);
/* Takes an action back: every comment that is still as the action left it becomes what it was. Of
 * one's own, and (admins) of anybody. ERR_CONFLICT where it was undone already; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind moderation_undo(struct db *db, const struct actor *who,
                                         int64_t moderation_id, struct moderation_result *out,
                                         struct err *e);
/* The actor's last action that can be undone; *id 0 where there is none. */
MUST_CHECK enum err_kind moderation_last(struct db_conn *c, int64_t user_id, int64_t *id,
                                         enum comment_status *to_status, int64_t *changed,
                                         struct err *e);

struct comment_edit {
    int64_t id;
    struct str seen; /* comment_fingerprint of what the form was made from */
    struct str author, email, url, body;
};
/* Tells one state of a comment's text and its author's details from another, in A. */
struct str comment_fingerprint(const struct comment *it, struct arena *a);
/* Changes a comment's text and its author's details; name and e-mail may be left out, whatever is
 * asked of readers. ERR_INVALID with *p filled; ERR_CONFLICT where somebody has changed it since it
 * was seen. */
MUST_CHECK enum err_kind comment_edit(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct comment_edit *edit,
                                      struct problems *p, struct err *e);
/* Deletes one that is in spam or trash for good (else ERR_CONFLICT). One that has replies is
 * emptied and stays, in the trash, so that they keep their place. */
MUST_CHECK enum err_kind comment_delete(struct db *db, const struct actor *who, int64_t id,
                                        struct err *e);

#endif
