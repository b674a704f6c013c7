/* SPDX-License-Identifier: MIT */
/* Corrects mistyped words. For a word that no article contains, finds the most frequent word of the
 * index that is one mistake away: a letter too many, too few or wrong, or two letters swapped. It
 * looks up each of the few hundred words that could have been meant. Failing that, for longer
 * words, one with the same beginning that is two mistakes away; failing that, two words written as
 * one. */
#include "core/search/query/plan.h"

#include "base/utf8.h"
#include "core/search/index/words.h"

enum {
    LETTERS_MIN = 4,
    LETTERS_MAX = 24,
    TWO_MISTAKES_MIN = 6, /* a word needs this many letters to have two mistakes */
    BEGINNING = 3,        /* letters at the beginning that such a word must share */
    LOOKED_AT_MAX = 3000, /* words read with that beginning */
    PART_MIN = 3,         /* least letters of each of two words written as one */
    RARE = 3,             /* a word in at most this many articles may be a mistake */
    FAR_MORE = 100,       /* the guess must be in this many times as many articles */
};

/* The letters that may have been meant: those of the script. */
static const struct script {
    int32_t from, to;
} scripts[] = {
    {'a', 'z'},       /* Latin, accents folded */
    {0x3B1, 0x3C9},   /* Greek */
    {0x430, 0x45F},   /* Cyrillic */
    {0x561, 0x586},   /* Armenian */
    {0x5D0, 0x5EA},   /* Hebrew */
    {0x621, 0x64A},   /* Arabic */
    {0x905, 0x939},   /* Devanagari */
    {0x10D0, 0x10F0}, /* Georgian */
};

struct word {
    int32_t letter[LETTERS_MAX + 2];
    int n;
};

struct guess {
    struct db_conn *c;
    struct arena *arena;
    struct str best;
    int64_t docs;
};

static bool word_parse(struct str s, struct word *out)
{
    for (out->n = 0; s.n > 0; out->n++) {
        if (out->n == LETTERS_MAX)
            return false;
        int32_t cp = utf8_next(&s);
        if (cp >= '0' && cp <= '9')
            return false;
        out->letter[out->n] = cp;
    }
    return true;
}

