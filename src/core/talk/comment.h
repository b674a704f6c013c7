/* SPDX-License-Identifier: MIT */
/* Readers' comments: submitting them, deciding which are held, and showing them in threads.
 * moderation.h has the moderators' side. */
#ifndef CORE_TALK_COMMENT_H
#define CORE_TALK_COMMENT_H

#include "base/problem.h"
#include "core/news/article.h"
#include "core/site/setting.h"
#include "core/talk/submission.h"

enum {
    COMMENT_BODY_MAX = 65525, /* in bytes, as in WordPress */
    COMMENT_AUTHOR_MAX = 245,
    COMMENT_EMAIL_MAX = 100,
    COMMENT_URL_MAX = 200,
    COMMENT_EDIT_S = 15 * 60, /* how long the author may change it */
};

struct comment {
    int64_t id, article_id, parent_id, root_id, depth;
    enum comment_status status;
    struct str held_reason;
    int64_t user_id; /* 0: a reader */
    struct str author, email, url, body, addr, user_agent;
    int64_t created_at, edited_at, decided_at;
    struct str decided_by; /* a name; empty: nobody has decided */
    struct str article_title;
    int64_t article_day; /* with article_slug: the article's permalink */
    struct str article_slug;
    int64_t article_author_id;
    int64_t approved_before,
        refused_before; /* other comments from the same e-mail address (moderation lists only) */
};

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

/* The comment in the current row of a statement that selects what threads show. Texts in A. */
struct comment comment_from_row(struct stmt *s, struct arena *a);
/* Overwrites the comment with NEW's id by NEW's text, author and status. Inside a write job.
 * ERR_DB. */
MUST_CHECK enum err_kind comment_rewrite(struct db_conn *c, const struct comment *new,
                                         struct arena *a, struct err *e);

/* ERR_NOT_FOUND if there is no such comment. */
MUST_CHECK enum err_kind comment_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                       struct comment *out, struct err *e);

/* A page of an article's comments: complete threads, each comment after its parent. */
struct comment_thread_item {
    struct comment comment; /* if removed: only id, depth, status and created_at */
    bool removed;           /* not approved, but answers to it are shown */
    int64_t level;          /* the level to show it at, from 1 to the settings' thread_depth */
};
struct comment_page {
    struct comment_thread_item *items;
    size_t n;
    int64_t next_key; /* pass as AFTER for the next page; 0: this is the last */
    bool cut;         /* replies beyond what one thread may add were left out */
};
/* A page ends with the thread that takes its texts past COMMENT_PAGE_BYTES. A thread is cut after
 * that many bytes, or after COMMENT_THREAD_MAX comments. So the cost of a page is bounded. */
enum { COMMENT_THREAD_MAX = 500, COMMENT_PAGE_BYTES = 256 * 1024 };
/* AFTER is the previous page's next_key; 0 for the first page. In A. ERR_DB. */
MUST_CHECK enum err_kind comment_page(struct db_conn *c, const struct settings *s,
                                      int64_t article_id, int64_t after, struct arena *a,
                                      struct comment_page *out, struct err *e);

#endif
