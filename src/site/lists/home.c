/* SPDX-License-Identifier: MIT */
/* The front page: a lead story with others under and beside it, the latest videos, a block for each
 * section, and the rest of the latest stories. Its later pages are plain columns.
 *
 * Invariant: the page shows each of the newest articles_per_page stories exactly once, so a reader
 * who goes on to /page/2/ has missed none. `struct deal` keeps track of them. If a section has too
 * few of them for its block, older stories fill it. */
#include "site/site.h"

#include <inttypes.h>

#include "core/news/section.h"
#include "site/page/feed_links.h"
#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/lists/most_read.h"
#include "site/page/structured.h"
#include "site/page/video_card.h"
#include "web/answer.h"
#include "web/answer_page.h"

enum {
    PAGES_MAX = 100, /* the limit of article_page_key; older articles are in the archive */
    UNDER = 2,       /* stories under the lead */
    BESIDE = 4,      /* stories beside it */
    VIDEOS = 4,
    BLOCKS_MAX = 12, /* sections with a block of their own */
    BLOCK_STORIES = 4,
};

struct block_view {
    struct str name, url, id;
    const struct card_view *first; /* shown large */
    bool has_stories;
    struct tpl_list stories; /* the others */
};
static const struct tpl_field block_fields[] = {
    TPL_FIELD(block_view, "NAME", TPL_STR, name),
    TPL_FIELD(block_view, "SECTION_URL", TPL_STR, url),
    TPL_FIELD(block_view, "ID", TPL_STR, id),
    TPL_SUB(block_view, "FIRST", TPL_VIEW, first, card_fields, 0),
    TPL_FIELD(block_view, "HAS_STORIES", TPL_BOOL, has_stories),
    TPL_SUB(block_view, "STORIES", TPL_LIST, stories, card_fields, sizeof(struct card_view)),
    TPL_END};

struct home_view {
    struct str title; /* of a later page; empty on the front page */
    const struct card_view *lead;
    bool has_under, has_beside, has_videos, has_more;
    bool empty, signed_in, may_write; /* of an empty site: who sees it */
    struct tpl_list under, beside, blocks, more;
    struct tpl_include cards, pager, most_read, videos;
};
static const struct tpl_field home_fields[] = {
    TPL_FIELD(home_view, "PAGE_TITLE", TPL_STR, title),
    TPL_FIELD(home_view, "PAGE_TITLE", TPL_IF_TEXT, title),
    TPL_SUB(home_view, "LEAD", TPL_VIEW, lead, card_fields, 0),
    TPL_FIELD(home_view, "HAS_UNDER", TPL_BOOL, has_under),
    TPL_SUB(home_view, "UNDER", TPL_LIST, under, card_fields, sizeof(struct card_view)),
    TPL_FIELD(home_view, "HAS_BESIDE", TPL_BOOL, has_beside),
    TPL_SUB(home_view, "BESIDE", TPL_LIST, beside, card_fields, sizeof(struct card_view)),
    TPL_FIELD(home_view, "MOST_READ", TPL_INCLUDE, most_read),
    TPL_FIELD(home_view, "HAS_VIDEOS", TPL_BOOL, has_videos),
    TPL_FIELD(home_view, "VIDEOS", TPL_INCLUDE, videos),
    TPL_SUB(home_view, "BLOCKS", TPL_LIST, blocks, block_fields, sizeof(struct block_view)),
    TPL_FIELD(home_view, "HAS_MORE", TPL_BOOL, has_more),
    TPL_SUB(home_view, "MORE", TPL_LIST, more, card_fields, sizeof(struct card_view)),
    TPL_FIELD(home_view, "CARDS", TPL_INCLUDE, cards),
    TPL_FIELD(home_view, "PAGER", TPL_INCLUDE, pager),
    TPL_FIELD(home_view, "EMPTY", TPL_BOOL, empty),
    TPL_FIELD(home_view, "SIGNED_IN", TPL_BOOL, signed_in),
    TPL_FIELD(home_view, "MAY_WRITE", TPL_BOOL, may_write),
    TPL_END};
