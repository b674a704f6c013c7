/* SPDX-License-Identifier: MIT */
/* Makes the plan of a search. A term becomes a group of choices: the term itself, longer words if
 * the term is unfinished, and the facets of people and sections whose name contains it. The weight
 * of a choice follows from the number of articles that contain it, which search_word has
 * (index/words.h). */
#include "core/search/query/plan.h"

#include <math.h>

#include "base/fold.h"
#include "core/search/index/words.h"
#include "core/news/section.h"
#include "text/searchable.h"

enum {
    MORE_MAX = 14,         /* longer words that an unfinished one may become */
    MORE_OF_MANY = 4,      /* the same if the unfinished word itself is in many articles */
    MORE_LOOKED_AT = 2000, /* words read with that beginning, in alphabetical order */
    UNFINISHED_MIN = 3,    /* bytes; a shorter beginning tells too little */
    NAME_TOKENS_MAX = 8,
    AUTHORS_MAX = 1000, /* as in user_list */
};

struct planner {
    struct db_conn *c;
    struct arena *arena;
    struct search_plan *plan;
};

/* The weight of a word that is in DOCS articles, in thousandths: about 0 if it is in all of them.
 */
static int64_t weight_of(const struct search_plan *plan, int64_t docs)
{
    double all = (double)plan->docs, with = (double)(docs < plan->docs ? docs : plan->docs);
    return 50 + (int64_t)(1000 * log(1 + (all - with + 0.5) / (with + 0.5)));
}

static void add_choice(struct search_group *group, struct str words, int64_t weight, int64_t docs)
{
    if (group->n == CHOICES_MAX)
        return;
    group->choice[group->n++] = (struct search_choice){words, weight};
    group->docs += docs;
}

/* ---- the word itself, and longer words ---- */

/* An upper bound for the number of articles that contain the words. */
static enum err_kind spelling_docs(struct planner *p, const struct search_spelling *t, int64_t *out,
                                   struct err *e)
{
    *out = INT64_MAX;
    for (int i = 0; i < t->n; i++) {
        int64_t docs;
        TRY(word_docs(p->c, t->token[i], &docs, e));
        if (t->token[i].n > SEARCH_WORD_MAX)
            docs = 1; /* such words are not counted */
        *out = docs < *out ? docs : *out;
    }
    return OK;
}

struct more {
    struct str word[MORE_MAX];
    int64_t docs[MORE_MAX];
    int n;
};

/* Inserts the word if it is among the most frequent ones. */
static void more_add(struct more *m, struct str word, int64_t docs, struct arena *a)
{
    int at = m->n;
    while (at > 0 && m->docs[at - 1] < docs)
        at--;
    if (at == MORE_MAX)
        return;
    int last = m->n < MORE_MAX ? m->n++ : MORE_MAX - 1;
    for (int i = last; i > at; i--) {
        m->word[i] = m->word[i - 1];
        m->docs[i] = m->docs[i - 1];
    }
    m->word[at] = arena_dup(a, word);
    m->docs[at] = docs;
}

/* Finds words that begin with BEGINNING and are longer. */
static enum err_kind find_more(struct planner *p, struct str beginning, struct more *out,
                               struct err *e)
{
    struct arena *row = arena_new(1024);
    struct stmt *s = db_stmt(p->c, SQL_SEARCH_WORD_RANGE);
    stmt_text(s, ARG_WORD, beginning);
    stmt_text(s, ARG_WORD_END, arena_join(p->arena, beginning, STR("\xF4\x8F\xBF\xBF")));
    stmt_int(s, ARG_ROW_LIMIT, MORE_LOOKED_AT);
    while (stmt_next(s)) {
        struct str word = stmt_col_text(s, COL_WORD, row);
        if (word.n > beginning.n)
            more_add(out, word, stmt_col_int(s, COL_DOCS), p->arena);
        arena_reset(row);
    }
    arena_free(&row);
    return stmt_done(s, e);
}

static enum err_kind add_words(struct planner *p, struct search_group *group,
                               const struct search_spelling *t, int most, struct err *e)
{
    struct buf own = buf_in(p->arena);
    int64_t docs;
    search_spelling_quoted(&own, t);
    TRY(spelling_docs(p, t, &docs, e));
    add_choice(group, buf_str(&own), weight_of(p->plan, docs), docs);
    struct str last = t->token[t->n - 1];
    if (!group->term->unfinished || last.n < UNFINISHED_MIN || last.n > SEARCH_WORD_MAX)
        return OK;
    struct more more = {.n = 0};
    TRY(find_more(p, last, &more, e));
    if (docs >= SEARCH_WINDOW)
        most = MORE_OF_MANY;
    for (int i = 0; i < more.n && i < most; i++) {
        struct search_spelling longer = *t;
        longer.token[t->n - 1] = more.word[i];
        struct buf words = buf_in(p->arena);
        search_spelling_quoted(&words, &longer);
        int64_t weight = weight_of(p->plan, more.docs[i]);
        add_choice(group, buf_str(&words), docs == 0 ? weight * 9 / 10 : weight / 2, more.docs[i]);
    }
    return OK;
}

/* ---- people and sections ---- */

struct name {
    struct str token[NAME_TOKENS_MAX];
    int n;
    struct arena *arena;
};

/* A fold_word_fn. */
static void add_name_token(void *arg, struct str token, size_t from, size_t to)
{
    (void)from, (void)to;
    struct name *it = arg;
    if (it->n < NAME_TOKENS_MAX)
        it->token[it->n++] = arena_dup(it->arena, token);
}

