/* SPDX-License-Identifier: MIT */
/* The readers' search. A search does bounded work, however many articles match.
 *
 * Ids in the index are publication times, so FTS5 returns matches newest first and stops at the
 * limit. The newest SEARCH_WINDOW matches are ranked (db/fts.h; the rarity of words comes from
 * search_word and is not counted), with a bonus for new ones. If there are older matches, those
 * with the words in their headlines are ranked among them. Going on past the window gives the next
 * window, of older articles. So all matches can be reached, and no page costs more than another.
 *
 * If no article has all the words, those that were perhaps meant are searched for (query/guess.c),
 * and if no article has them either, articles with some of the words.
 *
 * core/search/query/walk.h bounds the time. */
#include "core/search/search.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "core/search/query/marks.h"
#include "core/search/query/match.h"
#include "core/search/query/plan.h"
#include "core/search/index/state.h"
#include "core/search/query/walk.h"
#include "core/search/index/words.h"
#include "db/fts.h"
#include "text/searchable.h"

enum {
    TITLES_MAX = 48,     /* older matches that are ranked by their headlines */
    FIRST_RANGE = 20000, /* about this many articles */
};

/* The time limits of walks (struct allowance). A full page is answered soon, whatever lies further
 * back; an incomplete page is worth more time. Headlines get what the matches leave of FULL_US, but
 * at least their own allowance. */
enum { FULL_US = 1500 };
static const struct allowance for_matches = {20000, 1200, 200000}, for_titles = {400, 400, 50000},
                              for_similar = {3000, 3000, 10000}, for_brief = {1200, 1200, 50000};

static const double FRESHNESS = 0.5, FRESH_DAYS = 120;

bool search_key_parse(struct str s, struct search_key *out)
{
    struct search_key key;
    struct str rest = s;
    struct str top = str_split(&rest, '-');
    struct str score = str_split(&rest, '-');
    if (!str_int(top, &key.top) || !str_int(score, &key.score) || !str_int(rest, &key.id))
        return false;
    if (key.top <= 0 || key.score < 0 || key.id < 0)
        return false;
    *out = key;
    return true;
}

/* ---- walks ---- */

struct search {
    struct db_conn *c;
    struct arena *arena;
    const struct search_query *q;
    struct search_plan *plan;
    struct search_scope scope;
    int64_t from, until, span;
    struct search_result *out;
};

static enum err_kind make_plan(struct search *s, struct str text, struct err *e)
{
    s->plan = ARENA_NEW(s->arena, struct search_plan);
    return search_plan_make(s->c, text, s->scope, s->arena, s->plan, e);
}

static struct search_walk walk_make(struct search *s, enum search_want want, int64_t until,
                                    int64_t limit, bool scored)
{
    struct search_match match =
        search_match_make(s->plan, want, s->q->section_id, s->q->author_id, s->arena);
    struct search_walk w = {.c = s->c,
                            .match = match.match,
                            .from = s->from,
                            .until = until,
                            .limit = limit,
                            .enough = s->q->limit + 1,
                            .span = s->span,
                            .may = s->q->briefly ? for_brief : for_matches,
                            .found = ARENA_ARRAY(s->arena, struct match, (size_t)limit)};
    if (scored)
        w.score_by = match.score_by;
    return w;
}

/* ---- results ---- */

static struct str read_text(struct search *s, struct stmt *q, enum sql_column column, bool spaced)
{
    struct str text = stmt_col_text(q, column, s->arena);
    return spaced ? searchable_unspaced(s->arena, text) : text;
}

