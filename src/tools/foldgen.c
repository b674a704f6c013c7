/* SPDX-License-Identifier: MIT */
/* Writes src/base/fold_table.inc (`make fold-table`): what search makes of each code point. A code
 * point is put into NFKC, loses what is ignorable, and each of its letters becomes the one that
 * stands for all letters with the same primary weight in ICU's root collation (CLDR). So é, E and
 * ｅ become e, and ё becomes е; й, a letter of its own in that collation, stays.
 *
 * The table is in git, and not made with each build: an index outlives the versions of ICU, and two
 * servers of a site may have different ones. Another table needs another number of the folding
 * (FOLDING_NOW in base/fold.h). */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ucoleitr.h>
#include <unicode/unorm2.h>

enum { LAST = 0x1FFFF, UNITS_MAX = 64, REPS_MAX = 200000 };

static UCollator *collator;
static UCollationElements *elements;
static const UNormalizer2 *nfc, *nfd, *nfkc;

static void check(UErrorCode status)
{
    if (U_SUCCESS(status))
        return;
    fprintf(stderr, "foldgen: %s\n", u_errorName(status));
    exit(1);
}

/* ---- what a code point is ---- */

enum kind { SEPARATOR, WORD, MARK, ALONE, DROPPED };

static bool in(int32_t cp, int32_t from, int32_t to)
{
    return cp >= from && cp <= to;
}

/* The scripts without spaces between words, and pictographs: each letter is a word. */
static bool is_alone(int32_t cp)
{
    return in(cp, 0x0E00, 0x0EFF) || in(cp, 0x1000, 0x109F) || in(cp, 0x1780, 0x17FF) ||
           in(cp, 0x3005, 0x3007) || in(cp, 0x3040, 0x30FF) || in(cp, 0x31F0, 0x31FF) ||
           in(cp, 0x3400, 0x4DBF) || in(cp, 0x4E00, 0x9FFF) || in(cp, 0xF900, 0xFAFF) ||
           in(cp, 0x1AFF0, 0x1B16F);
}

static bool is_picture(int32_t cp)
{
    return cp >= 0x2600 && u_charType(cp) == U_OTHER_SYMBOL &&
           (u_hasBinaryProperty(cp, UCHAR_EXTENDED_PICTOGRAPHIC) ||
            u_hasBinaryProperty(cp, UCHAR_REGIONAL_INDICATOR));
}

/* The letters that are written for an apostrophe. People type the apostrophe of their keyboard. */
static bool is_apostrophe(int32_t cp)
{
    return in(cp, 0x02B9, 0x02BF) || in(cp, 0xA78B, 0xA78C);
}

/* Writes the primary weights of S, and returns the number of units. */
static int primaries(const UChar *s, int32_t n, uint16_t out[UNITS_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    int units = 0;
    ucol_setText(elements, s, n, &status);
    for (int32_t order; (order = ucol_next(elements, &status)) != UCOL_NULLORDER;) {
        uint16_t weight = (uint16_t)ucol_primaryOrder(order);
        if (weight != 0 && units < UNITS_MAX)
            out[units++] = weight;
    }
    check(status);
    return units;
}

static int primaries_of(int32_t cp, uint16_t out[UNITS_MAX])
{
    UChar s[2];
    int32_t n = 0;
    U16_APPEND_UNSAFE(s, n, cp);
    return primaries(s, n, out);
}

static bool is_ignored(int32_t cp)
{
    return u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           u_hasBinaryProperty(cp, UCHAR_EMOJI_MODIFIER);
}

static enum kind kind_of(int32_t cp)
{
    uint16_t weights[UNITS_MAX];
    if (is_ignored(cp))
        return DROPPED;
    if (is_apostrophe(cp))
        return SEPARATOR;
    if (is_picture(cp))
        return ALONE;
    uint32_t type = U_MASK(u_charType(cp));
    if (!(type & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)))
        return SEPARATOR;
    if (primaries_of(cp, weights) == 0)
        return DROPPED;
    return type & U_GC_M_MASK ? MARK : is_alone(cp) ? ALONE : WORD;
}

