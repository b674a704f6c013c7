/* SPDX-License-Identifier: MIT */
/* A comment as it is submitted, and the statuses that it can have: shared by the code that judges
 * comments and the code that stores them. */
#ifndef CORE_TALK_SUBMISSION_H
#define CORE_TALK_SUBMISSION_H

#include "base/str.h"

#include <stdint.h>

/* Stored in the database, and named in the schema's indexes: never renumber. */
enum comment_status {
    COMMENT_PENDING = 0,
    COMMENT_APPROVED = 1,
    COMMENT_SPAM = 2,
    COMMENT_TRASH = 3,
    COMMENT_STATUSES
};

/* What a reader sends. Texts are cleaned already (base/utf8.h). */
struct comment_submission {
    int64_t article_id;
    int64_t parent_id; /* 0: none */
    struct str author, email, url, body;
    struct str addr, user_agent;
    struct str browser;     /* the signed browser's id; empty: none */
    struct str token;       /* the form's token: the idempotency key */
    struct str form_digest; /* comment_form_digest */
    int64_t user_id;        /* a signed-in writer, whose comment is approved at once; 0: a reader */
};

#endif
