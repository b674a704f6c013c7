/* SPDX-License-Identifier: MIT */
/* How a handler reads and answers. A public page goes through the cache when nobody is signed in:
 * what is kept is the page with its holes, at the content version of the data that it was made
 * from; what leaves is that page with the holes filled for this request.
 *
 * A page that is kept was rendered with c->settings and with a snapshot of the database that may be
 * newer, so it is kept under the older of the two versions: it is never taken for newer than it is.
 */
#include "web/context.h"

#include <inttypes.h>

#include "base/clock.h"
#include "cache/press.h"
#include "web/reader.h"
#include "web/http/coding.h"
#include "web/http/validator.h"

enum { DATE_SETTLED_S = 3 };

enum err_kind context_db(struct context *c, struct db_conn **out, struct err *e)
{
    if (c->conn == NULL)
        TRY(db_begin(c->app->db, &c->conn, e));
    *out = c->conn;
    return OK;
}

enum err_kind context_db_renew(struct context *c, struct db_conn **out, struct err *e)
{
    db_end(c->app->db, &c->conn);
    return context_db(c, out, e);
}

void context_db_done(struct context *c)
{
    db_end(c->app->db, &c->conn);
}

struct str context_failure(const struct context *c, const struct err *e)
{
    if (e->cause == CAUSE_NONE)
        return arena_dup(c->arena, str_from(e->msg));
    if (c->session == NULL)
        return STR("Nothing can be saved here just now. Please try again in a little while.");
    const char *advice = db_advice(e->cause);
    if (advice == NULL)
        return arena_printf(c->arena, "Nothing was saved: %s.", e->msg);
    return arena_printf(c->arena, "Nothing was saved: %s. What the site’s operator can do: %s.",
                        e->msg, advice);
}

struct actor context_actor(const struct context *c)
{
    if (c->session == NULL)
        return (struct actor){0};
    const struct user *u = &c->session->user;
    return (struct actor){.user_id = u->id, .name = u->name, .role = u->role};
}

bool context_defer(struct context *c)
{
    c->x->deferred = c->x->pool == POOL_PAGE;
    return c->x->deferred;
}

struct str context_assets(struct context *c)
{
    struct templates *t = app_templates(c->app);
    struct str version = arena_dup(c->arena, str_from(t->assets));
    templates_unref(&t);
    return version;
}

bool context_fonts(struct context *c)
{
    struct templates *t = app_templates(c->app);
    bool fonts = t->fonts;
    templates_unref(&t);
    return fonts;
}

bool context_may(const struct context *c, enum right right)
{
    return c->session != NULL && role_may(c->session->user.role, right);
}

/* ---- cookies ---- */

void cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s)
{
    response_header(
        c->x, "Set-Cookie",
        arena_printf(c->arena, "%s=%.*s; Path=/; Max-Age=%" PRId64 "; HttpOnly; SameSite=Lax%s",
                     name, STR_ARG(value), max_age_s, c->x->rq.https ? "; Secure" : ""));
}

struct str cookie_get(const struct context *c, const char *name)
{
    for (struct str rest = c->x->rq.cookie; rest.p != NULL;) {
        struct str value = str_trim(str_split(&rest, ';'));
        struct str key = str_split(&value, '=');
        if (str_eq(key, str_from(name)))
            return str_trim(value);
    }
    return STR_NONE;
}

bool context_is_https(const struct context *c)
{
    return c->x->rq.https || str_starts(c->settings->address, STR("https://"));
}

static const char *host_name(const struct context *c, const char *name)
{
    return arena_printf(c->arena, "__Host-%s", name).p;
}

void host_cookie_set(struct context *c, const char *name, struct str value, int64_t max_age_s)
{
    if (!context_is_https(c)) {
        cookie_set(c, name, value, max_age_s);
        return;
    }
    response_header(c->x, "Set-Cookie",
                    arena_printf(c->arena,
                                 "%s=%.*s; Path=/; Max-Age=%" PRId64
                                 "; HttpOnly; SameSite=Lax; Secure",
                                 host_name(c, name), STR_ARG(value), max_age_s));
    if (!str_empty(cookie_get(c, name)))
        cookie_set(c, name, STR_NONE, 0);
}

