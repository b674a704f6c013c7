/* SPDX-License-Identifier: MIT */
/* Reading live blogs. A live blog is an article with entries; each has a time of its own, and the
 * newest comes first. core/desk/live_write.h changes them. */
#ifndef CORE_NEWS_LIVE_H
#define CORE_NEWS_LIVE_H

#include "core/news/article.h"

enum { LIVE_TITLE_MAX = 300, LIVE_BODY_MAX = 20000 };

struct live_entry {
    int64_t id;
    int64_t at;        /* the time that readers see; entries are ordered by it */
    struct str title;  /* may be empty */
    struct str body;   /* Markdown */
    int64_t edited_at; /* 0: never */
    int64_t version;
    int64_t user_id; /* its author; 0: no account of the newsroom */
    struct str author_name, author_slug;
};

struct live_list {
    struct live_entry *items; /* newest first */
    size_t n;
    bool newer, older; /* there are others at that end */
};

enum live_side {
    LIVE_NEWEST,
    LIVE_OLDER, /* older than the key */
    LIVE_NEWER, /* the entries just newer than the key */
    LIVE_FROM,  /* the key's own entry and older ones */
};

/* The place of a page in a live blog. KEY is the (at, id) of an entry. */
struct live_place {
    enum live_side side;
    struct article_key key;
};

/* Up to LIMIT entries at PLACE, at a cost that does not depend on their number. A page of newer
 * entries that reaches the newest one becomes the page of the newest. In A. ERR_DB. */
MUST_CHECK enum err_kind live_list(struct db_conn *c, int64_t article_id,
                                   const struct live_place *place, int64_t limit, struct arena *a,
                                   struct live_list *out, struct err *e);
/* ERR_NOT_FOUND if the article has no such entry. */
MUST_CHECK enum err_kind live_entry_get(struct db_conn *c, int64_t article_id, int64_t id,
                                        struct arena *a, struct live_entry *out, struct err *e);
/* The text of the newest entries as Markdown, as many as fit into MAX_BYTES: for the search index.
 * In A. ERR_DB. */
MUST_CHECK enum err_kind live_text(struct db_conn *c, int64_t article_id, size_t max_bytes,
                                   struct arena *a, struct str *out, struct err *e);
/* The time of the first entry; 0: there is none. ERR_DB. */
MUST_CHECK enum err_kind live_started_at(struct db_conn *c, int64_t article_id, int64_t *out,
                                         struct err *e);

#endif
