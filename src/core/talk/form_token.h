/* SPDX-License-Identifier: MIT */
/* The token of the comment form on an article's page: "RANDOM.ISSUED.MAC", bound to one article. */
#ifndef CORE_TALK_FORM_TOKEN_H
#define CORE_TALK_FORM_TOKEN_H

#include "core/site/setting.h"

enum { FORM_TOKEN_TTL_S = 7 * 24 * 3600 };

/* A new token for the form of ARTICLE_ID, in A. */
struct str form_token_new(const struct settings *s, int64_t article_id, int64_t now,
                          struct arena *a);
/* OK if TOKEN is ours, for that article, and not too old. ERR_INVALID if it is missing, forged or
 * for another article; ERR_CONFLICT if it has expired. */
MUST_CHECK enum err_kind form_token_check(const struct settings *s, struct str token,
                                          int64_t article_id, int64_t now, struct arena *a,
                                          struct err *e);

#endif