struct str host_cookie_get(const struct context *c, const char *name, bool *old)
{
    bool https = context_is_https(c);
    struct str value = https ? cookie_get(c, host_name(c, name)) : STR_NONE;
    *old = https && str_empty(value);
    return str_empty(value) ? cookie_get(c, name) : value;
}

/* ---- answers without a page ---- */

#define HTML "text/html; charset=utf-8"

static void type_headers(struct context *c, int status, const char *content_type)
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

enum err_kind answer_bytes(struct context *c, int status, const char *content_type, struct str body)
{
    type_headers(c, status, content_type);
    response_body(c->x, body);
    return OK;
}

/* ---- pages of the newsroom ---- */

static enum err_kind expand(struct context *c, const char *file, const struct tpl_field *fields,
                            const void *view, struct str *out, struct err *e)
{
    struct templates *t = app_templates(c->app);
    struct buf html = buf_in(c->arena);
    enum err_kind kind = tpl_expand(t->set, file, fields, view, &html, e);
    templates_unref(&t);
    *out = buf_str(&html);
    return kind;
}

enum err_kind answer_html(struct context *c, int status, const char *file,
                          const struct tpl_field *fields, const void *view, struct err *e)
{
    struct str html;
    TRY(expand(c, file, fields, view, &html, e));
    type_headers(c, status, HTML);
    response_header(c->x, "Cache-Control", STR("no-store"));
    response_body(c->x, html);
    return OK;
}

/* ---- pages with holes ---- */

static struct str escaped(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    buf_add_escaped(&b, s);
    return buf_str(&b);
}

static struct str hole_fill(struct context *c, const struct hole *hole,
                            const struct reader_details *details)
{
    switch (hole->kind) {
    case HOLE_VIEWS: {
        char *text = arena_alloc(c->arena, NUMBER_MAX);
        uint64_t n = hole->id == c->viewed_id ? c->viewed_n
                                              : views_get(c->app->views, hole->id, VIEW_COUNTED);
        n += (uint64_t)hole->base;
        return str_of(text, number_print(&c->settings->numbers, n, text));
    }
    case HOLE_TOKEN:
        return form_token_new(c->settings, hole->id, c->now, c->arena);
    case HOLE_AUTHOR:
        return escaped(c->arena, details->author);
    case HOLE_EMAIL:
        return escaped(c->arena, details->email);
    case HOLE_URL:
        return escaped(c->arena, details->url);
    case HOLE_REMEMBERED:
        return details->remembered ? STR(" checked") : STR("");
    case HOLE_KINDS:
        break;
    }
    return STR("");
}

struct filled {
    struct str *fills;
    bool has_token;
    uint64_t shown; /* a hash of all fills but the token's: what a reader sees of them */
};

/* FNV-1a. */
static uint64_t hash_more(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return (h ^ 0xFF) * UINT64_C(0x100000001b3);
}

static struct filled fill_holes(struct context *c, const struct page *page)
{
    size_t n;
    const struct hole *holes = page_holes(page, &n);
    struct filled out = {.fills = ARENA_ARRAY(c->arena, struct str, n + 1),
                         .shown = UINT64_C(0xcbf29ce484222325)};
    struct reader_details details = n > 0 ? reader_details_get(c) : (struct reader_details){0};
    for (size_t i = 0; i < n; i++) {
        out.fills[i] = hole_fill(c, &holes[i], &details);
        if (holes[i].kind == HOLE_TOKEN)
            out.has_token = true;
        else
            out.shown = hash_more(out.shown, out.fills[i]);
    }
    return out;
}

/* The tag is of what a reader can see. A form's token is not seen, but it must not grow too old in
 * the reader's copy either: the tag changes before half of its life is over. */
static struct str etag_of(struct context *c, const struct page *page, const struct filled *filled)
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
static bool reader_has(struct context *c, const struct page *page, const struct filled *filled)
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
    struct filled filled = fill_holes(c, page);
    if (document != NULL)
        filled.shown = 0; /* its tag is of its own bytes: a counter that moves makes it no other */
    type_headers(c, status, document != NULL ? document : HTML);
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
    TRY(expand(c, file, fields, view, &html, e));
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
    TRY(expand(c, file, fields, view, &html, e));
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
