/* SPDX-License-Identifier: MIT */
#include "core/news/live.h"

#include "base/buf.h"
#include "base/clock.h"
#include "core/audit/audit.h"
#include "core/desk/newsdesk.h"
#include "core/site/ping.h"
#include "core/search/index/index.h"
#include "text/proofread.h"
#include "text/markdown.h"

/* ---- reading ---- */

static struct live_entry entry_from_row(struct stmt *s, struct arena *a)
{
    return (struct live_entry){
        .id = stmt_col_int(s, COL_ID),
        .at = stmt_col_int(s, COL_AT),
        .title = stmt_col_text(s, COL_TITLE, a),
        .body = stmt_col_text(s, COL_BODY, a),
        .edited_at = stmt_col_int(s, COL_EDITED_AT),
        .version = stmt_col_int(s, COL_VERSION),
        .user_id = stmt_col_int(s, COL_USER_ID),
        .author_name = stmt_col_text(s, COL_AUTHOR_NAME, a),
        .author_slug = stmt_col_text(s, COL_AUTHOR_SLUG, a),
    };
}

/* Up to LIMIT entries on one side of KEY, in the order of the statement; *more: there are others.
 */
static enum err_kind read_side(struct db_conn *c, enum sql_id sql, int64_t article_id,
                               struct article_key key, int64_t limit, struct arena *a,
                               struct live_list *out, bool *more, struct err *e)
{
    *out = (struct live_list){.items = ARENA_ARRAY(a, struct live_entry, (size_t)limit)};
    *more = false;
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_KEY_AT, key.published_at);
    stmt_int(s, ARG_KEY_ID, key.id);
    stmt_int(s, ARG_ROW_LIMIT, limit + 1);
    while (stmt_next(s)) {
        if (out->n == (size_t)limit) {
            *more = true;
            break;
        }
        out->items[out->n++] = entry_from_row(s, a);
    }
    return stmt_done(s, e);
}

static void reverse(struct live_list *list)
{
    for (size_t i = 0; i < list->n / 2; i++) {
        struct live_entry other = list->items[i];
        list->items[i] = list->items[list->n - 1 - i];
        list->items[list->n - 1 - i] = other;
    }
}

static enum err_kind read_newest(struct db_conn *c, int64_t article_id, int64_t limit,
                                 struct arena *a, struct live_list *out, struct err *e)
{
    bool more;
    struct article_key end = {INT64_MAX, 0};
    TRY(read_side(c, SQL_LIVE_ENTRY_OLDER, article_id, end, limit, a, out, &more, e));
    out->older = more;
    return OK;
}

static enum err_kind read_newer(struct db_conn *c, int64_t article_id, struct article_key key,
                                int64_t limit, struct arena *a, struct live_list *out,
                                struct err *e)
{
    bool more;
    TRY(read_side(c, SQL_LIVE_ENTRY_NEWER, article_id, key, limit, a, out, &more, e));
    if (!more)
        return read_newest(c, article_id, limit, a, out, e);
    reverse(out);
    out->newer = out->older = true;
    return OK;
}

enum err_kind live_list(struct db_conn *c, int64_t article_id, const struct live_place *place,
                        int64_t limit, struct arena *a, struct live_list *out, struct err *e)
{
    bool more;
    struct live_list before;
    struct article_key key = place->key;
    if (place->side == LIVE_NEWEST)
        return read_newest(c, article_id, limit, a, out, e);
    if (place->side == LIVE_NEWER)
        return read_newer(c, article_id, key, limit, a, out, e);
    if (place->side == LIVE_FROM)
        key.id++;
    TRY(read_side(c, SQL_LIVE_ENTRY_OLDER, article_id, key, limit, a, out, &more, e));
    out->older = more;
    key.id--;
    TRY(read_side(c, SQL_LIVE_ENTRY_NEWER, article_id, key, 1, a, &before, &more, e));
    out->newer = before.n > 0;
    return OK;
}

enum err_kind live_entry_get(struct db_conn *c, int64_t article_id, int64_t id, struct arena *a,
                             struct live_entry *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_GET);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    bool found = stmt_next(s);
    if (found)
        *out = entry_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_set(e, ERR_NOT_FOUND, "There is no such entry any more.");
}

enum err_kind live_begun_at(struct db_conn *c, int64_t article_id, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_FIRST);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    *out = stmt_next(s) ? stmt_col_int(s, COL_AT) : 0;
    return stmt_done(s, e);
}

