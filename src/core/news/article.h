/* SPDX-License-Identifier: MIT */
/* Articles: reading them one by one and in lists. What changes them is in core/desk/. */
#ifndef CORE_NEWS_ARTICLE_H
#define CORE_NEWS_ARTICLE_H

#include "base/locale.h"
#include "core/media/picture.h"
#include "core/news/article_status.h"
#include "db/db.h"

/* Whether an article is a live blog: a text with entries that follow it (live.h). */
enum article_live { LIVE_NO = 0, LIVE_ON = 1, LIVE_OVER = 2 };

struct tag {
    struct str slug, name;
};

struct article {
    int64_t id;
    enum article_status status;
    int64_t day; /* YYYYMMDD of the permalink; 0: never published */
    struct str slug, title, standfirst, excerpt;
    struct str body; /* Markdown; empty in lists */
    int64_t words;
    int64_t section_id, author_id;
    enum article_status status_before; /* of one in the trash; only from article_by_* */
    struct str section_slug, section_name, author_slug, author_name, author_bio;
    bool social_links, comments_open;
    int64_t published_at, created_at, updated_at;
    int64_t version;
    int64_t base_views;      /* counted elsewhere before (an import) */
    int64_t views_elsewhere; /* counted by other nodes; the live number of this one is in views.h */
    int64_t comment_count;
    struct picture picture; /* caption and credit only from article_by_* */
    int64_t revised_at;     /* readers were last told of a change; 0: never */
    enum article_live live;
    int64_t live_ended_at;     /* of one that is over; only from article_by_* */
    struct str translations;   /* translations_read has them; only from article_by_* */
    struct str author_picture; /* a path; only from article_by_* */
    struct tag *tags;          /* only from article_by_*; in the newsroom's order */
    size_t n_tags;
};

struct article_list {
    struct article *items; /* newest first */
    size_t n;
    bool newer, older; /* whether the list goes on at either end */
};

/* The article in the current row of a statement that selects article_card's columns. */
struct article article_from_row(struct stmt *s, struct arena *a);
/* One article with body and tags, whatever its status (the caller decides who may see it).
 * ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                       struct article *out, struct err *e);
/* The published article of a permalink: ERR_NOT_FOUND where there is none. Where the permalink is
 * an old one, the article's other address is what it has now: compare day and slug, and redirect.
 */
MUST_CHECK enum err_kind article_by_permalink(struct db_conn *c, int64_t day, struct str slug,
                                              struct arena *a, struct article *out, struct err *e);

/* The same for the article's own permalink alone and without its text, which is cheap enough for
 * every request: fills id, day, slug, status, published_at, comments_open and live. */
MUST_CHECK enum err_kind article_find(struct db_conn *c, int64_t day, struct str slug,
                                      struct arena *a, struct article *out, struct err *e);
/* What a published article's live counter is added to: the views counted before and by other
 * nodes. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_base_views(struct db_conn *c, int64_t id, int64_t *out,
                                            struct err *e);

/* A place in a list: the article before or after which it goes on. Written in URLs as
 * "PUBLISHED_AT-ID". */
struct article_key {
    int64_t published_at, id;
};
bool article_key_parse(struct str s, struct article_key *out);

enum article_scope { SCOPE_ALL, SCOPE_SECTION, SCOPE_AUTHOR, SCOPE_TAG };

struct article_query {
    enum article_scope scope;
    int64_t scope_id;       /* of the section, user or tag */
    int64_t from, until;    /* published in [from, until); until 0: no bound */
    struct article_key key; /* published_at 0: from the newest */
    bool newer;             /* the ones just newer than the key, instead of just older */
    int64_t limit;
};
/* Published articles, newest first, at a cost that does not depend on how many there are. */
MUST_CHECK enum err_kind article_list(struct db_conn *c, const struct article_query *q,
                                      struct arena *a, struct article_list *out, struct err *e);
/* Those of N articles that are published, as lists have them, in the order of IDS. */
MUST_CHECK enum err_kind article_cards(struct db_conn *c, const int64_t *ids, size_t n,
                                       struct arena *a, struct article_list *out, struct err *e);
/* The key after which page PAGE (from 2) of the whole list begins. ERR_NOT_FOUND past the end, and
 * past page 100: further back there is the archive. */
MUST_CHECK enum err_kind article_page_key(struct db_conn *c, int64_t page, int64_t per_page,
                                          struct article_key *out, struct err *e);

MUST_CHECK enum err_kind tag_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                                     int64_t *id, struct tag *out, struct err *e);

/* "/2026/11/23/slug/", percent-encoded, in A; empty where it was never published. */
struct str article_url(const struct article *art, struct arena *a);
/* The same of a permalink's two parts. */
struct str permalink(int64_t day, struct str slug, struct arena *a);

/* The newsroom's list: one status (or ARTICLE_STATUSES for all but the trash) and author (0: all),
 * by last change, newest first. */
struct article_desk_query {
    enum article_status status;
    int64_t author_id;
    int64_t before_updated_at, before_id; /* the key; 0: from the newest */
    int64_t limit;
};
MUST_CHECK enum err_kind article_desk_list(struct db_conn *c, const struct article_desk_query *q,
                                           struct arena *a, struct article_list *out,
                                           struct err *e);
/* How many articles are in each status; from rows kept for it, never counted. */
MUST_CHECK enum err_kind article_totals(struct db_conn *c, int64_t totals[ARTICLE_STATUSES],
                                        struct err *e);

#endif
