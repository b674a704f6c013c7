/* SPDX-License-Identifier: MIT */
/* Packs values one after the other into a byte string. Only for data that this process keeps for
 * itself: unpacking does not check anything, and the byte order is the machine's. */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/buf.h"

static inline void pack_int(struct buf *b, int64_t n)
{
    buf_add(b, str_of((const char *)&n, sizeof n));
}

static inline void pack_str(struct buf *b, struct str s)
{
    pack_int(b, (int64_t)s.n);
    buf_add(b, s);
}

/* Remove the next value from *rest and return it. A string points into *rest's bytes. */
static inline int64_t unpack_int(struct str *rest)
{
    int64_t n;
    memcpy(&n, rest->p, sizeof n);
    *rest = str_of(rest->p + sizeof n, rest->n - sizeof n);
    return n;
}

static inline struct str unpack_str(struct str *rest)
{
    size_t n = (size_t)unpack_int(rest);
    struct str s = str_head(*rest, n);
    *rest = str_of(rest->p + n, rest->n - n);
    return s;
}

#endif
