/* SPDX-License-Identifier: MIT */
/* The pages of all sections and of all authors, each entry with its newest headlines. There are at
 * most a hundred sections, in the order of the menu. Authors are those with published articles,
 * from A to Z; their pages begin behind the author that "?after=SLUG" names. A page costs one
 * statement for each of its entries, and the reading of all names. */
#include "site/site.h"

#include "base/url.h"
#include "core/news/section.h"
#include "core/people/user.h"
#include "site/page/cards.h"
#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/page/structured.h"

enum { AUTHORS_ON_PAGE = 40, NEWEST_OF_SECTION = 3, NEWEST_OF_AUTHOR = 1 };

#define SECTIONS_PATH "/sections/"
#define AUTHORS_PATH  "/authors/"

struct entry_view {
    struct str name, url, about, picture, count;
    bool written;
    struct tpl_list newest; /* of struct card_view */
};
static const struct tpl_field entry_fields[] = {
    TPL_FIELD(entry_view, "NAME", TPL_STR, name),
    TPL_FIELD(entry_view, "URL", TPL_STR, url),
    TPL_FIELD(entry_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(entry_view, "ABOUT", TPL_IF_TEXT, about),
    TPL_FIELD(entry_view, "PICTURE", TPL_STR, picture),
    TPL_FIELD(entry_view, "PICTURE", TPL_IF_TEXT, picture),
    TPL_FIELD(entry_view, "COUNT", TPL_STR, count),
    TPL_FIELD(entry_view, "COUNT", TPL_IF_TEXT, count),
    TPL_FIELD(entry_view, "WRITTEN", TPL_BOOL, written),
    TPL_SUB(entry_view, "NEWEST", TPL_LIST, newest, card_fields, sizeof(struct card_view)),
    TPL_END};

struct directory_view {
    struct str heading, previous, next;
    bool paged;
    struct tpl_list entries;
};
static const struct tpl_field directory_fields[] = {
    TPL_FIELD(directory_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(directory_view, "PREVIOUS", TPL_STR, previous),
    TPL_FIELD(directory_view, "PREVIOUS", TPL_IF_TEXT, previous),
    TPL_FIELD(directory_view, "NEXT", TPL_STR, next),
    TPL_FIELD(directory_view, "NEXT", TPL_IF_TEXT, next),
    TPL_FIELD(directory_view, "PAGED", TPL_BOOL, paged),
    TPL_SUB(directory_view, "ENTRIES", TPL_LIST, entries, entry_fields, sizeof(struct entry_view)),
    TPL_END};
TPL_TEMPLATE(directory, "site/directory.tpl", directory_view, directory_fields);

/* Sets V's number of articles and the LIMIT newest ones of SCOPE. */
static enum err_kind add_newest(struct context *c, enum article_scope scope, int64_t id,
                                int64_t articles, int64_t limit, struct entry_view *v,
                                struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    struct article_query q = {.scope = scope, .scope_id = id, .limit = limit};
    if (articles == 0)
        return OK;
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    v->count = SAY_N(c, "{n} article", "{n} articles", articles);
    v->newest = card_list(c, list.items, list.n);
    v->written = list.n > 0;
    return OK;
}

static enum err_kind directory_page(struct context *c, struct str title, struct str path,
                                    struct directory_view *v, struct tpl_include *out,
                                    struct err *e)
{
    v->heading = title;
    v->paged = !str_empty(v->previous) || !str_empty(v->next);
    struct layout_page page = {
        .title = title,
        .path = path,
        .head = structured_list(c, title, path),
        .content = tpl_directory(v),
    };
    return layout_view(c, &page, out, e);
}

/* ---- sections ---- */

static enum err_kind sections_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct section_list list;
    struct directory_view *v = ARENA_NEW(c->arena, struct directory_view);
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &list, e));
    struct entry_view *entries = ARENA_ARRAY(c->arena, struct entry_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct section *s = &list.items[i];
        entries[i] = (struct entry_view){
            .name = s->name, .url = section_url(c->arena, s->slug), .about = s->description};
        TRY(add_newest(c, SCOPE_SECTION, s->id, s->articles, NEWEST_OF_SECTION, &entries[i], e));
    }
    v->entries = (struct tpl_list){entries, list.n};
    return directory_page(c, say(c, "Sections"), STR(SECTIONS_PATH), v, out, e);
}

enum err_kind sections_page(struct context *c, struct err *e)
{
    return answer_page(c, STR(SECTIONS_PATH), sections_view, e);
}

/* ---- authors ---- */

static struct str after_url(struct context *c, struct str slug)
{
    return arena_printf(c->arena, AUTHORS_PATH "?after=%.*s", STR_ARG(url_encode(c->arena, slug)));
}

/* The page's own address: without the name of the author that it begins behind on the first page.
 */
static struct str authors_path(struct context *c)
{
    struct str after = form_raw(&c->query, "after");
    return str_empty(after) ? STR(AUTHORS_PATH) : after_url(c, after);
}

/* Sets *first to the author with whom the page begins. ERR_NOT_FOUND if there is none. */
static enum err_kind find_first(struct context *c, const struct user_list *list, size_t *first,
                                struct err *e)
{
    struct str after = form_raw(&c->query, "after");
    for (*first = 0; !str_empty(after) && *first < list->n;)
        if (str_eq(list->items[(*first)++].slug, after))
            break;
    return *first < list->n
               ? OK
               : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
}

static enum err_kind authors_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct user_list list;
    size_t first, n;
    struct directory_view *v = ARENA_NEW(c->arena, struct directory_view);
    TRY(context_db(c, &conn, e));
    TRY(user_authors(conn, c->settings->language, c->arena, &list, e));
    TRY(find_first(c, &list, &first, e));
    n = list.n - first < AUTHORS_ON_PAGE ? list.n - first : AUTHORS_ON_PAGE;
    struct entry_view *entries = ARENA_ARRAY(c->arena, struct entry_view, n);
    for (size_t i = 0; i < n; i++) {
        const struct user *u = &list.items[first + i];
        entries[i] = (struct entry_view){.name = u->name,
                                         .url = author_url(c->arena, u->slug),
                                         .about = u->bio,
                                         .picture = u->picture};
        TRY(add_newest(c, SCOPE_AUTHOR, u->id, u->articles, NEWEST_OF_AUTHOR, &entries[i], e));
    }
    v->entries = (struct tpl_list){entries, n};
    if (first + n < list.n)
        v->next = after_url(c, list.items[first + n - 1].slug);
    if (first > AUTHORS_ON_PAGE)
        v->previous = after_url(c, list.items[first - AUTHORS_ON_PAGE - 1].slug);
    else if (first > 0)
        v->previous = STR(AUTHORS_PATH);
    return directory_page(c, say(c, "Authors"), authors_path(c), v, out, e);
}

enum err_kind authors_page(struct context *c, struct err *e)
{
    struct str path = authors_path(c);
    return str_eq(path, STR(AUTHORS_PATH)) ? answer_page(c, path, authors_view, e)
                                           : answer_page_unkept(c, path, authors_view, e);
}
