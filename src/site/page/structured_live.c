/* SPDX-License-Identifier: MIT */
/* The LiveBlogPosting of the entries that are on the page, no others. An entry without an author of
 * its own has the article's. */
#include "site/page/structured_live.h"

#include "base/utf8.h"
#include "site/page/address.h"
#include "site/page/cards.h"
#include "text/excerpt.h"

/* How much of an entry's text is given: enough to know what it says, not enough to reprint it. */
enum { BODY_CHARACTERS = 400 };

struct update_view {
    struct str url, headline, published, modified, author, author_url, body;
    bool more;
};
static const struct tpl_field update_fields[] = {
    TPL_FIELD(update_view, "UPDATE_URL", TPL_STR, url),
    TPL_FIELD(update_view, "UPDATE_HEADLINE", TPL_STR, headline),
    TPL_FIELD(update_view, "UPDATE_PUBLISHED", TPL_STR, published),
    TPL_FIELD(update_view, "UPDATE_MODIFIED", TPL_STR, modified),
    TPL_FIELD(update_view, "UPDATE_AUTHOR", TPL_STR, author),
    TPL_FIELD(update_view, "UPDATE_AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(update_view, "UPDATE_BODY", TPL_STR, body),
    TPL_FIELD(update_view, "MORE", TPL_BOOL, more),
    TPL_END};

struct live_posting {
    struct str start, end;
    struct tpl_list updates;
};
const struct tpl_field live_posting_fields[] = {
    TPL_FIELD(live_posting, "START", TPL_STR, start), TPL_FIELD(live_posting, "END", TPL_STR, end),
    TPL_FIELD(live_posting, "END", TPL_IF_TEXT, end),
    TPL_SUB(live_posting, "UPDATES", TPL_LIST, updates, update_fields, sizeof(struct update_view)),
    TPL_END};

static struct update_view update_of(struct context *c, const struct article *art,
                                    const struct live_entry *entry, struct str path)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    bool own = entry->user_id == 0;
    struct str body = excerpt_from(a, entry->body, BODY_CHARACTERS);
    struct update_view v = {
        .url = page_address(c, path),
        .headline = str_empty(entry->title) ? excerpt_from(a, entry->body, 100) : entry->title,
        .published = locale_iso(l, entry->at, a),
        .author = own ? art->author_name : entry->author_name,
        .author_url = page_address(c, author_url(a, own ? art->author_slug : entry->author_slug)),
        .body = str_empty(body) ? entry->title : body,
    };
    v.modified = entry->edited_at > entry->at ? locale_iso(l, entry->edited_at, a) : v.published;
    return v;
}

const struct live_posting *live_posting_make(struct context *c, const struct article *art,
                                             const struct live_page *page)
{
    if (art->live == LIVE_NO)
        return NULL;
    const struct locale *l = c->settings->locale;
    const struct live_list *list = &page->list;
    struct live_posting *v = ARENA_NEW(c->arena, struct live_posting);
    struct update_view *updates = ARENA_ARRAY(c->arena, struct update_view, list->n);
    for (size_t i = 0; i < list->n; i++) {
        updates[i] = update_of(c, art, &list->items[i], page->urls[i]);
        updates[i].more = i + 1 < list->n;
    }
    *v = (struct live_posting){
        .start = locale_iso(l, page->begun_at, c->arena),
        .end = art->live == LIVE_OVER ? locale_iso(l, art->live_ended_at, c->arena) : STR_NONE,
        .updates = {updates, list->n},
    };
    return v;
}
