/* SPDX-License-Identifier: MIT */
/* Feeds in RSS 2.0, Atom and JSON Feed, of the site, a section, a topic or an author. Each is one
 * short list that an index gives, and is stored in the page cache like a page.
 *
 * Ids never change: they are hashes of the site's id and the article's, so a new address of the
 * site or of an article does not make old items look new. Feeds show no view counts, since each
 * view would make every copy of the feed stale. */
#include "site/site.h"

#include "core/desk/article_write.h"
#include "core/news/feed.h"
#include "site/feed/feed_live.h"
#include "site/feed/feed_subject.h"
#include "site/page/address.h"
#include "site/page/article_text.h"
#include "site/page/cards.h"
#include "site/page/spelling.h"
#include "web/answer_page.h"
#include "web/http/validator.h"

/* A feed is rendered on a page thread and may hold whole articles, up to TEXT_BYTES in all. Further
 * items have a summary only. */
enum { ITEMS = 20, TEXT_BYTES = 2 * BODY_MAX };

#define RSS_TYPE  "application/rss+xml; charset=utf-8"
#define ATOM_TYPE "application/atom+xml; charset=utf-8"
#define JSON_TYPE "application/feed+json; charset=utf-8"

struct tag_view {
    struct str name;
};
static const struct tpl_field tag_fields[] = {TPL_FIELD(tag_view, "NAME", TPL_STR, name), TPL_END};

