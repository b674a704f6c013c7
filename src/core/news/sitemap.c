/* SPDX-License-Identifier: MIT */
/* Reads what sitemaps list. A part is a range of SITEMAP_PART ids, so it always lists the same
 * objects and is found without counting. */
#include "core/news/sitemap.h"

enum { PARTS_MAX = 50000 /* the most that a sitemap index may list */ };

/* Lists grow by doubling, since few have as many rows as they may. */
static void *list_grow(struct arena *a, const void *items, size_t n, size_t *cap, size_t size)
{
    *cap = *cap == 0 ? 64 : *cap * 2;
    char *more = arena_zalloc_array(a, *cap, size);
    if (n > 0)
        memcpy(more, items, n * size);
    return more;
}

/* ---- parts ---- */

static enum err_kind read_parts(struct stmt *s, bool dated, struct arena *a,
                                struct sitemap_parts *out, struct err *e)
{
    size_t cap = 0;
    *out = (struct sitemap_parts){0};
    while (out->n < PARTS_MAX && stmt_next(s)) {
        if (out->n == cap)
            out->items = list_grow(a, out->items, out->n, &cap, sizeof *out->items);
        out->items[out->n++] = (struct sitemap_part){
            .number = stmt_col_int(s, COL_PART),
            .changed_at = dated ? stmt_col_int(s, COL_CHANGED_AT) : 0,
        };
    }
    return stmt_done(s, e);
}

enum err_kind sitemap_article_parts(struct db_conn *c, struct arena *a, struct sitemap_parts *out,
                                    struct err *e)
{
    return read_parts(db_stmt(c, SQL_SITEMAP_PARTS), true, a, out, e);
}

enum err_kind sitemap_tag_parts(struct db_conn *c, struct arena *a, struct sitemap_parts *out,
                                struct err *e)
{
    return read_parts(db_stmt(c, SQL_SITEMAP_TAG_PARTS), false, a, out, e);
}

enum err_kind sitemap_video_parts(struct db_conn *c, struct arena *a, struct sitemap_parts *out,
                                  struct err *e)
{
    return read_parts(db_stmt(c, SQL_SITEMAP_VIDEO_PARTS), false, a, out, e);
}

/* ---- entries ---- */

enum columns { SLUG_ONLY, WITH_CHANGE, WITH_TITLE, VIDEO };

static enum err_kind read_entries(struct stmt *s, enum columns columns, struct arena *a,
                                  struct sitemap_entries *out, struct err *e)
{
    size_t cap = 0;
    *out = (struct sitemap_entries){0};
    while (stmt_next(s)) {
        if (out->n == cap)
            out->items = list_grow(a, out->items, out->n, &cap, sizeof *out->items);
        struct sitemap_entry *entry = &out->items[out->n++];
        if (columns == VIDEO) {
            entry->id = stmt_col_int(s, COL_ID);
            entry->title = stmt_col_text(s, COL_TITLE, a);
            continue;
        }
        entry->slug = stmt_col_text(s, COL_SLUG, a);
        if (columns == SLUG_ONLY)
            continue;
        entry->day = stmt_col_int(s, COL_DAY);
        entry->at = stmt_col_int(s, columns == WITH_CHANGE ? COL_UPDATED_AT : COL_PUBLISHED_AT);
        if (columns == WITH_CHANGE)
            entry->translations = stmt_col_text(s, COL_TRANSLATIONS, a);
        if (columns == WITH_TITLE)
            entry->title = stmt_col_text(s, COL_TITLE, a);
    }
    return stmt_done(s, e);
}

static struct stmt *part_statement(struct db_conn *c, enum sql_id sql, int64_t number)
{
    struct stmt *s = db_stmt(c, sql);
    if (number > INT64_MAX / SITEMAP_PART) /* no id is that large */
        number = INT64_MAX / SITEMAP_PART;
    stmt_int(s, ARG_FIRST_ID, (number - 1) * SITEMAP_PART + 1);
    stmt_int(s, ARG_LAST_ID, number * SITEMAP_PART);
    return s;
}

enum err_kind sitemap_articles(struct db_conn *c, int64_t number, struct arena *a,
                               struct sitemap_entries *out, struct err *e)
{
    return read_entries(part_statement(c, SQL_SITEMAP_ARTICLES, number), WITH_CHANGE, a, out, e);
}

enum err_kind sitemap_tags(struct db_conn *c, int64_t number, struct arena *a,
                           struct sitemap_entries *out, struct err *e)
{
    return read_entries(part_statement(c, SQL_SITEMAP_TAGS, number), SLUG_ONLY, a, out, e);
}

enum err_kind sitemap_videos(struct db_conn *c, int64_t number, struct arena *a,
                             struct sitemap_entries *out, struct err *e)
{
    return read_entries(part_statement(c, SQL_SITEMAP_VIDEOS, number), VIDEO, a, out, e);
}

enum err_kind sitemap_authors(struct db_conn *c, struct arena *a, struct sitemap_entries *out,
                              struct err *e)
{
    return read_entries(db_stmt(c, SQL_SITEMAP_AUTHORS), SLUG_ONLY, a, out, e);
}

enum err_kind sitemap_news(struct db_conn *c, int64_t from, struct arena *a,
                           struct sitemap_entries *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITEMAP_NEWS);
    stmt_int(s, ARG_FROM_AT, from);
    return read_entries(s, WITH_TITLE, a, out, e);
}