static bool name_has(const struct name *name, struct str token)
{
    for (int i = 0; i < name->n; i++)
        if (str_eq(name->token[i], token))
            return true;
    return false;
}

static bool name_has_term(const struct name *name, const struct search_term *t)
{
    const struct search_spelling *words = &t->spelling[0];
    for (int i = 0; i < words->n; i++)
        if (!name_has(name, words->token[i]))
            return false;
    return true;
}

/* True if the query names NAME: all words of the name are in it, or all terms are words of the
 * name. */
static bool is_named(const struct search_plan *plan, const struct name *name)
{
    int found = 0;
    bool only = true;
    for (int i = 0; i < name->n; i++) {
        bool typed = false;
        for (int g = 0; g < plan->n; g++) {
            const struct search_spelling *words = &plan->group[g].term->spelling[0];
            for (int t = 0; t < words->n; t++)
                typed = typed || str_eq(words->token[t], name->token[i]);
        }
        found += typed;
    }
    for (int g = 0; g < plan->n; g++)
        only = only && name_has_term(name, plan->group[g].term);
    return name->n > 0 && (found == name->n || only);
}

/* Adds PLACE as a choice to the terms that its name contains, if it has articles. */
static enum err_kind add_place(struct planner *p, const struct search_place *place, struct err *e)
{
    struct search_plan *plan = p->plan;
    struct name name = {.arena = p->arena};
    fold_words(searchable_text(p->arena, place->name), add_name_token, &name);
    bool named = false;
    for (int g = 0; g < plan->n; g++)
        named = named || name_has_term(&name, plan->group[g].term);
    if (!named)
        return OK;
    int kind = place->kind == PLACE_AUTHOR ? FACET_AUTHOR : FACET_SECTION;
    struct str word = facet_word(p->arena, kind, place->id);
    struct buf quoted = buf_in(p->arena);
    int64_t docs;
    TRY(word_docs(p->c, word, &docs, e));
    if (docs == 0)
        return OK;
    search_word_quoted(&quoted, word);
    for (int g = 0; g < plan->n; g++)
        if (name_has_term(&name, plan->group[g].term))
            add_choice(&plan->group[g], buf_str(&quoted), weight_of(plan, docs), docs);
    if (is_named(plan, &name) && plan->n_places < SEARCH_PLACES_MAX)
        plan->places[plan->n_places++] = *place;
    return OK;
}

static enum err_kind read_authors(struct db_conn *c, struct arena *a, struct search_place **out,
                                  size_t *n, struct err *e)
{
    struct search_place *found = ARENA_ARRAY(a, struct search_place, AUTHORS_MAX);
    struct stmt *s = db_stmt(c, SQL_SEARCH_AUTHORS);
    for (*n = 0; *n < AUTHORS_MAX && stmt_next(s); ++*n)
        found[*n] = (struct search_place){.kind = PLACE_AUTHOR,
                                          .id = stmt_col_int(s, COL_ID),
                                          .name = stmt_col_text(s, COL_NAME, a),
                                          .slug = stmt_col_text(s, COL_SLUG, a)};
    *out = found;
    return stmt_done(s, e);
}

enum err_kind search_authors(struct db_conn *c, struct arena *a, struct search_place **out,
                             size_t *n, struct err *e)
{
    size_t all, kept = 0;
    TRY(read_authors(c, a, out, &all, e));
    for (size_t i = 0; i < all; i++) {
        int64_t docs;
        TRY(word_docs(c, facet_word(a, FACET_AUTHOR, (*out)[i].id), &docs, e));
        if (docs > 0)
            (*out)[kept++] = (*out)[i];
    }
    *n = kept;
    return OK;
}

static enum err_kind add_authors(struct planner *p, struct err *e)
{
    struct search_place *list;
    size_t n;
    TRY(read_authors(p->c, p->arena, &list, &n, e));
    for (size_t i = 0; i < n; i++)
        TRY(add_place(p, &list[i], e));
    return OK;
}

static enum err_kind add_sections(struct planner *p, struct err *e)
{
    struct section_list list;
    TRY(section_list(p->c, p->arena, &list, e));
    for (size_t i = 0; i < list.n; i++) {
        const struct section *s = &list.items[i];
        struct search_place place = {PLACE_SECTION, s->id, s->name, s->slug};
        TRY(add_place(p, &place, e));
    }
    return OK;
}

/* ---- the plan ---- */

enum err_kind search_plan_make(struct db_conn *c, struct str text, struct search_scope scope,
                               struct arena *a, struct search_plan *out, struct err *e)
{
    struct planner p = {.c = c, .arena = a, .plan = out};
    *out = (struct search_plan){.docs = scope.docs > 0 ? scope.docs : 1};
    TRY(search_terms_parse(c, scope.folding, text, a, &out->terms, e));
    for (int i = 0; i < out->terms.n; i++) {
        const struct search_term *t = &out->terms.item[i];
        if (t->excluded)
            continue;
        struct search_group *group = &out->group[out->n++];
        group->term = t;
        for (int k = 0; k < t->n_spellings; k++)
            TRY(add_words(&p, group, &t->spelling[k], k == 0 ? MORE_MAX : MORE_OF_MANY, e));
    }
    if (out->n == 0)
        return OK;
    TRY(add_authors(&p, e));
    return add_sections(&p, e);
}
