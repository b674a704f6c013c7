/* SPDX-License-Identifier: MIT */
/* What the parts of the sample site's loader share. The sample's files are below src/cli/sample/:
 *
 *     settings.md                    one record: settings by their names
 *     social.md sections.md people.md videos.md   one record for each item, in order
 *     articles/NN-name.md            one record; its body is the article
 *     live/NN-name.md                the entries of the live blog of that name, the oldest first
 *     comments/NN-name.md            the comments of the article of that name
 *     media/                         copied to the site's public/media/
 */
#ifndef CLI_SAMPLE_SAMPLE_PARTS_H
#define CLI_SAMPLE_SAMPLE_PARTS_H

#include "cli/sample/sample_record.h"
#include "core/news/article.h"
#include "core/site/setting.h"

enum { SAMPLE_HOUR_S = 3600, SAMPLE_DAY_S = 24 * SAMPLE_HOUR_S };

/* Who saves what no person of the sample saves. */
extern const struct actor sample_loader;

struct sample_person {
    struct str login, name, email;
    enum role role;
    int64_t id;
};

struct sample_section {
    struct str slug;
    int64_t id;
};

struct sample_article {
    struct str name; /* its file's name without folder and ".md" */
    int64_t id;
    int64_t published_at; /* 0: not published */
    int64_t written_at;
    int64_t readers;      /* on its first day */
    int64_t corrected_at; /* 0: never */
};

struct sample {
    struct db *db;
    const char *site_dir;
    struct arena *arena;
    struct settings *settings;
    int64_t now;

    struct sample_person *people;
    struct sample_section *sections;
    struct sample_article *articles; /* in the order of their names */
    size_t n_people, n_sections, n_articles;
};

/* Iterates over the sample's files below FOLDER ("articles/") in the order of their names; NULL at
 * the end. *at must be 0 at first. *name is the file's path below src/cli/sample/. */
const struct embed_file *sample_next_file(const char *folder, size_t *at, const char **name);
/* The records of the file NAME, with the allowed KEYS (record_parse). ERR_BUG if there is no such
 * file. */
MUST_CHECK enum err_kind sample_records(const struct sample *sample, const char *name,
                                        const char *keys, struct record_list *out, struct err *e);

/* "03-tide" for "articles/03-tide.md", in the arena. */
struct str sample_stem(const struct sample *sample, const char *name);
/* A list with commas as lines: a setting has one entry per line, a record's head has commas. */
struct str sample_lines(const struct sample *sample, struct str listed);

/* The person whose login is R's value of KEY. ERR_INVALID if there is none. */
MUST_CHECK enum err_kind sample_person(const struct sample *sample, const struct record *r,
                                       const char *key, const struct sample_person **out,
                                       struct err *e);
/* P as an actor. */
struct actor sample_actor(const struct sample_person *p);

/* The published article that the file NAME ("comments/NN-name.md") belongs to. ERR_INVALID if there
 * is none. */
MUST_CHECK enum err_kind sample_article_named(const struct sample *sample, const char *name,
                                              const struct sample_article **out, struct err *e);
/* The moment of `hours_ago`, or of `days_ago` or `days_ahead` with `time`. ERR_INVALID. */
MUST_CHECK enum err_kind sample_moment(const struct sample *sample, const struct record *r,
                                       int64_t *out, struct err *e);
/* The time of `after: 45m` (or 3h, 2d): so long after ART's publication, but never later than now.
 */
MUST_CHECK enum err_kind sample_after(const struct sample *sample, const struct record *r,
                                      const struct sample_article *art, int64_t *out,
                                      struct err *e);

/* sample_desk.c: what does not depend on articles. Settings come first. */
MUST_CHECK enum err_kind sample_add_settings(struct sample *sample, struct err *e);
MUST_CHECK enum err_kind sample_add_sections(struct sample *sample, struct err *e);
MUST_CHECK enum err_kind sample_add_people(struct sample *sample, struct err *e);
MUST_CHECK enum err_kind sample_add_videos(struct sample *sample, struct err *e);
/* sample_articles.c: needs the sections and the people. */
MUST_CHECK enum err_kind sample_add_articles(struct sample *sample, struct err *e);
/* sample_live.c: adds the entries of live blogs. */
MUST_CHECK enum err_kind sample_add_live(const struct sample *sample, struct err *e);
/* sample_comments.c: adds all comments in one transaction, in the order of their times. */
MUST_CHECK enum err_kind sample_add_comments(const struct sample *sample, struct err *e);
/* sample_views.c: counts two weeks of views, day by day. */
MUST_CHECK enum err_kind sample_count_views(const struct sample *sample, struct err *e);

#endif
