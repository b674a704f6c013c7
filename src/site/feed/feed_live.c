/* SPDX-License-Identifier: MIT */
/* Adds a live blog's entries to its item in a feed. They are expanded on their own and made
 * absolute here, because the article's text, which they follow, is absolute already. */
#include "site/feed/feed_live.h"

#include "site/page/live_view.h"
#include "site/page/article_text.h"
#include "text/absolute.h"

enum { ENTRIES_MAX = 10 }; /* feed readers poll often, and the item links to the page */

struct entry_view {
    struct str link, when, title;
    struct html text;
};
static const struct tpl_field entry_fields[] = {TPL_FIELD(entry_view, "LINK", TPL_STR, link),
                                                TPL_FIELD(entry_view, "WHEN", TPL_STR, when),
                                                TPL_FIELD(entry_view, "TITLE", TPL_STR, title),
                                                TPL_FIELD(entry_view, "TITLE", TPL_IF_TEXT, title),
                                                TPL_FIELD(entry_view, "TEXT", TPL_HTML, text),
                                                TPL_END};

struct entries_view {
    struct tpl_list entries;
};
static const struct tpl_field entries_fields[] = {
    TPL_SUB(entries_view, "ENTRIES", TPL_LIST, entries, entry_fields, sizeof(struct entry_view)),
    TPL_END};
TPL_TEMPLATE(live, "feed/live.tpl", entries_view, entries_fields);

static enum err_kind expand(struct context *c, const struct entries_view *v, struct buf *out,
                            struct err *e)
{
    enum err_kind kind = tpl_expand(context_edition(c)->set, tpl_live(v), out, e);
    return kind;
}

enum err_kind feed_live_add(struct context *c, const struct article *art, struct str address,
                            struct html *html, struct err *e)
{
    const struct live_place newest = {.side = LIVE_NEWEST};
    struct live_page page;
    TRY(live_page_read(c, art, &newest, &page, e));
    size_t n = page.list.n < ENTRIES_MAX ? page.list.n : ENTRIES_MAX;
    struct entry_view *items = ARENA_ARRAY(c->arena, struct entry_view, n);
    for (size_t i = 0; i < n; i++) {
        const struct live_entry *entry = &page.list.items[i];
        items[i] = (struct entry_view){
            .link = page.urls[i],
            .when = locale_date(c->settings->locale, entry->at, DATE_TIME, c->arena),
            .title = entry->title,
        };
        TRY(live_text_for_feed(c, art, entry, &items[i].text, e));
    }
    const struct entries_view v = {{items, n}};
    struct buf all = buf_in(c->arena), entries = buf_in(c->arena);
    TRY(expand(c, &v, &entries, e));
    struct str text = str_trim(buf_str(&entries));
    struct html whole =
        html_absolute(c->arena, (struct html){text.p, text.n}, address, article_url(art, c->arena));
    buf_printf(&all, "%.*s\n%.*s", (int)html->n, html->p, (int)whole.n, whole.p);
    *html = (struct html){all.p, all.n};
    return OK;
}
