/* SPDX-License-Identifier: MIT */
/* What a feed is of: the site, a section, a topic or an author, as its address says. */
#ifndef SITE_FEED_FEED_SUBJECT_H
#define SITE_FEED_FEED_SUBJECT_H

#include "core/news/article.h"
#include "web/context.h"

struct feed_subject {
    enum article_scope scope;
    int64_t id;
    struct str title, description;
    struct str path; /* of the page that the feed belongs to */
};

/* The path of the page that the requested feed belongs to. */
struct str feed_subject_path(struct context *c);
/* Finds what the requested feed is of. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind feed_subject_find(struct context *c, struct db_conn *conn,
                                           struct feed_subject *s, struct err *e);

#endif
