/* SPDX-License-Identifier: MIT */
/* What the parts of the sample site's loader share. The files are below src/cli/sample/:
 *
 *     settings.md                    one record: settings by their names
 *     social.md sections.md people.md videos.md   a record each, in their order
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
    struct str name; /* of its file, without folder and ".md" */
    int64_t id;
    int64_t published_at; /* 0: it is not public */
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
    struct sample_article *articles; /* in the order of their names: the oldest first */
    size_t n_people, n_sections, n_articles;
};

/* The files of the sample below FOLDER ("articles/"), one by one in the order of their names: the
 * first after *at, which begins as 0 and moves on; NULL at the end. *name is then its name without
 * the folder that all are in. */
const struct embed_file *sample_next_file(const char *folder, size_t *at, const char **name);
/* The same, for a file that must be there: ERR_BUG where it is not. */
MUST_CHECK enum err_kind sample_records(const struct sample *it, const char *name, const char *keys,
                                        struct record_list *out, struct err *e);

/* The person whose login is the value of KEY; ERR_INVALID where there is none. */
MUST_CHECK enum err_kind sample_person(const struct sample *it, const struct record *r,
                                       const char *key, const struct sample_person **out,
                                       struct err *e);
/* The actor that P is. */
struct actor sample_actor(const struct sample_person *p);

/* The published article of the file NAME ("comments/NN-name.md"). ERR_INVALID where there is none.
 */
MUST_CHECK enum err_kind sample_article_named(const struct sample *it, const char *name,
                                              const struct sample_article **out, struct err *e);
/* The moment of `after: 45m` (or 3h, 2d): since ART's publication; never later than now. */
MUST_CHECK enum err_kind sample_after(const struct sample *it, const struct record *r,
                                      const struct sample_article *art, int64_t *out,
                                      struct err *e);

/* sample_live.c: adds the entries of live blogs. */
MUST_CHECK enum err_kind sample_add_live(const struct sample *it, struct err *e);
/* sample_comments.c: adds all comments in one transaction, in the order of their times. */
MUST_CHECK enum err_kind sample_add_comments(const struct sample *it, struct err *e);
/* sample_views.c: counts two weeks of views, day by day, as the server would have. */
MUST_CHECK enum err_kind sample_count_views(const struct sample *it, struct err *e);

#endif
