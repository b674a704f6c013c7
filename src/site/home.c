/* SPDX-License-Identifier: MIT */
/* The front page: a lead story, others beside it, columns of the rest, the latest videos, and what
 * else the sections hold. Its later pages are plain columns. */
#include "site/site.h"

#include <inttypes.h>

#include "core/section.h"
#include "site/layout.h"
#include "site/list.h"
#include "site/most_read.h"
#include "site/structured.h"
#include "site/video_card.h"

enum {
    PAGES_MAX = 100, /* article_page_key's: what is older is in the archive */
    COLUMNS = 3,     /* of the stories below */
    UNDER = 2,       /* stories under the lead */
    BESIDE = 3,      /* and beside it */
    VIDEOS = 6,
    BLOCKS_MAX = 8, /* sections with more to read */
    BLOCK_STORIES = 4,
};

struct block_view {
    struct str name, url;
    struct tpl_list stories;
};
static const struct tpl_field block_fields[] = {
    TPL_FIELD(block_view, "NAME", TPL_STR, name),
    TPL_FIELD(block_view, "SECTION_URL", TPL_STR, url),
    TPL_SUB(block_view, "STORIES", TPL_LIST, stories, card_fields, sizeof(struct card_view)),
    TPL_END};

struct home_view {
    struct str title; /* of a later page; empty on the front page */
    const struct card_view *lead;
    bool has_under, has_beside, has_videos, has_blocks, empty;
    struct tpl_list under, beside, blocks;
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
    TPL_FIELD(home_view, "CARDS", TPL_INCLUDE, cards),
    TPL_FIELD(home_view, "PAGER", TPL_INCLUDE, pager),
    TPL_FIELD(home_view, "MOST_READ", TPL_INCLUDE, most_read),
    TPL_FIELD(home_view, "HAS_VIDEOS", TPL_BOOL, has_videos),
    TPL_FIELD(home_view, "VIDEOS", TPL_INCLUDE, videos),
    TPL_FIELD(home_view, "HAS_BLOCKS", TPL_BOOL, has_blocks),
    TPL_SUB(home_view, "BLOCKS", TPL_LIST, blocks, block_fields, sizeof(struct block_view)),
    TPL_FIELD(home_view, "EMPTY", TPL_BOOL, empty),
    TPL_END};

/* ---- parts of the front page ---- */

/* Deals the stories out, newest first: the lead, those under it, those beside it, the columns. As
 * many go to the front as make the columns' last row a full one. */
static void arrange(struct context *c, const struct article_list *list, struct home_view *v)
{
    size_t n = list->n, under = 0, beside = 0;
    if (n == 0)
        return;
    if (n < 1 + UNDER + BESIDE) {
        beside = n - 1;
    } else {
        size_t left_over = (n - 1 - UNDER - BESIDE) % COLUMNS;
        under = UNDER + (left_over == 2);
        beside = BESIDE + (left_over > 0);
    }
    struct card_view *lead = ARENA_NEW(c->arena, struct card_view);
    const struct article *next = list->items;
    *lead = card_of(c, next++);
    v->lead = lead;
    v->under = card_list(c, next, under);
    v->has_under = under > 0;
    v->beside = card_list(c, next + under, beside);
    v->has_beside = beside > 0;
    v->cards = cards_include(c, next + under + beside, n - 1 - under - beside, CARDS_GRID);
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

/* From each section the newest stories that are not on this page already: those older than LAST. */
static enum err_kind add_blocks(struct context *c, const struct article *last, struct home_view *v,
                                struct err *e)
{
    struct db_conn *conn;
    struct section_list sections;
    struct block_view *blocks = ARENA_ARRAY(c->arena, struct block_view, BLOCKS_MAX);
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &sections, e));
    for (size_t i = 0; i < sections.n && v->blocks.n < BLOCKS_MAX; i++) {
        struct article_list list;
        struct article_query q = {.scope = SCOPE_SECTION,
                                  .scope_id = sections.items[i].id,
                                  .key = {last->published_at, last->id},
                                  .limit = BLOCK_STORIES};
        TRY(article_list(conn, &q, c->arena, &list, e));
        if (list.n > 0)
            blocks[v->blocks.n++] = (struct block_view){
                .name = sections.items[i].name,
                .url = section_url(c->arena, sections.items[i].slug),
                .stories = card_list(c, list.items, list.n),
            };
    }
    v->blocks.items = blocks;
    v->has_blocks = v->blocks.n > 0;
    return OK;
}

/* ---- pages ---- */

/* ERR_NOT_FOUND for a number past any page. */
static enum err_kind page_number(struct context *c, int64_t *out, struct err *e)
{
    *out = 1;
    if (str_empty(c->arg[0]))
        return OK;
    if (!str_int(c->arg[0], out) || *out > PAGES_MAX)
        return err_set(e, ERR_NOT_FOUND, "There is no such page.");
    return OK;
}

static struct str page_path(struct context *c, int64_t page)
{
    return page == 1 ? STR("/") : arena_printf(c->arena, "/page/%" PRId64 "/", page);
}

/* Where the list goes on after the page whose last article is LAST. */
static struct str older_url(struct context *c, int64_t page, const struct article *last)
{
    if (page < PAGES_MAX)
        return page_path(c, page + 1);
    struct civil day = locale_civil(c->settings->locale, last->published_at);
    return arena_printf(c->arena, "/%04d/?before=%" PRId64 "-%" PRId64, day.year,
                        last->published_at, last->id);
}

static enum err_kind render(struct context *c, const char **file, const struct tpl_field **fields,
                            const void **view, struct err *e)
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
        v->title = arena_printf(c->arena, "Latest news, page %" PRId64, page);
        v->cards = cards_include(c, list.items, list.n, CARDS_GRID);
    } else {
        arrange(c, &list, v);
        TRY(most_read_include(c, STR("/"), &v->most_read, e));
        TRY(add_videos(c, v, e));
        if (list.older)
            TRY(add_blocks(c, &list.items[list.n - 1], v, e));
    }
    v->empty = list.n == 0;
    v->pager = list_pager(c, page > 1 ? page_path(c, page - 1) : STR_NONE,
                          list.older ? older_url(c, page, &list.items[list.n - 1]) : STR_NONE);
    struct layout_page frame = {
        .title = v->title,
        .path = page_path(c, page),
        .head = page == 1 ? structured_site(c) : (struct tpl_include){0},
        .file = "site/home.tpl",
        .fields = home_fields,
        .view = v,
    };
    return layout_view(c, &frame, file, fields, view, e);
}

enum err_kind home_page(struct context *c, struct err *e)
{
    int64_t page;
    TRY(page_number(c, &page, e));
    if (page == 1 && !str_empty(c->arg[0]))
        return answer_moved(c, STR("/"));
    return answer_page(c, page_path(c, page), render, e);
}
