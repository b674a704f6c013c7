/* SPDX-License-Identifier: MIT */
/* Finds related articles. Candidates are the newest articles with each of the tags, and those just
 * older than this one, so that an old article gets contemporaries, too; the same for its section.
 * Each candidate gets points, and the cards of the best are read.
 *
 * A rare tag tells more. How rare it is shows in the time that its newest articles span: a few days
 * for a common one, years for a rare one. That needs no further reading; counting would read as
 * many rows as the tag has articles.
 *
 * The rarest words of the headline count like tags, so an article without tags has relations, too.
 * The search index knows how many articles contain a word, and finds the newest ones with it
 * without looking at others. */
#include "core/search/query/related.h"

#include <inttypes.h>

#include "base/log.h"
#include "core/search/index/state.h"
#include "db/keyset.h"
#include "core/search/index/terms.h"
#include "core/search/index/words.h"

enum {
    TAGS_MAX = 8,
    WORDS_MAX = 4,
    ROWS = 8, /* rows read of each list at each of the two places */
    CANDIDATES_MAX = (TAGS_MAX + 1) * 2 * ROWS + WORDS_MAX * ROWS,
    WORD_DOCS_MAX =
        2000, /* a word in more articles tells little, and so does one in an eighth of all */
    DAY_S = 24 * 3600,

    POINTS_TAG = 8,
    POINTS_RARE_MAX = 8, /* extra points for a tag that few articles have */
    POINTS_WORD = 4,
    POINTS_SECTION = 4,
};

struct candidate {
    int64_t id, published_at;
    int64_t points;
    int seen_in; /* the last list that gave it points: a list gives them once */
};

struct related {
    struct db_conn *c;
    const struct article *art;
    struct candidate items[CANDIDATES_MAX];
    size_t n;
    int list; /* the list being read, from 1 */
};

static void add_candidate(struct related *r, int64_t id, int64_t published_at, int64_t points)
{
    size_t i = 0;
    if (id == r->art->id)
        return;
    while (i < r->n && r->items[i].id != id)
        i++;
    if (i == r->n) {
        if (r->n == CANDIDATES_MAX)
            return;
        r->items[r->n++] = (struct candidate){.id = id, .published_at = published_at};
    }
    struct candidate *candidate = &r->items[i];
    if (candidate->seen_in != r->list)
        candidate->points += points;
    candidate->seen_in = r->list;
}

struct row {
    int64_t id, published_at;
};

static enum err_kind read_rows(struct keyset *list, struct row rows[ROWS], size_t *n, struct err *e)
{
    struct stmt *s;
    for (*n = 0; *n < ROWS && (s = keyset_next(list)) != NULL; (*n)++)
        rows[*n] = (struct row){stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT)};
    return keyset_done(list, e);
}

static const struct article_key newest = {INT64_MAX, 0};

/* The points for a tag's rarity: one for each doubling of the span. */
static int64_t rarity(const struct row *rows, size_t n)
{
    if (n < ROWS)
        return POINTS_RARE_MAX;
    int64_t days = (rows[0].published_at - rows[n - 1].published_at) / DAY_S, points = 0;
    for (; days > 0 && points < POINTS_RARE_MAX; days >>= 1)
        points++;
    return points;
}

static enum err_kind add_tag(struct related *r, int64_t tag_id, struct err *e)
{
    struct row rows[ROWS];
    size_t n;
    const struct article_key keys[] = {newest, {r->art->published_at, r->art->id}};
    int64_t points = 0;
    r->list++;
    for (int k = 0; k < 2; k++) {
        struct keyset list = keyset_begin(r->c, SQL_RELATED_WITH_TAG_SAME, SQL_RELATED_WITH_TAG,
                                          keys[k].published_at, keys[k].id, ROWS);
        keyset_int(&list, ARG_TAG_ID, tag_id);
        TRY(read_rows(&list, rows, &n, e));
        if (k == 0)
            points = POINTS_TAG + rarity(rows, n);
        for (size_t i = 0; i < n; i++)
            add_candidate(r, rows[i].id, rows[i].published_at, points);
    }
    return OK;
}