static size_t encode_letter(char *to, int32_t cp)
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xC0 | cp >> 6);
        to[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xE0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        to[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | cp >> 18);
    to[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    to[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    to[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* The letters [FROM, TO) as text, encoded into BYTES. */
static struct str word_text(const struct word *w, int from, int to, char bytes[4 * LETTERS_MAX + 8])
{
    size_t n = 0;
    for (int i = from; i < to; i++)
        n += encode_letter(bytes + n, w->letter[i]);
    return str_of(bytes, n);
}

static enum err_kind consider_word(struct guess *g, const struct word *w, struct err *e)
{
    char bytes[4 * LETTERS_MAX + 8];
    struct str text = word_text(w, 0, w->n, bytes);
    int64_t docs;
    TRY(word_docs(g->c, text, &docs, e));
    if (docs > g->docs) {
        g->docs = docs;
        g->best = arena_dup(g->arena, text);
    }
    return OK;
}

/* ---- one mistake ---- */

static enum err_kind try_without_or_swapped(struct guess *g, const struct word *w, struct err *e)
{
    for (int i = 0; i < w->n; i++) {
        struct word less = {.n = w->n - 1};
        for (int k = 0; k < less.n; k++)
            less.letter[k] = w->letter[k < i ? k : k + 1];
        TRY(consider_word(g, &less, e));
        if (i + 1 == w->n)
            break;
        struct word swapped = *w;
        swapped.letter[i] = w->letter[i + 1];
        swapped.letter[i + 1] = w->letter[i];
        TRY(consider_word(g, &swapped, e));
    }
    return OK;
}

static enum err_kind try_letter(struct guess *g, const struct word *w, int32_t letter,
                                struct err *e)
{
    for (int i = 0; i <= w->n; i++) {
        struct word more = {.n = w->n + 1};
        for (int k = 0; k < more.n; k++)
            more.letter[k] = k == i ? letter : w->letter[k < i ? k : k - 1];
        TRY(consider_word(g, &more, e));
        if (i == w->n)
            break;
        struct word other = *w;
        other.letter[i] = letter;
        TRY(consider_word(g, &other, e));
    }
    return OK;
}

static enum err_kind try_one_mistake(struct guess *g, const struct word *w, struct err *e)
{
    TRY(try_without_or_swapped(g, w, e));
    for (size_t s = 0; s < sizeof scripts / sizeof *scripts; s++) {
        if (w->letter[0] < scripts[s].from || w->letter[0] > scripts[s].to)
            continue;
        for (int32_t letter = scripts[s].from; letter <= scripts[s].to; letter++)
            TRY(try_letter(g, w, letter, e));
    }
    return OK;
}

/* Single letters that should be doubled, in two places: "acomodation". */
static enum err_kind try_two_doubled(struct guess *g, const struct word *w, struct err *e)
{
    if (w->n + 2 > LETTERS_MAX)
        return OK;
    for (int i = 0; i < w->n; i++)
        for (int j = i + 1; j < w->n; j++) {
            struct word more = {.n = 0};
            for (int k = 0; k < w->n; k++) {
                more.letter[more.n++] = w->letter[k];
                if (k == i || k == j)
                    more.letter[more.n++] = w->letter[k];
            }
            TRY(consider_word(g, &more, e));
        }
    return OK;
}

/* ---- two mistakes ---- */

/* The number of mistakes between two words; swapped neighbours count as one. */
static int distance(const struct word *x, const struct word *y)
{
    int d[LETTERS_MAX + 1][LETTERS_MAX + 1];
    for (int i = 0; i <= x->n; i++)
        d[i][0] = i;
    for (int j = 0; j <= y->n; j++)
        d[0][j] = j;
    for (int i = 1; i <= x->n; i++)
        for (int j = 1; j <= y->n; j++) {
            bool same = x->letter[i - 1] == y->letter[j - 1];
            int least = d[i - 1][j - 1] + !same;
            least = d[i - 1][j] + 1 < least ? d[i - 1][j] + 1 : least;
            least = d[i][j - 1] + 1 < least ? d[i][j - 1] + 1 : least;
            if (i > 1 && j > 1 && x->letter[i - 1] == y->letter[j - 2] &&
                x->letter[i - 2] == y->letter[j - 1] && d[i - 2][j - 2] + 1 < least)
                least = d[i - 2][j - 2] + 1;
            d[i][j] = least;
        }
    return d[x->n][y->n];
}

static enum err_kind try_two_mistakes(struct guess *g, const struct word *w, struct err *e)
{
    char bytes[4 * LETTERS_MAX + 8];
    struct str beginning = arena_dup(g->arena, word_text(w, 0, BEGINNING, bytes));
    struct arena *row = arena_new(1024);
    struct stmt *s = db_stmt(g->c, SQL_SEARCH_WORD_RANGE);
    stmt_text(s, ARG_WORD, beginning);
    stmt_text(s, ARG_WORD_END, arena_join(g->arena, beginning, STR("\xF4\x8F\xBF\xBF")));
    stmt_int(s, ARG_ROW_LIMIT, LOOKED_AT_MAX);
    while (stmt_next(s)) {
        struct word other;
        struct str text = stmt_col_text(s, COL_WORD, row);
        int64_t docs = stmt_col_int(s, COL_DOCS);
        if (docs > g->docs && word_parse(text, &other) && other.n >= w->n - 2 &&
            other.n <= w->n + 2 && distance(w, &other) <= 2) {
            g->docs = docs;
            g->best = arena_dup(g->arena, text);
        }
        arena_reset(row);
    }
    arena_free(&row);
    return stmt_done(s, e);
}

/* ---- two words ---- */

static enum err_kind try_two_words(struct guess *g, const struct word *w, struct err *e)
{
    for (int at = PART_MIN; at <= w->n - PART_MIN; at++) {
        char left[4 * LETTERS_MAX + 8], right[4 * LETTERS_MAX + 8];
        struct str x = word_text(w, 0, at, left), y = word_text(w, at, w->n, right);
        int64_t docs, other;
        TRY(word_docs(g->c, x, &docs, e));
        if (docs > g->docs)
            TRY(word_docs(g->c, y, &other, e));
        else
            continue;
        docs = docs < other ? docs : other;
        if (docs > g->docs) {
            g->docs = docs;
            g->best = arena_printf(g->arena, "%.*s %.*s", STR_ARG(x), STR_ARG(y));
        }
    }
    return OK;
}

/* ---- the text ---- */

/* The corrected term; empty: no similar word. */
static enum err_kind correct_term(struct db_conn *c, const struct search_group *group,
                                  struct arena *a, struct str *out, struct err *e)
{
    const struct search_term *term = group->term;
    /* An article may contain the same mistake. */
    struct guess g = {.c = c, .arena = a, .docs = group->docs * FAR_MORE};
    int64_t none = g.docs;
    struct word w;
    *out = STR_NONE;
    const struct search_spelling *words = &term->spelling[0];
    if (words->n != 1 || !word_parse(words->token[0], &w) || w.n < LETTERS_MIN)
        return OK;
    TRY(try_one_mistake(&g, &w, e));
    if (g.docs == none)
        TRY(try_two_doubled(&g, &w, e));
    if (g.docs == none && w.n >= TWO_MISTAKES_MIN)
        TRY(try_two_mistakes(&g, &w, e));
    if (g.docs == none && w.n >= 2 * PART_MIN)
        TRY(try_two_words(&g, &w, e));
    *out = g.best;
    return OK;
}

enum err_kind search_guess(struct db_conn *c, const struct search_plan *plan, struct arena *a,
                           struct str *out, struct err *e)
{
    struct buf b = buf_in(a);
    struct str text = plan->terms.text;
    size_t at = 0;
    *out = STR_NONE;
    for (int i = 0; i < plan->n; i++) {
        const struct search_group *group = &plan->group[i];
        struct str word = STR_NONE;
        if (group->docs <= RARE)
            TRY(correct_term(c, group, a, &word, e));
        if (str_empty(word))
            continue;
        buf_add(&b, str_of(text.p + at, group->term->from - at));
        buf_add(&b, word);
        at = group->term->to;
    }
    if (at == 0)
        return OK;
    buf_add(&b, str_skip(text, at));
    *out = buf_str(&b);
    return OK;
}
