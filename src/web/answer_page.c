/* SPDX-License-Identifier: MIT */
/* A public page goes through the cache when nobody is signed in: what is kept is the page with its
 * holes, at the content version of the data that it was made from; what leaves is that page with
 * the holes filled for this request.
 *
 * A page that is kept was rendered with c->settings and with a snapshot of the database that may be
 * newer, so it is kept under the older of the two versions: it is never taken for newer than it is.
 */
#include "web/answer_page.h"

#include "base/clock.h"
#include "cache/press.h"
#include "web/answer.h"
#include "web/cookie.h"
#include "web/hole_fills.h"
#include "web/reader.h"
#include "web/http/coding.h"
#include "web/http/validator.h"

enum { DATE_SETTLED_S = 3 };

/* The tag is of what a reader can see. A form's token is not seen, but it must not grow too old in
 * the reader's copy either: the tag changes before half of its life is over. */
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

/* A date stands for one text of a page, so only a page without holes has one, and only when no
 * other text can get the same: the second that it names is over, and every process has noticed what
 * was changed in it (ARCHITECTURE.md, "Public pages"). */
static struct str modified_of(struct context *c, const struct page *page)
{
    size_t holes;
    int64_t modified = page_modified(page);
    page_holes(page, &holes);
    if (holes > 0 || modified == 0 || c->now - modified < DATE_SETTLED_S)
        return STR_NONE;
    return http_date(c->arena, modified);
}

/* Tells the browser how to ask whether its copy is still good; true where it has asked, and it is.
 */
static bool reader_has(struct context *c, const struct page *page, const struct hole_fills *filled)
{
    /* A form's token is good for one comment: a browser that has commented gets a new one each
     * time. */
    if (filled->has_token && cookie_get(c, "browser").n > 0)
        return false;
    struct str etag = etag_of(c, page, filled), modified = modified_of(c, page);
    response_header(c->x, "ETag", etag);
    if (modified.n > 0)
        response_header(c->x, "Last-Modified", modified);
    return copy_is_good(&c->x->rq, etag, modified);
}

/* Sends PAGE (whose reference is taken over) with its holes filled. KEPT: browsers may keep it, and
 * ask whether it is still good. DOCUMENT: what it is, where it is no page of HTML; it is then the
 * same for everybody, so others than browsers may keep it, too. */
static void send_page(struct context *c, int status, const char *document, struct page *page,
                      bool kept)
{
    struct exchange *x = c->x;
    struct hole_fills filled = hole_fills(c, page);
    if (document != NULL)
        filled.shown = 0; /* its tag is of its own bytes: a counter that moves makes it no other */
    answer_head(c, status, document != NULL ? document : ANSWER_HTML);
    response_header(x, "Vary",
                    document != NULL ? STR("Accept-Encoding") : STR("Accept-Encoding, Cookie"));
    response_header(x, "Cache-Control",
                    !kept              ? STR("no-store")
                    : document != NULL ? STR("public, no-cache")
                                       : STR("private, no-cache"));
    if (kept && reader_has(c, page, &filled)) {
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

enum err_kind answer_page_uncached(struct context *c, int status, const char *file,
                                   const struct tpl_field *fields, const void *view, struct err *e)
{
    struct str html;
    struct page *page;
    TRY(answer_expand(c, file, fields, view, &html, e));
    TRY(page_new(&page, html, e));
    send_page(c, status, NULL, page, false);
    return OK;
}

struct render {
    struct context *c;
    page_view_fn *view;
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
    int64_t read_at = clock_now(); /* when the snapshot was there: not earlier */
    const char *file = NULL;
    const struct tpl_field *fields = NULL;
    const void *view = NULL;
    TRY(r->view(c, &file, &fields, &view, e));
    struct str html;
    TRY(answer_expand(c, file, fields, view, &html, e));
    *version = snapshot < c->settings->version ? snapshot : c->settings->version;
    TRY(page_new(page, html, e));
    page_set_modified(*page, read_at);
    return OK;
}

enum err_kind page_try(struct context *c, page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    struct page *page = NULL;
    uint64_t unused;
    TRY(render_page(&r, &page, &unused, e));
    page_unref(&page);
    return OK;
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

enum err_kind answer_page_kept(struct context *c, struct page *page)
{
    count_page(c);
    cache_count_hit(c->app->cache);
    send_page(c, 200, NULL, page, true);
    return OK;
}

typedef enum err_kind cache_fn(struct cache *c, struct str key, uint64_t version,
                               cache_render_fn *render, void *arg, struct page **out,
                               struct err *e);

/* A page of HTML that is as good as new where it is of content version VERSION. */
static enum err_kind answer_from(struct context *c, cache_fn *get, uint64_t version, struct str key,
                                 page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    struct page *page;
    count_page(c);
    if (c->session != NULL) {
        uint64_t unused;
        TRY(render_page(&r, &page, &unused, e));
        send_page(c, 200, NULL, page, false);
        return OK;
    }
    TRY(get(c->app->cache, key, version, render_page, &r, &page, e));
    send_page(c, 200, NULL, page, true);
    return OK;
}

enum err_kind answer_page(struct context *c, struct str key, page_view_fn *view, struct err *e)
{
    return answer_from(c, cache_get, c->settings->version, key, view, e);
}

enum err_kind answer_page_unkept(struct context *c, struct str key, page_view_fn *view,
                                 struct err *e)
{
    if (context_defer(c))
        return OK;
    return answer_from(c, cache_share, c->settings->version, key, view, e);
}

enum err_kind answer_article_page(struct context *c, int64_t article_id, struct str key,
                                  page_view_fn *view, struct err *e)
{
    return answer_from(c, cache_get, context_version_of(c, article_id), key, view, e);
}

static enum err_kind answer_document_from(struct context *c, cache_fn *get,
                                          const char *content_type, struct str key,
                                          page_view_fn *view, struct err *e)
{
    struct render r = {.c = c, .view = view};
    struct page *page;
    count_page(c);
    TRY(get(c->app->cache, key, c->settings->version, render_page, &r, &page, e));
    send_page(c, 200, content_type, page, true);
    return OK;
}

enum err_kind answer_document(struct context *c, const char *content_type, struct str key,
                              page_view_fn *view, struct err *e)
{
    return answer_document_from(c, cache_get, content_type, key, view, e);
}

enum err_kind answer_document_unkept(struct context *c, const char *content_type, struct str key,
                                     page_view_fn *view, struct err *e)
{
    if (context_defer(c))
        return OK;
    return answer_document_from(c, cache_share, content_type, key, view, e);
}
