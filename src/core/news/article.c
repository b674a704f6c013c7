/* SPDX-License-Identifier: MIT */
/* Reads articles: one by one, in lists by key, and their totals. A list asks for one row more than
 * its limit, to know whether it goes on. Nothing here decides who may see an article; statements
 * for readers select published ones only. */
#include "core/news/article.h"

#include <inttypes.h>

#include "base/url.h"
#include "db/keyset.h"

struct article article_from_row(struct stmt *s, struct arena *a)
{
    return (struct article){
        .id = stmt_col_int(s, COL_ID),
        .status = (enum article_status)stmt_col_int(s, COL_STATUS),
        .day = stmt_col_int(s, COL_DAY),
        .slug = stmt_col_text(s, COL_SLUG, a),
        .title = stmt_col_text(s, COL_TITLE, a),
        .standfirst = stmt_col_text(s, COL_STANDFIRST, a),
        .excerpt = stmt_col_text(s, COL_EXCERPT, a),
        .words = stmt_col_int(s, COL_WORDS),
        .section_id = stmt_col_int(s, COL_SECTION_ID),
        .author_id = stmt_col_int(s, COL_AUTHOR_ID),
        .section_slug = stmt_col_text(s, COL_SECTION_SLUG, a),
        .section_name = stmt_col_text(s, COL_SECTION_NAME, a),
        .author_slug = stmt_col_text(s, COL_AUTHOR_SLUG, a),
        .author_name = stmt_col_text(s, COL_AUTHOR_NAME, a),
        .social_links = stmt_col_int(s, COL_SOCIAL_LINKS) != 0,
        .comments_open = stmt_col_int(s, COL_COMMENTS_OPEN) != 0,
        .published_at = stmt_col_int(s, COL_PUBLISHED_AT),
        .created_at = stmt_col_int(s, COL_CREATED_AT),
        .updated_at = stmt_col_int(s, COL_UPDATED_AT),
        .version = stmt_col_int(s, COL_VERSION),
        .base_views = stmt_col_int(s, COL_BASE_VIEWS),
        .views_elsewhere = stmt_col_int(s, COL_VIEWS_ELSEWHERE),
        .comment_count = stmt_col_int(s, COL_COMMENT_COUNT),
        .picture = {.path = stmt_col_text(s, COL_PICTURE, a),
                    .alt = stmt_col_text(s, COL_PICTURE_ALT, a),
                    .width = stmt_col_int(s, COL_PICTURE_WIDTH),
                    .height = stmt_col_int(s, COL_PICTURE_HEIGHT)},
        .revised_at = stmt_col_int(s, COL_REVISED_AT),
        .live = (enum article_live)stmt_col_int(s, COL_LIVE),
    };
}

enum { TAGS_SHOWN_MAX = 50 };

static enum err_kind read_tags(struct db_conn *c, struct article *art, struct arena *a,
                               struct err *e)
{
    art->tags = ARENA_ARRAY(a, struct tag, TAGS_SHOWN_MAX);
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TAGS);
    stmt_int(s, ARG_ID, art->id);
    while (art->n_tags < TAGS_SHOWN_MAX && stmt_next(s))
        art->tags[art->n_tags++] = (struct tag){
            .slug = stmt_col_text(s, COL_SLUG, a),
            .name = stmt_col_text(s, COL_NAME, a),
        };
    return stmt_done(s, e);
}

enum err_kind article_by_id(struct db_conn *c, int64_t id, struct arena *a, struct article *out,
                            struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_BY_ID);
    stmt_int(s, ARG_ID, id);
    bool found = stmt_next(s);
    if (found) {
        *out = article_from_row(s, a);
        out->body = stmt_col_text(s, COL_BODY, a);
        out->author_bio = stmt_col_text(s, COL_AUTHOR_BIO, a);
        out->status_before = (enum article_status)stmt_col_int(s, COL_STATUS_BEFORE);
        out->picture.caption = stmt_col_text(s, COL_PICTURE_CAPTION, a);
        out->picture.credit = stmt_col_text(s, COL_PICTURE_CREDIT, a);
        out->author_picture = stmt_col_text(s, COL_AUTHOR_PICTURE, a);
        out->translations = stmt_col_text(s, COL_TRANSLATIONS, a);
        out->live_ended_at = stmt_col_int(s, COL_LIVE_ENDED_AT);
    }
    TRY(stmt_done(s, e));
    if (!found)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
    return read_tags(c, out, a, e);
}

/* The article id that statement SQL finds for a permalink; 0: none. */
static enum err_kind find_id(struct db_conn *c, enum sql_id sql, int64_t day, struct str slug,
                             int64_t *id, struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_DAY, day);
    stmt_text(s, ARG_SLUG, slug);
    *id = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    return stmt_done(s, e);
}

