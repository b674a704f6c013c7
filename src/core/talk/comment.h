/* SPDX-License-Identifier: MIT */
/* Readers' comments: reading them one by one and in threads. They are stored by
 * comment_take.h, changed by their authors by comment_own.h, and moderated by moderation.h. */
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
    struct str held_reason; /* a packed message (base/message.h) */
    int64_t user_id;        /* 0: a reader */
    struct str author, email, url, body, addr, user_agent;
    int64_t created_at, edited_at, decided_at;
    struct str decided_by; /* a name; empty: nobody has decided */
    struct str article_title;
    int64_t article_day; /* with article_slug: the article's permalink */
    struct str article_slug;
    int64_t article_author_id;
    int64_t article_comments; /* approved ones of the article (the site's feed only) */
    int64_t approved_before,
        refused_before; /* other comments from the same e-mail address (moderation lists only) */
};

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
