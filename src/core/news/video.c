/* SPDX-License-Identifier: MIT */
/* Reads and changes videos. Only the 11 characters of a YouTube id are stored, whatever was pasted.
 */
#include "core/news/video.h"

#include "base/clock.h"
#include "base/url.h"
#include "db/keyset.h"
#include "core/audit/audit.h"

static struct video video_from_row(struct stmt *s, struct arena *a)
{
    return (struct video){
        .id = stmt_col_int(s, COL_ID),
        .youtube_id = stmt_col_text(s, COL_YOUTUBE_ID, a),
        .title = stmt_col_text(s, COL_TITLE, a),
        .description = stmt_col_text(s, COL_DESCRIPTION, a),
        .poster = stmt_col_text(s, COL_POSTER, a),
        .duration_s = stmt_col_int(s, COL_DURATION_S),
        .published_at = stmt_col_int(s, COL_PUBLISHED_AT),
        .trashed = stmt_col_int(s, COL_TRASHED) != 0,
    };
}

enum err_kind video_by_id(struct db_conn *c, int64_t id, struct arena *a, struct video *out,
                          struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIDEO_BY_ID);
    stmt_int(s, ARG_ID, id);
    bool found = stmt_next(s);
    if (found)
        *out = video_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such video."));
}

enum err_kind video_list(struct db_conn *c, struct article_key key, bool trashed, int64_t limit,
                         struct arena *a, struct video_list *out, struct err *e)
{
    *out = (struct video_list){.items = ARENA_ARRAY(a, struct video, (size_t)limit)};
    struct keyset rows =
        keyset_begin(c, trashed ? SQL_VIDEO_OLDER_TRASHED_SAME : SQL_VIDEO_OLDER_SAME,
                     trashed ? SQL_VIDEO_OLDER_TRASHED : SQL_VIDEO_OLDER,
                     key.published_at ? key.published_at : INT64_MAX, key.id, limit + 1);
    for (struct stmt *s; (s = keyset_next(&rows)) != NULL;) {
        if (out->n == (size_t)limit) {
            out->older = true;
            break;
        }
        out->items[out->n++] = video_from_row(s, a);
    }
    return keyset_done(&rows, e);
}

/* ---- YouTube ids ---- */

enum { YOUTUBE_ID = 11 };

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/* The id that S begins with, if nothing of its kind follows; otherwise empty. */
static struct str id_at_start(struct str s)
{
    size_t n = 0;
    while (n < s.n && is_id_char(s.p[n]))
        n++;
    return n == YOUTUBE_ID ? str_head(s, n) : STR_NONE;
}

struct str video_youtube_id(struct str typed)
{
    static const char *const before[] = {"youtu.be/", "/embed/", "/shorts/",
                                         "/live/",    "?v=",     "&v="};
    struct str s = str_trim(typed);
    if (s.n == YOUTUBE_ID)
        return id_at_start(s);
    if (str_find(s, STR("youtu")) == s.n)
        return STR_NONE;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        struct str mark = str_from(before[i]);
        size_t at = str_find(s, mark);
        if (at < s.n)
            return id_at_start(str_skip(s, at + mark.n));
    }
    return STR_NONE;
}

/* ---- changing ---- */

struct save {
    const struct actor *who;
    const struct video *video;
    struct used_form *form;
    struct str youtube_id;
    int64_t id;
};

static enum err_kind save_job(struct db_conn *c, void *arg, struct err *e)
{
    struct save *it = arg;
    const struct video *v = it->video;
    bool add = v->id == 0;
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form)) {
        it->id = it->form->id;
        return OK;
    }
    int64_t now = clock_now();
    struct stmt *s = db_stmt(c, add ? SQL_VIDEO_INSERT : SQL_VIDEO_UPDATE);
    if (add)
        stmt_int(s, ARG_NOW, now);
    else
        stmt_int(s, ARG_ID, v->id);
    stmt_text(s, ARG_YOUTUBE_ID, it->youtube_id);
    stmt_text(s, ARG_TITLE, v->title);
    stmt_text(s, ARG_DESCRIPTION, v->description);
    stmt_text(s, ARG_POSTER, v->poster);
    stmt_int(s, ARG_DURATION_S, v->duration_s);
    stmt_int(s, ARG_PUBLISHED_AT, v->published_at ? v->published_at : now);
    TRY(stmt_run(s, e));
    if (!add && db_changes(c) == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such video."));
    it->id = add ? db_last_id(c) : v->id;
    TRY(used_form_add(c, it->form, it->id, 0, now, e));
    TRY(audit_add(c, it->who, add ? "video.add" : "video.change", "video", it->id, STR_NONE,
                  v->title, e));
    return db_content_changed(c, e);
}

enum err_kind video_save(struct db *db, const struct actor *who, const struct video *v,
                         struct used_form *form, int64_t *id, struct problems *p, struct err *e)
{
    struct save save = {
        .who = who, .video = v, .form = form, .youtube_id = video_youtube_id(v->youtube_id)};
    if (str_empty(save.youtube_id))
        problem_say(p, "youtube_id", MESSAGE("Paste the address of a YouTube video, or its id."));
    if (str_empty(v->title) || v->title.n > 300)
        problem_say(p, "title", MESSAGE("A video needs a title of at most about 300 characters."));
    if (v->description.n > 5000)
        problem_say(p, "description",
                    MESSAGE("The description is too long; at most about 5,000 characters fit."));
    if (v->poster.n > 500 || (v->poster.n > 0 && !url_is_local(v->poster)))
        problem_say(p, "poster",
                    MESSAGE("The picture must be a path on this site, such as /media/a.jpg."));
    if (v->duration_s < 0 || v->duration_s > 7 * 24 * 3600)
        problem_say(p, "duration", MESSAGE("This is not the length of a video."));
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    enum err_kind kind = db_write(db, save_job, &save, e);
    *id = save.id;
    return kind;
}

struct trashing {
    const struct actor *who;
    int64_t id;
    bool trashed;
};

static enum err_kind trash_job(struct db_conn *c, void *arg, struct err *e)
{
    struct trashing *it = arg;
    struct stmt *s = db_stmt(c, SQL_VIDEO_BY_ID);
    stmt_int(s, ARG_ID, it->id);
    bool exists = stmt_next(s);
    TRY(stmt_done(s, e));
    if (!exists)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such video."));
    s = db_stmt(c, SQL_VIDEO_SET_TRASHED);
    stmt_int(s, ARG_ID, it->id);
    stmt_int(s, ARG_TRASHED, it->trashed);
    TRY(stmt_run(s, e));
    if (db_changes(c) == 0)
        return OK; /* it is there already */
    TRY(audit_add(c, it->who, it->trashed ? "video.trash" : "video.restore", "video", it->id,
                  STR_NONE, STR_NONE, e));
    return db_content_changed(c, e);
}

enum err_kind video_set_trashed(struct db *db, const struct actor *who, int64_t id, bool trashed,
                                struct err *e)
{
    struct trashing trashing = {who, id, trashed};
    return db_write(db, trash_job, &trashing, e);
}
