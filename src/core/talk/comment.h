/* SPDX-License-Identifier: MIT */
/* Readers' comments: taking them, deciding what is held, and showing them in threads. Moderators'
 * side is in moderation.h. */
#ifndef CORE_TALK_COMMENT_H
#define CORE_TALK_COMMENT_H

#include "base/problem.h"
#include "core/news/article.h"
#include "core/site/setting.h"
#include "core/talk/submission.h"

enum {
    COMMENT_BODY_MAX = 65525, /* bytes, as WordPress has them */
    COMMENT_AUTHOR_MAX = 245,
    COMMENT_EMAIL_MAX = 100,
    COMMENT_URL_MAX = 200,
    COMMENT_EDIT_S = 15 * 60, /* how long its author may change it */
};

struct comment {
    int64_t id, article_id, parent_id, root_id, depth;
    enum comment_status status;
    struct str held_reason;
    int64_t user_id; /* 0: a reader */
    struct str author, email, url, body, addr, user_agent;
    int64_t created_at, edited_at, decided_at;
    struct str decided_by; /* a name; empty: nobody */
    struct str article_title;
    int64_t article_day; /* with article_slug, its permalink */
    struct str article_slug;
    int64_t article_author_id;
    int64_t approved_before,
        refused_before; /* from the same e-mail address (moderation lists only) */
};

struct comment_receipt {
    int64_t comment_id;
    enum comment_status status;
    struct str secret; /* whoever has it may see, edit and withdraw the comment; in A */
    struct str article_url;
};

/* Checks the fields alone (lengths, what is missing, the look of e-mail and website): *p says what
 * is wrong. */
void comment_check(const struct settings *s, const struct comment_submission *sub,
                   struct problems *p);
/* True where ART takes comments now; else *why is a sentence of static storage. */
bool comment_open(const struct settings *s, const struct article *art, int64_t now,
                  const char **why);

/* What stands for all that the form brought: equal for the same form sent again. SUB as it was
 * typed, before a signed-in writer's name is put into it. In A. */
struct str comment_form_digest(const struct comment_submission *sub, struct arena *a);
/* The receipt of the comment that was stored with SUB's token and form_digest, whatever became of
 * the comment, its article and the settings since. ERR_NOT_FOUND where the token has stored none;
 * ERR_CONFLICT where it has stored another one than this. */
MUST_CHECK enum err_kind comment_find_receipt(struct db_conn *c, const struct settings *s,
                                              const struct comment_submission *sub, struct arena *a,
                                              struct comment_receipt *out, struct err *e);

/* Takes a comment, decides by the settings' rules whether it is held, and returns once it is on
 * disk. The same token again returns the first one's receipt and stores nothing:
 * comment_find_receipt. ERR_INVALID with *p filled; ERR_NOT_FOUND no such published article;
 * ERR_FORBIDDEN closed, or the parent is not an approved comment of that article; ERR_CONFLICT the
 * same comment again; ERR_TOO_MANY too fast
 * (*retry_s says how long to wait); ERR_BUSY. */
MUST_CHECK enum err_kind comment_submit(struct db *db, const struct settings *s,
                                        const struct comment_submission *sub, struct arena *a,
                                        struct comment_receipt *out, int64_t *retry_s,
                                        struct problems *p, struct err *e);

/* The comment of a receipt; ERR_NOT_FOUND where the secret is no one's. *editable says whether its
 * author may still change it. */
MUST_CHECK enum err_kind comment_by_receipt(struct db_conn *c, struct str secret, int64_t now,
                                            struct arena *a, struct comment *out, bool *editable,
                                            struct err *e);
/* Its author's second thoughts, within COMMENT_EDIT_S and while nobody has answered (else
 * ERR_FORBIDDEN, unless it is so already: a request that is sent again). A changed one is judged
 * anew. */
MUST_CHECK enum err_kind comment_edit_own(struct db *db, const struct settings *s,
                                          struct str secret, struct str body, struct problems *p,
                                          struct err *e);
MUST_CHECK enum err_kind comment_withdraw(struct db *db, struct str secret, struct err *e);

/* The comment in the current row of a statement that selects what threads show of one. */
struct comment comment_from_row(struct stmt *s, struct arena *a);
/* Writes IT's text, author and status over the comment's, inside a write job. */
MUST_CHECK enum err_kind comment_rewrite(struct db_conn *c, const struct comment *it,
                                         struct arena *a, struct err *e);

MUST_CHECK enum err_kind comment_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                       struct comment *out, struct err *e);

/* A page of an article's comments: whole threads, each comment after its parent. */
struct comment_thread_item {
    struct comment comment; /* where removed: only id, depth and created_at */
    bool removed;           /* not approved, but answers to it are shown */
    int64_t level;          /* to show it at, 1 to the settings' thread_depth */
};
struct comment_page {
    struct comment_thread_item *items;
    size_t n;
    int64_t next_key; /* pass as AFTER for the next page; 0: this is the last */
    bool cut;         /* replies past what one thread may add were left out */
};
/* A page ends with the thread that takes its texts past COMMENT_PAGE_BYTES; a thread is cut after
 * as many, or after COMMENT_THREAD_MAX comments. So what a page costs has a bound. */
enum { COMMENT_THREAD_MAX = 500, COMMENT_PAGE_BYTES = 256 * 1024 };
/* AFTER: the key of the page before, 0 for the first. */
MUST_CHECK enum err_kind comment_page(struct db_conn *c, const struct settings *s,
                                      int64_t article_id, int64_t after, struct arena *a,
                                      struct comment_page *out, struct err *e);

#endif