/* ---- the letter that stands for others ---- */

struct rep {
    uint16_t weight[UNITS_MAX];
    int n;
    int32_t cp;
    int rank;
};
static struct rep *reps;
static size_t n_reps;

static bool is_in(const UNormalizer2 *form, int32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar s[2];
    int32_t n = 0;
    U16_APPEND_UNSAFE(s, n, cp);
    return unorm2_isNormalized(form, s, n, &status);
}

/* Of the letters with the same weights the plainest one stands for the others: without marks,
 * small, not one of the forms for a word's end, not a small kana. */
static int rank_of(int32_t cp)
{
    static const int32_t last[] = {0x03C2, 0x05DA, 0x05DD, 0x05DF, 0x05E3, 0x05E5,
                                   0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063,
                                   0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096};
    int rank = is_in(nfd, cp) ? 0 : 4;
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (cp == last[i])
            return rank + 3;
    return rank + (u_hasBinaryProperty(cp, UCHAR_LOWERCASE) ? 0 : u_isUUppercase(cp) ? 2 : 1);
}

static int by_weight(const void *a, const void *b)
{
    const struct rep *x = a, *y = b;
    int n = x->n < y->n ? x->n : y->n;
    for (int i = 0; i < n; i++)
        if (x->weight[i] != y->weight[i])
            return x->weight[i] < y->weight[i] ? -1 : 1;
    if (x->n != y->n)
        return x->n - y->n;
    return x->rank != y->rank ? x->rank - y->rank : x->cp - y->cp;
}

static bool same_weights(const struct rep *x, const struct rep *y)
{
    return x->n == y->n && memcmp(x->weight, y->weight, (size_t)x->n * sizeof *x->weight) == 0;
}

/* Hangul is composed again when words are made (base/fold.c); Han has no variants to fold. */
static bool stands_for_itself(int32_t cp)
{
    return in(cp, 0x1100, 0x11FF) || in(cp, 0xAC00, 0xD7FF) || in(cp, 0xA960, 0xA97F) ||
           in(cp, 0x3400, 0x4DBF) || in(cp, 0x4E00, 0x9FFF) || is_picture(cp);
}

static void collect_reps(void)
{
    reps = calloc(REPS_MAX, sizeof *reps);
    for (int32_t cp = 1; cp <= LAST; cp++) {
        enum kind kind = kind_of(cp);
        if (kind == SEPARATOR || kind == DROPPED || stands_for_itself(cp) || !is_in(nfkc, cp))
            continue;
        struct rep *r = &reps[n_reps];
        r->n = primaries_of(cp, r->weight);
        r->cp = cp;
        r->rank = rank_of(cp);
        n_reps++;
    }
    qsort(reps, n_reps, sizeof *reps, by_weight);
    size_t kept = 0;
    for (size_t i = 0; i < n_reps; i++)
        if (kept == 0 || !same_weights(&reps[kept - 1], &reps[i]))
            reps[kept++] = reps[i];
    n_reps = kept;
}

