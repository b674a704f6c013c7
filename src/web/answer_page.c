/* SPDX-License-Identifier: MIT */
/* Public pages and the page cache. When nobody is signed in, a page goes through the cache: the
 * cache stores it with its holes, and each request gets it with the holes filled.
 *
 * An answer depends on the key (path and the part of the query that matters), the content version,
 * the fills of the holes, Accept-Encoding, and the validators that the browser sent.
 *
 * Invariant: a stored page is never labelled with a newer version than its data. It is rendered
 * from c->settings and from a database snapshot that may be newer, so render_page stores it under
 * the older of the two versions. */
#include "web/answer_page.h"

#include <assert.h>

#include "base/clock.h"
#include "cache/press.h"
#include "web/answer.h"
#include "web/cookie.h"
#include "core/talk/form_token.h"
#include "web/http/coding.h"
#include "web/http/validator.h"

enum { DATE_SETTLED_S = 3 };

/* The entity tag covers what a reader can see. A form's token cannot be seen, but it must not
 * expire in the reader's copy, so the tag also changes each time half of a token's life has passed.
 */
static struct str etag_of(struct context *c, const struct page *page,
                          const struct hole_fills *filled)
{
    uint64_t tag = page_tag(page) ^ filled->shown;
    if (filled->has_token)
        tag ^= (uint64_t)(c->now / (FORM_TOKEN_TTL_S / 2)) * UINT64_C(0x9e3779b97f4a7c15);
    struct buf b = buf_in(c->arena);
    buf_add(&b, STR("W/\""));
    buf_add_hex(&b, tag);
    buf_add_char(&b, '"');
    return buf_str(&b);
}

/* A Last-Modified date must name exactly one text of the page. So a page with holes has none, and
 * any other page gets one only when that second is over and every process has noticed the changes
 * made in it (ARCHITECTURE.md, "Public pages"). */
static struct str modified_of(struct context *c, const struct page *page)
{
    size_t holes;
    int64_t modified = page_modified(page);
    page_holes(page, &holes);
    if (holes > 0 || modified == 0 || c->now - modified < DATE_SETTLED_S)
        return STR_NONE;
    return http_date(c->arena, modified);
}

/* Adds the validators. True if the request asked whether the browser's copy is good, and it is. */
static bool reader_copy_is_good(struct context *c, const struct page *page,
                                const struct hole_fills *filled)
{
    /* A token is good for one comment, so a browser that has commented needs a new one each time.
     */
    if (filled->has_token && cookie_get(c, "browser").n > 0)
        return false;
    struct str etag = etag_of(c, page, filled), modified = modified_of(c, page);
    response_header(c->x, "ETag", etag);
    if (modified.n > 0)
        response_header(c->x, "Last-Modified", modified);
    return copy_is_good(&c->x->rq, etag, modified);
}

/* How a page is sent. KEPT: browsers may store it and must revalidate it. DOCUMENT: the content
 * type of something other than an HTML page (NULL for a page); it is the same for everybody, so
 * shared caches may store it, too. VIEWED: the view that was counted; NULL if none. */
struct sending {
    int status;
    const char *document;
    bool kept;
    const struct viewed *viewed;
};

/* Sends PAGE with its holes filled. Takes over the caller's reference. */
static void send_page(struct context *c, struct page *page, const struct sending *how)
{
    struct exchange *x = c->x;
    const char *document = how->document;
    struct hole_fills filled = hole_fills(c, page, how->viewed);
    if (document != NULL)
        filled.shown = 0; /* the tag ignores the holes: a moving counter must not change it */
    answer_head(c, how->status, document != NULL ? document : ANSWER_HTML);
    response_header(x, "Vary",
                    document != NULL ? STR("Accept-Encoding") : STR("Accept-Encoding, Cookie"));
    response_header(x, "Cache-Control",
                    !how->kept         ? STR("no-store")
                    : document != NULL ? STR("public, no-cache")
                                       : STR("private, no-cache"));
    if (how->kept && reader_copy_is_good(c, page, &filled)) {
        x->rs.status = 304;
        page_unref(&page);
        return;
    }
    struct codings codings = codings_of(x->rq.accept_encoding);
    struct page_body body = page_body(page, codings.first, codings.other, filled.fills, c->arena);
    if (body.coding != PAGE_IDENTITY)
        response_header(x, "Content-Encoding",
                        body.coding == PAGE_BROTLI ? STR("br") : STR("gzip"));
    if (body.again)
        press_offer(c->app->press, page, body.coded);
    x->rs.body = body.parts;
    x->rs.body_parts = body.n;
    x->rs.body_size = body.size;
    x->rs.pinned = body.coded;
    page_unref(&page);
}

enum err_kind answer_page_uncached(struct context *c, int status, const struct viewed *viewed,
                                   struct tpl_include what, struct err *e)
{
    struct str html;
    struct page *page;
    TRY(answer_expand(c, what, &html, e));
    TRY(page_new(&page, html, e));
    send_page(c, page, &(struct sending){.status = status, .viewed = viewed});
    return OK;
}

