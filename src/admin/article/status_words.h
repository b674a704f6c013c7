/* SPDX-License-Identifier: MIT */
/* The words of the newsroom for an article's status. Its names for machines, and within sentences,
 * are in core/news/article_status.h. */
#ifndef ADMIN_ARTICLE_STATUS_WORDS_H
#define ADMIN_ARTICLE_STATUS_WORDS_H

#include "core/news/article.h"
#include "web/context.h"

/* Messages, marked with N_. */
struct article_status_words {
    const char *shown;               /* of one article: "In review" */
    const char *tab;                 /* over a list of them: "Drafts" */
    const char *empty_title, *empty; /* where the list is empty */
};
extern const struct article_status_words article_status_words[ARTICLE_STATUSES];

/* The sentence about ART's status (NULL: a new one), with its times; in the arena. */
struct str article_state_text(struct context *c, const struct article *art);

#endif
