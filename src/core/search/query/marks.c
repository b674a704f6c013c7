/* SPDX-License-Identifier: MIT */
/* Marks matches in a text. The text is split into words as the index splits it (base/fold.h), which
 * says where in the text each word is, so what is marked is what was written. Each word of the
 * query has a number, so a phrase is found as a sequence of numbers. */
#include "core/search/query/marks.h"

#include "base/fold.h"

enum {
    PASSAGE = 36, /* words */
    NO_NUMBER = -1,
    /* The points of a passage. */
    POINTS_NEW = 1000, /* for each term in it */
    POINTS_AGAIN = 1,
    POINTS_SENTENCE = 100, /* if it begins with a sentence */
    POINTS_TEXT = 120,     /* if it begins with the text */
};

struct phrase {
    const int *word;
    int n, group;
};

struct found {
    size_t at; /* the first word's place in the text */
    int n, group;
};

struct span {
    uint32_t from, to; /* bytes */
    int word;          /* its number, or NO_NUMBER */
};

struct search_marks {
    struct arena *arena;
    struct str *word; /* the query's words by number */
    struct phrase *phrase;
    int n_words, n_phrases;
    uint64_t
        seen; /* a filter, one bit for each word_bit: most words of a text are not in the query */

    /* The current text. */
    struct str text;
    struct span *span;
    size_t n, room;
    struct found *found; /* ordered by place */
    size_t n_found, room_found;
};

/* ---- the query's words ---- */

static uint64_t word_bit(struct str word)
{
    unsigned first = (unsigned char)word.p[0], last = (unsigned char)word.p[word.n - 1];
    return UINT64_C(1) << ((first * 7 + last * 3 + word.n) & 63);
}

static int word_number(const struct search_marks *m, struct str word)
{
    if (word.n == 0 || !(m->seen & word_bit(word)))
        return NO_NUMBER;
    for (int i = 0; i < m->n_words; i++)
        if (str_eq(m->word[i], word))
            return i;
    return NO_NUMBER;
}

/* The numbers of a phrase's words. */
struct numbers {
    struct search_marks *marks;
    int word[SEARCH_TOKENS_MAX];
    int n;
};

/* A fold_word_fn. */
static void add_number(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    struct numbers *it = arg;
    struct search_marks *m = it->marks;
    if (it->n == SEARCH_TOKENS_MAX)
        return;
    int number = word_number(m, word);
    if (number == NO_NUMBER) {
        m->word[m->n_words] = arena_dup(m->arena, word);
        m->seen |= word_bit(word);
        number = m->n_words++;
    }
    it->word[it->n++] = number;
}

/* Adds the words of QUOTED ("light house"), each with its number. They are folded, since the words
 * of an older folding may be among them. */
static void add_phrase(struct search_marks *m, struct str quoted, int group)
{
    struct numbers numbers = {.marks = m};
    fold_words(quoted, add_number, &numbers);
    int *words = ARENA_ARRAY(m->arena, int, (size_t)numbers.n + 1);
    memcpy(words, numbers.word, (size_t)numbers.n * sizeof *words);
    if (numbers.n > 0)
        m->phrase[m->n_phrases++] = (struct phrase){words, numbers.n, group};
}

struct search_marks *search_marks_new(const struct search_plan *plan, struct arena *a)
{
    size_t phrases = 0;
    struct search_marks *m = ARENA_NEW(a, struct search_marks);
    for (int g = 0; g < plan->n; g++)
        phrases += (size_t)plan->group[g].n;
    *m = (struct search_marks){
        .arena = a,
        .word = ARENA_ARRAY(a, struct str, phrases * SEARCH_TOKENS_MAX),
        .phrase = ARENA_ARRAY(a, struct phrase, phrases),
    };
    for (int g = 0; g < plan->n; g++)
        for (int i = 0; i < plan->group[g].n; i++)
            add_phrase(m, plan->group[g].choice[i].words, g);
    return m;
}

/* ---- finding phrases ---- */

/* A fold_word_fn. */
static void add_span(void *arg, struct str token, size_t from, size_t to)
{
    struct search_marks *m = arg;
    if (m->n == m->room) {
        size_t room = m->room * 2 + 512;
        struct span *larger = ARENA_ARRAY(m->arena, struct span, room);
        if (m->n > 0)
            memcpy(larger, m->span, m->n * sizeof *larger);
        m->span = larger;
        m->room = room;
    }
    m->span[m->n++] = (struct span){(uint32_t)from, (uint32_t)to, word_number(m, token)};
}

static bool phrase_is_at(const struct search_marks *m, const struct phrase *p, size_t at)
{
    if (at + (size_t)p->n > m->n)
        return false;
    for (int i = 0; i < p->n; i++)
        if (m->span[at + (size_t)i].word != p->word[i])
            return false;
    return true;
}