/* What renders a page: VIEW, or else ARTICLE for the article ARTICLE_ID. The other is NULL. */
struct render {
    struct context *c;
    page_view_fn *view;
    article_view_fn *article;
    int64_t article_id;
};

/* A cache_render_fn. */
static enum err_kind render_page(void *arg, struct page **page, uint64_t *version, struct err *e)
{
    struct render *r = arg;
    struct context *c = r->c;
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    uint64_t snapshot;
    TRY(db_content_read(conn, &snapshot, e));
    int64_t read_at = clock_now(); /* after the snapshot began, never before */
    struct tpl_include what;
    if (r->article != NULL)
        TRY(r->article(c, r->article_id, &what, e));
    else
        TRY(r->view(c, &what, e));
    struct str html;
    TRY(answer_expand(c, what, &html, e));
    *version = snapshot < c->settings->version ? snapshot : c->settings->version;
    TRY(page_new(page, html, e));
    page_set_modified(*page, read_at);
    page_set_article(*page, r->article_id);
    return OK;
}

static enum err_kind render_and_drop(struct render r, struct err *e)
{
    struct page *page = NULL;
    uint64_t unused;
    TRY(render_page(&r, &page, &unused, e));
    page_unref(&page);
    return OK;
}

enum err_kind page_try(struct context *c, page_view_fn *view, struct err *e)
{
    return render_and_drop((struct render){.c = c, .view = view}, e);
}

enum err_kind article_page_try(struct context *c, int64_t article_id, article_view_fn *view,
                               struct err *e)
{
    return render_and_drop((struct render){.c = c, .article = view, .article_id = article_id}, e);
}

static void count_page(struct context *c)
{
    atomic_fetch_add_explicit(&c->app->page_views, 1, memory_order_relaxed);
}

uint64_t context_version_of(const struct context *c, int64_t article_id)
{
    uint64_t version = db_content_version_of(c->app->db, article_id);
    return version < c->settings->version ? version : c->settings->version;
}

struct page *page_kept(struct context *c, struct str key, uint64_t *version)
{
    *version = 0;
    return c->session != NULL ? NULL : cache_peek(c->app->cache, key, version);
}

enum err_kind answer_page_kept(struct context *c, struct page *page, const struct viewed *viewed)
{
    count_page(c);
    cache_count_hit(c->app->cache);
    send_page(c, page, &(struct sending){.status = 200, .kept = true, .viewed = viewed});
    return OK;
}

typedef enum err_kind cache_fn(struct cache *c, struct str key, uint64_t version,
                               cache_render_fn *render, void *arg, struct page **out,
                               struct err *e);

/* Answers with the page KEY that GET finds at content version VERSION or newer, or that R renders.
 * A signed-in reader always gets an HTML page rendered anew. */
static enum err_kind answer_from(cache_fn *get, uint64_t version, struct str key, struct render *r,
                                 const char *document, const struct viewed *viewed, struct err *e)
{
    struct context *c = r->c;
    struct page *page;
    bool kept = document != NULL || c->session == NULL;
    count_page(c);
    if (kept) {
        TRY(get(c->app->cache, key, version, render_page, r, &page, e));
    } else {
        uint64_t unused;
        TRY(render_page(r, &page, &unused, e));
    }
    send_page(c, page, &(struct sending){200, document, kept, viewed});
    return OK;
}

enum err_kind answer_page(struct context *c, struct str key, page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    return answer_from(cache_get, c->settings->version, key, &r, NULL, NULL, e);
}

enum err_kind answer_page_unkept(struct context *c, struct str key, page_view_fn *view,
                                 struct err *e)
{
    struct render r = {.c = c, .view = view};
    if (context_defer(c))
        return OK;
    return answer_from(cache_share, c->settings->version, key, &r, NULL, NULL, e);
}

enum err_kind answer_article_page(struct context *c, const struct viewed *viewed, struct str key,
                                  article_view_fn *view, struct err *e)
{
    int64_t id = viewed->article_id;
    struct render r = {.c = c, .article = view, .article_id = id};
    return answer_from(cache_get, context_version_of(c, id), key, &r, NULL, viewed, e);
}

enum err_kind answer_article_page_unkept(struct context *c, const struct viewed *viewed,
                                         struct str key, article_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .article = view, .article_id = viewed->article_id};
    assert(c->x->pool !=
           POOL_PAGE); /* deferring would run the handler, and count the view, twice */
    return answer_from(cache_share, c->settings->version, key, &r, NULL, viewed, e);
}

enum err_kind answer_document(struct context *c, const char *content_type, struct str key,
                              page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    return answer_from(cache_get, c->settings->version, key, &r, content_type, NULL, e);
}

enum err_kind answer_document_unkept(struct context *c, const char *content_type, struct str key,
                                     page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    if (context_defer(c))
        return OK;
    return answer_from(cache_share, c->settings->version, key, &r, content_type, NULL, e);
}
