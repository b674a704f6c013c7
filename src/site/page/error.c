/* SPDX-License-Identifier: MIT */
/* The page that says what went wrong, in the site's own frame, and what to do next. It depends on
 * the status, on the handler's sentence, and, for a 404, on the path: articles with similar slugs
 * are suggested. The page is made even if the database fails: then it has no suggestions, and its
 * frame has no sections. */
#include "site/site.h"

#include "base/url.h"
#include "core/search/search.h"
#include "site/page/cards.h"
#include "site/page/layout.h"
#include "base/gate.h"

enum { SIMILAR_SHOWN = 4 };

struct similar_view {
    struct str title, url, iso, date;
};
static const struct tpl_field similar_fields[] = {
    TPL_FIELD(similar_view, "TITLE", TPL_STR, title), TPL_FIELD(similar_view, "URL", TPL_STR, url),
    TPL_FIELD(similar_view, "ISO", TPL_STR, iso), TPL_FIELD(similar_view, "DATE", TPL_STR, date),
    TPL_END};

struct error_view {
    struct str title, sentence, advice;
    struct str reference; /* the request's id in the log, for a fault */
    int64_t status;
    bool searchable;  /* a page is missing, so a search field is shown */
    struct str words; /* the words of the address, as the search field's value */
    struct tpl_list similar;
    bool has_similar;
};
static const struct tpl_field error_fields[] = {
    TPL_FIELD(error_view, "TITLE", TPL_STR, title),
    TPL_FIELD(error_view, "SENTENCE", TPL_STR, sentence),
    TPL_FIELD(error_view, "ADVICE", TPL_STR, advice),
    TPL_FIELD(error_view, "ADVICE", TPL_IF_TEXT, advice),
    TPL_FIELD(error_view, "REFERENCE", TPL_STR, reference),
    TPL_FIELD(error_view, "REFERENCE", TPL_IF_TEXT, reference),
    TPL_FIELD(error_view, "STATUS", TPL_INT, status),
    TPL_FIELD(error_view, "SEARCHABLE", TPL_BOOL, searchable),
    TPL_FIELD(error_view, "WORDS", TPL_STR, words),
    TPL_FIELD(error_view, "HAS_SIMILAR", TPL_BOOL, has_similar),
    TPL_SUB(error_view, "SIMILAR", TPL_LIST, similar, similar_fields, sizeof(struct similar_view)),
    TPL_END};
TPL_TEMPLATE(error, "site/error.tpl", error_view, error_fields);

static const struct words {
    int status;
    const char *title;
    const char *sentence; /* if the handler has none */
    const char *advice;   /* NULL: none */
} words[] = {
    {400, N_("That request makes no sense"), N_("The address, or what was sent to it, is damaged."),
     N_("If you typed or pasted the address, please check it.")},
    {403, N_("That is not allowed"), N_("You may not do this here."),
     N_("Perhaps you need to sign in first.")},
    {404, N_("This page is not here"), N_("There is no page at this address."),
     N_("It may have moved, or the address may be incomplete.")},
    {405, N_("That cannot be done here"), N_("This page cannot be asked for in this way."), NULL},
    {409, N_("That has been done already"), N_("What you sent is here already."), NULL},
    {413, N_("That is too large"), N_("What you sent is larger than this page accepts."),
     N_("Please make it shorter and send it again: your browser's Back button brings it back.")},
    {414, N_("That address is too long"), N_("No page here has an address of that length."),
     N_("If you typed or pasted it, please check it.")},
    {422, N_("Something needs another look"), N_("What you sent is incomplete."),
     N_("Your browser's Back button brings it back.")},
    {429, N_("That was too fast"), N_("Too many requests came from your network in a short time."),
     N_("Please wait a minute, then try again.")},
    {431, N_("Your browser sent too much"),
     N_("Your browser sent more with the request than this site accepts."),
     N_("Removing this site's cookies from your browser should help.")},
    {500, N_("Something went wrong here"), N_("The mistake is ours, and it has been noted."),
     N_("Please try again in a moment.")},
    {503, N_("Back in a moment"), N_("The site is very busy just now."),
     N_("Please try again in a few seconds.")},
};
enum { WORDS = sizeof words / sizeof words[0] };

static const struct words *words_for(int status)
{
    const struct words *best = NULL;
    for (int i = 0; i < WORDS; i++)
        if (words[i].status == status || (best == NULL && words[i].status == 400 && status < 500) ||
            (best == NULL && words[i].status == 500))
            best = &words[i];
    return best;
}

/* ---- suggestions ---- */

/* The last part of the request's path, decoded; empty if it does not look like an article's slug (a
 * file name that robots try, a short word). */
static struct str slug_asked(struct context *c)
{
    struct str path = c->x->rq.path, slug = STR_NONE, decoded;
    for (struct str rest = path; rest.p != NULL;) {
        struct str part = str_split(&rest, '/');
        slug = str_empty(part) ? slug : part;
    }
    if (slug.n < 5 || slug.n > 300 || !url_decode(c->arena, slug, false, &decoded) ||
        !utf8_valid(decoded) || str_index(decoded, '.') < decoded.n)
        return STR_NONE;
    struct str clean;
    struct err e;
    return utf8_clean(c->arena, decoded, UTF8_ONE_LINE, &clean, &e) == OK ? clean : STR_NONE;
}

/* The words of the slug, separated by spaces. */
static struct str words_of(struct context *c, struct str slug)
{
    char *bytes = arena_alloc(c->arena, slug.n + 1);
    for (size_t i = 0; i < slug.n; i++)
        bytes[i] = slug.p[i] == '-' || slug.p[i] == '_' ? ' ' : slug.p[i];
    return str_trim(str_of(bytes, slug.n));
}

/* Fills in V's suggestions; none if the search fails or too many others are searching. */
static void find_similar(struct context *c, struct error_view *v)
{
    struct err e;
    struct db_conn *conn;
    struct article_list list = {0};
    struct str slug = slug_asked(c);
    v->searchable = true;
    v->words = words_of(c, slug);
    if (str_empty(slug) || !gate_try(c->app->searches))
        return;
    if (context_db(c, &conn, &e) != OK ||
        search_similar(conn, slug, SIMILAR_SHOWN, c->arena, &list, &e) != OK)
        list.n = 0;
    gate_leave(c->app->searches);
    struct similar_view *similar = ARENA_ARRAY(c->arena, struct similar_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        struct card_view card = card_of(c, &list.items[i]);
        similar[i] = (struct similar_view){card.title, card.url, card.iso, card.date};
    }
    v->similar = (struct tpl_list){similar, list.n};
    v->has_similar = list.n > 0;
}

enum err_kind error_page(struct context *c, int status, struct str sentence, struct err *e)
{
    if (c->settings == NULL)
        return err_set(e, ERR_BUG, "no error page can be made without the site's settings");
    const struct words *w = words_for(status);
    struct error_view v = {
        .title = say(c, w->title),
        .sentence = str_empty(sentence) ? say(c, w->sentence) : sentence,
        .advice = say(c, w->advice),
        .reference = status >= 500 ? str_from(c->x->rq.id) : STR_NONE,
        .status = status,
    };
    if (status == 404)
        find_similar(c, &v);
    struct layout_page page = {
        .title = v.title,
        .noindex = true,
        .at_search = v.searchable,
        .content = tpl_error(&v),
    };
    return layout_answer(c, status, &page, e);
}