enum err_kind live_words(struct db_conn *c, int64_t article_id, size_t max_bytes, struct arena *a,
                         struct str *out, struct err *e)
{
    struct buf words = buf_in(a);
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_OLDER);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_KEY_AT, INT64_MAX);
    stmt_int(s, ARG_KEY_ID, 0);
    stmt_int(s, ARG_ROW_LIMIT, INT64_MAX);
    while (stmt_next(s)) {
        struct str title = stmt_col_text(s, COL_TITLE, a), body = stmt_col_text(s, COL_BODY, a);
        if (words.n + title.n + body.n > max_bytes)
            break;
        buf_printf(&words, "%.*s\n\n%.*s\n\n", STR_ARG(title), STR_ARG(body));
    }
    *out = buf_str(&words);
    return stmt_done(s, e);
}

/* ---- changing ---- */

struct work {
    const struct actor *who;
    int64_t article_id;
    const struct live_edit *edit;
    bool over;
    int64_t now;
    struct arena *arena;
    int64_t id; /* the entry's */
};

/* The live blog that is to be changed. */
static enum err_kind read_blog(struct db_conn *c, const struct work *it, struct article *art,
                               struct err *e)
{
    TRY(article_by_id(c, it->article_id, it->arena, art, e));
    if (!article_editable(it->who, art))
        return err_set(e, ERR_FORBIDDEN, "This article can only be changed by an editor.");
    if (art->status == ARTICLE_TRASHED)
        return err_set(e, ERR_CONFLICT, "The article is in the trash: restore it first.");
    if (art->live == LIVE_NO)
        return err_set(e, ERR_CONFLICT, "The article is not a live blog.");
    return OK;
}

/* What every change ends with. TOLD: readers are told of it. */
static enum err_kind touch(struct db_conn *c, const struct work *it, const struct article *art,
                           bool told, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TOUCH);
    stmt_int(s, ARG_ID, art->id);
    stmt_int(s, ARG_NOW, it->now);
    TRY(stmt_run(s, e));
    if (art->status != ARTICLE_PUBLISHED)
        return OK;
    if (told) {
        s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
        stmt_int(s, ARG_ID, art->id);
        stmt_int(s, ARG_AT, it->now);
        TRY(stmt_run(s, e));
    }
    TRY(search_unless_damaged(search_index_put(c, art->id, e), e));
    TRY(ping_queue(c, art->id, it->now, e));
    return db_content_changed(c, e);
}

static enum err_kind run(struct db *db, db_write_fn *job, struct work *it, struct err *e)
{
    it->now = clock_now();
    it->arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, it, e);
    arena_free(&it->arena);
    return kind;
}

/* What the audit log keeps of an entry. */
static struct str said(struct arena *a, struct str title, struct str body)
{
    return str_empty(title) ? body : arena_printf(a, "%.*s\n%.*s", STR_ARG(title), STR_ARG(body));
}

static void bind_entry(struct stmt *s, const struct work *it)
{
    stmt_int(s, ARG_AT, it->edit->at ? it->edit->at : it->now);
    stmt_text(s, ARG_TITLE, it->edit->title);
    stmt_text(s, ARG_BODY, it->edit->body);
}

/* The entry that the same form has added already; 0: none. */
static enum err_kind find_by_token(struct db_conn *c, struct work *it, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_BY_TOKEN);
    stmt_text(s, ARG_TOKEN, it->edit->token);
    bool found = stmt_next(s), here = found && stmt_col_int(s, COL_ARTICLE_ID) == it->article_id;
    it->id = here ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    if (found && !here)
        return err_set(e, ERR_CONFLICT,
                       "This form has added an entry to another article. Nothing "
                       "was added here.");
    return OK;
}

static enum err_kind add_job(struct db_conn *c, void *arg, struct err *e)
{
    struct work *it = arg;
    struct article art;
    TRY(read_blog(c, it, &art, e));
    TRY(find_by_token(c, it, e));
    if (it->id != 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_INSERT);
    stmt_int(s, ARG_ARTICLE_ID, it->article_id);
    bind_entry(s, it);
    if (it->who->user_id)
        stmt_int(s, ARG_USER_ID, it->who->user_id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_TOKEN, it->edit->token);
    stmt_int(s, ARG_NOW, it->now);
    TRY(stmt_run(s, e));
    it->id = db_last_id(c);
    TRY(audit_add(c, it->who, "live.add", "entry", it->id, STR_NONE,
                  said(it->arena, it->edit->title, it->edit->body), e));
    return touch(c, it, &art, true, e);
}

