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

static bool file_exists(struct check *check, struct str path)
{
    struct picture picture = {.path = path};
    return picture_fill_size(&picture, check->site_dir, check->arena);
}

/* Checks one picture. URL may contain the site's address, a query or a fragment. */
static void check_url(struct check *check, struct str url)
{
    struct str path = url;
    if (check->own.n > 0 && str_starts(path, check->own))
        path = str_skip(path, check->own.n);
    path = str_head(path, str_index(path, '#'));
    path = str_head(path, str_index(path, '?'));
    if (!str_starts(path, STR("/media/")) || file_exists(check, path))
        return;
    if (check->missing++ < PICTURES_REPORTED)
        check->report(check->arg,
                      arena_printf(check->arena,
                                   "%.*s shows %.*s, but the site's public folder has no such "
                                   "file: put it back, or remove the picture there",
                                   STR_ARG(check->place), STR_ARG(path))
                          .p);
}

/* A hook that is called for every picture in a text. */
static bool on_picture(void *ctx, struct str url, int64_t *width, int64_t *height)
{
    (void)width, (void)height;
    check_url(ctx, url);
    return false;
}

static void check_text(struct check *check, struct str text)
{
    const struct markdown_hooks hooks = {.ctx = check, .picture_size = on_picture};
    if (str_find(text, STR("![")) < text.n)
        (void)markdown_html(check->arena, text, &hooks);
}

/* ---- what shows pictures ---- */

static void article_row(struct check *check, struct stmt *s)
{
    struct arena *a = check->arena;
    check->place = arena_printf(a, "article %" PRId64 " (\"%.*s\")", stmt_col_int(s, COL_ID),
                                STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    if (stmt_col_int(s, COL_STATUS) != ARTICLE_PUBLISHED)
        return;
    check_url(check, stmt_col_text(s, COL_PICTURE, a));
    check_text(check, stmt_col_text(s, COL_BODY, a));
}

static void entry_row(struct check *check, struct stmt *s)
{
    struct arena *a = check->arena;
    check->place = arena_printf(a, "live entry %" PRId64 " of article %" PRId64 " (\"%.*s\")",
                                stmt_col_int(s, COL_ID), stmt_col_int(s, COL_ARTICLE_ID),
                                STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    if (stmt_col_int(s, COL_STATUS) == ARTICLE_PUBLISHED)
        check_text(check, stmt_col_text(s, COL_BODY, a));
}

static void video_row(struct check *check, struct stmt *s)
{
    struct arena *a = check->arena;
    check->place = arena_printf(a, "video %" PRId64 " (\"%.*s\")", stmt_col_int(s, COL_ID),
                                STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    check_url(check, stmt_col_text(s, COL_PICTURE, a));
}

static void user_row(struct check *check, struct stmt *s)
{
    struct arena *a = check->arena;
    check->place = arena_printf(a, "the author %.*s", STR_ARG(stmt_col_text(s, COL_TITLE, a)));
    check_url(check, stmt_col_text(s, COL_PICTURE, a));
}

static const struct {
    enum sql_id id;
    void (*row)(struct check *check, struct stmt *s);
} walks[] = {
    {SQL_PICTURES_OF_ARTICLES, article_row},
    {SQL_PICTURES_OF_LIVE_ENTRIES, entry_row},
    {SQL_PICTURES_OF_VIDEOS, video_row},
    {SQL_PICTURES_OF_USERS, user_row},
};

/* ---- the walk ---- */

/* Checks the rows after *last; *n is their number. */
static enum err_kind walk_batch(struct check *check, size_t walk, int64_t *last, int *n,
                                struct err *e)
{
    struct db_conn *c;
    *n = 0;
    TRY(db_begin(check->db, &c, e));
    struct stmt *s = db_stmt(c, walks[walk].id);
    stmt_int(s, ARG_KEY_ID, *last);
    stmt_int(s, ARG_ROW_LIMIT, BATCH);
    while (stmt_next(s)) {
        *last = stmt_col_int(s, COL_ID);
        (*n)++;
        walks[walk].row(check, s);
        arena_reset(check->arena);
    }
    enum err_kind kind = stmt_done(s, e);
    db_end(check->db, &c);
    return kind;
}

static enum err_kind walk_all(struct check *check, struct err *e)
{
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        int64_t last = 0;
        int n = BATCH;
        while (n == BATCH)
            TRY(walk_batch(check, i, &last, &n, e));
    }
    if (check->missing > PICTURES_REPORTED)
        check->report(check->arg, arena_printf(check->arena, "%d more pictures are missing",
                                               check->missing - PICTURES_REPORTED)
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