/* Reads what is shown of match ID. *found is false if readers may not see its article. */
static enum err_kind read_hit(struct search *s, struct search_marks *marks, int64_t id,
                              struct search_hit *out, bool *found, struct err *e)
{
    struct stmt *q = db_stmt(s->c, SQL_SEARCH_CARD);
    stmt_int(q, ARG_ID, id);
    *found = stmt_next(q);
    if (*found)
        out->art = article_from_row(q, s->arena);
    TRY(stmt_done(q, e));
    if (!*found)
        return OK;
    struct str title = out->art.title, standfirst = out->art.standfirst, body = STR_NONE;
    q = db_stmt(s->c, SQL_SEARCH_DOC_TEXTS);
    stmt_int(q, ARG_ID, id);
    if (stmt_next(q)) {
        bool spaced = stmt_col_int(q, COL_FOLDING) == FOLDING_FIRST;
        title = read_text(s, q, COL_TITLE, spaced);
        standfirst = read_text(s, q, COL_STANDFIRST, spaced);
        body = read_text(s, q, COL_BODY, spaced);
    }
    TRY(stmt_done(q, e));
    (void)search_marks_all(marks, title, &out->title);
    struct str instead = standfirst.n > 0 ? standfirst : out->art.excerpt;
    if (!search_marks_passage(marks, body, &out->summary) && instead.n > 0)
        (void)search_marks_all(marks, instead, &out->summary);
    return OK;
}

/* Reads the hits of found[i] and following, at most the query's limit. If there are more, *last is
 * the last one read. */
static enum err_kind read_hits(struct search *s, const struct search_walk *w, int64_t i, int64_t n,
                               int64_t *last, struct err *e)
{
    struct search_result *out = s->out;
    struct search_marks *marks = search_marks_new(s->plan, s->arena);
    out->hits = ARENA_ARRAY(s->arena, struct search_hit, (size_t)s->q->limit);
    for (*last = -1; i < n; i++) {
        if (out->n == (size_t)s->q->limit) {
            out->next = true;
            return OK;
        }
        bool found;
        TRY(read_hit(s, marks, w->found[i].id, &out->hits[out->n], &found, e));
        out->n += found;
        *last = i;
    }
    return OK;
}

/* ---- order: best first ---- */

static int by_score(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

/* Adds the bonus for new articles: half as much again for the newest, less with age. */
static void add_freshness(struct match *found, int64_t n, int64_t top)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t age_s = top > found[i].id ? top - found[i].id : 0;
        double days = (double)age_s / 86400;
        found[i].score =
            (int64_t)((double)found[i].score * (1 + FRESHNESS / (1 + days / FRESH_DAYS)));
    }
}

/* Adds older matches to W whose headlines (or tags) contain the words. They get the score of the
 * headline alone: scoring the whole article would open the index again for each. */
static enum err_kind add_titles(struct search *s, struct search_walk *w, struct err *e)
{
    struct search_walk titles =
        walk_make(s, WANT_ALL_IN_TITLE, w->found[w->n - 1].id - 1, TITLES_MAX, true);
    titles.may = for_titles;
    if (FULL_US - w->used_us > titles.may.cpu_us)
        titles.may.cpu_us = titles.may.enough_cpu_us = FULL_US - w->used_us;
    TRY(search_walk(&titles, e));
    for (int64_t i = 0; i < titles.n; i++)
        w->found[w->n++] = titles.found[i];
    return OK;
}

static enum err_kind find_best(struct search *s, enum search_want want, struct err *e)
{
    struct search_result *out = s->out;
    const struct search_key *key = &s->q->key;
    int64_t top = key->top != 0 && key->top < s->until ? key->top : s->until;
    struct search_walk w = walk_make(s, want, top, SEARCH_WINDOW + TITLES_MAX, true);
    w.limit = SEARCH_WINDOW;
    TRY(search_walk(&w, e));
    int64_t oldest = w.n > 0 ? w.found[w.n - 1].id : 0;
    bool full = w.n == w.limit;
    out->matches = w.n;
    out->matches_are_all = w.exhausted;
    out->back_to = w.stopped_at;
    if (w.n >= w.enough && !w.exhausted && want == WANT_ALL && key->top == 0)
        TRY(add_titles(s, &w, e));
    add_freshness(w.found, w.n, top);
    qsort(w.found, (size_t)w.n, sizeof *w.found, by_score);

