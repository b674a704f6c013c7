/* SPDX-License-Identifier: MIT */
/* Answers made for one request only: redirects, bytes, and pages of the newsroom. The page cache is
 * not involved. Each function sets the Cache-Control that fits; answer_bytes leaves it to its
 * caller. */
#include "web/answer.h"

enum { EXPANDED_BYTES = 8 * 1024 /* most fragments fit */ };

void answer_head(struct context *c, int status, const char *content_type)
{
    c->x->rs.status = status;
    response_header(c->x, "Content-Type", str_from(content_type));
}

enum err_kind answer_see_other(struct context *c, struct str location)
{
    c->x->rs.status = 303;
    response_header(c->x, "Location", location);
    response_header(c->x, "Cache-Control", STR("no-store"));
    return OK;
}

enum err_kind answer_moved(struct context *c, struct str location)
{
    c->x->rs.status = 301;
    response_header(c->x, "Location", location);
    response_header(c->x, "Cache-Control", STR("public, max-age=3600"));
    return OK;
}

enum err_kind answer_moved_with_query(struct context *c, struct str path)
{
    struct str query = c->x->rq.query;
    return answer_moved(
        c, str_empty(query) ? path
                            : arena_printf(c->arena, "%.*s?%.*s", STR_ARG(path), STR_ARG(query)));
}

enum err_kind answer_bytes(struct context *c, int status, const char *content_type, struct str body)
{
    answer_head(c, status, content_type);
    response_body(c->x, body);
    return OK;
}

enum err_kind answer_expand(struct context *c, struct tpl_include what, struct str *out,
                            struct err *e)
{
    struct buf html = buf_in(c->arena);
    buf_reserve(&html, EXPANDED_BYTES);
    enum err_kind kind = tpl_expand(context_edition(c)->set, what, &html, e);
    *out = buf_str(&html);
    return kind;
}

enum err_kind answer_html(struct context *c, int status, struct tpl_include what, struct err *e)
{
    struct str html;
    TRY(answer_expand(c, what, &html, e));
    answer_head(c, status, ANSWER_HTML);
    response_header(c->x, "Cache-Control", STR("no-store"));
    response_body(c->x, html);
    return OK;
}
