/* SPDX-License-Identifier: MIT */
/* Fills the holes of a page for one request: view counts from the live counters, a new token for
 * each form, and the commenter's details from the browser's cookie. The cookie is read only if the
 * page has holes. */
#include "web/hole_fills.h"

#include "base/hash.h"
#include "core/talk/form_token.h"
#include "web/reader.h"
#include "web/reads.h"

static struct str escaped(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    buf_add_escaped(&b, s);
    return buf_str(&b);
}

static uint64_t views_shown(struct context *c, const struct hole *hole, const struct viewed *viewed)
{
    uint64_t n = viewed != NULL && hole->id == viewed->article_id
                     ? viewed->n
                     : views_get(c->app->views, hole->id, VIEW_COUNTED);
    return n + (uint64_t)hole->base;
}

static struct str hole_fill(struct context *c, const struct hole *hole, const struct viewed *viewed,
                            const struct reader_details *details)
{
    switch (hole->kind) {
    case HOLE_VIEWS: {
        char *text = arena_alloc(c->arena, NUMBER_MAX);
        uint64_t n = views_shown(c, hole, viewed);
        return str_of(text, number_print(&c->settings->numbers, n, text));
    }
    case HOLE_READS:
        return escaped(c->arena, reads_text(c, views_shown(c, hole, viewed)));
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

static uint64_t hash_more(uint64_t h, struct str s)
{
    return hash_add_byte(hash_add(h, s), 0xFF);
}

struct hole_fills hole_fills(struct context *c, const struct page *page,
                             const struct viewed *viewed)
{
    size_t n;
    const struct hole *holes = page_holes(page, &n);
    struct hole_fills out = {.fills = ARENA_ARRAY(c->arena, struct str, n + 1),
                             .shown = HASH_EMPTY};
    struct reader_details details = n > 0 ? reader_details_get(c) : (struct reader_details){0};
    for (size_t i = 0; i < n; i++) {
        out.fills[i] = hole_fill(c, &holes[i], viewed, &details);
        if (holes[i].kind == HOLE_TOKEN)
            out.has_token = true;
        else
            out.shown = hash_more(out.shown, out.fills[i]);
    }
    return out;
}
