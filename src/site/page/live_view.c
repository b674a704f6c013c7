/* SPDX-License-Identifier: MIT */
/* Shows a page of a live blog's entries. Which entries depends on the query (live_ask_read); what
 * they show depends on the entries and on the article. The same entries serve the article's page
 * and the polls of pages that are open (live_feed_include). */
#include "site/page/live_view.h"

#include <inttypes.h>

#include "site/page/cards.h"
#include "site/page/list.h"
#include "site/page/article_text.h"

enum { ENTRIES_ON_PAGE = 20 };

/* ---- what is asked for ---- */

static enum err_kind ask_for_entry(struct context *c, const struct article *art, int64_t id,
                                   struct live_ask *out, struct err *e)
{
    struct db_conn *conn;
    struct live_entry entry;
    TRY(context_db(c, &conn, e));
    enum err_kind kind = live_entry_get(conn, art->id, id, c->arena, &entry, e);
    out->gone = kind == ERR_NOT_FOUND;
    if (out->gone)
        return OK;
    TRY(kind);
    out->place = (struct live_place){LIVE_FROM, {entry.at, entry.id}};
    out->key = arena_printf(c->arena, "#entry=%" PRId64, id);
    return OK;
}

enum err_kind live_ask_read(struct context *c, const struct article *art, struct live_ask *out,
                            struct err *e)
{
    *out = (struct live_ask){.place = {.side = LIVE_NEWEST}};
    if (art->live == LIVE_NO)
        return OK;
    int64_t entry = form_int(&c->query, "entry", 1, INT64_MAX, 0, NULL);
    if (entry != 0)
        return ask_for_entry(c, art, entry, out, e);
    struct str after = form_raw(&c->query, "after");
    bool newer = !str_empty(after);
    struct str typed = newer ? after : form_raw(&c->query, "before");
    if (!article_key_parse(typed, &out->place.key))
        return OK;
    out->place.side = newer ? LIVE_NEWER : LIVE_OLDER;
    out->cursor = true;
    out->key = arena_printf(c->arena, "#%s=%" PRId64 "-%" PRId64, newer ? "after" : "before",
                            out->place.key.published_at, out->place.key.id);
    return OK;
}

/* ---- reading ---- */

enum err_kind live_page_read(struct context *c, const struct article *art,
                             const struct live_place *place, struct live_page *out, struct err *e)
{
    struct db_conn *conn;
    *out = (struct live_page){0};
    TRY(context_db(c, &conn, e));
    TRY(live_list(conn, art->id, place, ENTRIES_ON_PAGE, c->arena, &out->list, e));
    TRY(live_started_at(conn, art->id, &out->begun_at, e));
    if (out->begun_at == 0)
        out->begun_at = art->published_at;
    out->latest_at =
        art->revised_at == 0 && out->list.n > 0 ? out->list.items[0].at : art->revised_at;
    struct str url = article_url(art, c->arena);
    out->urls = ARENA_ARRAY(c->arena, struct str, out->list.n);
    for (size_t i = 0; i < out->list.n; i++) {
        int64_t id = out->list.items[i].id;
        out->urls[i] =
            arena_printf(c->arena, "%.*s?entry=%" PRId64 "#entry-%" PRId64, STR_ARG(url), id, id);
    }
    return OK;
}

struct str live_feed_url(const struct article *art, struct arena *a)
{
    return arena_join(a, article_url(art, a), STR("live.html"));
}

/* ---- the entries ---- */

