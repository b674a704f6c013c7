/* SPDX-License-Identifier: MIT */
/* The search page, "/search?q=...". It is rendered for each request and never stored: the addresses
 * are endless, and would only push other pages out of the cache. A filter or a date that makes no
 * sense is left out, and a note says so. */
#include "site/site.h"

#include "base/collation.h"
#include "base/gate.h"
#include "core/news/section.h"
#include "core/search/written.h"
#include "site/lists/search_asked.h"
#include "site/page/cards.h"
#include "site/page/layout.h"

enum { HITS_A_PAGE = 12, AUTHORS_OFFERED = 60 };

struct part_view {
    struct str plain, marked; /* one of the two is empty */
};
static const struct tpl_field piece_fields[] = {
    TPL_FIELD(part_view, "PLAIN", TPL_STR, plain), TPL_FIELD(part_view, "MARKED", TPL_STR, marked),
    TPL_FIELD(part_view, "MARKED", TPL_IF_TEXT, marked), TPL_END};

struct hit_view {
    struct card_view card;
    struct tpl_list title, summary;
};
static const struct tpl_field hit_fields[] = {
    TPL_FIELD(hit_view, "URL", TPL_STR, card.url),
    TPL_FIELD(hit_view, "SECTION", TPL_STR, card.section),
    TPL_FIELD(hit_view, "SECTION_URL", TPL_STR, card.section_url),
    TPL_FIELD(hit_view, "AUTHOR", TPL_STR, card.author),
    TPL_FIELD(hit_view, "AUTHOR_URL", TPL_STR, card.author_url),
    TPL_FIELD(hit_view, "ISO", TPL_STR, card.iso),
    TPL_FIELD(hit_view, "DATE", TPL_STR, card.date),
    TPL_FIELD(hit_view, "COMMENTS", TPL_STR, card.comments),
    TPL_FIELD(hit_view, "COMMENTS", TPL_IF_TEXT, card.comments),
    TPL_SUB(hit_view, "TITLE", TPL_LIST, title, piece_fields, sizeof(struct part_view)),
    TPL_SUB(hit_view, "SUMMARY", TPL_LIST, summary, piece_fields, sizeof(struct part_view)),
    TPL_END};

struct option_view {
    struct str value, name;
    bool selected;
};
static const struct tpl_field option_fields[] = {
    TPL_FIELD(option_view, "VALUE", TPL_STR, value), TPL_FIELD(option_view, "NAME", TPL_STR, name),
    TPL_FIELD(option_view, "SELECTED", TPL_BOOL, selected), TPL_END};

struct place_view {
    struct str kind, name, url;
};
static const struct tpl_field place_fields[] = {
    TPL_FIELD(place_view, "KIND", TPL_STR, kind), TPL_FIELD(place_view, "NAME", TPL_STR, name),
    TPL_FIELD(place_view, "URL", TPL_STR, url), TPL_END};

static const struct tpl_field note_fields[] = {TPL_FIELD(search_note, "TEXT", TPL_STR, text),
                                               TPL_END};

struct search_view {
    struct str q, from, until;
    struct tpl_list sections, authors;
    bool newest, narrowed; /* NARROWED: a filter is set */
    bool found, nothing;
    bool has_advice;    /* nothing was found, but there is something */
    struct str all_url; /* the same search without filters */
    struct str guess, guess_url, exact_url;
    bool corrected, suggested; /* the hits are for GUESS; or it is only offered */
    struct tpl_list notes, places, hits;
    bool has_places;
    struct str next_url;
    bool next_is_older, more; /* the next page has older articles, or more of these */
};
static const struct tpl_field search_fields[] = {
    TPL_FIELD(search_view, "Q", TPL_STR, q),
    TPL_FIELD(search_view, "FROM", TPL_STR, from),
    TPL_FIELD(search_view, "UNTIL", TPL_STR, until),
    TPL_SUB(search_view, "SECTIONS", TPL_LIST, sections, option_fields, sizeof(struct option_view)),
    TPL_SUB(search_view, "AUTHORS", TPL_LIST, authors, option_fields, sizeof(struct option_view)),
    TPL_FIELD(search_view, "NEWEST", TPL_BOOL, newest),
    TPL_FIELD(search_view, "NARROWED", TPL_BOOL, narrowed),
    TPL_FIELD(search_view, "FOUND", TPL_BOOL, found),
    TPL_FIELD(search_view, "NOTHING", TPL_BOOL, nothing),
    TPL_FIELD(search_view, "HAS_ADVICE", TPL_BOOL, has_advice),
    TPL_FIELD(search_view, "ALL_URL", TPL_STR, all_url),
    TPL_FIELD(search_view, "GUESS", TPL_STR, guess),
    TPL_FIELD(search_view, "GUESS", TPL_IF_TEXT, guess),
    TPL_FIELD(search_view, "CORRECTED", TPL_BOOL, corrected),
    TPL_FIELD(search_view, "SUGGESTED", TPL_BOOL, suggested),
    TPL_FIELD(search_view, "EXACT_URL", TPL_STR, exact_url),
    TPL_FIELD(search_view, "GUESS_URL", TPL_STR, guess_url),
    TPL_SUB(search_view, "NOTES", TPL_LIST, notes, note_fields, sizeof(struct search_note)),
    TPL_FIELD(search_view, "HAS_PLACES", TPL_BOOL, has_places),
    TPL_SUB(search_view, "PLACES", TPL_LIST, places, place_fields, sizeof(struct place_view)),
    TPL_SUB(search_view, "HITS", TPL_LIST, hits, hit_fields, sizeof(struct hit_view)),
    TPL_FIELD(search_view, "NEXT_URL", TPL_STR, next_url),
    TPL_FIELD(search_view, "NEXT_URL", TPL_IF_TEXT, next_url),
    TPL_FIELD(search_view, "NEXT_IS_OLDER", TPL_BOOL, next_is_older),
    TPL_FIELD(search_view, "MORE", TPL_BOOL, more),
    TPL_END};