static enum err_kind add_section(struct related *r, struct err *e)
{
    struct row rows[ROWS];
    size_t n;
    const struct article_key keys[] = {newest, {r->art->published_at, r->art->id}};
    r->list++;
    for (int k = 0; k < 2; k++) {
        struct keyset list = keyset_begin(r->c, SQL_RELATED_IN_SECTION_SAME, SQL_RELATED_IN_SECTION,
                                          keys[k].published_at, keys[k].id, ROWS);
        keyset_int(&list, ARG_SECTION_ID, r->art->section_id);
        TRY(read_rows(&list, rows, &n, e));
        for (size_t i = 0; i < n; i++)
            add_candidate(r, rows[i].id, rows[i].published_at,
                          0); /* its points are added with its card, below */
    }
    return OK;
}

static enum err_kind add_tags(struct related *r, struct err *e)
{
    int64_t tags[TAGS_MAX];
    size_t n = 0;
    struct stmt *s = db_stmt(r->c, SQL_RELATED_TAGS);
    stmt_int(s, ARG_ID, r->art->id);
    stmt_int(s, ARG_ROW_LIMIT, TAGS_MAX);
    while (n < TAGS_MAX && stmt_next(s))
        tags[n++] = stmt_col_int(s, COL_TAG_ID);
    TRY(stmt_done(s, e));
    for (size_t i = 0; i < n; i++)
        TRY(add_tag(r, tags[i], e));
    return OK;
}

/* ---- words ---- */

struct word {
    struct str text;
    int64_t docs;
};

/* Keeps the WORDS_MAX rarest words, the rarest first. */
static void keep_word(struct word words[WORDS_MAX], size_t *n, struct word word)
{
    size_t at = *n;
    for (size_t i = 0; i < *n; i++)
        if (str_eq(words[i].text, word.text))
            return;
    while (at > 0 && word.docs < words[at - 1].docs)
        at--;
    if (at == WORDS_MAX)
        return;
    *n += *n < WORDS_MAX;
    for (size_t i = *n - 1; i > at; i--)
        words[i] = words[i - 1];
    words[at] = word;
}

/* Keeps those words of S that 2 to MOST articles contain. */
static enum err_kind keep_rare(struct related *r, const struct search_spelling *s, int64_t most,
                               struct word words[WORDS_MAX], size_t *n, struct err *e)
{
    for (int t = 0; t < s->n; t++) {
        struct word word = {.text = s->token[t]};
        TRY(word_docs(r->c, word.text, &word.docs, e));
        if (word.docs > 1 && word.docs <= most)
            keep_word(words, n, word);
    }
    return OK;
}

/* Finds the rare words of the headline that other articles contain, too. */
static enum err_kind find_words(struct related *r, struct arena *a, struct word words[WORDS_MAX],
                                size_t *n, struct err *e)
{
    struct search_terms *terms = ARENA_NEW(a, struct search_terms);
    int64_t totals[ARTICLE_STATUSES];
    TRY(article_totals(r->c, totals, e));
    int64_t most = 2 + totals[ARTICLE_PUBLISHED] / 8;
    if (most > WORD_DOCS_MAX)
        most = WORD_DOCS_MAX;
    int64_t folding;
    TRY(search_state_folding(r->c, &folding, e));
    TRY(search_terms_parse(r->c, folding, r->art->title, a, terms, e));
    *n = 0;
    for (int i = 0; i < terms->n; i++)
        for (int k = 0; k < terms->item[i].n_spellings; k++)
            TRY(keep_rare(r, &terms->item[i].spelling[k], most, words, n, e));
    return OK;
}

