/* SPDX-License-Identifier: MIT */
/* Changes of status. A move is one write job: it reads the article as it is now, decides, changes
 * it and writes the audit line. If two editors act at once, one move or both in turn take effect,
 * never half of each. */
#include "core/desk/article_move_internal.h"

#include "base/clock.h"
#include "core/audit/audit.h"
#include "core/desk/article_permalink.h"
#include "core/desk/article_write.h"
#include "core/desk/publish_failure.h"
#include "core/news/archive.h"
#include "core/search/index/desk.h"
#include "core/search/index/index.h"

/* Stores ART's status, date and permalink, and does what follows from a change of status. */
static enum err_kind store_status(struct db_conn *c, const struct article_move *move,
                                  const struct article *art, enum article_status before,
                                  const char *action, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_STATUS);
    stmt_int(s, ARG_ID, move->id);
    stmt_int(s, ARG_STATUS, art->status);
    stmt_int(s, ARG_STATUS_BEFORE, art->status_before);
    stmt_int(s, ARG_DAY, art->day);
    stmt_text(s, ARG_SLUG, art->slug);
    stmt_int(s, ARG_PUBLISHED_AT, art->published_at);
    stmt_int(s, ARG_NOW, move->now);
    TRY(stmt_run(s, e));
    TRY(publish_failure_clear(c, move->id, e));
    TRY(search_unless_damaged(search_desk_put(c, move->id, e), e));
    TRY(audit_add(c, move->who, action, "article", move->id, str_from(article_status_name(before)),
                  str_from(article_status_name(art->status)), e));
    if (before != ARTICLE_PUBLISHED && art->status != ARTICLE_PUBLISHED)
        return OK;
    TRY(search_unless_damaged(search_index_put(c, move->id, e), e));
    return db_content_changed(c, e);
}

/* Why an article cannot be moved: what it is now. */
static const char *const status_sentences[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = N_("The article is a draft."),
    [ARTICLE_REVIEW] = N_("The article is in review."),
    [ARTICLE_SCHEDULED] = N_("The article is scheduled."),
    [ARTICLE_PUBLISHED] = N_("The article is published."),
    [ARTICLE_UNPUBLISHED] = N_("The article is unpublished."),
    [ARTICLE_TRASHED] = N_("The article is in the trash."),
};

static enum err_kind publish_article(struct db_conn *c, const struct article_move *move,
                                     struct article *art, enum article_status before, struct err *e)
{
    if (before == ARTICLE_TRASHED)
        return err_say(e, ERR_CONFLICT, MESSAGE("The article is in the trash: restore it first."));
    if (before == ARTICLE_PUBLISHED)
        return OK;
    /* An article that was published before keeps its date and its place in the lists. */
    bool again = art->day != 0 && before != ARTICLE_SCHEDULED;
    bool due = before == ARTICLE_SCHEDULED && art->published_at <= move->now;
    if (move->at)
        art->published_at = move->at;
    else if (!again && !due)
        art->published_at = move->now;
    int64_t day = archive_day(move->settings, art->published_at);
    if (art->day == 0)
        TRY(article_permalink_fix(c, art, day, move->arena, e));
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_ARCHIVE_DAY);
    stmt_int(s, ARG_ID, move->id);
    stmt_int(s, ARG_DAY, day);
    TRY(stmt_run(s, e));
    art->status = ARTICLE_PUBLISHED;
    return store_status(c, move, art, before, "article.publish", e);
}

