/* SPDX-License-Identifier: MIT */
/* Shows the lists of most-read articles. A job makes the lists (core/popular/popular.h); a page
 * only looks up a few rows by key.
 *
 * The block is part of other pages and is rendered with them. The job raises the content version
 * only if the block's five articles or their order have changed. So counting a view makes no page
 * stale, and the block shows no numbers of views. The page with all lists shows them. It is cached
 * under a key that contains the lists' version, which changes with them at most once a minute. */
#include "site/lists/most_read.h"

#include <inttypes.h>

#include "core/popular/popular.h"
#include "site/page/cards.h"
#include "site/page/layout.h"
#include "site/site.h"
#include "web/answer_page.h"
#include "web/answer.h"
#include "web/fragment.h"
#include "web/reads.h"

static const struct {
    const char *id, *title, *block, *nothing;
} spans[POPULAR_SPANS] = {
    [POPULAR_HOUR] = {"last-hour", N_("In the last hour"), "",
                      N_("Nothing was read in the last 60 minutes.")},
    [POPULAR_DAY] = {"last-day", N_("In the last 24 hours"), N_("in the last 24 hours"),
                     N_("Nothing was read in the last 24 hours.")},
    [POPULAR_WEEK] = {"last-week", N_("In the last 7 days"), N_("in the last 7 days"),
                      N_("Nothing was read in the last 7 days.")},
    [POPULAR_MONTH] = {"last-month", N_("In the last 30 days"), N_("in the last 30 days"),
                       N_("Nothing was read in the last 30 days.")},
    [POPULAR_ALL] = {"all-time", N_("Of all time"), N_("of all time"), N_("Nothing was read yet.")},
};

struct item_view {
    struct str title, url, section, section_url, reads;
    bool current;
};
/* The first table is for the block; the second, for the page, has the section and the views of the
 * span as well. */
static const struct tpl_field item_fields[] = {
    TPL_FIELD(item_view, "TITLE", TPL_STR, title),
    TPL_FIELD(item_view, "URL", TPL_STR, url),
    TPL_FIELD(item_view, "CURRENT", TPL_BOOL, current),
    TPL_END,
};
static const struct tpl_field entry_fields[] = {
    TPL_FIELD(item_view, "TITLE", TPL_STR, title),
    TPL_FIELD(item_view, "URL", TPL_STR, url),
    TPL_FIELD(item_view, "SECTION", TPL_STR, section),
    TPL_FIELD(item_view, "SECTION_URL", TPL_STR, section_url),
    TPL_FIELD(item_view, "READS", TPL_STR, reads),
    TPL_END,
};

/* The views of ART in LIST; an article that has just been deleted is in the list but has no card.
 */
static int64_t views_in(const struct popular_list *list, const struct article *art)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].article_id == art->id)
            return list->items[i].n;
    return 0;
}

static enum err_kind items_make(struct context *c, const struct popular_list *list,
                                int64_t current_id, struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct article_list cards;
    int64_t ids[POPULAR_SHOWN];
    for (size_t i = 0; i < list->n; i++)
        ids[i] = list->items[i].article_id;
    TRY(context_db(c, &conn, e));
    TRY(article_cards(conn, ids, list->n, c->arena, &cards, e));
    struct item_view *items = ARENA_ARRAY(c->arena, struct item_view, cards.n);
    for (size_t i = 0; i < cards.n; i++) {
        const struct article *art = &cards.items[i];
        items[i] = (struct item_view){
            .title = art->title,
            .url = article_url(art, c->arena),
            .section = art->section_name,
            .section_url = section_url(c->arena, art->section_slug),
            .reads = reads_text(c, (uint64_t)views_in(list, art)),
            .current = art->id == current_id,
        };
    }
    *out = (struct tpl_list){items, cards.n};
    return OK;
}

/* ---- the block ---- */

struct block_view {
    struct str span;
    struct tpl_list items;
};
static const struct tpl_field block_fields[] = {
    TPL_FIELD(block_view, "SPAN", TPL_STR, span),
    TPL_SUB(block_view, "ITEMS", TPL_LIST, items, item_fields, sizeof(struct item_view)),
    TPL_END,
};
TPL_TEMPLATE(most_read, "site/most_read.tpl", block_view, block_fields);

/* The block as shown on pages of none of its articles: one fragment for all pages. The fragment
 * begins with the ids of the articles. */