TPL_TEMPLATE(home, "site/home.tpl", home_view, home_fields);

/* ---- parts of the front page ---- */

/* The newest stories, and which of them already have a place on the page. */
struct deal {
    const struct article *items;
    size_t n;
    bool *shown;
};

/* Fills the top of the page with the newest stories: first the lead, then those under it, then
 * those beside it. */
static void deal_top(struct context *c, struct deal *deal, struct home_view *v)
{
    size_t under = deal->n >= 1 + UNDER + BESIDE ? UNDER : 0;
    size_t left = deal->n - 1 - under, beside = left < BESIDE ? left : BESIDE;
    struct card_view *lead = ARENA_NEW(c->arena, struct card_view);
    *lead = card_of(c, &deal->items[0]);
    v->lead = lead;
    v->under = card_list(c, deal->items + 1, under);
    v->has_under = under > 0;
    v->beside = card_list(c, deal->items + 1 + under, beside);
    v->has_beside = beside > 0;
    for (size_t i = 0; i < 1 + under + beside; i++)
        deal->shown[i] = true;
}

static enum err_kind add_videos(struct context *c, struct home_view *v, struct err *e)
{
    struct db_conn *conn;
    struct video_list videos;
    TRY(context_db(c, &conn, e));
    TRY(video_list(conn, (struct article_key){0}, false, VIDEOS, c->arena, &videos, e));
    v->videos = videos_include(c, videos.items, videos.n, VIDEOS_BELOW_H2);
    v->has_videos = videos.n > 0;
    return OK;
}

/* Puts up to BLOCK_STORIES stories of the section into STORIES: first those of the page that have
 * no place yet, then, if OLDER, stories older than all of the page. */
static enum err_kind gather_stories(struct context *c, struct deal *deal, int64_t section_id,
                                    bool older, struct article *stories, size_t *n, struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    *n = 0;
    for (size_t i = 0; i < deal->n && *n < BLOCK_STORIES; i++)
        if (!deal->shown[i] && deal->items[i].section_id == section_id) {
            deal->shown[i] = true;
            stories[(*n)++] = deal->items[i];
        }
    if (!older || *n == BLOCK_STORIES)
        return OK;
    const struct article *last = &deal->items[deal->n - 1];
    struct article_query q = {.scope = SCOPE_SECTION,
                              .scope_id = section_id,
                              .key = {last->published_at, last->id},
                              .limit = BLOCK_STORIES - (int64_t)*n};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    for (size_t i = 0; i < list.n; i++)
        stories[(*n)++] = list.items[i];
    return OK;
}

/* The block of SECTION. The first story with a picture is shown large; if none has one, the first
 * story. */
static struct block_view block_of(struct context *c, const struct section *section,
                                  const struct article *stories, size_t n)
{
    size_t large = 0;
    while (large < n && str_empty(stories[large].picture.path))
        large++;
    large = large == n ? 0 : large;
    struct card_view *cards = ARENA_ARRAY(c->arena, struct card_view, n);
    cards[0] = card_of(c, &stories[large]);
    for (size_t i = 0, at = 1; i < n; i++)
        if (i != large)
            cards[at++] = card_of(c, &stories[i]);
    return (struct block_view){
        .name = section->name,
        .url = section_url(c->arena, section->slug),
        .id = arena_printf(c->arena, "section-%" PRId64, section->id),
        .first = cards,
        .has_stories = n > 1,
        .stories = {cards + 1, n - 1},
    };
}

static enum err_kind add_blocks(struct context *c, struct deal *deal, bool older,
                                struct home_view *v, struct err *e)
{
    struct db_conn *conn;
    struct section_list sections;
    struct block_view *blocks = ARENA_ARRAY(c->arena, struct block_view, BLOCKS_MAX);
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &sections, e));
    for (size_t i = 0; i < sections.n && v->blocks.n < BLOCKS_MAX; i++) {
        struct article stories[BLOCK_STORIES];
        size_t n;
        TRY(gather_stories(c, deal, sections.items[i].id, older, stories, &n, e));
        if (n > 0)
            blocks[v->blocks.n++] = block_of(c, &sections.items[i], stories, n);
    }
    v->blocks.items = blocks;
    return OK;
}