static void add_found(struct search_marks *m, struct found found)
{
    if (m->n_found == m->room_found) {
        size_t room = m->room_found * 2 + 64;
        struct found *larger = ARENA_ARRAY(m->arena, struct found, room);
        if (m->n_found > 0)
            memcpy(larger, m->found, m->n_found * sizeof *larger);
        m->found = larger;
        m->room_found = room;
    }
    m->found[m->n_found++] = found;
}

static void find_phrases(struct search_marks *m, struct str text)
{
    m->text = text;
    m->n = m->n_found = 0;
    fold_words(text, add_span, m);
    for (size_t at = 0; at < m->n; at++)
        for (int i = 0; m->span[at].word != NO_NUMBER && i < m->n_phrases; i++)
            if (phrase_is_at(m, &m->phrase[i], at))
                add_found(m, (struct found){at, m->phrase[i].n, m->phrase[i].group});
}

/* ---- marked text ---- */

static void add_part(const struct search_marks *m, struct search_text *out, size_t from, size_t to,
                     bool marked)
{
    if (to > from)
        out->parts[out->n++] = (struct search_part){str_of(m->text.p + from, to - from), marked};
}

/* Adds bytes [from, to) of the text with the matches marked. Overlapping matches become one. */
static void add_parts(const struct search_marks *m, size_t from, size_t to, struct search_text *out)
{
    for (size_t i = 0; i < m->n_found;) {
        size_t begin = m->span[m->found[i].at].from, end = begin;
        for (; i < m->n_found && m->span[m->found[i].at].from <= end; i++) {
            size_t its_end = m->span[m->found[i].at + (size_t)m->found[i].n - 1].to;
            end = its_end > end ? its_end : end;
        }
        if (begin < from || end > to)
            continue;
        add_part(m, out, from, begin, false);
        add_part(m, out, begin, end, true);
        from = end;
    }
    add_part(m, out, from, to, false);
}

static struct search_text text_make(const struct search_marks *m)
{
    size_t room = 2 * m->n_found + 3;
    return (struct search_text){.parts = ARENA_ARRAY(m->arena, struct search_part, room)};
}

bool search_marks_all(struct search_marks *m, struct str text, struct search_text *out)
{
    find_phrases(m, text);
    *out = text_make(m);
    add_parts(m, 0, text.n, out);
    return m->n_found > 0;
}

/* ---- the passage ---- */

static bool begins_sentence(const struct search_marks *m, size_t at)
{
    if (at == 0)
        return true;
    for (size_t i = m->span[at].from; i > m->span[at - 1].to; i--) {
        char before = m->text.p[i - 1];
        if (before == '.' || before == ':' || before == '!' || before == '?')
            return true;
        if (before != ' ' && before != '\n')
            return false;
    }
    return false;
}

/* The points of the passage that begins at START and contains match I; *end is the end of its last
 * match. */
static int passage_points(const struct search_marks *m, size_t start, size_t i, size_t *end)
{
    unsigned seen = 0;
    int points = 0;
    while (i > 0 && m->found[i - 1].at >= start)
        i--;
    *end = start;
    for (; i < m->n_found && m->found[i].at < start + PASSAGE; i++) {
        points += seen & 1U << m->found[i].group ? POINTS_AGAIN : POINTS_NEW;
        seen |= 1U << m->found[i].group;
        *end = m->found[i].at + (size_t)m->found[i].n;
    }
    return points;
}

/* The start of a passage that has [first, end) in its middle. */
static size_t start_around(const struct search_marks *m, size_t first, size_t end)
{
    size_t held = end - first, before = held < PASSAGE ? (PASSAGE - held) / 2 : 0;
    size_t start = first > before ? first - before : 0;
    size_t last = m->n > PASSAGE ? m->n - PASSAGE : 0;
    return start < last ? start : last;
}

static size_t best_start(const struct search_marks *m)
{
    int best = 0;
    size_t start = 0, sentence = 0, end;
    for (size_t i = 0, at = 0; i < m->n_found; i++) {
        size_t first = m->found[i].at;
        int points = passage_points(m, first, i, &end);
        if (points > best) {
            best = points;
            start = start_around(m, first, end);
        }
        for (; at <= first; at++)
            if (begins_sentence(m, at))
                sentence = at;
        if (first - sentence >= PASSAGE)
            continue;
        points =
            passage_points(m, sentence, i, &end) + (sentence == 0 ? POINTS_TEXT : POINTS_SENTENCE);
        if (points > best) {
            best = points;
            start = sentence;
        }
    }
    return start;
}

bool search_marks_passage(struct search_marks *m, struct str text, struct search_text *out)
{
    static const struct search_part more = {STR("…"), false};
    find_phrases(m, text);
    *out = text_make(m);
    size_t start = best_start(m);
    bool to_end = start + PASSAGE >= m->n;
    if (start > 0)
        out->parts[out->n++] = more;
    add_parts(m, start > 0 ? m->span[start].from : 0,
              to_end ? text.n : m->span[start + PASSAGE - 1].to, out);
    if (!to_end)
        out->parts[out->n++] = more;
    return m->n_found > 0;
}
