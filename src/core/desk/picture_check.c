/* SPDX-License-Identifier: MIT */
/* Reads everything that shows pictures, in batches by id, and looks for each file. A text is
 * rendered with a hook that gets each picture, so what counts as a picture is decided by the
 * renderer alone. */
#include "core/desk/picture_check.h"

#include <inttypes.h>

#include "core/news/article.h"
#include "core/media/picture.h"
#include "core/site/setting.h"
#include "text/markdown.h"

enum { BATCH = 50, TEXT_ARENA = 64 * 1024 };

struct check {
    struct db *db;
    const char *site_dir;
    struct str own;      /* the site's own address */
    struct arena *arena; /* for one row */
    struct str place;    /* what shows the current picture */
    int missing;
    db_report_fn *report;
    void *arg;
};

/* ---- one picture ---- */

static bool file_exists(struct check *it, struct str path)
{
    struct picture picture = {.path = path};
    return picture_fill_size(&picture, it->site_dir, it->arena);
}

/* Checks one picture. URL may contain the site's address, a query or a fragment. */
static void check_url(struct check *it, struct str url)
{
    struct str path = url;
    if (it->own.n > 0 && str_starts(path, it->own))
        path = str_skip(path, it->own.n);
    path = str_head(path, str_index(path, '#'));
    path = str_head(path, str_index(path, '?'));
    if (!str_starts(path, STR("/media/")) || file_exists(it, path))
        return;
    if (it->missing++ < PICTURES_REPORTED)
        it->report(it->arg,
                   arena_printf(it->arena,
                                "%.*s shows %.*s, but the site's public folder has no such "
                                "file: put it back, or remove the picture there",
                                STR_ARG(it->place), STR_ARG(path))
                       .p);
}

/* A hook that is called for every picture in a text. */
static bool on_picture(void *ctx, struct str url, int64_t *width, int64_t *height)
{
    (void)width, (void)height;
    check_url(ctx, url);
    return false;
}

static void check_text(struct check *it, struct str text)
{
    const struct markdown_hooks hooks = {.ctx = it, .picture_size = on_picture};
    if (str_find(text, STR("![")) < text.n)
        (void)markdown_html(it->arena, text, &hooks);
}

/* ---- what shows pictures ---- */

static void article_row(struct check *it, struct stmt *s)
{
    struct arena *a = it->arena;
    it->place = arena_printf(a, "article %" PRId64 " (\"%.*s\")", stmt_col_int(s, COL_ID),
                             STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    if (stmt_col_int(s, COL_STATUS) != ARTICLE_PUBLISHED)
        return;
    check_url(it, stmt_col_text(s, COL_PICTURE, a));
    check_text(it, stmt_col_text(s, COL_BODY, a));
}

static void entry_row(struct check *it, struct stmt *s)
{
    struct arena *a = it->arena;
    it->place = arena_printf(a, "live entry %" PRId64 " of article %" PRId64 " (\"%.*s\")",
                             stmt_col_int(s, COL_ID), stmt_col_int(s, COL_ARTICLE_ID),
                             STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    if (stmt_col_int(s, COL_STATUS) == ARTICLE_PUBLISHED)
        check_text(it, stmt_col_text(s, COL_BODY, a));
}

static void video_row(struct check *it, struct stmt *s)
{
    struct arena *a = it->arena;
    it->place = arena_printf(a, "video %" PRId64 " (\"%.*s\")", stmt_col_int(s, COL_ID),
                             STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    check_url(it, stmt_col_text(s, COL_PICTURE, a));
}

static void user_row(struct check *it, struct stmt *s)
{
    struct arena *a = it->arena;
    it->place = arena_printf(a, "the author %.*s", STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    check_url(it, stmt_col_text(s, COL_PICTURE, a));
}

static const struct {
    enum sql_id id;
    void (*row)(struct check *it, struct stmt *s);
} walks[] = {
    {SQL_PICTURES_OF_ARTICLES, article_row},
    {SQL_PICTURES_OF_LIVE_ENTRIES, entry_row},
    {SQL_PICTURES_OF_VIDEOS, video_row},
    {SQL_PICTURES_OF_USERS, user_row},
};

/* ---- the walk ---- */

/* Checks the rows after *last; *n is their number. */
static enum err_kind walk_batch(struct check *it, size_t walk, int64_t *last, int *n, struct err *e)
{
    struct db_conn *c;
    *n = 0;
    TRY(db_begin(it->db, &c, e));
    struct stmt *s = db_stmt(c, walks[walk].id);
    stmt_int(s, ARG_KEY_ID, *last);
    stmt_int(s, ARG_ROW_LIMIT, BATCH);
    while (stmt_next(s)) {
        *last = stmt_col_int(s, COL_ID);
        (*n)++;
        walks[walk].row(it, s);
        arena_reset(it->arena);
    }
    enum err_kind kind = stmt_done(s, e);
    db_end(it->db, &c);
    return kind;
}

static enum err_kind walk_all(struct check *it, struct err *e)
{
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        int64_t last = 0;
        int n = BATCH;
        while (n == BATCH)
            TRY(walk_batch(it, i, &last, &n, e));
    }
    if (it->missing > PICTURES_REPORTED)
        it->report(it->arg, arena_printf(it->arena, "%d more pictures are missing",
                                         it->missing - PICTURES_REPORTED)
                                .p);
    return OK;
}

enum err_kind picture_check_all(struct db *db, const char *site_dir, db_report_fn *report,
                                void *arg, struct err *e)
{
    struct settings *settings;
    TRY(settings_read(db, &settings, e));
    struct check it = {.db = db,
                       .site_dir = site_dir,
                       .own = settings->address,
                       .arena = arena_new(TEXT_ARENA),
                       .report = report,
                       .arg = arg};
    enum err_kind kind = walk_all(&it, e);
    arena_free(&it.arena);
    settings_unref(&settings);
    return kind;
}
