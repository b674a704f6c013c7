/* SPDX-License-Identifier: MIT */
/* How readers find feeds: by links in the heads of pages, and by the addresses that WordPress gives
 * to feeds, which redirect to this site's. */
#include "site/page/feed_links.h"

#include "site/page/address.h"
#include "site/site.h"
#include "web/answer.h"

/* ---- in the heads of pages ---- */

const struct tpl_field feed_link_fields[] = {TPL_FIELD(feed_link, "FEED_TITLE", TPL_STR, title),
                                             TPL_FIELD(feed_link, "FEED_TYPE", TPL_STR, type),
                                             TPL_FIELD(feed_link, "FEED_URL", TPL_STR, url),
                                             TPL_END};

struct tpl_list feed_links(struct context *c, struct str name, struct str path)
{
    static const struct {
        const char *type, *file, *label;
    } all[] = {{"application/rss+xml", "feed.xml", "RSS"},
               {"application/atom+xml", "atom.xml", "Atom"},
               {"application/feed+json", "feed.json", "JSON Feed"}};
    enum { N = sizeof all / sizeof all[0] };
    struct feed_link *links = ARENA_ARRAY(c->arena, struct feed_link, N);
    for (size_t i = 0; i < N; i++)
        links[i] = (struct feed_link){
            .title = arena_printf(c->arena, "%.*s (%s)", STR_ARG(name), all[i].label),
            .type = str_from(all[i].type),
            .url = page_address(c, arena_join(c->arena, path, str_from(all[i].file))),
        };
    return (struct tpl_list){links, N};
}

struct tpl_list feed_links_of_site(struct context *c)
{
    struct str name = c->settings->site_name;
    struct tpl_list lists = feed_links(c, name, STR("/"));
    if (!c->settings->comments_on)
        return lists;
    struct feed_link *links = ARENA_ARRAY(c->arena, struct feed_link, lists.n + 1);
    memcpy(links, lists.items, lists.n * sizeof *links);
    links[lists.n] = (struct feed_link){
        .title = SAY(c, "Comments on: {title} (RSS)", PUT("title", name)),
        .type = STR("application/rss+xml"),
        .url = page_address(c, STR(SITE_COMMENTS_FEED)),
    };
    return (struct tpl_list){links, lists.n + 1};
}

struct tpl_list feed_links_of_article(struct context *c, struct str title, struct str path)
{
    struct feed_link *links = ARENA_ARRAY(c->arena, struct feed_link, 2);
    const struct feed_link *site = feed_links(c, c->settings->site_name, STR("/")).items;
    links[0] = site[0];
    links[1] = (struct feed_link){
        .title = SAY(c, "Comments on: {title} (RSS)", PUT("title", title)),
        .type = STR("application/rss+xml"),
        .url = page_address(c, arena_join(c->arena, path, STR("comments.xml"))),
    };
    return (struct tpl_list){links, 2};
}

/* ---- WordPress's addresses: the path of a list, followed by "feed/" ---- */

enum err_kind feed_moved(struct context *c, struct err *e)
{
    struct str path = c->x->rq.path;
    size_t at = path.n;
    if (str_starts(path, STR("/comments/")))
        return answer_moved_with_query(c, STR(SITE_COMMENTS_FEED));
    for (size_t i = 0; i < path.n; i++)
        if (str_starts(str_skip(path, i), STR("/feed/")))
            at = i + 1;
    struct str format = str_skip(path, at + 5);
    const char *name = str_empty(format) || str_eq(format, STR("rss/")) ||
                               str_eq(format, STR("rss2/")) || str_eq(format, STR("rdf/"))
                           ? "feed.xml"
                       : str_eq(format, STR("atom/")) ? "atom.xml"
                       : str_eq(format, STR("json/")) ? "feed.json"
                                                      : NULL;
    if (name == NULL)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such feed."));
    if (str_starts(str_from(c->route->pattern), STR("/:year/")))
        name = "comments.xml";
    return answer_moved_with_query(c, arena_join(c->arena, str_head(path, at), str_from(name)));
}