static enum err_kind add_word(struct related *r, const struct word *word, struct arena *a,
                              struct err *e)
{
    int64_t docs[ROWS];
    size_t n = 0;
    struct buf match = buf_in(a);
    search_word_quoted(&match, word->text);
    struct stmt *s = db_stmt(r->c, SQL_SEARCH_NEWEST_ID);
    stmt_text(s, ARG_MATCH, buf_str(&match));
    stmt_int(s, ARG_FROM_ID, 0);
    stmt_int(s, ARG_UNTIL_ID, INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, ROWS);
    while (n < ROWS && stmt_next(s))
        docs[n++] = stmt_col_int(s, COL_ID);
    TRY(stmt_done(s, e));
    r->list++;
    int64_t points = POINTS_WORD + (word->docs <= 512) + (word->docs <= 64) + 2 * (word->docs <= 8);
    for (size_t i = 0; i < n; i++) {
        s = db_stmt(r->c, SQL_RELATED_DOC);
        stmt_int(s, ARG_ID, docs[i]);
        if (stmt_next(s))
            add_candidate(r, stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT), points);
        TRY(stmt_done(s, e));
    }
    return OK;
}

static enum err_kind add_words(struct related *r, struct arena *a, struct err *e)
{
    struct word words[WORDS_MAX];
    size_t n;
    TRY(find_words(r, a, words, &n, e));
    for (size_t i = 0; i < n; i++)
        TRY(add_word(r, &words[i], a, e));
    return OK;
}

/* A damaged search index must not break the article's page. */
static void try_add_words(struct related *r, struct arena *a)
{
    struct err e;
    if (add_words(r, a, &e) != OK)
        log_warn("related articles of article %" PRId64 " are found without the search index: %s",
                 r->art->id, e.msg);
}

/* ---- points ---- */

/* Points for nearness in time. */
static int64_t time_points(const struct article *art, int64_t published_at)
{
    int64_t apart = published_at - art->published_at;
    if (apart < 0)
        apart = -apart;
    return (apart < 2 * DAY_S) + (apart < 14 * DAY_S) + (apart < 90 * DAY_S);
}

/* True if A ranks before B: more points; among equals the newer. */
static bool ranks_before(const struct candidate *a, const struct candidate *b)
{
    if (a->points != b->points)
        return a->points > b->points;
    return a->published_at != b->published_at ? a->published_at > b->published_at : a->id > b->id;
}

/* Moves the best N to the front, in order. */
static void sort_best(struct candidate *items, size_t n_items, size_t n)
{
    for (size_t i = 0; i < n && i < n_items; i++) {
        size_t best = i;
        for (size_t j = i + 1; j < n_items; j++)
            if (ranks_before(&items[j], &items[best]))
                best = j;
        struct candidate candidate = items[best];
        items[best] = items[i];
        items[i] = candidate;
    }
}

enum err_kind related_find(struct db_conn *c, const struct article *art, int64_t limit,
                           struct arena *a, struct article_list *out, struct err *e)
{
    struct related r = {.c = c, .art = art};
    TRY(add_tags(&r, e));
    try_add_words(&r, a);
    TRY(add_section(&r, e));
    for (size_t i = 0; i < r.n; i++)
        r.items[i].points += time_points(art, r.items[i].published_at);
    /* Reads twice as many cards as wanted, since only the card has the section. */
    enum { CARDS_MAX = 2 * RELATED_MAX };
    size_t wanted = (size_t)(limit < RELATED_MAX ? limit : RELATED_MAX);
    size_t shortlist = r.n < 2 * wanted ? r.n : 2 * wanted;
    int64_t ids[CARDS_MAX];
    struct article_list cards;
    sort_best(r.items, r.n, shortlist);
    for (size_t i = 0; i < shortlist; i++)
        ids[i] = r.items[i].id;
    TRY(article_cards(c, ids, shortlist, a, &cards, e));

    struct candidate best[CARDS_MAX] = {{0}};
    for (size_t i = 0, at = 0; i < cards.n; i++, at++) {
        while (r.items[at].id != cards.items[i].id)
            at++;
        best[i] = r.items[at];
        best[i].points += cards.items[i].section_id == art->section_id ? POINTS_SECTION : 0;
        best[i].seen_in = (int)i; /* the index of its card */
    }
    sort_best(best, cards.n, wanted);
    *out = (struct article_list){.items = ARENA_ARRAY(a, struct article, wanted)};
    while (out->n < wanted && out->n < cards.n) {
        out->items[out->n] = cards.items[best[out->n].seen_in];
        out->n++;
    }
    return OK;
}