enum err_kind article_by_permalink(struct db_conn *c, int64_t day, struct str slug, struct arena *a,
                                   struct article *out, struct err *e)
{
    int64_t id;
    TRY(find_id(c, SQL_ARTICLE_ID_BY_PERMALINK, day, slug, &id, e));
    if (id == 0)
        TRY(find_id(c, SQL_ARTICLE_ID_BY_ALIAS, day, slug, &id, e));
    if (id == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
    return article_by_id(c, id, a, out, e);
}

enum err_kind article_find(struct db_conn *c, int64_t day, struct str slug, struct arena *a,
                           struct article *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_FIND);
    stmt_int(s, ARG_DAY, day);
    stmt_text(s, ARG_SLUG, slug);
    bool found = stmt_next(s);
    if (found)
        *out = (struct article){.id = stmt_col_int(s, COL_ID),
                                .status = ARTICLE_PUBLISHED,
                                .day = stmt_col_int(s, COL_DAY),
                                .slug = stmt_col_text(s, COL_SLUG, a),
                                .published_at = stmt_col_int(s, COL_PUBLISHED_AT),
                                .comments_open = stmt_col_int(s, COL_COMMENTS_OPEN) != 0,
                                .live = (enum article_live)stmt_col_int(s, COL_LIVE)};
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
}

enum err_kind article_base_views(struct db_conn *c, int64_t id, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_BASE_VIEWS);
    stmt_int(s, ARG_ID, id);
    bool found = stmt_next(s);
    if (found)
        *out = stmt_col_int(s, COL_BASE_VIEWS);
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
}

struct str article_url(const struct article *art, struct arena *a)
{
    return permalink(art->day, art->slug, a);
}

struct str permalink(int64_t day, struct str slug, struct arena *a)
{
    if (day == 0)
        return STR_NONE;
    /* Without printf: every view of an article needs this. */
    char date[] = "/0000/00/00/";
    static const size_t places[] = {10, 9, 7, 6, 4, 3, 2, 1}; /* the last digit first */
    for (size_t i = 0; i < sizeof places / sizeof *places; i++, day /= 10)
        date[places[i]] = (char)('0' + day % 10);
    struct str url = arena_join(a, str_of(date, sizeof date - 1), url_encode(a, slug));
    return arena_join(a, url, STR("/"));
}

/* ---- lists ---- */

bool article_key_parse(struct str s, struct article_key *out)
{
    struct str rest = s;
    struct str at = str_split(&rest, '-');
    struct article_key key;
    if (!str_int(at, &key.published_at) || !str_int(rest, &key.id) || key.published_at <= 0 ||
        key.id <= 0)
        return false;
    *out = key;
    return true;
}

/* Reads up to LIMIT rows; *more: there are others. */
static enum err_kind read_cards(struct keyset *rows, int64_t limit, struct arena *a,
                                struct article_list *out, bool *more, struct err *e)
{
    *out = (struct article_list){.items = ARENA_ARRAY(a, struct article, (size_t)limit)};
    *more = false;
    for (struct stmt *s; (s = keyset_next(rows)) != NULL;) {
        if (out->n == (size_t)limit) {
            *more = true;
            break;
        }
        out->items[out->n++] = article_from_row(s, a);
    }
    return keyset_done(rows, e);
}

static void reverse(struct article_list *list)
{
    for (size_t i = 0; i < list->n / 2; i++) {
        struct article other = list->items[i];
        list->items[i] = list->items[list->n - 1 - i];
        list->items[list->n - 1 - i] = other;
    }
}

enum err_kind article_list(struct db_conn *c, const struct article_query *q, struct arena *a,
                           struct article_list *out, struct err *e)
{
    static const enum sql_id same[][2] = {
        [SCOPE_ALL] = {SQL_ARTICLE_OLDER_SAME, SQL_ARTICLE_NEWER_SAME},
        [SCOPE_SECTION] = {SQL_ARTICLE_OLDER_IN_SECTION_SAME, SQL_ARTICLE_NEWER_IN_SECTION_SAME},
        [SCOPE_AUTHOR] = {SQL_ARTICLE_OLDER_BY_AUTHOR_SAME, SQL_ARTICLE_NEWER_BY_AUTHOR_SAME},
        [SCOPE_TAG] = {SQL_ARTICLE_OLDER_WITH_TAG_SAME, SQL_ARTICLE_NEWER_WITH_TAG_SAME},
    };
    static const enum sql_id rest[][2] = {
        [SCOPE_ALL] = {SQL_ARTICLE_OLDER, SQL_ARTICLE_NEWER},
        [SCOPE_SECTION] = {SQL_ARTICLE_OLDER_IN_SECTION, SQL_ARTICLE_NEWER_IN_SECTION},
        [SCOPE_AUTHOR] = {SQL_ARTICLE_OLDER_BY_AUTHOR, SQL_ARTICLE_NEWER_BY_AUTHOR},
        [SCOPE_TAG] = {SQL_ARTICLE_OLDER_WITH_TAG, SQL_ARTICLE_NEWER_WITH_TAG},
    };
    bool keyed = q->key.published_at != 0;
    bool newer = q->newer && keyed;
    int64_t until = q->until ? q->until : INT64_MAX;
    struct article_key key = keyed ? q->key : (struct article_key){until, 0};
    if (!newer && key.published_at >= until)
        key = (struct article_key){until, 0};

