/* SPDX-License-Identifier: MIT */
/* The sitemap: an index of parts, each of at most a thousand ids (core/news/sitemap.h). A part
 * lists the articles of a range of ids, so an article never moves to another part, and search
 * engines need to read a part again only if the index says that it has changed. */
#include "site/site.h"

#include <inttypes.h>

#include "core/news/section.h"
#include "core/news/sitemap.h"
#include "site/page/address.h"
#include "site/page/cards.h"
#include "site/page/translation_view.h"
#include "site/page/video_card.h"
#include "web/answer_page.h"

#define XML_TYPE "application/xml; charset=utf-8"

struct place_view {
    struct str location, changed;
};
static const struct tpl_field place_fields[] = {
    TPL_FIELD(place_view, "LOCATION", TPL_STR, location),
    TPL_FIELD(place_view, "CHANGED", TPL_STR, changed),
    TPL_FIELD(place_view, "CHANGED", TPL_IF_TEXT, changed), TPL_END};

struct index_view {
    struct tpl_list parts;
};
static const struct tpl_field index_fields[] = {
    TPL_SUB(index_view, "PARTS", TPL_LIST, parts, place_fields, sizeof(struct place_view)),
    TPL_END};
TPL_TEMPLATE(sitemap_index, "feed/sitemap_index.tpl", index_view, index_fields);

static struct place_view *add_parts(struct context *c, struct place_view *to, struct str address,
                                    const char *what, const struct sitemap_parts *parts)
{
    for (size_t i = 0; i < parts->n; i++) {
        const struct sitemap_part *p = &parts->items[i];
        *to++ = (struct place_view){
            .location = arena_printf(c->arena, "%.*s/sitemap-%s-%" PRId64 ".xml", STR_ARG(address),
                                     what, p->number),
            .changed =
                p->changed_at ? locale_iso(c->settings->locale, p->changed_at, c->arena) : STR_NONE,
        };
    }
    return to;
}

static enum err_kind index_render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct str address;
    struct sitemap_parts articles, tags, videos;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(sitemap_article_parts(conn, c->arena, &articles, e));
    TRY(sitemap_tag_parts(conn, c->arena, &tags, e));
    TRY(sitemap_video_parts(conn, c->arena, &videos, e));
    struct index_view *v = ARENA_NEW(c->arena, struct index_view);
    struct place_view *parts =
        ARENA_ARRAY(c->arena, struct place_view, articles.n + tags.n + videos.n + 1);
    parts[0].location = arena_join(c->arena, address, STR("/sitemap-pages.xml"));
    struct place_view *end = add_parts(c, parts + 1, address, "articles", &articles);
    end = add_parts(c, end, address, "tags", &tags);
    end = add_parts(c, end, address, "videos", &videos);
    v->parts = (struct tpl_list){parts, (size_t)(end - parts)};
    *out = tpl_sitemap_index(v);
    return OK;
}

struct listed_view {
    struct str location, changed;
    struct tpl_list alternates;
};
static const struct tpl_field listed_fields[] = {
    TPL_FIELD(listed_view, "LOCATION", TPL_STR, location),
    TPL_FIELD(listed_view, "CHANGED", TPL_STR, changed),
    TPL_FIELD(listed_view, "CHANGED", TPL_IF_TEXT, changed),
    TPL_SUB(listed_view, "ALTERNATES", TPL_LIST, alternates, alternate_fields,
            sizeof(struct alternate_view)),
    TPL_END};

struct sitemap_view {
    struct tpl_list pages;
};
static const struct tpl_field sitemap_fields[] = {
    TPL_SUB(sitemap_view, "PAGES", TPL_LIST, pages, listed_fields, sizeof(struct listed_view)),
    TPL_END};
TPL_TEMPLATE(sitemap, "feed/sitemap.tpl", sitemap_view, sitemap_fields);

static enum err_kind show_pages(struct context *c, const struct listed_view *pages, size_t n,
                                struct tpl_include *out, struct err *e)
{
    struct sitemap_view *v = ARENA_NEW(c->arena, struct sitemap_view);
    if (n == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("The sitemap has no such part."));
    v->pages = (struct tpl_list){pages, n};
    *out = tpl_sitemap(v);
    return OK;
}

