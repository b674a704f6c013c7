/* SPDX-License-Identifier: MIT */
/* The words of the newsroom for a comment's status. */
#ifndef ADMIN_WORDS_COMMENT_WORDS_H
#define ADMIN_WORDS_COMMENT_WORDS_H

#include "core/talk/comment.h"
#include "web/context.h"

/* The heading of the page about all comments that match, each for one, for several, and for more
 * than {n}. */
struct comment_matching_words {
    const char *all[3], *on_article[3], *from_address[3];
};

/* Messages, marked with N_. */
struct comment_status_words {
    const char *shown;            /* "Pending" */
    const char *decided;          /* "Returned to pending by {name}, {when}." */
    const char *done, *done_many; /* "{n} comments returned to pending" */
    struct comment_matching_words matching;
};
extern const struct comment_status_words comment_status_words[COMMENT_STATUSES];

/* "Pending". */
struct str comment_status_shown(struct context *c, enum comment_status status);

#endif
