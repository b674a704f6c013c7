/* SPDX-License-Identifier: MIT */
/* ICU's skeletons (UTS 39) are equal for texts that look alike, but know no case: a letter may look
 * like another in its capital form, its small one, or both. So there are two keys: of the name in
 * small letters, and of the name as it was typed. Both are folded after ICU has replaced what looks
 * alike, and once more reduced, since a fold may bring letters that ICU replaces. Of the rest only
 * letters and digits count: no space, point or mark makes another name. */
#include "base/lookalike.h"

#include <pthread.h>

#include <unicode/uspoof.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/utf8.h"

static USpoofChecker *checker; /* NULL: ICU has no data, and names are only folded */
static pthread_once_t checker_once = PTHREAD_ONCE_INIT;

static void checker_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    checker = uspoof_open(&status);
    if (U_FAILURE(status))
        checker = NULL;
}

/* What S looks like to ICU, in A; S itself where ICU cannot tell. */
static struct str skeleton(struct arena *a, struct str s)
{
    /* One character becomes at most a handful, of at most four bytes each. */
    int32_t size = (int32_t)s.n * 24 + 1;
    char *to = arena_alloc(a, (size_t)size);
    UErrorCode status = U_ZERO_ERROR;
    if (checker == NULL || s.n == 0)
        return s;
    int32_t n = uspoof_getSkeletonUTF8(checker, 0, s.p, (int32_t)s.n, to, size, &status);
    return U_FAILURE(status) || n > size ? s : str_of(to, (size_t)n);
}

static bool counts(int32_t cp)
{
    utf8proc_category_t category = utf8proc_category(cp);
    bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                category == UTF8PROC_CATEGORY_ME;
    /* Signs of vowels make other words, a stroke through a letter does not. */
    return utf8_is_word(cp) && (!mark || utf8proc_get_property(cp)->combining_class == 0);
}

/* The letters and digits of S in small letters. A small i counts as an l, which stands for capital
 * I, 1 and the like already. */
static struct str essence(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    for (struct str rest = utf8_fold(a, s); rest.n > 0;) {
        struct str at = rest;
        int32_t cp = utf8_next(&rest);
        if (counts(cp))
            buf_add(&b, cp == 'i' ? STR("l") : str_of(at.p, at.n - rest.n));
    }
    return buf_str(&b);
}

static struct str reduced(struct arena *a, struct str s)
{
    return utf8_fold(a, skeleton(a, s));
}

struct lookalike lookalike_of(struct arena *a, struct str name)
{
    pthread_once(&checker_once, checker_open);
    name = utf8_cut(name, LOOKALIKE_NAME_MAX);
    return (struct lookalike){{
        essence(a, reduced(a, utf8_fold(a, name))),
        essence(a, reduced(a, reduced(a, name))),
    }};
}

bool lookalike_same(const struct lookalike *x, const struct lookalike *y)
{
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (x->key[i].n > 0 && str_eq(x->key[i], y->key[k]))
                return true;
    return false;
}
