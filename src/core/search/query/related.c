/* SPDX-License-Identifier: MIT */
/* Candidates are the newest articles with each of the tags, and those just older than this one, so
 * that an old article gets its contemporaries too; and the same of its section. Each is given
 * points, and the cards of the best few are read.
 *
 * A tag that is rare says more. How rare it is shows in the time that its newest articles span: a
 * few days for a common one, years for a rare one. That costs nothing beyond what is read anyway,
 * where counting would read as many rows as the tag has articles.
 *
 * The rarest words of the headline are taken as tags are, by way of the search index, which knows
 * in how many articles each stands: an article without tags has relations, too. The index is asked
 * for the newest articles with one word, which it finds without looking at the others. */
#include "core/search/query/related.h"

#include <inttypes.h>

#include "base/log.h"
#include "core/search/index/terms.h"
#include "core/search/index/words.h"

enum {
    TAGS_MAX = 8,
    WORDS_MAX = 4,
    ROWS = 8, /* read of each list from each of the two places */
    CANDIDATES_MAX = (TAGS_MAX + 1) * 2 * ROWS + WORDS_MAX * ROWS,
    WORD_DOCS_MAX = 2000, /* a word of more articles says little; of one in eight, too */
    DAY_S = 24 * 3600,

    POINTS_TAG = 8,
    POINTS_RARE_MAX = 8, /* on top, for a tag that few articles have */
    POINTS_WORD = 4,
    POINTS_SECTION = 4,
};

struct candidate {
    int64_t id, published_at;
    int64_t points;
    int seen_in; /* the last list that gave it points: one list gives them once */
};

struct related {
    struct db_conn *c;
    const struct article *art;
    struct candidate items[CANDIDATES_MAX];
    size_t n;
    int list; /* the one that is being read, from 1 */
};

static void add(struct related *r, int64_t id, int64_t published_at, int64_t points)
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
    struct candidate *it = &r->items[i];
    if (it->seen_in != r->list)
        it->points += points;
    it->seen_in = r->list;
}

struct row {
    int64_t id, published_at;
};

/* Reads the rows of a list from KEY on, older ones. */
static enum err_kind read_rows(struct stmt *s, struct article_key key, struct row rows[ROWS],
                               size_t *n, struct err *e)
{
    stmt_int(s, ARG_KEY_AT, key.published_at);
    stmt_int(s, ARG_KEY_ID, key.id);
    stmt_int(s, ARG_ROW_LIMIT, ROWS);
    for (*n = 0; *n < ROWS && stmt_next(s); (*n)++)
        rows[*n] = (struct row){stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT)};
    return stmt_done(s, e);
}

static const struct article_key newest = {INT64_MAX, 0};

/* One point for each time that the span doubles. */
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
        struct stmt *s = db_stmt(r->c, SQL_RELATED_WITH_TAG);
        stmt_int(s, ARG_TAG_ID, tag_id);
        TRY(read_rows(s, keys[k], rows, &n, e));
        if (k == 0)
            points = POINTS_TAG + rarity(rows, n);
        for (size_t i = 0; i < n; i++)
            add(r, rows[i].id, rows[i].published_at, points);
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
        struct stmt *s = db_stmt(r->c, SQL_RELATED_IN_SECTION);
        stmt_int(s, ARG_SECTION_ID, r->art->section_id);
        TRY(read_rows(s, keys[k], rows, &n, e));
        for (size_t i = 0; i < n; i++)
            add(r, rows[i].id, rows[i].published_at, 0); /* its points come with its card */
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

/* Keeps the WORDS_MAX words of the fewest articles, the rarest first. */
static void keep_word(struct word words[WORDS_MAX], size_t *n, struct word it)
{
    size_t at = *n;
    for (size_t i = 0; i < *n; i++)
        if (str_eq(words[i].text, it.text))
            return;
    while (at > 0 && it.docs < words[at - 1].docs)
        at--;
    if (at == WORDS_MAX)
        return;
    *n += *n < WORDS_MAX;
    for (size_t i = *n - 1; i > at; i--)
        words[i] = words[i - 1];
    words[at] = it;
}

