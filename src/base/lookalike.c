/* SPDX-License-Identifier: MIT */
/* Two names look alike if any of their keys are equal. A key starts from ICU's skeleton (UTS 39),
 * which is equal for texts that look alike. ICU's skeletons ignore case, but a letter may look like
 * another only as a capital, or only as a small letter. So a name has two keys: one of the name in
 * small letters, one of the name as it was typed. Both are case-folded after ICU has replaced the
 * look-alikes, and only letters and digits are kept: a space, a point or an accent does not make
 * another name. A name with signs typed for letters ("$taff") has a third key, with the letters in
 * place of the signs. The keys depend on the name, the tables below, ICU's version and utf8_fold.
 */
#include "base/lookalike.h"

#include <pthread.h>

#include <unicode/uspoof.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/utf8.h"

static USpoofChecker *checker; /* NULL: ICU has no data, so names are only folded */
static pthread_once_t checker_once = PTHREAD_ONCE_INIT;

static void checker_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    checker = uspoof_open(&status);
    if (U_FAILURE(status))
        checker = NULL;
}

/* Characters that people read as a letter, but ICU does not, or as another letter: small capitals
 * (to which ICU maps some Cyrillic), digits (ICU knows 0 and 1 only), and letters of other
 * alphabets and currency signs that are typed for their look. */
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

/* Where A to Z begin: in black circles, in black squares, and as the regional indicators that make
 * flags. */
static const int32_t boxed[] = {0x1F150, 0x1F170, 0x1F1E6};

/* The letter that CP is read as; 0 if it stands for itself. */
static char letter_read_as(int32_t cp)
{
    for (size_t i = 0; cp > 0x7F && i < sizeof boxed / sizeof *boxed; i++)
        if (cp >= boxed[i] && cp < boxed[i] + 26)
            return (char)('a' + (cp - boxed[i]));
    for (size_t i = 0; i < sizeof read_as / sizeof *read_as; i++)
        if (cp == read_as[i].from)
            return read_as[i].to;
    return 0;
}

/* S with the characters of the two tables replaced by the letters they are read as. */
static struct str replace_read_as(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    while (s.n > 0) {
        struct str at = s;
        char letter = letter_read_as(utf8_next(&s));
        buf_add(&b, letter != 0 ? str_of(&letter, 1) : str_head(at, at.n - s.n));
    }
    return buf_str(&b);
}

/* ICU's skeleton of S, in A. S itself if ICU has no data or fails. */
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

/* True for what tells names apart. Vowel signs make another word; a stroke through a letter does
 * not. */
static bool is_significant(int32_t cp)
{
    utf8proc_category_t category = utf8proc_category(cp);
    bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                category == UTF8PROC_CATEGORY_ME;
    return utf8_is_word(cp) && (!mark || utf8proc_get_property(cp)->combining_class == 0);
}

/* S with each sign replaced by the letter it is typed for. Empty if S contains no such sign. */
static struct str replace_signs(struct arena *a, struct str s)
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

/* The letters and digits of S in small letters. An i becomes an l, since ICU already maps capital
 * I, 1 and the like to l. */
static struct str keep_significant(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    for (struct str rest = utf8_fold(a, s); rest.n > 0;) {
        struct str at = rest;
        int32_t cp = utf8_next(&rest);
        if (is_significant(cp))
            buf_add(&b, cp == 'i' ? STR("l") : str_of(at.p, at.n - rest.n));
    }
    return buf_str(&b);
}

/* Two rounds, since the first may produce letters that the second replaces. */
static struct str replace_lookalikes(struct arena *a, struct str s)
{
    for (int round = 0; round < 2; round++)
        s = utf8_fold(a, skeleton(a, replace_read_as(a, s)));
    return s;
}

struct lookalike lookalike_of(struct arena *a, struct str name)
{
    pthread_once(&checker_once, checker_open);
    name = utf8_cut(name, LOOKALIKE_NAME_MAX);
    return (struct lookalike){{
        keep_significant(a, replace_lookalikes(a, utf8_fold(a, name))),
        keep_significant(a, replace_lookalikes(a, name)),
        keep_significant(a, replace_lookalikes(a, utf8_fold(a, replace_signs(a, name)))),
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
