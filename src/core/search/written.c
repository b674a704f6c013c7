/* SPDX-License-Identifier: MIT */
/* Looks among the marked words of the hits. If a hit has the folded word itself, that is how it is
 * written; otherwise the first spelling counts, of texts before headlines, which begin with a
 * capital. */
#include "core/search/written.h"

#include "base/buf.h"
#include "base/fold.h"

struct wanted {
    struct str word, spelling;
    bool as_it_is;
};

struct one_word {
    struct str word; /* a copy in BYTES */
    char bytes[FOLD_WORD_MAX + 8];
    int n;
};

/* A fold_word_fn. */
static void note_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    struct one_word *it = arg;
    memcpy(it->bytes, word.p, word.n);
    it->word = str_of(it->bytes, word.n);
    it->n++;
}

static void look_in(struct wanted *wanted, const struct search_text *text)
{
    for (size_t i = 0; i < text->n; i++) {
        struct one_word one = {.n = 0};
        if (!text->parts[i].marked)
            continue;
        fold_words(text->parts[i].text, note_word, &one);
        if (one.n != 1 || !str_eq(one.word, wanted->word))
            continue;
        wanted->as_it_is = wanted->as_it_is || str_eq(text->parts[i].text, wanted->word);
        if (str_empty(wanted->spelling))
            wanted->spelling = text->parts[i].text;
    }
}

struct writing {
    const struct search_result *result;
    struct buf text;
    size_t at; /* what is written of the guess */
};

/* A fold_word_fn. What was typed in a spelling of its own stays. */
static void write_word(void *arg, struct str word, size_t from, size_t to)
{
    struct writing *it = arg;
    const struct search_result *r = it->result;
    struct str typed = str_of(r->guess.p + from, to - from);
    struct wanted wanted = {.word = word, .as_it_is = !str_eq(typed, word)};
    for (size_t i = 0; i < r->n && !wanted.as_it_is; i++)
        look_in(&wanted, &r->hits[i].summary);
    for (size_t i = 0; i < r->n && !wanted.as_it_is; i++)
        look_in(&wanted, &r->hits[i].title);
    bool respelled = !wanted.as_it_is && !str_empty(wanted.spelling);
    if (from < it->at)
        return;
    buf_add(&it->text, str_of(r->guess.p + it->at, from - it->at));
    buf_add(&it->text, respelled ? wanted.spelling : typed);
    it->at = to;
}

struct str search_written(struct arena *a, const struct search_result *r)
{
    struct writing it = {.result = r, .text = buf_in(a)};
    fold_words(r->guess, write_word, &it);
    buf_add(&it.text, str_skip(r->guess, it.at));
    return buf_str(&it.text);
}