/* The entry as the form showed it: ERR_CONFLICT where it is another now. */
static enum err_kind read_entry(struct db_conn *c, const struct work *it, struct live_entry *out,
                                struct err *e)
{
    TRY(live_entry_get(c, it->article_id, it->edit->id, it->arena, out, e));
    if (out->version == it->edit->version)
        return OK;
    return audit_conflict(c, "entry", it->edit->id, "changed this entry", it->arena, e);
}

static enum err_kind change_job(struct db_conn *c, void *arg, struct err *e)
{
    struct work *it = arg;
    struct article art;
    struct live_entry before;
    TRY(read_blog(c, it, &art, e));
    TRY(used_form_find(c, it->edit->form, e));
    if (used_form_done(it->edit->form))
        return OK;
    TRY(read_entry(c, it, &before, e));
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_CHANGE);
    stmt_int(s, ARG_ID, it->edit->id);
    stmt_int(s, ARG_NOW, it->now);
    bind_entry(s, it);
    TRY(stmt_run(s, e));
    TRY(used_form_put(c, it->edit->form, it->edit->id, before.version + 1, it->now, e));
    TRY(audit_add(c, it->who, "live.change", "entry", it->edit->id,
                  said(it->arena, before.title, before.body),
                  said(it->arena, it->edit->title, it->edit->body), e));
    return touch(c, it, &art, false, e);
}

static void check(const struct settings *s, const struct live_edit *edit, int64_t now,
                  struct problems *p)
{
    enum { AHEAD_S = 60 }; /* of clocks that differ, and of times without seconds */
    if (edit->title.n > LIVE_TITLE_MAX)
        problem_add(p, "title", "The headline is longer than %d bytes.", LIVE_TITLE_MAX);
    if (str_empty(edit->body))
        problem_add(p, "body", "An entry needs a text.");
    else if (edit->body.n > LIVE_BODY_MAX)
        problem_add(p, "body", "The text is longer than %d bytes.", LIVE_BODY_MAX);
    else
        proofread_check(edit->body, s->address, p);
    if (edit->at > now + AHEAD_S)
        problem_add(p, "at", "An entry cannot be of a time that has not come.");
}

enum err_kind live_entry_save(struct db *db, const struct settings *s, const struct actor *who,
                              int64_t article_id, const struct live_edit *edit, int64_t *id,
                              struct problems *p, struct err *e)
{
    check(s, edit, clock_now(), p);
    if (p->n > 0)
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    struct work it = {.who = who, .article_id = article_id, .edit = edit, .id = edit->id};
    enum err_kind kind = run(db, edit->id == 0 ? add_job : change_job, &it, e);
    *id = it.id;
    return kind;
}

static enum err_kind remove_job(struct db_conn *c, void *arg, struct err *e)
{
    struct work *it = arg;
    struct article art;
    struct live_entry before;
    TRY(read_blog(c, it, &art, e));
    TRY(read_entry(c, it, &before, e));
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_DELETE);
    stmt_int(s, ARG_ID, it->edit->id);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, "live.remove", "entry", it->edit->id,
                  said(it->arena, before.title, before.body), STR_NONE, e));
    return touch(c, it, &art, false, e);
}

enum err_kind live_entry_remove(struct db *db, const struct actor *who, int64_t article_id,
                                int64_t id, int64_t version, struct err *e)
{
    const struct live_edit edit = {.id = id, .version = version};
    struct work it = {.who = who, .article_id = article_id, .edit = &edit};
    return run(db, remove_job, &it, e);
}

static enum err_kind over_job(struct db_conn *c, void *arg, struct err *e)
{
    struct work *it = arg;
    struct article art;
    TRY(read_blog(c, it, &art, e));
    if ((art.live == LIVE_OVER) == it->over)
        return OK;
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_LIVE);
    stmt_int(s, ARG_ID, art.id);
    stmt_int(s, ARG_LIVE, it->over ? LIVE_OVER : LIVE_ON);
    stmt_int(s, ARG_AT, it->over ? it->now : 0);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, it->over ? "live.end" : "live.resume", "article", art.id, STR_NONE,
                  STR_NONE, e));
    return touch(c, it, &art, false, e);
}

enum err_kind live_set_over(struct db *db, const struct actor *who, int64_t article_id, bool over,
                            struct err *e)
{
    struct work it = {.who = who, .article_id = article_id, .over = over};
    return run(db, over_job, &it, e);
}