TPL_TEMPLATE(search, "site/search.tpl", search_view, search_fields);

/* Lists the sections to choose from, and finds the chosen one. */
static enum err_kind offer_sections(struct context *c, struct search_asked *asked,
                                    struct search_view *v, struct err *e)
{
    struct db_conn *conn;
    struct section_list list;
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &list, e));
    struct option_view *options = ARENA_ARRAY(c->arena, struct option_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct section *s = &list.items[i];
        bool chosen = !str_empty(asked->section) && str_eq(s->slug, asked->section);
        options[i] = (struct option_view){s->slug, s->name, chosen};
        if (chosen)
            asked->q.section_id = s->id;
    }
    v->sections = (struct tpl_list){options, list.n};
    if (!str_empty(asked->section) && asked->q.section_id == 0) {
        search_note_add(asked, say(c, "There is no such section; all were searched."));
        asked->section = STR_NONE;
    }
    return OK;
}

static struct str place_name(const void *place)
{
    return ((const struct search_place *)place)->name;
}

/* The same for authors, from A to Z. In a very large newsroom only the chosen one is listed. */
static enum err_kind offer_authors(struct context *c, struct search_asked *asked,
                                   struct search_view *v, struct err *e)
{
    struct db_conn *conn;
    struct search_place *list;
    size_t n, shown = 0;
    TRY(context_db(c, &conn, e));
    TRY(search_authors(conn, c->arena, &list, &n, e));
    collation_sort(c->settings->language, list, n, sizeof *list, place_name, c->arena);
    struct option_view *options = ARENA_ARRAY(c->arena, struct option_view, n);
    for (size_t i = 0; i < n; i++) {
        bool chosen = !str_empty(asked->author) && str_eq(list[i].slug, asked->author);
        if (chosen)
            asked->q.author_id = list[i].id;
        if (chosen || n <= AUTHORS_OFFERED)
            options[shown++] = (struct option_view){list[i].slug, list[i].name, chosen};
    }
    v->authors = (struct tpl_list){options, shown};
    if (!str_empty(asked->author) && asked->q.author_id == 0) {
        search_note_add(asked, say(c, "There is no such author; all were searched."));
        asked->author = STR_NONE;
    }
    return OK;
}

static struct tpl_list parts_view(struct context *c, const struct search_text *t)
{
    struct part_view *parts = ARENA_ARRAY(c->arena, struct part_view, t->n);
    for (size_t i = 0; i < t->n; i++)
        *(t->parts[i].marked ? &parts[i].marked : &parts[i].plain) = t->parts[i].text;
    return (struct tpl_list){parts, t->n};
}

static void show_hits(struct context *c, const struct search_result *r, struct search_view *v)
{
    struct hit_view *hits = ARENA_ARRAY(c->arena, struct hit_view, r->n);
    for (size_t i = 0; i < r->n; i++)
        hits[i] = (struct hit_view){card_of(c, &r->hits[i].art), parts_view(c, &r->hits[i].title),
                                    parts_view(c, &r->hits[i].summary)};
    v->hits = (struct tpl_list){hits, r->n};
    v->found = r->n > 0;
}

static void show_places(struct context *c, const struct search_result *r, struct search_view *v)
{
    struct place_view *places = ARENA_ARRAY(c->arena, struct place_view, SEARCH_PLACES_MAX);
    for (size_t i = 0; i < r->n_places; i++) {
        const struct search_place *p = &r->places[i];
        bool author = p->kind == PLACE_AUTHOR;
        places[i] = (struct place_view){author ? say(c, "Author") : say(c, "Section"), p->name,
                                        author ? author_url(c->arena, p->slug)
                                               : section_url(c->arena, p->slug)};
    }
    v->places = (struct tpl_list){places, r->n_places};
    v->has_places = r->n_places > 0;
}

