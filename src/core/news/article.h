/* SPDX-License-Identifier: MIT */
/* Reading articles, one by one and in lists. core/desk/newsdesk.h changes them. */
#ifndef CORE_NEWS_ARTICLE_H
#define CORE_NEWS_ARTICLE_H

#include "base/locale.h"
#include "core/media/picture.h"
#include "core/news/article_status.h"
#include "db/db.h"

/* Whether an article is a live blog: a text followed by entries (live.h). */
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
    enum article_status status_before; /* for an article in the trash; only from article_by_* */
    struct str section_slug, section_name, author_slug, author_name, author_bio;
    bool social_links, comments_open;
    int64_t published_at, created_at, updated_at;
    int64_t version;
    int64_t base_views; /* counted elsewhere, before an import */
    int64_t
        views_elsewhere; /* counted by other nodes; views.h has the current number of this one */
    int64_t comment_count;
    struct picture picture; /* caption and credit only from article_by_* */
    int64_t revised_at;     /* when readers were last told of a change; 0: never */
    enum article_live live;
    int64_t live_ended_at;     /* when the live coverage ended; only from article_by_* */
    struct str translations;   /* lines for translations_read; only from article_by_* */
    struct str author_picture; /* a path; only from article_by_* */
    struct tag *tags;          /* only from article_by_*; in the newsroom's order */
    size_t n_tags;
};

struct article_list {
    struct article *items; /* newest first */
    size_t n;
    bool newer, older; /* the list goes on at that end */
};

/* The article in the current row of a statement that selects the columns of article_card. Texts in
 * A. */
struct article article_from_row(struct stmt *s, struct arena *a);
/* An article with body and tags, whatever its status: the caller decides who may see it.
 * ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                       struct article *out, struct err *e);
/* The published article of a permalink. An old permalink finds the article as well: if its day and
 * slug differ, redirect to those. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_by_permalink(struct db_conn *c, int64_t day, struct str slug,
                                              struct arena *a, struct article *out, struct err *e);

/* The same for the current permalink only and without the text, cheap enough for every request:
 * fills id, day, slug, status, published_at, comments_open and live. */
MUST_CHECK enum err_kind article_find(struct db_conn *c, int64_t day, struct str slug,
                                      struct arena *a, struct article *out, struct err *e);
/* The number to which a published article's current counter is added: views counted before an
 * import and by other nodes. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_base_views(struct db_conn *c, int64_t id, int64_t *out,
                                            struct err *e);

/* A place in a list: the article before or after which it continues. In URLs "PUBLISHED_AT-ID". */
struct article_key {
    int64_t published_at, id;
};
bool article_key_parse(struct str s, struct article_key *out);

enum article_scope { SCOPE_ALL, SCOPE_SECTION, SCOPE_AUTHOR, SCOPE_TAG };

struct article_query {
    enum article_scope scope;
    int64_t scope_id;       /* the section's, user's or tag's id */
    int64_t from, until;    /* published in [from, until); until 0: no bound */
    struct article_key key; /* published_at 0: from the newest */
    bool newer;             /* the articles just newer than the key, not just older */
    int64_t limit;
};
/* Published articles, newest first, at a cost that does not depend on their number. In A. ERR_DB.
 */
MUST_CHECK enum err_kind article_list(struct db_conn *c, const struct article_query *q,
                                      struct arena *a, struct article_list *out, struct err *e);
/* The cards of those of N articles that are published, in the order of IDS. In A. ERR_DB. */
MUST_CHECK enum err_kind article_cards(struct db_conn *c, const int64_t *ids, size_t n,
                                       struct arena *a, struct article_list *out, struct err *e);
/* The key after which page PAGE (from 2) of the whole list begins. ERR_NOT_FOUND past the end and
 * past page 100: the archive has the rest. */
MUST_CHECK enum err_kind article_page_key(struct db_conn *c, int64_t page, int64_t per_page,
                                          struct article_key *out, struct err *e);

MUST_CHECK enum err_kind tag_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                                     int64_t *id, struct tag *out, struct err *e);

/* "/2026/11/23/slug/", percent-encoded, in A; empty if the article was never published. */
struct str article_url(const struct article *art, struct arena *a);
/* The same from a permalink's two parts. */
struct str permalink(int64_t day, struct str slug, struct arena *a);

/* The newsroom's list: articles of one status (ARTICLE_STATUSES: all but the trash) and one author
 * (0: all), the last changed first. */
struct article_desk_query {
    enum article_status status;
    int64_t author_id;
    int64_t before_updated_at, before_id; /* the key; 0: from the newest */
    int64_t limit;
};
MUST_CHECK enum err_kind article_desk_list(struct db_conn *c, const struct article_desk_query *q,
                                           struct arena *a, struct article_list *out,
                                           struct err *e);
/* The number of articles in each status. Read from rows that triggers maintain. ERR_DB. */
MUST_CHECK enum err_kind article_totals(struct db_conn *c, int64_t totals[ARTICLE_STATUSES],
                                        struct err *e);

#endif
