/* SPDX-License-Identifier: MIT */
/* Every choice and every filter is a phrase of the query, and has its weight among the arguments of
 * search_score, in the order in which the phrases are written. */
#include "core/search/query/match.h"

#include <inttypes.h>

#include "text/searchable.h"

/* FTS5's weights of the columns: title, standfirst, body, tags, facets. */
#define COLUMN_WEIGHTS "3000,1200,1000,1500,600"
/* The same for headlines only: their words are among the facets. */
#define TITLE_WEIGHTS "0,0,0,0,3000"

struct writer {
    const struct search_plan *plan;
    struct buf text, weights;
};

static void add_weight(struct writer *w, int64_t weight)
{
    buf_printf(&w->weights, ",%" PRId64, weight);
}

/* Adds the words of QUOTED ("light house") as words of headlines. */
static void add_in_title(struct buf *b, struct str quoted)
{
    struct str rest = str_of(quoted.p + 1, quoted.n - 2);
    buf_add_char(b, '"');
    while (rest.n > 0) {
        facet_add_title(b, str_split(&rest, ' '));
        buf_add_char(b, ' ');
    }
    buf_add_char(b, '"');
}

static void add_group(struct writer *w, const struct search_group *group, bool in_title)
{
    buf_add_char(&w->text, '(');
    for (int i = 0; i < group->n; i++) {
        buf_add_c(&w->text, i > 0 ? " OR " : "");
        if (in_title)
            add_in_title(&w->text, group->choice[i].words);
        else
            buf_add(&w->text, group->choice[i].words);
        add_weight(w, group->choice[i].weight);
    }
    buf_add_char(&w->text, ')');
}

static void add_filter(struct writer *w, int kind, int64_t id)
{
    if (id == 0)
        return;
    buf_add_c(&w->text, " AND ");
    search_word_quoted(&w->text, facet_word(w->text.arena, kind, id));
    add_weight(w, 0);
}

static bool is_common(const struct search_plan *plan, const struct search_group *group)
{
    return group->docs > plan->docs / 5;
}

static bool all_are_common(const struct search_plan *plan)
{
    for (int i = 0; i < plan->n; i++)
        if (!is_common(plan, &plan->group[i]))
            return false;
    return true;
}

static void add_terms(struct writer *w, enum search_want want)
{
    const struct search_plan *plan = w->plan;
    bool keep_common = want != WANT_SOME || all_are_common(plan);
    buf_add_char(&w->text, '(');
    for (int i = 0, n = 0; i < plan->n; i++) {
        if (!keep_common && is_common(plan, &plan->group[i]))
            continue;
        if (n++ > 0)
            buf_add_c(&w->text, want == WANT_SOME ? " OR " : " AND ");
        add_group(w, &plan->group[i], want == WANT_ALL_IN_TITLE);
    }
    buf_add_char(&w->text, ')');
}

static void add_excluded(struct writer *w)
{
    const struct search_terms *terms = &w->plan->terms;
    for (int i = 0; i < terms->n; i++)
        for (int k = 0; terms->item[i].excluded && k < terms->item[i].n_spellings; k++) {
            buf_add_c(&w->text, " NOT ");
            search_spelling_quoted(&w->text, &terms->item[i].spelling[k]);
        }
}

struct search_match search_match_make(const struct search_plan *plan, enum search_want want,
                                      int64_t section_id, int64_t author_id, struct arena *a)
{
    struct writer w = {.plan = plan, .text = buf_in(a), .weights = buf_in(a)};
    buf_add_char(&w.text, '(');
    add_terms(&w, want);
    add_filter(&w, FACET_SECTION, section_id);
    add_filter(&w, FACET_AUTHOR, author_id);
    buf_add_char(&w.text, ')');
    add_excluded(&w);
    return (struct search_match){
        buf_str(&w.text),
        arena_printf(a, "search_score(%s%.*s)",
                     want == WANT_ALL_IN_TITLE ? TITLE_WEIGHTS : COLUMN_WEIGHTS,
                     STR_ARG(buf_str(&w.weights))),
    };
}