    struct keyset rows = keyset_begin(c, same[q->scope][newer], rest[q->scope][newer],
                                      key.published_at, key.id, q->limit + 1);
    if (q->scope != SCOPE_ALL)
        keyset_int(&rows, ARG_SCOPE_ID, q->scope_id);
    if (newer)
        keyset_int(&rows, ARG_UNTIL_AT, until);
    else
        keyset_int(&rows, ARG_FROM_AT,
                   q->from > 0 ? q->from : 1); /* rows of unpublished articles have 0 */
    bool more;
    TRY(read_cards(&rows, q->limit, a, out, &more, e));
    if (newer)
        reverse(out);
    out->newer = newer ? more : keyed;
    out->older = newer ? true : more;
    return OK;
}

enum err_kind article_cards(struct db_conn *c, const int64_t *ids, size_t n, struct arena *a,
                            struct article_list *out, struct err *e)
{
    *out = (struct article_list){.items = ARENA_ARRAY(a, struct article, n)};
    for (size_t i = 0; i < n; i++) {
        struct stmt *s = db_stmt(c, SQL_ARTICLE_CARD_BY_ID);
        stmt_int(s, ARG_ID, ids[i]);
        if (stmt_next(s))
            out->items[out->n++] = article_from_row(s, a);
        TRY(stmt_done(s, e));
    }
    return OK;
}

enum { PAGES_MAX = 100 };

enum err_kind article_page_key(struct db_conn *c, int64_t page, int64_t per_page,
                               struct article_key *out, struct err *e)
{
    int64_t skipped = (page - 1) * per_page, n = 0;
    if (page > PAGES_MAX)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("Older articles are in the archive."));
    struct stmt *s = db_stmt(c, SQL_ARTICLE_KEYS);
    stmt_int(s, ARG_ROW_LIMIT, skipped + 1);
    bool found = false;
    while (stmt_next(s)) {
        if (++n <= skipped)
            *out = (struct article_key){stmt_col_int(s, COL_PUBLISHED_AT), stmt_col_int(s, COL_ID)};
        else
            found = true;
    }
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page."));
}

enum err_kind tag_by_slug(struct db_conn *c, struct str slug, struct arena *a, int64_t *id,
                          struct tag *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_TAG_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    bool found = stmt_next(s);
    if (found) {
        *id = stmt_col_int(s, COL_ID);
        *out = (struct tag){stmt_col_text(s, COL_SLUG, a), stmt_col_text(s, COL_NAME, a)};
    }
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such tag."));
}

enum err_kind article_desk_list(struct db_conn *c, const struct article_desk_query *q,
                                struct arena *a, struct article_list *out, struct err *e)
{
    static const enum sql_id statements[2][2][2] = {
        /* [by author][by status] */
        {{SQL_ARTICLE_DESK_SAME, SQL_ARTICLE_DESK},
         {SQL_ARTICLE_DESK_BY_STATUS_SAME, SQL_ARTICLE_DESK_BY_STATUS}},
        {{SQL_ARTICLE_DESK_BY_AUTHOR_SAME, SQL_ARTICLE_DESK_BY_AUTHOR},
         {SQL_ARTICLE_DESK_BY_AUTHOR_AND_STATUS_SAME, SQL_ARTICLE_DESK_BY_AUTHOR_AND_STATUS}},
    };
    bool any = q->status == ARTICLE_STATUSES, keyed = q->before_updated_at != 0;
    const enum sql_id *pair = statements[q->author_id != 0][!any];
    struct keyset rows = keyset_begin(c, pair[0], pair[1], keyed ? q->before_updated_at : INT64_MAX,
                                      q->before_id, q->limit + 1);
    if (q->author_id)
        keyset_int(&rows, ARG_SCOPE_ID, q->author_id);
    if (!any)
        keyset_int(&rows, ARG_STATUS, q->status);
    bool more;
    TRY(read_cards(&rows, q->limit, a, out, &more, e));
    out->newer = keyed;
    out->older = more;
    return OK;
}

enum err_kind article_totals(struct db_conn *c, int64_t totals[ARTICLE_STATUSES], struct err *e)
{
    memset(totals, 0, ARTICLE_STATUSES * sizeof *totals);
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TOTALS);
    while (stmt_next(s)) {
        int64_t status = stmt_col_int(s, COL_STATUS);
        if (status >= 0 && status < ARTICLE_STATUSES)
            totals[status] = stmt_col_int(s, COL_N);
    }
    return stmt_done(s, e);
}