/* The rare words of the headline that other articles have, too. */
static enum err_kind find_words(struct related *r, struct arena *a, struct word words[WORDS_MAX],
                                size_t *n, struct err *e)
{
    struct search_terms *terms = ARENA_NEW(a, struct search_terms);
    int64_t totals[ARTICLE_STATUSES];
    TRY(article_totals(r->c, totals, e));
    int64_t most = 2 + totals[ARTICLE_PUBLISHED] / 8;
    if (most > WORD_DOCS_MAX)
        most = WORD_DOCS_MAX;
    TRY(search_terms_parse(r->c, r->art->title, a, terms, e));
    *n = 0;
    for (int i = 0; i < terms->n; i++)
        for (int t = 0; t < terms->item[i].n_tokens; t++) {
            struct word it = {.text = terms->item[i].token[t]};
            TRY(word_docs(r->c, it.text, &it.docs, e));
            if (it.docs > 1 && it.docs <= most)
                keep_word(words, n, it);
        }
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
            add(r, stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT), points);
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

/* A search index that is damaged takes no article's page with it. */
static void add_words_if_it_can_be(struct related *r, struct arena *a)
{
    struct err e;
    if (add_words(r, a, &e) != OK)
        log_warn("related to article %" PRId64 ", without the search index: %s", r->art->id, e.msg);
}

/* ---- points ---- */

/* The nearer in time, the more. */
static int64_t points_of_time(const struct article *art, int64_t published_at)
{
    int64_t apart = published_at - art->published_at;
    if (apart < 0)
        apart = -apart;
    return (apart < 2 * DAY_S) + (apart < 14 * DAY_S) + (apart < 90 * DAY_S);
}

/* Whether A goes before B: more points; of equals the newer. */
static bool before(const struct candidate *a, const struct candidate *b)
{
    if (a->points != b->points)
        return a->points > b->points;
    return a->published_at != b->published_at ? a->published_at > b->published_at : a->id > b->id;
}

/* The best N, in order, at the beginning. */
static void choose(struct candidate *items, size_t n_items, size_t n)
{
    for (size_t i = 0; i < n && i < n_items; i++) {
        size_t best = i;
        for (size_t j = i + 1; j < n_items; j++)
            if (before(&items[j], &items[best]))
                best = j;
        struct candidate it = items[best];
        items[best] = items[i];
        items[i] = it;
    }
}

enum err_kind related_find(struct db_conn *c, const struct article *art, int64_t limit,
                           struct arena *a, struct article_list *out, struct err *e)
{
    struct related r = {.c = c, .art = art};
    TRY(add_tags(&r, e));
    add_words_if_it_can_be(&r, a);
    TRY(add_section(&r, e));
    for (size_t i = 0; i < r.n; i++)
        r.items[i].points += points_of_time(art, r.items[i].published_at);
    /* Twice as many cards as are wanted: only they tell the section. */
    enum { CARDS_MAX = 2 * RELATED_MAX };
    size_t wanted = (size_t)(limit < RELATED_MAX ? limit : RELATED_MAX);
    size_t shortlist = r.n < 2 * wanted ? r.n : 2 * wanted;
    int64_t ids[CARDS_MAX];
    struct article_list cards;
    choose(r.items, r.n, shortlist);
    for (size_t i = 0; i < shortlist; i++)
        ids[i] = r.items[i].id;
    TRY(article_cards(c, ids, shortlist, a, &cards, e));

    struct candidate best[CARDS_MAX] = {{0}};
    for (size_t i = 0, at = 0; i < cards.n; i++, at++) {
        while (r.items[at].id != cards.items[i].id)
            at++;
        best[i] = r.items[at];
        best[i].points += cards.items[i].section_id == art->section_id ? POINTS_SECTION : 0;
        best[i].seen_in = (int)i; /* which card */
    }
    choose(best, cards.n, wanted);
    *out = (struct article_list){.items = ARENA_ARRAY(a, struct article, wanted)};
    while (out->n < wanted && out->n < cards.n) {
        out->items[out->n] = cards.items[best[out->n].seen_in];
        out->n++;
    }
    return OK;
}