static void add_more(struct context *c, const struct deal *deal, struct home_view *v)
{
    struct card_view *cards = ARENA_ARRAY(c->arena, struct card_view, deal->n);
    for (size_t i = 0; i < deal->n; i++)
        if (!deal->shown[i])
            cards[v->more.n++] = card_of(c, &deal->items[i]);
    v->more.items = cards;
    v->has_more = v->more.n > 0;
}

static enum err_kind arrange_front_page(struct context *c, const struct article_list *list,
                                        struct home_view *v, struct err *e)
{
    struct deal deal = {list->items, list->n, ARENA_ARRAY(c->arena, bool, list->n + 1)};
    TRY(add_videos(c, v, e));
    if (list->n == 0)
        return OK;
    deal_top(c, &deal, v);
    TRY(add_blocks(c, &deal, list->older, v, e));
    add_more(c, &deal, v);
    return OK;
}

/* ---- pages ---- */

/* The page that the address names. ERR_NOT_FOUND for a number above PAGES_MAX. */
static enum err_kind page_number(struct context *c, int64_t *out, struct err *e)
{
    *out = 1;
    if (str_empty(c->arg[0]))
        return OK;
    if (!str_int(c->arg[0], out) || *out > PAGES_MAX)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page."));
    return OK;
}

static struct str page_path(struct context *c, int64_t page)
{
    return page == 1 ? STR("/") : arena_printf(c->arena, "/page/%" PRId64 "/", page);
}

/* The address of the page after PAGE, whose last article is LAST: the next number, or the archive.
 */
static struct str older_url(struct context *c, int64_t page, const struct article *last)
{
    if (page < PAGES_MAX)
        return page_path(c, page + 1);
    struct civil day = locale_civil(c->settings->locale, last->published_at);
    return arena_printf(c->arena, "/%04d/?before=%" PRId64 "-%" PRId64, day.year,
                        last->published_at, last->id);
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    int64_t page;
    struct home_view *v = ARENA_NEW(c->arena, struct home_view);
    struct article_query q = {.scope = SCOPE_ALL, .limit = c->settings->articles_per_page};
    TRY(page_number(c, &page, e));
    TRY(context_db(c, &conn, e));
    if (page > 1)
        TRY(article_page_key(conn, page, q.limit, &q.key, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    if (page > 1) {
        v->title = SAY(c, "Latest news, page {number}", PUT_N("number", page));
        v->cards = cards_include(c, list.items, list.n, CARDS_GRID);
    } else {
        TRY(arrange_front_page(c, &list, v, e));
        TRY(most_read_include(c, 0, &v->most_read, e));
    }
    v->empty = list.n == 0;
    v->signed_in = c->session != NULL; /* such a page is never stored (answer_page.c) */
    v->may_write = context_may(c, RIGHT_WRITE);
    v->pager = list_pager(c, page > 1 ? page_path(c, page - 1) : STR_NONE,
                          list.older ? older_url(c, page, &list.items[list.n - 1]) : STR_NONE);
    struct layout_page frame = {
        .title = v->title,
        .path = page_path(c, page),
        .feeds = feed_links_of_site(c),
        .head = page == 1 ? structured_site(c) : (struct tpl_include){0},
        .content = tpl_home(v),
    };
    return layout_view(c, &frame, out, e);
}

enum err_kind home_page(struct context *c, struct err *e)
{
    int64_t page;
    TRY(page_number(c, &page, e));
    if (page == 1 && !str_empty(c->arg[0]))
        return answer_moved(c, STR("/"));
    return answer_page(c, page_path(c, page), render, e);
}

enum err_kind home_try(struct context *c, struct err *e)
{
    c->arg[0] = STR_NONE;
    return page_try(c, render, e);
}
