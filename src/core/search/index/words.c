/* SPDX-License-Identifier: MIT */
/* Sums up changes of word counts. The sum is a hash table with open addressing; its words live in
 * an arena. */
#include "core/search/index/words.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"
#include "db/fts.h"

struct entry {
    struct str word; /* p NULL: free slot */
    int64_t change;
    int64_t article; /* the last article that it was counted for */
};

struct word_sum {
    struct arena *arena;
    struct entry *slots;
    size_t n, cap; /* cap: a power of two */
    int64_t article;
    int sign;
};

enum { FIRST_SLOTS = 1024 };

static void *must_calloc(size_t n, size_t size)
{
    return check_memory(calloc(n, size));
}

struct word_sum *word_sum_new(void)
{
    struct word_sum *w = must_calloc(1, sizeof *w);
    w->arena = arena_new(64 * 1024);
    w->cap = FIRST_SLOTS;
    w->slots = must_calloc(w->cap, sizeof *w->slots);
    return w;
}

void word_sum_free(struct word_sum **w)
{
    if (*w == NULL)
        return;
    arena_free(&(*w)->arena);
    free((*w)->slots);
    free(*w);
    *w = NULL;
}

/* The slot of WORD, or a free one for it. */
static struct entry *slot_of(struct entry *slots, size_t cap, struct str word)
{
    size_t i = hash_spread(hash_str(word)) & (cap - 1);
    while (slots[i].word.p != NULL && !str_eq(slots[i].word, word))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static void grow(struct word_sum *w)
{
    size_t cap = 2 * w->cap;
    struct entry *slots = must_calloc(cap, sizeof *slots);
    for (size_t i = 0; i < w->cap; i++)
        if (w->slots[i].word.p != NULL)
            *slot_of(slots, cap, w->slots[i].word) = w->slots[i];
    free(w->slots);
    w->slots = slots;
    w->cap = cap;
}

void word_sum_begin(struct word_sum *w, int sign)
{
    w->article++;
    w->sign = sign;
}

/* An fts_token_fn. */
static void add_word(void *arg, struct str word)
{
    struct word_sum *w = arg;
    if (word.n > SEARCH_WORD_MAX)
        return;
    struct entry *at = slot_of(w->slots, w->cap, word);
    if (at->word.p == NULL) {
        if (2 * (w->n + 1) > w->cap) {
            grow(w);
            at = slot_of(w->slots, w->cap, word);
        }
        at->word = arena_dup(w->arena, word);
        w->n++;
    }
    if (at->article != w->article)
        at->change += w->sign;
    at->article = w->article;
}

enum err_kind word_sum_text(struct word_sum *w, struct db_conn *c, int64_t folding, struct str text,
                            struct err *e)
{
    return fts_tokens(c, folding, text, add_word, w, e);
}

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return str_cmp(x->word, y->word);
}

static enum err_kind write_entry(struct db_conn *c, const struct entry *entry, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_WORD_ADD);
    stmt_text(s, ARG_WORD, entry->word);
    stmt_int(s, ARG_DOCS, entry->change);
    TRY(stmt_run(s, e));
    if (entry->change > 0)
        return OK;
    s = db_stmt(c, SQL_SEARCH_WORD_REMOVE);
    stmt_text(s, ARG_WORD, entry->word);
    return stmt_run(s, e);
}

enum err_kind word_sum_write(struct word_sum *w, struct db_conn *c, struct err *e)
{
    struct entry *changed = ARENA_ARRAY(w->arena, struct entry, w->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < w->cap; i++)
        if (w->slots[i].word.p != NULL && w->slots[i].change != 0)
            changed[n++] = w->slots[i];
    qsort(changed, n, sizeof *changed, by_word); /* the table's order: neighbours share its pages */
    for (size_t i = 0; i < n; i++)
        TRY(write_entry(c, &changed[i], e));
    return OK;
}

enum err_kind word_docs(struct db_conn *c, struct str word, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_WORD_DOCS);
    stmt_text(s, ARG_WORD, word);
    *out = stmt_next(s) ? stmt_col_int(s, COL_DOCS) : 0;
    return stmt_done(s, e);
}
