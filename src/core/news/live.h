/* SPDX-License-Identifier: MIT */
/* Reading live blogs: an article with entries, each with a time of its own, the newest first.
 * core/desk/live_write.h changes them. */
#ifndef CORE_NEWS_LIVE_H
#define CORE_NEWS_LIVE_H

#include "core/news/article.h"

enum { LIVE_TITLE_MAX = 300, LIVE_BODY_MAX = 20000 };

struct live_entry {
    int64_t id;
    int64_t at;        /* what readers see, and the order */
    struct str title;  /* may be empty */
    struct str body;   /* Markdown */
    int64_t edited_at; /* 0: never */
    int64_t version;
    int64_t user_id; /* who wrote it; 0: nobody of the newsroom */
    struct str author_name, author_slug;
};

struct live_list {
    struct live_entry *items; /* newest first */
    size_t n;
    bool newer, older; /* whether there are others at either end */
};

enum live_side {
    LIVE_NEWEST,
    LIVE_OLDER, /* than the key */
    LIVE_NEWER, /* than the key; the ones just newer */
    LIVE_FROM,  /* the key's own and older ones */
};

/* Where in a live blog a page is: KEY is an entry's (at, id), as lists of articles have theirs. */
struct live_place {
    enum live_side side;
    struct article_key key;
};

/* Up to LIMIT entries at PLACE, at a cost that does not depend on how many there are. A page of
 * newer ones that reaches the newest becomes the page of the newest. */
MUST_CHECK enum err_kind live_list(struct db_conn *c, int64_t article_id,
                                   const struct live_place *place, int64_t limit, struct arena *a,
                                   struct live_list *out, struct err *e);
/* ERR_NOT_FOUND where the article has no such entry. */
MUST_CHECK enum err_kind live_entry_get(struct db_conn *c, int64_t article_id, int64_t id,
                                        struct arena *a, struct live_entry *out, struct err *e);
/* What the newest entries say, as Markdown: as many of them as fit into MAX_BYTES. For the search.
 */
MUST_CHECK enum err_kind live_words(struct db_conn *c, int64_t article_id, size_t max_bytes,
                                    struct arena *a, struct str *out, struct err *e);
/* The time of the first entry; 0: there is none. */
MUST_CHECK enum err_kind live_begun_at(struct db_conn *c, int64_t article_id, int64_t *out,
                                       struct err *e);

#endif