static const struct rep *find_rep(const uint16_t *weights, int n)
{
    struct rep key = {.n = n, .rank = -1};
    memcpy(key.weight, weights, (size_t)n * sizeof *weights);
    size_t from = 0, to = n_reps;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (by_weight(&reps[mid], &key) < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return from < n_reps && same_weights(&reps[from], &key) ? &reps[from] : NULL;
}

/* ---- the folding of a code point ---- */

struct fold {
    int32_t cp[UNITS_MAX];
    int n;
};

/* Adds the letters that have these weights. No letter's weights begin with another letter's, except
 * those of letters that are made of several, such as æ. */
static bool add_letters(struct fold *f, const uint16_t *weights, int n)
{
    for (int at = 0, len; at < n; at += len) {
        const struct rep *r = NULL;
        for (len = 1; at + len <= n && (r = find_rep(weights + at, len)) == NULL; len++)
            ;
        if (r == NULL || f->n == UNITS_MAX)
            return false;
        f->cp[f->n++] = r->cp;
    }
    return true;
}

/* Letters between two separators, as UTF-16. */
struct part {
    UChar s[UNITS_MAX];
    int32_t n;
    bool is_plain; /* none of them stands for itself */
};

static void add_part_letters(struct fold *f, const struct part *part)
{
    for (int32_t at = 0; at < part->n;) {
        UChar32 cp;
        uint16_t weights[UNITS_MAX];
        U16_NEXT(part->s, at, part->n, cp);
        int before = f->n;
        if (!stands_for_itself(cp) && add_letters(f, weights, primaries_of(cp, weights)))
            continue;
        f->n = before;
        f->cp[f->n++] = cp;
    }
}

/* Adds what becomes of PART, whose letters may have weights as one; false if no letters have them.
 */
static bool add_part(struct fold *f, struct part *part)
{
    uint16_t weights[UNITS_MAX];
    bool good = true;
    if (part->n > 0 && part->is_plain)
        good = add_letters(f, weights, primaries(part->s, part->n, weights));
    else
        add_part_letters(f, part);
    *part = (struct part){.is_plain = true};
    return good;
}

static struct fold fold_of(int32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar s[2], made[UNITS_MAX];
    int32_t n = 0;
    bool good = true;
    U16_APPEND_UNSAFE(s, n, cp);
    struct fold f = {.n = 0};
    struct part part = {.is_plain = true};
    int32_t made_n = unorm2_normalize(nfkc, s, n, made, UNITS_MAX, &status);
    check(status);
    for (int32_t at = 0; at < made_n && good;) {
        UChar32 one;
        U16_NEXT(made, at, made_n, one);
        enum kind kind = kind_of(one);
        bool after_l = part.n > 0 && part.s[part.n - 1] == 'l';
        if (kind == SEPARATOR && one == 0xB7 && after_l)
            continue; /* Catalan; base/fold.c does the same between two letters */
        if (kind == SEPARATOR) {
            good = add_part(&f, &part);
            f.cp[f.n++] = ' ';
        } else if (!is_ignored(one)) {
            U16_APPEND_UNSAFE(part.s, part.n, one);
            part.is_plain = part.is_plain && !stands_for_itself(one);
        }
    }
    if (good && add_part(&f, &part))
        return f;
    return (struct fold){.cp = {cp}, .n = 1};
}

/* ---- writing ---- */

struct line {
    enum kind kind;
    struct fold to;
};
static struct line *lines;

static bool is_only_separators(const struct fold *f)
{
    bool only = f->n > 0;
    for (int i = 0; i < f->n; i++)
        only = only && f->cp[i] == ' ';
    return only;
}

static int column;

static void item(const char *text)
{
    int n = (int)strlen(text);
    if (column + n + 1 > 99) {
        printf("\n    ");
        column = 4;
    } else if (column > 4) {
        printf(" ");
        column++;
    }
    printf("%s,", text);
    column += n + 1;
}

static void begin(const char *declaration)
{
    printf("%s = {\n    ", declaration);
    column = 4;
}

static void write_classes(void)
{
    static const char *const names[] = {"", "WORD", "MARK", "ALONE", "DROPPED"};
    char text[80];
    begin("static const struct fold_class fold_classes[]");
    for (int32_t from = 0x80; from <= LAST;) {
        int32_t to = from;
        enum kind kind = lines[from].kind;
        while (to < LAST && lines[to + 1].kind == kind)
            to++;
        if (kind != SEPARATOR) {
            snprintf(text, sizeof text, "{0x%X, 0x%X, FOLD_%s}", (unsigned)from, (unsigned)to,
                     names[kind]);
            item(text);
        }
        from = to + 1;
    }
    printf("\n};\n\n");
}

/* True for a code point that becomes another letter. */
static bool is_single(int32_t cp)
{
    if (cp > LAST || lines[cp].to.n != 1)
        return false;
    return lines[cp].to.cp[0] != ' ' && lines[cp].to.cp[0] != cp;
}

/* The number of code points from FROM on, STEP apart, that are not DONE and whose letters are
 * TARGET_STEP apart. */
static int run_length(const bool *done, int32_t from, int32_t step, int32_t target_step)
{
    int n = 1;
    for (int32_t cp = from + step; is_single(cp) && !done[cp]; cp += step, n++)
        if (lines[cp].to.cp[0] != lines[from].to.cp[0] + n * target_step)
            break;
    return n;
}

static void write_runs(bool *done)
{
    char text[80];
    begin("static const struct fold_run fold_runs[]");
    for (int32_t cp = 0x80; cp <= LAST; cp++) {
        if (done[cp] || !is_single(cp))
            continue;
        int best = 1, best_step = 1, best_target = 0;
        for (int step = 1; step <= 2; step++)
            for (int target = 0; target <= 2; target++) {
                int n = run_length(done, cp, step, target);
                if (n > best) {
                    best = n;
                    best_step = step;
                    best_target = target;
                }
            }
        for (int i = 0; i < best; i++)
            done[cp + i * best_step] = true;
        snprintf(text, sizeof text, "{0x%X, 0x%X, %d, %d, %d}", (unsigned)cp,
                 (unsigned)lines[cp].to.cp[0], best, best_step, best_target);
        item(text);
    }
    printf("\n};\n\n");
}

static void write_strings(void)
{
    char text[1000];
    begin("static const struct fold_string fold_strings[]");
    for (int32_t cp = 0x80; cp <= LAST; cp++) {
        const struct fold *f = &lines[cp].to;
        if (f->n < 2 || is_only_separators(f))
            continue;
        int n = snprintf(text, sizeof text, "{0x%X, U\"", (unsigned)cp);
        for (int i = 0; i < f->n; i++) {
            if (f->cp[i] < 0x80)
                n += snprintf(text + n, sizeof text - (size_t)n, "%c", (char)f->cp[i]);
            else
                n += snprintf(text + n, sizeof text - (size_t)n, "\\U%08X", (unsigned)f->cp[i]);
        }
        snprintf(text + n, sizeof text - (size_t)n, "\"}");
        item(text);
    }
    printf("\n};\n");
}

int main(void)
{
    UErrorCode status = U_ZERO_ERROR;
    collator = ucol_open("", &status);
    nfc = unorm2_getNFCInstance(&status);
    nfd = unorm2_getNFDInstance(&status);
    nfkc = unorm2_getNFKCInstance(&status);
    check(status);
    ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    elements = ucol_openElements(collator, NULL, 0, &status);
    check(status);
    collect_reps();
    lines = calloc(LAST + 1, sizeof *lines);
    bool *done = calloc(LAST + 1, sizeof *done);
    for (int32_t cp = 0x80; cp <= LAST; cp++) {
        struct line *l = &lines[cp];
        if (!is_in(nfc, cp))
            continue; /* not in the text that is searched */
        l->to = fold_of(cp);
        l->kind = kind_of(cp);
        if (l->kind != SEPARATOR && l->to.n == 0)
            l->kind = DROPPED;
        if (is_only_separators(&l->to))
            *l = (struct line){SEPARATOR, {.n = 0}};
    }
    printf("/* SPDX-License-Identifier: MIT */\n"
           "/* Made by src/tools/foldgen.c from ICU " U_ICU_VERSION ", Unicode " U_UNICODE_VERSION
           ". Included by base/fold.c only,\n * which says what it means. */\n"
           "/* clang-format off */\n\n");
    write_classes();
    write_runs(done);
    write_strings();
    return 0;
}
