/* SPDX-License-Identifier: MIT */
/* Answers the polls of open pages of a live blog with the newest entries, as the page shows them.
 * The document is the same for everybody and comes from the page cache, so most answers are a 304
 * without a body. A poll does not count as a view. */
#include "site/page/live_view.h"

#include "site/page/permalink.h"
#include "site/site.h"
#include "web/answer.h"
#include "web/answer_page.h"

static enum err_kind feed_view(struct context *c, struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    struct live_page page;
    const struct live_place newest = {.side = LIVE_NEWEST};
    TRY(context_db(c, &conn, e));
    TRY(article_by_permalink(conn, permalink_day(c), permalink_slug(c), c->arena, &art, e));
    if (art.live == LIVE_NO)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("This article is not a live blog."));
    TRY(live_page_read(c, &art, &newest, &page, e));
    return live_feed_include(c, &art, &page, out, e);
}

enum err_kind live_feed(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    TRY(context_db(c, &conn, e));
    enum err_kind kind = article_find(conn, permalink_day(c), permalink_slug(c), c->arena, &art, e);
    if (kind == ERR_NOT_FOUND) {
        TRY(permalink_elsewhere(c, conn, &art, e));
        return answer_moved_with_query(c, live_feed_url(&art, c->arena));
    }
    TRY(kind);
    response_header(c->x, "X-Robots-Tag", STR("noindex"));
    return answer_document(c, "text/html; charset=utf-8", live_feed_url(&art, c->arena), feed_view,
                           e);
}