    const struct match after = {key->id, key->score};
    int64_t first = 0, last;
    while (key->id != 0 && first < w.n && by_score(&w.found[first], &after) <= 0)
        first++;
    TRY(read_hits(s, &w, first, w.n, &last, e));
    if (out->next) {
        out->next_key = (struct search_key){top, w.found[last].score, w.found[last].id};
    } else if (!w.exhausted) {
        out->next = out->next_is_older = true;
        out->next_key = (struct search_key){.top = full ? oldest - 1 : w.stopped_at - 1};
    }
    return OK;
}

/* ---- order: newest first ---- */

static enum err_kind find_newest(struct search *s, enum search_want want, struct err *e)
{
    struct search_result *out = s->out;
    int64_t key = s->q->key.top;
    int64_t until = key != 0 && key < s->until ? key : s->until;
    struct search_walk w = walk_make(s, want, until, s->q->limit + 1, false);
    TRY(search_walk(&w, e));
    out->matches = w.n;
    out->matches_are_all = w.exhausted && key == 0;
    out->back_to = w.stopped_at;
    int64_t last;
    TRY(read_hits(s, &w, 0, w.n, &last, e));
    if (out->next)
        out->next_key = (struct search_key){.top = w.found[last].id - 1};
    else if (!w.exhausted) {
        out->next = out->next_is_older = true;
        out->next_key = (struct search_key){.top = w.stopped_at - 1};
    }
    return OK;
}

/* ---- the search ---- */

/* Sets *out if an article has all the words, so that a later page is of the same kind as the first.
 */
static enum err_kind has_all(struct search *s, bool *out, struct err *e)
{
    struct search_walk w = walk_make(s, WANT_ALL, s->until, 1, false);
    TRY(search_walk(&w, e));
    *out = w.n > 0 || !w.exhausted;
    return OK;
}

static enum err_kind find(struct search *s, enum search_want want, struct err *e)
{
    s->out->next = s->out->next_is_older = false;
    return s->q->order == SEARCH_BEST ? find_best(s, want, e) : find_newest(s, want, e);
}

/* Sets the range of ids that may match, and the width of a walk's first range: about FIRST_RANGE
 * articles. */
static enum err_kind set_range(struct search *s, int64_t docs, struct err *e)
{
    int64_t from = 0, until = 0;
    struct stmt *q = db_stmt(s->c, SQL_SEARCH_SPAN);
    if (stmt_next(q)) {
        from = stmt_col_int(q, COL_FROM_ID);
        until = stmt_col_int(q, COL_UNTIL_ID);
    }
    TRY(stmt_done(q, e));
    s->span = docs > 0 ? (until - from) / docs * FIRST_RANGE + FIRST_RANGE : 1;
    s->from = s->q->from > from ? s->q->from : from;
    s->until = s->q->until != 0 && s->q->until - 1 < until ? s->q->until - 1 : until;
    return OK;
}

/* Finds the articles that have all the words of the plan; *found is false if there are none. */
static enum err_kind find_all(struct search *s, bool *found, struct err *e)
{
    struct search_result *out = s->out;
    if (s->q->key.top != 0) {
        TRY(has_all(s, found, e));
        return *found ? find(s, WANT_ALL, e) : OK;
    }
    TRY(find(s, WANT_ALL, e));
    *found = out->matches > 0 || !out->matches_are_all;
    return OK;
}

/* Nothing has all the words: finds what has those that were perhaps meant. */
static enum err_kind find_guessed(struct search *s, bool *found, struct err *e)
{
    struct search_plan *typed = s->plan;
    TRY(search_guess(s->c, typed, s->arena, &s->out->guess, e));
    if (s->q->exactly || str_empty(s->out->guess))
        return OK;
    TRY(make_plan(s, s->out->guess, e));
    TRY(find_all(s, found, e));
    s->out->corrected = *found;
    if (!*found)
        s->plan = typed;
    return OK;
}

