/* SPDX-License-Identifier: MIT */
/* A comment that was deleted for good but has replies is still shown: its text is empty, and each
 * function here has words for that. */
#include "admin/comment/comment_view.h"

#include <inttypes.h>

#include "admin/words/comment_words.h"
#include "admin/page/written.h"
#include "text/comment_text.h"
#include "core/talk/comment_status.h"

struct str author_shown(struct context *c, struct str author)
{
    return str_empty(author) ? say(c, "Somebody without a name") : author;
}

struct str comment_author(struct context *c, const struct comment *it)
{
    return str_empty(it->body) ? say(c, "Deleted") : author_shown(c, it->author);
}

struct str comment_link(const struct context *c, const struct comment *it)
{
    if (it->article_day == 0)
        return STR_NONE;
    struct str page = permalink(it->article_day, it->article_slug, c->arena);
    if (it->status != COMMENT_APPROVED)
        return page;
    return arena_printf(c->arena, "%.*s#comment-%" PRId64, STR_ARG(page), it->id);
}

struct html comment_shown(struct context *c, const struct comment *it)
{
    struct str text = it->body;
    if (str_empty(text))
        text = arena_printf(
            c->arena, "*%.*s*",
            STR_ARG(say(c, "Deleted. It stays in the trash because others have replied to it.")));
    return comment_html(c->arena, text, DIRECTION_AUTO);
}

struct quote_view {
    struct str author, article_url, article, iso, when, status, status_shown;
    bool staff, article_hidden;
    struct html text;
};
static const struct tpl_field quote_fields[] = {
    TPL_FIELD(quote_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(quote_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(quote_view, "ARTICLE_URL", TPL_STR, article_url),
    TPL_FIELD(quote_view, "ARTICLE_URL", TPL_IF_TEXT, article_url),
    TPL_FIELD(quote_view, "ARTICLE_HIDDEN", TPL_BOOL, article_hidden),
    TPL_FIELD(quote_view, "ARTICLE", TPL_STR, article),
    TPL_FIELD(quote_view, "ISO", TPL_STR, iso),
    TPL_FIELD(quote_view, "WHEN", TPL_STR, when),
    TPL_FIELD(quote_view, "STATUS", TPL_STR, status),
    TPL_FIELD(quote_view, "STATUS_NAME", TPL_STR, status_shown),
    TPL_FIELD(quote_view, "TEXT", TPL_HTML, text),
    TPL_END};
TPL_TEMPLATE(quote, "admin/quote.tpl", quote_view, quote_fields);

struct tpl_include quote_include(struct context *c, const struct comment *it)
{
    struct quote_view *v = ARENA_NEW(c->arena, struct quote_view);
    *v = (struct quote_view){
        .author = comment_author(c, it),
        .staff = it->user_id != 0,
        .article_url = comment_link(c, it),
        .article_hidden = it->article_day == 0,
        .article = it->article_title,
        .iso = when_iso(c, it->created_at),
        .when = when_long(c, it->created_at),
        .status = str_from(comment_status_name(it->status)),
        .status_shown = comment_status_shown(c, it->status),
        .text = comment_shown(c, it),
    };
    return tpl_quote(v);
}

enum err_kind comment_of_route(struct context *c, struct comment *out, struct err *e)
{
    int64_t id;
    struct db_conn *conn;
    if (!str_int(c->arg[0], &id))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such comment."));
    TRY(context_db(c, &conn, e));
    TRY(comment_by_id(conn, id, c->arena, out, e));
    return str_empty(out->body)
               ? err_say(e, ERR_NOT_FOUND, MESSAGE("This comment has been deleted."))
               : OK;
}