struct block {
    int64_t ids[POPULAR_SHOWN]; /* 0 after the last one */
    struct str html;            /* empty if nothing was read */
};

static bool block_has(const struct block *b, int64_t id)
{
    bool has = false;
    for (size_t i = 0; id != 0 && i < POPULAR_SHOWN; i++)
        has = has || b->ids[i] == id;
    return has;
}

static enum err_kind block_make(struct context *c, int64_t current_id, struct block *out,
                                struct err *e)
{
    struct db_conn *conn;
    enum popular_span span;
    struct popular_list list;
    *out = (struct block){0};
    TRY(context_db(c, &conn, e));
    TRY(popular_block(conn, &span, &list, e));
    if (list.n == 0)
        return OK;
    for (size_t i = 0; i < list.n; i++)
        out->ids[i] = list.items[i].article_id;
    struct block_view v = {.span = say(c, spans[span].block)};
    TRY(items_make(c, &list, current_id, &v.items, e));
    return answer_expand(c, tpl_most_read(&v), &out->html, e);
}

enum err_kind most_read_include(struct context *c, int64_t current_id, struct tpl_include *out,
                                struct err *e)
{
    static const struct fragment_key key = {FRAGMENT_MOST_READ, 0};
    struct block b;
    struct str kept;
    TRY(fragment_find(c, key, STR_NONE, &kept, e));
    if (kept.p != NULL) {
        memcpy(b.ids, kept.p, sizeof b.ids);
        b.html = str_skip(kept, sizeof b.ids);
    } else {
        TRY(block_make(c, 0, &b, e));
        kept = arena_join(c->arena, str_of((const char *)b.ids, sizeof b.ids), b.html);
        fragment_store(c, key, STR_NONE, false, kept);
    }
    if (block_has(&b, current_id))
        TRY(block_make(c, current_id, &b, e));
    *out = fragment_shown(c, b.html);
    return OK;
}

/* ---- the page ---- */

struct span_view {
    struct str id, title, nothing;
    bool any;
    struct tpl_list items;
};
static const struct tpl_field span_fields[] = {
    TPL_FIELD(span_view, "SPAN_ID", TPL_STR, id),
    TPL_FIELD(span_view, "SPAN", TPL_STR, title),
    TPL_FIELD(span_view, "NOTHING", TPL_STR, nothing),
    TPL_FIELD(span_view, "NOTHING", TPL_IF_TEXT, nothing),
    TPL_FIELD(span_view, "ANY", TPL_BOOL, any),
    TPL_SUB(span_view, "ITEMS", TPL_LIST, items, entry_fields, sizeof(struct item_view)),
    TPL_END,
};

struct page_view {
    struct tpl_list spans;
};
static const struct tpl_field page_fields[] = {
    TPL_SUB(page_view, "SPANS", TPL_LIST, spans, span_fields, sizeof(struct span_view)),
    TPL_END,
};
TPL_TEMPLATE(most_read_page, "site/most_read_page.tpl", page_view, page_fields);

static enum err_kind span_make(struct context *c, enum popular_span span, struct span_view *out,
                               struct err *e)
{
    struct db_conn *conn;
    struct popular_list list;
    TRY(context_db(c, &conn, e));
    TRY(popular_list(conn, span, &list, e));
    *out = (struct span_view){
        .id = str_from(spans[span].id),
        .title = say(c, spans[span].title),
        .any = list.n > 0,
    };
    if (list.n == 0)
        out->nothing = say(c, spans[span].nothing);
    return items_make(c, &list, 0, &out->items, e);
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct page_view *v = ARENA_NEW(c->arena, struct page_view);
    struct span_view *items = ARENA_ARRAY(c->arena, struct span_view, POPULAR_SPANS);
    for (enum popular_span span = 0; span < POPULAR_SPANS; span++)
        TRY(span_make(c, span, &items[span], e));
    v->spans = (struct tpl_list){items, POPULAR_SPANS};
    struct layout_page frame = {
        .title = say(c, "Most read"),
        .path = STR("/most-read/"),
        .content = tpl_most_read_page(v),
    };
    return layout_view(c, &frame, out, e);
}

enum err_kind most_read_page(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct popular_version at;
    TRY(context_db(c, &conn, e));
    TRY(popular_version(conn, &at, e));
    struct str key =
        arena_printf(c->arena, "/most-read/#%" PRId64 ".%" PRId64, at.version, at.ranked_at);
    return answer_page(c, key, render, e);
}