static enum err_kind find_some(struct search *s, struct err *e)
{
    s->out->some_words = s->plan->n > 1;
    return s->out->some_words ? find(s, WANT_SOME, e) : OK;
}

enum err_kind search_run(struct db_conn *c, const struct search_query *q, struct arena *a,
                         struct search_result *out, struct err *e)
{
    struct search s = {.c = c, .arena = a, .q = q, .out = out};
    struct search_state state;
    bool found;
    *out = (struct search_result){0};
    TRY(search_state_get(c, &state, e));
    s.scope = (struct search_scope){state.docs, state.folding};
    TRY(make_plan(&s, q->text, e));
    out->still_filling = !search_state_is_complete(&state);
    out->words_left_out = s.plan->terms.cut;
    out->nothing_asked = s.plan->n == 0;
    if (out->nothing_asked)
        return OK;
    TRY(set_range(&s, state.docs, e));
    TRY(find_all(&s, &found, e));
    if (found)
        TRY(search_guess(c, s.plan, a, &out->guess, e));
    else
        TRY(find_guessed(&s, &found, e));
    if (!found)
        TRY(find_some(&s, e));
    memcpy(out->places, s.plan->places, sizeof out->places);
    out->n_places = s.plan->n_places;
    return OK;
}

/* ---- articles similar to an address ---- */

/* Keeps only those groups of the plan whose words the index has, the rarest first. */
static void keep_known(struct search_plan *plan)
{
    int n = 0;
    for (int i = 0; i < plan->n; i++) {
        struct search_group group = plan->group[i];
        if (group.docs == 0)
            continue;
        int at = n++;
        for (; at > 0 && plan->group[at - 1].docs > group.docs; at--)
            plan->group[at] = plan->group[at - 1];
        plan->group[at] = group;
    }
    plan->n = n;
}

enum err_kind search_similar(struct db_conn *c, struct str slug, int64_t limit, struct arena *a,
                             struct article_list *out, struct err *e)
{
    enum { RANKED = 40, WORDS_MAX = 6 };
    const struct search_query q = {.limit = limit};
    struct search s = {.c = c, .arena = a, .q = &q};
    struct search_state state;
    *out = (struct article_list){.items = ARENA_ARRAY(a, struct article, (size_t)limit)};
    struct buf words = buf_in(a);
    for (struct str rest = utf8_cut(slug, SEARCH_TEXT_MAX); rest.p != NULL;) {
        buf_add(&words, str_split(&rest, '-'));
        buf_add_char(&words, ' ');
    }
    TRY(search_state_get(c, &state, e));
    s.scope = (struct search_scope){state.docs, state.folding};
    TRY(make_plan(&s, buf_str(&words), e));
    keep_known(s.plan);
    TRY(set_range(&s, state.docs, e));
    /* First all words in one headline, then fewer and fewer; the rarest are kept. */
    if (s.plan->n > WORDS_MAX)
        s.plan->n = WORDS_MAX;
    for (; s.plan->n > 0 && out->n == 0; s.plan->n = s.plan->n / 2) {
        struct search_walk w = walk_make(&s, WANT_ALL_IN_TITLE, s.until, RANKED, true);
        w.may = for_similar;
        TRY(search_walk(&w, e));
        qsort(w.found, (size_t)w.n, sizeof *w.found, by_score);
        for (int64_t i = 0; i < w.n && out->n < (size_t)limit; i++) {
            struct stmt *card = db_stmt(c, SQL_SEARCH_CARD);
            stmt_int(card, ARG_ID, w.found[i].id);
            if (stmt_next(card))
                out->items[out->n++] = article_from_row(card, a);
            TRY(stmt_done(card, e));
        }
    }
    return OK;
}