/* Notes how much was found, and what limits the result. */
static void note_result(struct context *c, struct search_asked *asked,
                        const struct search_result *r)
{
    bool first = asked->q.key.top == 0;
    if (r->some_words && r->n > 0)
        search_note_add(asked,
                        say(c, "No article has all of these words. These have some of them."));
    if (first && r->n > 0 && r->matches_are_all && !(r->next && asked->q.order == SEARCH_NEWEST))
        search_note_add(asked, SAY_N(c, "{n} article", "{n} articles", r->matches));
    else if (first && r->matches == SEARCH_WINDOW)
        search_note_add(asked,
                        SAY(c, "More than {count} articles: here are the best of the newest.",
                            PUT_N("count", r->matches)));
    if (r->back_to != 0) {
        struct str day = locale_date(c->settings->locale, r->back_to, DATE_LONG, c->arena);
        search_note_add(asked,
                        SAY(c,
                            "These words are so common that only articles since {day} were looked "
                            "at.",
                            PUT("day", day)));
    }
    if (r->words_left_out)
        search_note_add(asked, say(c, "That was long: only its first words were searched for."));
    if (r->still_filling)
        search_note_add(
            asked,
            say(c, "The search index is being built: older articles may be missing for a while."));
}

static void show_result(struct context *c, struct search_asked *asked,
                        const struct search_result *r, struct search_view *v)
{
    show_hits(c, r, v);
    show_places(c, r, v);
    note_result(c, asked, r);
    v->nothing = r->n == 0 && !r->next;
    if (!str_empty(r->guess)) {
        v->guess = search_written(c->arena, r);
        v->guess_url = search_url(c, asked, r->guess, URL_FILTERS, NULL);
        v->exact_url = search_url(c, asked, asked->q.text, URL_FILTERS | URL_EXACT, NULL);
        v->corrected = r->corrected;
        v->suggested = !r->corrected;
    }
    if (r->next) {
        unsigned parts = URL_FILTERS | (asked->q.exactly ? URL_EXACT : 0);
        v->next_url = search_url(c, asked, asked->q.text, parts, &r->next_key);
        v->next_is_older = r->next_is_older;
        v->more = !r->next_is_older;
    }
}

/* Nothing was found: notes it if the site has no article at all; otherwise gives advice. */
static enum err_kind explain_nothing(struct context *c, struct search_asked *asked,
                                     struct search_view *v, struct err *e)
{
    struct db_conn *conn;
    struct article_list newest;
    struct article_query q = {.scope = SCOPE_ALL, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &newest, e));
    v->has_advice = newest.n > 0;
    if (!v->has_advice)
        search_note_add(asked, say(c, "Nothing has been published here yet."));
    return OK;
}

/* Runs the search. If too many others are searching, it looks less far back, which costs no more
 * than a page does, and the result says where to go on. Rare words are still found. */
static enum err_kind run_search(struct context *c, struct search_asked *asked,
                                struct search_result *r, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    asked->q.briefly = !gate_enter(c->app->searches);
    if (asked->q.briefly)
        atomic_fetch_add_explicit(&c->app->searches_brief, 1, memory_order_relaxed);
    enum err_kind kind = search_run(conn, &asked->q, c->arena, r, e);
    if (!asked->q.briefly)
        gate_leave(c->app->searches);
    return kind;
}

static struct str title_of(struct context *c, struct str q)
{
    struct str head = utf8_cut(q, 80);
    return SAY(c, "{words} - Search", PUT("words", head));
}

enum err_kind search_page(struct context *c, struct err *e)
{
    struct search_asked asked;
    struct search_view v = {0};
    struct search_result r = {.nothing_asked = true};
    search_asked_read(c, &asked, HITS_A_PAGE);
    TRY(offer_sections(c, &asked, &v, e));
    TRY(offer_authors(c, &asked, &v, e));
    if (!str_empty(asked.q.text))
        TRY(run_search(c, &asked, &r, e));
    v.q = asked.q.text;
    v.from = asked.from;
    v.until = asked.until;
    v.newest = asked.q.order == SEARCH_NEWEST;
    v.narrowed = asked.q.section_id || asked.q.author_id || asked.q.from || asked.q.until;
    v.all_url = search_url(c, &asked, asked.q.text, 0, NULL);
    if (!r.nothing_asked)
        show_result(c, &asked, &r, &v);
    else if (!str_empty(asked.q.text))
        search_note_add(&asked, say(c, "That contains no word to search for."));
    if (v.nothing)
        TRY(explain_nothing(c, &asked, &v, e));
    v.notes = (struct tpl_list){asked.notes, asked.n_notes};
    struct layout_page page = {
        .title = r.nothing_asked ? say(c, "Search") : title_of(c, v.corrected ? v.guess : v.q),
        .noindex = true,
        .at_search = true,
        .content = tpl_search(&v),
    };
    return layout_answer(c, 200, &page, e);
}
