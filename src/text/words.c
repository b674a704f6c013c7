/* SPDX-License-Identifier: MIT */
/* A hash table of phrases. A phrase is a line's words, folded, and what the stars at its ends ask
 * for. Its key is its first word, or the known part of it if there is a star. For each word of the
 * text the table is asked for the whole word, for each beginning and ending whose length occurs in
 * the list, and, if lines have stars on both sides, for each inner part of such a length. On a hit
 * the phrase's other words are compared. */
#include "text/words.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/wordbreak.h"

enum { LINES_MAX = 65536, BYTES_MAX = 4 * 1024 * 1024, KEY_MAX = 128 };

/* Where in a word of the text the known part of a phrase's first word must be. */
enum mode { WHOLE, BEGINNING, ENDING, INSIDE, MODES };

struct phrase {
    enum mode mode;
    bool open_end;    /* a star at the end: the last word may be longer */
    struct str words; /* folded, with single spaces between them */
    struct str line;  /* as typed */
    uint32_t next;    /* next phrase in the bucket, as index + 1; 0: none */
};

struct words {
    struct arena *arena;
    struct phrase *phrases;
    size_t n;
    uint32_t *buckets; /* index + 1 of the first phrase */
    size_t mask;
    bool has[MODES];
    bool length[MODES][KEY_MAX + 1]; /* lengths of the keys that occur in each mode */
};

static uint64_t hash_of(enum mode mode, struct str s)
{
    return hash_spread(hash_add(HASH_EMPTY + (uint64_t)mode, s));
}

static struct str first_word(struct str words)
{
    return str_head(words, str_index(words, ' '));
}

/* Adds the phrase of LINE, unless LINE contains no word. */
static void phrase_add(struct words *w, struct str line)
{
    struct str typed = str_trim(line);
    bool open_begin = typed.n > 0 && typed.p[0] == '*';
    bool open_end = typed.n > 1 && typed.p[typed.n - 1] == '*';
    struct str rest = utf8_fold(w->arena, typed), word;
    struct buf words = buf_in(w->arena);
    int count = 0;
    for (; word_next(&rest, &word, NULL); count++) {
        if (count > 0)
            buf_add_char(&words, ' ');
        buf_add(&words, word);
    }
    struct str key = first_word(buf_str(&words));
    if (count == 0 || key.n > KEY_MAX)
        return;
    struct phrase *p = &w->phrases[w->n];
    *p = (struct phrase){.open_end = open_end, .words = buf_str(&words)};
    p->line = arena_dup(w->arena, typed);
    if (count == 1 && open_end)
        p->mode = open_begin ? INSIDE : BEGINNING;
    else
        p->mode = open_begin ? ENDING : WHOLE;
    w->has[p->mode] = true;
    w->length[p->mode][key.n] = true;
    uint32_t *bucket = &w->buckets[hash_of(p->mode, key) & w->mask];
    p->next = *bucket;
    *bucket = (uint32_t)++w->n;
}

enum err_kind words_compile(struct words **out, struct str lines, struct err *e)
{
    *out = NULL;
    size_t n_lines = 1;
    for (size_t i = 0; i < lines.n; i++)
        n_lines += lines.p[i] == '\n';
    if (lines.n > BYTES_MAX || n_lines > LINES_MAX)
        return err_say(
            e, ERR_TOO_LARGE,
            MESSAGE("The list of words may have at most {max} lines.", PUT_N("max", LINES_MAX)));
    struct arena *a = arena_new(lines.n * 4 + 4096);
    struct words *w = ARENA_NEW(a, struct words);
    w->arena = a;
    size_t buckets = 16;
    while (buckets < n_lines * 2)
        buckets *= 2;
    w->mask = buckets - 1;
    w->buckets = ARENA_ARRAY(a, uint32_t, buckets);
    w->phrases = ARENA_ARRAY(a, struct phrase, n_lines);
    for (struct str rest = lines; rest.p != NULL;)
        phrase_add(w, str_split(&rest, '\n'));
    *out = w;
    if (w->n == 0)
        words_free(out);
    return OK;
}

void words_free(struct words **w)
{
    if (*w == NULL)
        return;
    struct arena *a = (*w)->arena;
    arena_free(&a);
    *w = NULL;
}

/* True if P's words are in TOKENS from I on. The first one is known to match. */
static bool phrase_continues(const struct phrase *p, const struct str *tokens, size_t n, size_t i)
{
    struct str rest = p->words;
    struct str word = str_split(&rest, ' ');
    if (rest.p == NULL)
        return true;
    while (rest.p != NULL) {
        if (++i >= n)
            return false;
        word = str_split(&rest, ' ');
        bool last = rest.p == NULL;
        if (last && p->open_end ? !str_starts(tokens[i], word) : !str_eq(tokens[i], word))
            return false;
    }
    return true;
}

static const struct phrase *phrase_find(const struct words *w, enum mode mode, struct str key,
                                        const struct str *tokens, size_t n, size_t i)
{
    if (key.n > KEY_MAX || !w->length[mode][key.n])
        return NULL;
    for (uint32_t at = w->buckets[hash_of(mode, key) & w->mask]; at != 0;) {
        const struct phrase *p = &w->phrases[at - 1];
        if (p->mode == mode && str_eq(first_word(p->words), key) &&
            phrase_continues(p, tokens, n, i))
            return p;
        at = p->next;
    }
    return NULL;
}

static const struct phrase *phrase_find_at(const struct words *w, const struct str *tokens,
                                           size_t n, size_t i)
{
    struct str t = tokens[i];
    size_t longest = t.n < KEY_MAX ? t.n : KEY_MAX;
    const struct phrase *p = phrase_find(w, WHOLE, t, tokens, n, i);
    for (size_t len = 1; len <= longest && p == NULL; len++) {
        if (w->has[BEGINNING])
            p = phrase_find(w, BEGINNING, str_head(t, len), tokens, n, i);
        if (p == NULL && w->has[ENDING])
            p = phrase_find(w, ENDING, str_skip(t, t.n - len), tokens, n, i);
        if (!w->has[INSIDE] || !w->length[INSIDE][len])
            continue;
        for (size_t from = 0; from + len <= t.n && p == NULL; from++)
            p = phrase_find(w, INSIDE, str_of(t.p + from, len), tokens, n, i);
    }
    return p;
}

bool words_match(const struct words *w, struct str text, struct arena *a, struct str *line)
{
    if (w == NULL)
        return false;
    struct str folded = utf8_fold(a, text), word;
    struct buf list = buf_in(a);
    for (struct str rest = folded; word_next(&rest, &word, NULL);)
        buf_add(&list, str_of((const char *)&word, sizeof word));
    const struct str *tokens = (const struct str *)(const void *)list.p;
    size_t n = list.n / sizeof word;
    for (size_t i = 0; i < n; i++) {
        const struct phrase *p = phrase_find_at(w, tokens, n, i);
        if (p != NULL) {
            *line = arena_dup(a, p->line);
            return true;
        }
    }
    return false;
}