struct item_view {
    struct str id, title, url, author, author_url, section, summary;
    struct str content; /* HTML; empty if the item has a summary only */
    struct str published, changed, published_822;
    struct str image, image_alt;
    struct tpl_list tags;
    bool excerpt, more;
};
static const struct tpl_field item_fields[] = {
    TPL_FIELD(item_view, "ID", TPL_STR, id),
    TPL_FIELD(item_view, "ITEM_TITLE", TPL_STR, title),
    TPL_FIELD(item_view, "URL", TPL_STR, url),
    TPL_FIELD(item_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(item_view, "AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(item_view, "SECTION", TPL_STR, section),
    TPL_FIELD(item_view, "SUMMARY", TPL_STR, summary),
    TPL_FIELD(item_view, "CONTENT", TPL_STR, content),
    TPL_FIELD(item_view, "CONTENT", TPL_IF_TEXT, content),
    TPL_FIELD(item_view, "EXCERPT", TPL_BOOL, excerpt),
    TPL_FIELD(item_view, "PUBLISHED", TPL_STR, published),
    TPL_FIELD(item_view, "PUBLISHED_822", TPL_STR, published_822),
    TPL_FIELD(item_view, "CHANGED", TPL_STR, changed),
    TPL_FIELD(item_view, "IMAGE", TPL_STR, image),
    TPL_FIELD(item_view, "IMAGE", TPL_IF_TEXT, image),
    TPL_FIELD(item_view, "IMAGE_ALT", TPL_STR, image_alt),
    TPL_SUB(item_view, "TAGS", TPL_LIST, tags, tag_fields, sizeof(struct tag_view)),
    TPL_FIELD(item_view, "MORE", TPL_BOOL, more),
    TPL_END};

struct feed_view {
    struct str id, title, description, language, home, self, hub, updated, updated_822;
    bool dated;
    struct tpl_list items;
};
static const struct tpl_field feed_fields[] = {
    TPL_FIELD(feed_view, "FEED_ID", TPL_STR, id),
    TPL_FIELD(feed_view, "TITLE", TPL_STR, title),
    TPL_FIELD(feed_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(feed_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(feed_view, "HOME", TPL_STR, home),
    TPL_FIELD(feed_view, "SELF", TPL_STR, self),
    TPL_FIELD(feed_view, "HUB", TPL_STR, hub),
    TPL_FIELD(feed_view, "HUB", TPL_IF_TEXT, hub),
    TPL_FIELD(feed_view, "DATED", TPL_BOOL, dated),
    TPL_FIELD(feed_view, "UPDATED", TPL_STR, updated),
    TPL_FIELD(feed_view, "UPDATED_822", TPL_STR, updated_822),
    TPL_SUB(feed_view, "ITEMS", TPL_LIST, items, item_fields, sizeof(struct item_view)),
    TPL_END};
TPL_TEMPLATE(atom, "feed/atom.tpl", feed_view, feed_fields);
TPL_TEMPLATE(json, "feed/json.tpl", feed_view, feed_fields);
TPL_TEMPLATE(rss, "feed/rss.tpl", feed_view, feed_fields);

static struct tpl_list tag_list(struct context *c, const struct article *art)
{
    struct tag_view *tags = ARENA_ARRAY(c->arena, struct tag_view, art->n_tags);
    for (size_t i = 0; i < art->n_tags; i++)
        tags[i].name = art->tags[i].name;
    return (struct tpl_list){tags, art->n_tags};
}

/* The whole text of ART, if the settings ask for it and it fits into *room bytes; otherwise empty.
 */
static enum err_kind whole_text(struct context *c, const struct article *art, struct str address,
                                size_t *room, struct html *out, struct err *e)
{
    *out = (struct html){0};
    if (!c->settings->feed_full || art->body.n > *room)
        return OK;
    TRY(article_text_for_feed(c, art, address, out, e));
    if (art->live != LIVE_NO)
        TRY(feed_live_add(c, art, address, out, e));
    size_t taken = out->n > art->body.n ? out->n : art->body.n;
    *room -= taken < *room ? taken : *room;
    return OK;
}

/* Fills in V. Reads the article again, since lists have neither texts nor tags. */
static enum err_kind fill_item(struct context *c, struct db_conn *conn, int64_t id,
                               struct str address, size_t *room, struct item_view *v, struct err *e)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    struct article art;
    struct html html;
    TRY(article_by_id(conn, id, a, &art, e));
    TRY(whole_text(c, &art, address, room, &html, e));
    TRY(feed_urn(conn, STR("article"), art.id, a, &v->id, e));
    v->title = art.title;
    v->url = arena_join(a, address, article_url(&art, a));
    v->author = art.author_name;
    v->author_url = arena_join(a, address, author_url(a, art.author_slug));
    v->section = art.section_name;
    v->summary = str_empty(art.standfirst) ? art.excerpt : art.standfirst;
    v->content = str_of(html.p, html.n);
    v->excerpt = html.n == 0;
    v->published = locale_iso(l, art.published_at, a);
    v->published_822 = http_date(a, art.published_at);
    /* An imported article may be older than its row says; then it has not changed since. */
    v->changed =
        art.updated_at > art.published_at ? locale_iso(l, art.updated_at, a) : v->published;
    v->tags = tag_list(c, &art);
    return OK;
}

static enum err_kind fill_items(struct context *c, struct db_conn *conn,
                                const struct feed_subject *s, struct str address,
                                struct feed_view *v, struct err *e)
{
    struct article_list list;
    struct article_query q = {.scope = s->scope, .scope_id = s->id, .limit = ITEMS};
    TRY(article_list(conn, &q, c->arena, &list, e));
    if (list.n == 0 && (s->scope == SCOPE_TAG || s->scope == SCOPE_AUTHOR))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such feed."));
    struct item_view *items = ARENA_ARRAY(c->arena, struct item_view, list.n);
    int64_t updated = 0;
    size_t room = TEXT_BYTES;
    for (size_t i = 0; i < list.n; i++) {
        const struct article *art = &list.items[i];
        TRY(fill_item(c, conn, art->id, address, &room, &items[i], e));
        items[i].more = i + 1 < list.n;
        updated = art->updated_at > updated ? art->updated_at : updated;
    }
    v->items = (struct tpl_list){items, list.n};
    v->dated = list.n > 0;
    v->updated = locale_iso(c->settings->locale, updated, c->arena);
    v->updated_822 = http_date(c->arena, updated);
    return OK;
}

static enum err_kind fill_feed(struct context *c, const char *name, struct feed_view *v,
                               struct err *e)
{
    struct db_conn *conn;
    struct feed_subject s;
    struct str address;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(feed_subject_find(c, conn, &s, e));
    *v = (struct feed_view){
        .title = s.title,
        .description = s.description,
        .language = c->settings->language,
        .home = arena_join(c->arena, address, s.path),
    };
    v->self = arena_join(c->arena, v->home, str_from(name));
    /* The hub is notified of these feeds only (jobs/pings.c). */
    if (s.scope == SCOPE_ALL || s.scope == SCOPE_SECTION)
        v->hub = c->settings->websub_hub;
    TRY(feed_urn(conn, s.path, 0, c->arena, &v->id, e));
    return fill_items(c, conn, &s, address, v, e);
}

static enum err_kind rss_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct feed_view *v = ARENA_NEW(c->arena, struct feed_view);
    TRY(fill_feed(c, "feed.xml", v, e));
    *out = tpl_rss(v);
    return OK;
}

static enum err_kind atom_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct feed_view *v = ARENA_NEW(c->arena, struct feed_view);
    TRY(fill_feed(c, "atom.xml", v, e));
    *out = tpl_atom(v);
    return OK;
}

static enum err_kind json_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct feed_view *v = ARENA_NEW(c->arena, struct feed_view);
    TRY(fill_feed(c, "feed.json", v, e));
    *out = tpl_json(v);
    return OK;
}

static enum err_kind answer_feed(struct context *c, const char *name, const char *type,
                                 page_view_fn *view, struct err *e)
{
    struct str address;
    TRY(site_address(c, &address, e));
    struct str path = arena_join(c->arena, feed_subject_path(c), str_from(name));
    enum err_kind kind = address_answer(c, type, address, path, view, e);
    return kind == ERR_NOT_FOUND && c->arg[0].n > 0 ? spelling_moved(c, e) : kind;
}

enum err_kind feed_rss(struct context *c, struct err *e)
{
    return answer_feed(c, "feed.xml", RSS_TYPE, rss_view, e);
}

enum err_kind feed_atom(struct context *c, struct err *e)
{
    return answer_feed(c, "atom.xml", ATOM_TYPE, atom_view, e);
}

enum err_kind feed_json(struct context *c, struct err *e)
{
    return answer_feed(c, "feed.json", JSON_TYPE, json_view, e);
}
