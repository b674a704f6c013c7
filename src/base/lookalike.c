/* SPDX-License-Identifier: MIT */
/* ICU's skeletons (UTS 39) are equal for texts that look alike, but know no case: a letter may look
 * like another in its capital form, its small one, or both. So there are two keys: of the name in
 * small letters, and of the name as it was typed. Both are folded after ICU has replaced what looks
 * alike, and of the rest only letters and digits count: no space, point or mark makes another name.
 * A name with signs that are typed for letters ("$taff") has a third key, in which they are those.
 */
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

/* What is read as a letter, and is none to ICU or another one: small capitals (which it makes of
 * some Cyrillic), digits (it knows 0 and 1), letters of alphabets and signs of money that are typed
 * for their look. */
static const struct {
    int32_t from;
    char to;
} read_as[] = {
    {'3', 'e'},    {'4', 'a'},    {'5', 's'},    {'7', 't'},    {'8', 'b'},    {0x0190, 'e'},
    {0x0250, 'a'}, {0x025B, 'e'}, {0x0138, 'k'}, {0x0262, 'g'}, {0x026A, 'i'}, {0x0274, 'n'},
    {0x0280, 'r'}, {0x028C, 'a'}, {0x028F, 'y'}, {0x0299, 'b'}, {0x029C, 'h'}, {0x029F, 'l'},
    {0x039B, 'a'}, {0x03BB, 'a'}, {0x03C0, 'n'}, {0x043F, 'n'}, {0x144E, 'n'}, {0x1515, 's'},
    {0x157C, 'h'}, {0x1587, 'r'}, {0x15E9, 'a'}, {0x15EA, 'd'}, {0x15EF, 'w'}, {0x15F0, 'm'},
    {0x1D00, 'a'}, {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'}, {0x1D0B, 'k'},
    {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'},
    {0x1D21, 'w'}, {0x1D22, 'z'}, {0x20A3, 'f'}, {0x20A5, 'm'}, {0x20A6, 'n'}, {0x20A9, 'w'},
    {0x20AD, 'k'}, {0x20AE, 't'}, {0x20B1, 'p'}, {0x20B3, 'a'}, {0x20B4, 's'}, {0xA730, 'f'},
    {0xA731, 's'},
};

/* The letters A to Z inside black circles and squares, and those that flags are made of. */
static const int32_t boxed[] = {0x1F150, 0x1F170, 0x1F1E6};

/* The letter that CP is read as; 0: itself. */
static char letter_of(int32_t cp)
{
    for (size_t i = 0; cp > 0x7F && i < sizeof boxed / sizeof *boxed; i++)
        if (cp >= boxed[i] && cp < boxed[i] + 26)
            return (char)('a' + (cp - boxed[i]));
    for (size_t i = 0; i < sizeof read_as / sizeof *read_as; i++)
        if (cp == read_as[i].from)
            return read_as[i].to;
    return 0;
}

static struct str plain(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    while (s.n > 0) {
        struct str at = s;
        char letter = letter_of(utf8_next(&s));
        buf_add(&b, letter != 0 ? str_of(&letter, 1) : str_head(at, at.n - s.n));
    }
    return buf_str(&b);
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

/* S with the letters that its signs are typed for; empty where it has none. */
static struct str without_signs(struct arena *a, struct str s)
{
    static const struct {
        int32_t sign;
        const char *letter;
    } signs[] = {{'$', "s"},  {'@', "a"},  {'!', "i"},   {'|', "l"},
                 {0xA2, "c"}, {0xA3, "l"}, {0x20AC, "e"}};
    enum { N = sizeof signs / sizeof *signs };
    struct buf b = buf_in(a);
    bool found = false;
    while (s.n > 0) {
        struct str at = s;
        int32_t cp = utf8_next(&s);
        size_t i = 0;
        while (i < N && signs[i].sign != cp)
            i++;
        found = found || i < N;
        buf_add(&b, i < N ? str_from(signs[i].letter) : str_head(at, at.n - s.n));
    }
    return found ? buf_str(&b) : STR_NONE;
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

/* Twice: the first round may make letters that the second one replaces. */
static struct str reduced(struct arena *a, struct str s)
{
    for (int round = 0; round < 2; round++)
        s = utf8_fold(a, skeleton(a, plain(a, s)));
    return s;
}

struct lookalike lookalike_of(struct arena *a, struct str name)
{
    pthread_once(&checker_once, checker_open);
    name = utf8_cut(name, LOOKALIKE_NAME_MAX);
    return (struct lookalike){{
        essence(a, reduced(a, utf8_fold(a, name))),
        essence(a, reduced(a, name)),
        essence(a, reduced(a, utf8_fold(a, without_signs(a, name)))),
    }};
}

bool lookalike_same(const struct lookalike *x, const struct lookalike *y)
{
    for (int i = 0; i < LOOKALIKE_KEYS; i++)
        for (int k = 0; k < LOOKALIKE_KEYS; k++)
            if (x->key[i].n > 0 && str_eq(x->key[i], y->key[k]))
                return true;
    return false;
}
