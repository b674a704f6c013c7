/* SPDX-License-Identifier: MIT */
/* Keys are hashes: rows hold no token and no secret, and an index of them is of one width. */
#include "core/talk/comment_key.h"

#include <inttypes.h>

#include "base/rand.h"
#include "base/utf8.h"

struct str comment_key(struct arena *a, struct str s)
{
    enum { HEX_DIGITS = 32 };
    return str_head(hash_hex(a, s), HEX_DIGITS);
}

struct str comment_duplicate_digest(struct arena *a, int64_t article_id, struct str author,
                                    struct str body)
{
    struct str all = arena_printf(a, "%" PRId64 "\n%.*s\n%.*s", article_id,
                                  STR_ARG(utf8_fold(a, author)), STR_ARG(body));
    return comment_key(a, all);
}