static enum err_kind lists_render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct str address;
    struct section_list sections;
    struct sitemap_entries authors;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &sections, e));
    TRY(sitemap_authors(conn, c->arena, &authors, e));
    struct listed_view *pages =
        ARENA_ARRAY(c->arena, struct listed_view, sections.n + authors.n + 4);
    struct arena *a = c->arena;
    size_t n = 0;
    pages[n++].location = arena_join(a, address, STR("/"));
    pages[n++].location = arena_join(a, address, STR("/videos/"));
    pages[n++].location = arena_join(a, address, STR("/sections/"));
    if (authors.n > 0)
        pages[n++].location = arena_join(a, address, STR("/authors/"));
    for (size_t i = 0; i < sections.n; i++)
        pages[n++].location = arena_join(a, address, section_url(a, sections.items[i].slug));
    for (size_t i = 0; i < authors.n; i++)
        pages[n++].location = arena_join(a, address, author_url(a, authors.items[i].slug));
    return show_pages(c, pages, n, out, e);
}

static int64_t number_asked(const struct context *c)
{
    int64_t number = 0;
    (void)str_int(c->arg[0], &number); /* the route matches numbers only */
    return number;
}

/* A kind of part: how to list its entries, and the path of an entry. */
struct part_kind {
    enum err_kind (*list)(struct db_conn *c, int64_t number, struct arena *a,
                          struct sitemap_entries *out, struct err *e);
    struct str (*path)(struct arena *a, const struct sitemap_entry *entry);
};

static struct str article_path(struct arena *a, const struct sitemap_entry *entry)
{
    return permalink(entry->day, entry->slug, a);
}

static struct str tag_path(struct arena *a, const struct sitemap_entry *entry)
{
    return tag_url(a, entry->slug);
}

static struct str video_path(struct arena *a, const struct sitemap_entry *entry)
{
    struct video v = {.id = entry->id, .title = entry->title};
    return video_url(a, &v);
}

static enum err_kind part_render(struct context *c, const struct part_kind *kind,
                                 struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct str address;
    struct sitemap_entries list;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(kind->list(conn, number_asked(c), c->arena, &list, e));
    struct listed_view *pages = ARENA_ARRAY(c->arena, struct listed_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct sitemap_entry *entry = &list.items[i];
        struct str path = kind->path(c->arena, entry);
        pages[i].location = arena_join(c->arena, address, path);
        if (entry->at != 0)
            pages[i].changed = locale_iso(c->settings->locale, entry->at, c->arena);
        pages[i].alternates = alternates_list(c, entry->translations, address, path);
    }
    return show_pages(c, pages, list.n, out, e);
}

static enum err_kind articles_render(struct context *c, struct tpl_include *out, struct err *e)
{
    static const struct part_kind articles = {sitemap_articles, article_path};
    return part_render(c, &articles, out, e);
}

static enum err_kind tags_render(struct context *c, struct tpl_include *out, struct err *e)
{
    static const struct part_kind tags = {sitemap_tags, tag_path};
    return part_render(c, &tags, out, e);
}

static enum err_kind videos_render(struct context *c, struct tpl_include *out, struct err *e)
{
    static const struct part_kind videos = {sitemap_videos, video_path};
    return part_render(c, &videos, out, e);
}

static enum err_kind answer_xml(struct context *c, struct str path, page_view_fn *render,
                                struct err *e)
{
    struct str address;
    TRY(site_address(c, &address, e));
    return address_answer(c, XML_TYPE, address, path, render, e);
}

enum err_kind sitemap_index(struct context *c, struct err *e)
{
    return answer_xml(c, STR("/sitemap.xml"), index_render, e);
}

enum err_kind sitemap_lists(struct context *c, struct err *e)
{
    return answer_xml(c, STR("/sitemap-pages.xml"), lists_render, e);
}

static enum err_kind answer_part(struct context *c, const char *name, page_view_fn *render,
                                 struct err *e)
{
    struct str number = c->arg[0];
    return answer_xml(c, arena_printf(c->arena, "/sitemap-%s-%.*s.xml", name, STR_ARG(number)),
                      render, e);
}

enum err_kind sitemap_of_articles(struct context *c, struct err *e)
{
    return answer_part(c, "articles", articles_render, e);
}

enum err_kind sitemap_of_tags(struct context *c, struct err *e)
{
    return answer_part(c, "tags", tags_render, e);
}

enum err_kind sitemap_of_videos(struct context *c, struct err *e)
{
    return answer_part(c, "videos", videos_render, e);
}
