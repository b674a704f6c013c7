/* SPDX-License-Identifier: MIT */
/* What the newsroom does to articles: write, publish, schedule, unpublish, trash, restore. Each is
 * one transaction that also writes the audit log and, where readers see a change, raises the
 * content version. */
#ifndef CORE_DESK_NEWSDESK_H
#define CORE_DESK_NEWSDESK_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/news/article.h"
#include "core/site/setting.h"
#include "core/site/used_form.h"

enum { TITLE_MAX = 300, STANDFIRST_MAX = 1000, BODY_MAX = 1 << 20, SLUG_MAX = 200, TAGS_MAX = 20 };

struct article_edit {
    int64_t id;      /* 0: a new one */
    int64_t version; /* the version that the form was made from; 0 for a new one */
    struct str title, slug, standfirst, body; /* slug empty: made from the title */
    struct str tags;                          /* names, separated by commas */
    struct str translations;                  /* a language and an address a line */
    int64_t section_id, author_id;
    bool social_links, comments_open;
    int64_t base_views; /* views counted elsewhere; -1: keep */
    struct picture picture;
    enum article_live live;
    bool revised;           /* tell readers that it has changed: published articles only */
    struct used_form *form; /* NULL: none. article_save looks for it, and does not save twice */
};

/* "draft", "in review", "scheduled", "published", "unpublished", "in the trash". */
const char *article_status_name(enum article_status status);
/* "draft", "review", "scheduled", "published", "unpublished", "trash": for machines, in addresses
 * and on the command line. */
const char *article_status_key(enum article_status status);
/* False where KEY is none of them. */
bool article_status_parse(struct str key, enum article_status *out);
/* Whether ART should have been published a while ago: something keeps it from being. */
bool article_overdue(const struct article *art, int64_t now);
/* Whether WHO may change ART: editors any, authors their own while it is not public. */
bool article_editable(const struct actor *who, const struct article *art);

/* Checks the fields; *p tells what is wrong. */
void article_check(const struct settings *s, const struct article_edit *edit, struct problems *p);

/* Saves. Where edit->form has saved before (form->used), nothing is changed, and *id and *version
 * are of then. *id and *version are the article's afterwards. ERR_INVALID with *p filled.
 * ERR_CONFLICT where somebody saved since (e's message says who and when; nothing was changed), or,
 * with *p filled, where the slug is taken on that day. ERR_FORBIDDEN where the actor may only
 * change own, unpublished ones. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_save(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct article_edit *edit,
                                      int64_t *id, int64_t *version, struct problems *p,
                                      struct err *e);

/* Adds N new articles in one transaction, so that they share its cost, all or none, and publishes
 * them where PUBLISHES. IDS are theirs. Errors are article_save's; *failed is the index of the
 * article that they are about. */
MUST_CHECK enum err_kind article_add_all(struct db *db, const struct settings *s,
                                         const struct actor *who, const struct article_edit *edits,
                                         size_t n, bool publishes, int64_t *ids, size_t *failed,
                                         struct problems *p, struct err *e);

/* Publishes now (at AT where it is not 0: an import, or the sample site). The permalink's day is
 * fixed at the first time. A slug that is taken on that day gets "-2" and so on. ERR_CONFLICT where
 * it is in the trash. */
MUST_CHECK enum err_kind article_publish(struct db *db, const struct settings *s,
                                         const struct actor *who, int64_t id, int64_t at,
                                         struct err *e);
/* Publishes it at AT, with nobody on the site. ERR_INVALID where AT is not in the future. */
MUST_CHECK enum err_kind article_schedule(struct db *db, const struct actor *who, int64_t id,
                                          int64_t at, struct err *e);
MUST_CHECK enum err_kind article_unpublish(struct db *db, const struct actor *who, int64_t id,
                                           struct err *e);
/* A draft is DONE and waits for an editor; or not, and goes back to being a draft. */
MUST_CHECK enum err_kind article_submit(struct db *db, const struct actor *who, int64_t id,
                                        bool done, struct err *e);
MUST_CHECK enum err_kind article_trash(struct db *db, const struct actor *who, int64_t id,
                                       struct err *e);
/* Back to what it was; a scheduled one whose time has passed becomes a draft. */
MUST_CHECK enum err_kind article_restore(struct db *db, const struct actor *who, int64_t id,
                                         struct err *e);

/* Publishes what is due, each article in a transaction of its own; *n says how many. One that
 * cannot be published holds up no other: it is noted, logged, and tried again after a minute, then
 * two, at most an hour, or as soon as it is changed. ERR_BUSY, and whatever keeps that from being
 * noted. A job calls it each second. */
MUST_CHECK enum err_kind article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                             int *n, struct err *e);

#endif
