/* SPDX-License-Identifier: MIT */
/* Writes an article: checks what its form contains and saves it in one transaction, which also
 * writes the audit log and, if readers see a change, raises the content version. */
#ifndef CORE_DESK_ARTICLE_WRITE_H
#define CORE_DESK_ARTICLE_WRITE_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/news/article.h"
#include "core/site/setting.h"
#include "core/site/used_form.h"

enum { TITLE_MAX = 300, STANDFIRST_MAX = 1000, BODY_MAX = 1 << 20 };

struct article_edit {
    int64_t id;      /* 0: a new one */
    int64_t version; /* the version that the form was made from; 0 for a new one */
    struct str title, slug, standfirst, body; /* slug_typed makes the slug */
    struct str tags;         /* names with commas or semicolons between them (article_tags.h) */
    struct str translations; /* lines of a language and an address (translation.h) */
    int64_t section_id, author_id;
    bool social_links, comments_open;
    int64_t base_views; /* views counted elsewhere; -1: keep */
    struct picture picture;
    enum article_live live;
    bool revised;           /* tell readers that the article has changed; published articles only */
    struct used_form *form; /* NULL: none. If it was sent before, article_save changes nothing */
};

/* True if WHO may change ART: editors any article, authors their own while it is not public. */
bool article_editable(const struct actor *who, const struct article *art);

/* Checks the fields; adds a problem for each mistake. */
void article_check(const struct settings *s, const struct article_edit *edit, struct problems *p);

/* Saves EDIT. *id and *version are the article's afterwards. If edit->form was sent before
 * (form->used), nothing is changed, and *id and *version are those of that time. ERR_INVALID with
 * *p filled. ERR_CONFLICT if somebody saved since (e says who and when; nothing was changed) or,
 * with *p filled, if the slug is taken on that day. ERR_FORBIDDEN if WHO may not change the
 * article. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_save(struct db *db, const struct settings *s,
                                      const struct actor *who, const struct article_edit *edit,
                                      int64_t *id, int64_t *version, struct problems *p,
                                      struct err *e);

#endif