enum err_kind article_move_within(struct db_conn *c, const struct article_move *move, struct err *e)
{
    struct article art;
    TRY(article_by_id(c, move->id, move->arena, &art, e));
    if (!article_editable(move->who, &art))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can change this article."));
    enum article_status before = art.status;
    switch (move->to) {
    case ARTICLE_PUBLISHED:
        return publish_article(c, move, &art, before, e);
    case ARTICLE_SCHEDULED:
        if (before == ARTICLE_TRASHED || before == ARTICLE_PUBLISHED)
            return err_say(e, ERR_CONFLICT, STORED(status_sentences[before]));
        art.published_at = move->at;
        art.status = ARTICLE_SCHEDULED;
        return store_status(c, move, &art, before, "article.schedule", e);
    case ARTICLE_UNPUBLISHED:
        if (before != ARTICLE_PUBLISHED && before != ARTICLE_SCHEDULED)
            return err_say(e, ERR_CONFLICT, STORED(status_sentences[before]));
        art.status = art.day != 0 ? ARTICLE_UNPUBLISHED : ARTICLE_DRAFT;
        return store_status(c, move, &art, before, "article.unpublish", e);
    case ARTICLE_REVIEW:
    case ARTICLE_DRAFT:
        if (before != ARTICLE_DRAFT && before != ARTICLE_REVIEW)
            return err_say(e, ERR_CONFLICT, STORED(status_sentences[before]));
        art.status = move->to;
        return store_status(c, move, &art, before,
                            move->to == ARTICLE_REVIEW ? "article.submit" : "article.return", e);
    case ARTICLE_TRASHED:
        if (before == ARTICLE_TRASHED)
            return OK;
        art.status_before = before;
        art.status = ARTICLE_TRASHED;
        return store_status(c, move, &art, before, "article.trash", e);
    default:
        return err_set(e, ERR_BUG, "an article cannot get the status %d", (int)move->to);
    }
}

static enum err_kind move_job(struct db_conn *c, void *arg, struct err *e)
{
    return article_move_within(c, arg, e);
}

static enum err_kind run_move(struct db *db, db_write_fn *job, struct article_move move,
                              struct err *e)
{
    move.now = clock_now();
    move.arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, &move, e);
    arena_free(&move.arena);
    return kind;
}

enum err_kind article_publish(struct db *db, const struct settings *s, const struct actor *who,
                              int64_t id, int64_t at, struct err *e)
{
    if (!role_may(who->role, RIGHT_PUBLISH))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can publish."));
    return run_move(db, move_job,
                    (struct article_move){
                        .who = who, .settings = s, .id = id, .to = ARTICLE_PUBLISHED, .at = at},
                    e);
}

enum err_kind article_schedule(struct db *db, const struct actor *who, int64_t id, int64_t at,
                               struct err *e)
{
    if (!role_may(who->role, RIGHT_PUBLISH))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can schedule."));
    if (at <= clock_now())
        return err_say(e, ERR_INVALID, MESSAGE("The time to publish at must be in the future."));
    return run_move(db, move_job,
                    (struct article_move){.who = who, .id = id, .to = ARTICLE_SCHEDULED, .at = at},
                    e);
}

enum err_kind article_unpublish(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return run_move(db, move_job,
                    (struct article_move){.who = who, .id = id, .to = ARTICLE_UNPUBLISHED}, e);
}

enum err_kind article_submit(struct db *db, const struct actor *who, int64_t id, bool done,
                             struct err *e)
{
    return run_move(
        db, move_job,
        (struct article_move){.who = who, .id = id, .to = done ? ARTICLE_REVIEW : ARTICLE_DRAFT},
        e);
}

enum err_kind article_trash(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return run_move(db, move_job,
                    (struct article_move){.who = who, .id = id, .to = ARTICLE_TRASHED}, e);
}

static enum err_kind restore_job(struct db_conn *c, void *arg, struct err *e)
{
    struct article_move *it = arg;
    struct article art;
    TRY(article_by_id(c, it->id, it->arena, &art, e));
    if (art.status != ARTICLE_TRASHED)
        return err_say(e, ERR_CONFLICT, STORED(status_sentences[art.status]));
    bool missed = art.status_before == ARTICLE_SCHEDULED && art.published_at <= it->now;
    art.status = missed ? ARTICLE_DRAFT : art.status_before;
    if (!article_editable(it->who, &art))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can restore this article."));
    return store_status(c, it, &art, ARTICLE_TRASHED, "article.restore", e);
}

enum err_kind article_restore(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return run_move(db, restore_job, (struct article_move){.who = who, .id = id}, e);
}
