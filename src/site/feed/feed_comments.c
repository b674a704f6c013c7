/* SPDX-License-Identifier: MIT */
/* The feeds of comments, of an article and of the whole site: the newest approved ones, as RSS. If
 * an article has moved, the address of its feed redirects, too. */
#include "site/site.h"

#include <inttypes.h>

#include "core/news/feed.h"
#include "core/talk/comment_feed.h"
#include "core/talk/comment_place.h"
#include "site/page/address.h"
#include "site/page/feed_links.h"
#include "site/page/permalink.h"
#include "text/comment_text.h"
#include "text/excerpt.h"
#include "web/answer.h"
#include "web/http/validator.h"

enum { EXCERPT = 120 /* characters */ };

#define RSS_TYPE "application/rss+xml; charset=utf-8"

struct comment_view {
    struct str id, url, author, published_822, excerpt, text;
    struct str title; /* empty: the template says whose it is */
    bool staff, plain;
};
static const struct tpl_field comment_fields[] = {
    TPL_FIELD(comment_view, "COMMENT_TITLE", TPL_STR, title),
    TPL_FIELD(comment_view, "COMMENT_TITLE", TPL_IF_TEXT, title),
    TPL_FIELD(comment_view, "PLAIN", TPL_BOOL, plain),
    TPL_FIELD(comment_view, "COMMENT_ID", TPL_STR, id),
    TPL_FIELD(comment_view, "COMMENT_URL", TPL_STR, url),
    TPL_FIELD(comment_view, "COMMENT_AUTHOR", TPL_STR, author),
    TPL_FIELD(comment_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(comment_view, "PUBLISHED_822", TPL_STR, published_822),
    TPL_FIELD(comment_view, "EXCERPT", TPL_STR, excerpt),
    TPL_FIELD(comment_view, "TEXT", TPL_STR, text),
    TPL_END};

struct comments_feed_view {
    struct str title, description, language, home, self, updated_822;
    bool dated;
    struct tpl_list comments;
};
static const struct tpl_field comments_feed_fields[] = {
    TPL_FIELD(comments_feed_view, "TITLE", TPL_STR, title),
    TPL_FIELD(comments_feed_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(comments_feed_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(comments_feed_view, "HOME", TPL_STR, home),
    TPL_FIELD(comments_feed_view, "SELF", TPL_STR, self),
    TPL_FIELD(comments_feed_view, "DATED", TPL_BOOL, dated),
    TPL_FIELD(comments_feed_view, "UPDATED_822", TPL_STR, updated_822),
    TPL_SUB(comments_feed_view, "COMMENTS", TPL_LIST, comments, comment_fields,
            sizeof(struct comment_view)),
    TPL_END};
TPL_TEMPLATE(comments, "feed/comments.tpl", comments_feed_view, comments_feed_fields);

/* FROM is a comment of the article at ARTICLE_URL, which has COUNT approved ones. */
static enum err_kind fill_comment(struct context *c, struct db_conn *conn,
                                  const struct comment *from, int64_t article_id, int64_t count,
                                  struct str article_url, struct comment_view *v, struct err *e)
{
    struct html html = comment_html(c->arena, from->body, DIRECTION_LTR);
    int64_t after;
    TRY(comment_place(conn, c->settings, article_id, count, from->root_id, &after, e));
    struct str page = after == 0 ? article_url
                                 : arena_printf(c->arena, "%.*s?comments-after=%" PRId64,
                                                STR_ARG(article_url), after);
    *v = (struct comment_view){
        .url = arena_printf(c->arena, "%.*s#comment-%" PRId64, STR_ARG(page), from->id),
        .author = str_empty(from->author) ? say(c, "Anonymous") : from->author,
        .staff = from->user_id != 0,
        .published_822 = http_date(c->arena, from->created_at),
        .excerpt = excerpt_from_comment(c->arena, from->body, EXCERPT),
        .text = str_of(html.p, html.n),
    };
    if (!str_empty(from->article_title))
        v->title = SAY(c, "{author} on “{title}”", PUT("author", v->author),
                       PUT("title", from->article_title));
    v->plain = str_empty(v->title);
    return feed_urn(conn, STR("comment"), from->id, c->arena, &v->id, e);
}

/* Completes V, whose comments are set, and dates it by the newest of LIST. */
static struct tpl_include dated_feed(struct context *c, struct comments_feed_view *v,
                                     const struct comment_list *list)
{
    v->language = c->settings->language;
    v->dated = list->n > 0;
    if (v->dated)
        v->updated_822 = http_date(c->arena, list->items[0].created_at);
    return tpl_comments(v);
}

static enum err_kind comments_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    struct comment_list list;
    struct str address;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(article_by_permalink(conn, permalink_day(c), permalink_slug(c), c->arena, &art, e));
    TRY(comment_feed_list(conn, art.id, c->arena, &list, e));
    struct comments_feed_view *v = ARENA_NEW(c->arena, struct comments_feed_view);
    *v = (struct comments_feed_view){
        .title = SAY(c, "Comments on: {title}", PUT("title", art.title)),
        .description = str_empty(art.standfirst) ? art.excerpt : art.standfirst,
        .home = arena_join(c->arena, address, article_url(&art, c->arena)),
    };
    v->self = arena_join(c->arena, v->home, STR("comments.xml"));
    struct comment_view *comments = ARENA_ARRAY(c->arena, struct comment_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        TRY(fill_comment(c, conn, &list.items[i], art.id, art.comment_count, v->home, &comments[i],
                         e));
    v->comments = (struct tpl_list){comments, list.n};
    *out = dated_feed(c, v, &list);
    return OK;
}

static enum err_kind site_comments_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct comment_list list;
    struct str address;
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    TRY(comment_feed_of_site(conn, c->arena, &list, e));
    struct comments_feed_view *v = ARENA_NEW(c->arena, struct comments_feed_view);
    *v = (struct comments_feed_view){
        .title = SAY(c, "Comments on: {title}", PUT("title", c->settings->site_name)),
        .home = arena_join(c->arena, address, STR("/")),
        .self = arena_join(c->arena, address, STR(SITE_COMMENTS_FEED)),
    };
    v->description = str_empty(c->settings->tagline) ? v->title : c->settings->tagline;
    struct comment_view *comments = ARENA_ARRAY(c->arena, struct comment_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct comment *from = &list.items[i];
        struct str path = permalink(from->article_day, from->article_slug, c->arena);
        TRY(fill_comment(c, conn, from, from->article_id, from->article_comments,
                         arena_join(c->arena, address, path), &comments[i], e));
    }
    v->comments = (struct tpl_list){comments, list.n};
    *out = dated_feed(c, v, &list);
    return OK;
}

enum err_kind feed_site_comments_rss(struct context *c, struct err *e)
{
    struct str address;
    TRY(site_address(c, &address, e));
    return address_answer(c, RSS_TYPE, address, STR(SITE_COMMENTS_FEED), site_comments_view, e);
}

enum err_kind feed_comments_rss(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    struct str address;
    int64_t day = permalink_day(c);
    TRY(site_address(c, &address, e));
    TRY(context_db(c, &conn, e));
    enum err_kind kind = article_find(conn, day, permalink_slug(c), c->arena, &art, e);
    if (kind == ERR_NOT_FOUND) { /* the article may have moved */
        TRY(permalink_elsewhere(c, conn, &art, e));
        return answer_moved_with_query(
            c, arena_join(c->arena, article_url(&art, c->arena), STR("comments.xml")));
    }
    TRY(kind);
    struct str path = arena_join(c->arena, article_url(&art, c->arena), STR("comments.xml"));
    return address_answer(c, RSS_TYPE, address, path, comments_view, e);
}
