/* SPDX-License-Identifier: MIT */
/* An author's page: name, biography, articles. A member of the newsroom without published articles
 * has a page only while they may write for the site. The accounts of moderators and of people who
 * have left are not public. */
#include "site/site.h"

#include "core/people/user.h"
#include "site/page/feed_links.h"
#include "site/page/layout.h"
#include "site/page/list.h"
#include "site/page/spelling.h"
#include "site/page/social.h"
#include "site/page/structured.h"

struct author_view {
    struct str name, bio, picture, assets;
    bool has_links;
    struct tpl_list links;
    struct list_view list;
};
static const struct tpl_field author_fields[] = {
    TPL_FIELD(author_view, "NAME", TPL_STR, name),
    TPL_FIELD(author_view, "BIO", TPL_STR, bio),
    TPL_FIELD(author_view, "BIO", TPL_IF_TEXT, bio),
    TPL_FIELD(author_view, "PICTURE", TPL_STR, picture),
    TPL_FIELD(author_view, "PICTURE", TPL_IF_TEXT, picture),
    TPL_FIELD(author_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(author_view, "HAS_LINKS", TPL_BOOL, has_links),
    TPL_SUB(author_view, "LINKS", TPL_LIST, links, social_fields, sizeof(struct social_view)),
    LIST_FIELDS(author_view, list),
    TPL_END};
TPL_TEMPLATE(author, "site/author.tpl", author_view, author_fields);

static struct tpl_list links_of(struct context *c, const struct user *user)
{
    size_t n;
    const struct user_link *links = user_links(user->links, c->arena, &n);
    struct social_view *items = ARENA_ARRAY(c->arena, struct social_view, n);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct social_view){social_icon_of(links[i].url), links[i].label, links[i].url};
    return (struct tpl_list){items, n};
}

static enum err_kind place_of(struct context *c, struct list_place *out, struct err *e)
{
    return list_place(c, author_url(c->arena, c->arg[0]), out, e);
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct user user;
    struct list_place place;
    struct author_view *v = ARENA_NEW(c->arena, struct author_view);
    TRY(context_db(c, &conn, e));
    enum err_kind kind = user_by_slug(conn, c->arg[0], c->arena, &user, e);
    if (kind == ERR_NOT_FOUND)
        return err_say(e, kind, MESSAGE("There is no such author."));
    TRY(kind);
    TRY(place_of(c, &place, e));
    struct article_query q = {.scope = SCOPE_AUTHOR, .scope_id = user.id};
    TRY(list_read(c, &place, q, CARDS_INDEX, &v->list, e));
    if (v->list.empty && (user.disabled || !role_may(user.role, RIGHT_WRITE)))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such author."));
    v->name = user.name;
    v->bio = user.bio;
    v->picture = user.picture;
    v->assets = context_assets(c);
    v->links = links_of(c, &user);
    v->has_links = v->links.n > 0;
    struct layout_page page = {
        .title = list_title(c, &place, user.name),
        .description =
            str_empty(user.bio) ? SAY(c, "Articles by {name}.", PUT("name", user.name)) : user.bio,
        .path = place.path,
        .is_profile = true,
        .image = user.picture,
        .image_alt = user.name,
        .head = structured_author(c, &user),
        .content = tpl_author(v),
    };
    if (!v->list.empty) /* an author without articles has no feed */
        page.feeds = feed_links(c, user.name, place.base);
    return layout_view(c, &page, out, e);
}

enum err_kind author_page(struct context *c, struct err *e)
{
    struct list_place place;
    TRY(place_of(c, &place, e));
    enum err_kind kind = list_answer(c, &place, render, e);
    return kind == ERR_NOT_FOUND ? spelling_moved(c, e) : kind;
}