struct entry_view {
    int64_t id, version;
    struct str link, iso, time, date, title;
    struct str author, author_url; /* empty if it is the article's author */
    struct str edited, edited_iso; /* empty if it was never edited */
    struct html text;
};
static const struct tpl_field entry_fields[] = {
    TPL_FIELD(entry_view, "ID", TPL_INT, id),
    TPL_FIELD(entry_view, "VERSION", TPL_INT, version),
    TPL_FIELD(entry_view, "LINK", TPL_STR, link),
    TPL_FIELD(entry_view, "ISO", TPL_STR, iso),
    TPL_FIELD(entry_view, "TIME", TPL_STR, time),
    TPL_FIELD(entry_view, "DATE", TPL_STR, date),
    TPL_FIELD(entry_view, "TITLE", TPL_STR, title),
    TPL_FIELD(entry_view, "TITLE", TPL_IF_TEXT, title),
    TPL_FIELD(entry_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(entry_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(entry_view, "AUTHOR", TPL_IF_TEXT, author),
    TPL_FIELD(entry_view, "AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(entry_view, "EDITED", TPL_STR, edited),
    TPL_FIELD(entry_view, "EDITED", TPL_IF_TEXT, edited),
    TPL_FIELD(entry_view, "EDITED_ISO", TPL_STR, edited_iso),
    TPL_END};

struct feed_view {
    struct str state, updated, updated_iso, page_url;
    bool on, over, none;
    bool whole; /* there are no older entries */
    struct tpl_list entries;
};
static const struct tpl_field feed_fields[] = {
    TPL_FIELD(feed_view, "LIVE_STATE", TPL_STR, state),
    TPL_FIELD(feed_view, "LIVE_UPDATED", TPL_STR, updated),
    TPL_FIELD(feed_view, "LIVE_UPDATED", TPL_IF_TEXT, updated),
    TPL_FIELD(feed_view, "LIVE_UPDATED_ISO", TPL_STR, updated_iso),
    TPL_FIELD(feed_view, "PAGE_URL", TPL_STR, page_url),
    TPL_FIELD(feed_view, "ON", TPL_BOOL, on),
    TPL_FIELD(feed_view, "OVER", TPL_BOOL, over),
    TPL_FIELD(feed_view, "NONE", TPL_BOOL, none),
    TPL_FIELD(feed_view, "WHOLE", TPL_BOOL, whole),
    TPL_SUB(feed_view, "ENTRIES", TPL_LIST, entries, entry_fields, sizeof(struct entry_view)),
    TPL_END};
TPL_TEMPLATE(live_feed, "site/live_feed.tpl", feed_view, feed_fields);

static enum err_kind entry_make(struct context *c, const struct article *art,
                                const struct live_entry *entry, struct str link,
                                struct entry_view *out, struct err *e)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    *out = (struct entry_view){
        .id = entry->id,
        .version = entry->version,
        .link = link,
        .iso = locale_iso(l, entry->at, a),
        .time = locale_date(l, entry->at, DATE_TIME_ONLY, a),
        .date = locale_date(l, entry->at, DATE_SHORT, a),
        .title = entry->title,
    };
    if (entry->user_id != 0 && entry->user_id != art->author_id) {
        out->author = entry->author_name;
        out->author_url = author_url(a, entry->author_slug);
    }
    if (entry->edited_at != 0) {
        out->edited = locale_date(l, entry->edited_at, DATE_TIME, a);
        out->edited_iso = locale_iso(l, entry->edited_at, a);
    }
    return live_text_make(c, art, entry, &out->text, e);
}

enum err_kind live_feed_include(struct context *c, const struct article *art,
                                const struct live_page *page, struct tpl_include *out,
                                struct err *e)
{
    const struct live_list *list = &page->list;
    struct feed_view *v = ARENA_NEW(c->arena, struct feed_view);
    struct entry_view *items = ARENA_ARRAY(c->arena, struct entry_view, list->n);
    for (size_t i = 0; i < list->n; i++)
        TRY(entry_make(c, art, &list->items[i], page->urls[i], &items[i], e));
    *v = (struct feed_view){
        .state = art->live == LIVE_ON ? STR("on") : STR("over"),
        .page_url = article_url(art, c->arena),
        .on = art->live == LIVE_ON,
        .over = art->live == LIVE_OVER,
        .none = list->n == 0,
        .whole = !list->older,
        .entries = {items, list->n},
    };
    if (page->latest_at != 0) {
        v->updated = locale_date(c->settings->locale, page->latest_at, DATE_TIME, c->arena);
        v->updated_iso = locale_iso(c->settings->locale, page->latest_at, c->arena);
    }
    *out = tpl_live_feed(v);
    return OK;
}

/* ---- the section of the page ---- */

struct live_view {
    struct str heading, feed_url, latest, assets;
    struct tpl_include feed, pager;
};
static const struct tpl_field live_fields[] = {
    TPL_FIELD(live_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(live_view, "FEED_URL", TPL_STR, feed_url),
    TPL_FIELD(live_view, "FEED_URL", TPL_IF_TEXT, feed_url),
    TPL_FIELD(live_view, "LATEST", TPL_STR, latest),
    TPL_FIELD(live_view, "LATEST", TPL_IF_TEXT, latest),
    TPL_FIELD(live_view, "FEED", TPL_INCLUDE, feed),
    TPL_FIELD(live_view, "PAGER", TPL_INCLUDE, pager),
    TPL_FIELD(live_view, "ASSETS", TPL_STR, assets),
    TPL_END};
TPL_TEMPLATE(live, "site/live.tpl", live_view, live_fields);

static struct str key_url(struct context *c, const struct article *art, const char *side,
                          const struct live_entry *entry)
{
    struct str url = article_url(art, c->arena);
    return arena_printf(c->arena, "%.*s?%s=%" PRId64 "-%" PRId64 "#live", STR_ARG(url), side,
                        entry->at, entry->id);
}

enum err_kind live_include(struct context *c, const struct article *art,
                           const struct live_page *page, bool open, struct tpl_include *out,
                           struct err *e)
{
    const struct live_list *list = &page->list;
    bool on = art->live == LIVE_ON;
    struct live_view *v = ARENA_NEW(c->arena, struct live_view);
    *v = (struct live_view){
        .heading = on ? say(c, "Live updates") : say(c, "As it happened"),
        .feed_url = on && open ? live_feed_url(art, c->arena) : STR_NONE,
        .assets = context_assets(c),
    };
    if (list->newer || (list->n == 0 && !open))
        v->latest = arena_join(c->arena, article_url(art, c->arena), STR("#live"));
    if (list->n > 0)
        v->pager = list_pager(c, list->newer ? key_url(c, art, "after", &list->items[0]) : STR_NONE,
                              list->older ? key_url(c, art, "before", &list->items[list->n - 1])
                                          : STR_NONE);
    TRY(live_feed_include(c, art, page, &v->feed, e));
    *out = tpl_live(v);
    return OK;
}
