/* SPDX-License-Identifier: MIT */
/* Changes live blogs. Each change is one write job. It reads the article and the entry again,
 * compares the entry's version with the form's, writes the change and the audit line, and ends with
 * finish_change, which does what readers, other sites and the search index need. */
#include "core/desk/live_write.h"

#include "base/clock.h"
#include "core/audit/audit.h"
#include "core/desk/article_write.h"
#include "core/search/index/index.h"
#include "core/site/ping.h"
#include "text/proofread.h"

struct live_change {
    const struct actor *who;
    int64_t article_id;
    const struct live_edit *edit;
    bool over;
    int64_t now;
    struct arena *arena;
    int64_t id; /* the entry's */
};

/* Reads the live blog, and checks that it may be changed. */
static enum err_kind read_blog(struct db_conn *c, const struct live_change *change,
                               struct article *art, struct err *e)
{
    TRY(article_by_id(c, change->article_id, change->arena, art, e));
    if (!article_editable(change->who, art))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can change this article."));
    if (art->status == ARTICLE_TRASHED)
        return err_say(e, ERR_CONFLICT, MESSAGE("The article is in the trash: restore it first."));
    if (art->live == LIVE_NO)
        return err_say(e, ERR_CONFLICT, MESSAGE("The article is not a live blog."));
    return OK;
}

/* The end of every change. REVISED: readers are told of it. */
static enum err_kind finish_change(struct db_conn *c, const struct live_change *change,
                                   const struct article *art, bool revised, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TOUCH);
    stmt_int(s, ARG_ID, art->id);
    stmt_int(s, ARG_NOW, change->now);
    TRY(stmt_run(s, e));
    if (art->status != ARTICLE_PUBLISHED)
        return OK;
    if (revised) {
        s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
        stmt_int(s, ARG_ID, art->id);
        stmt_int(s, ARG_AT, change->now);
        TRY(stmt_run(s, e));
    }
    TRY(search_unless_damaged(search_index_put(c, art->id, e), e));
    TRY(ping_queue(c, art->id, change->now, e));
    return db_content_changed(c, e);
}

static enum err_kind run_change(struct db *db, db_write_fn *job, struct live_change *change,
                                struct err *e)
{
    change->now = clock_now();
    change->arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, change, e);
    arena_free(&change->arena);
    return kind;
}

/* The text of an entry for the audit log. */
static struct str entry_text(struct arena *a, struct str title, struct str body)
{
    return str_empty(title) ? body : arena_printf(a, "%.*s\n%.*s", STR_ARG(title), STR_ARG(body));
}

static void bind_entry(struct stmt *s, const struct live_change *change)
{
    stmt_int(s, ARG_AT, change->edit->at ? change->edit->at : change->now);
    stmt_text(s, ARG_TITLE, change->edit->title);
    stmt_text(s, ARG_BODY, change->edit->body);
}

/* Finds the entry that the same form has added already; change->id 0: none. */
static enum err_kind find_by_token(struct db_conn *c, struct live_change *change, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_BY_TOKEN);
    stmt_text(s, ARG_TOKEN, change->edit->token);
    bool found = stmt_next(s),
         same = found && stmt_col_int(s, COL_ARTICLE_ID) == change->article_id;
    change->id = same ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    if (found && !same)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("This form has added an entry to another article. Nothing "
                               "was added here."));
    return OK;
}

static enum err_kind add_job(struct db_conn *c, void *arg, struct err *e)
{
    struct live_change *it = arg;
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
                  entry_text(it->arena, it->edit->title, it->edit->body), e));
    return finish_change(c, it, &art, true, e);
}

/* What is said of a conflict. */
static const struct audit_conflict_words conflict_words = {
    .unknown = N_("Somebody changed this entry just now."),
    .just_now = N_("{name} changed this entry just now."),
    .seconds = N_("{name} changed this entry {n} s ago."),
    .minutes = N_("{name} changed this entry {n} min ago."),
    .hours = N_("{name} changed this entry {n} h ago."),
};

/* Reads the entry; ERR_CONFLICT if it is not the one that the form was made from. */
static enum err_kind read_entry(struct db_conn *c, const struct live_change *change,
                                struct live_entry *out, struct err *e)
{
    TRY(live_entry_get(c, change->article_id, change->edit->id, change->arena, out, e));
    if (out->version == change->edit->version)
        return OK;
    return audit_conflict(c, "entry", change->edit->id, &conflict_words, change->arena, e);
}

static enum err_kind change_job(struct db_conn *c, void *arg, struct err *e)
{
    struct live_change *it = arg;
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
    TRY(used_form_add(c, it->edit->form, it->edit->id, before.version + 1, it->now, e));
    TRY(audit_add(c, it->who, "live.change", "entry", it->edit->id,
                  entry_text(it->arena, before.title, before.body),
                  entry_text(it->arena, it->edit->title, it->edit->body), e));
    return finish_change(c, it, &art, false, e);
}

static void check_fields(const struct settings *s, const struct live_edit *edit, int64_t now,
                         struct problems *p)
{
    enum { AHEAD_S = 60 }; /* allows for clocks that differ and for times without seconds */
    if (edit->title.n > LIVE_TITLE_MAX)
        problem_say(p, "title",
                    MESSAGE("The headline is too long; at most about {max} characters fit.",
                            PUT_N("max", LIVE_TITLE_MAX)));
    if (str_empty(edit->body))
        problem_say(p, "body", MESSAGE("An entry needs some text."));
    else if (edit->body.n > LIVE_BODY_MAX)
        problem_say(p, "body",
                    MESSAGE("The text is too long; at most about {max} characters fit.",
                            PUT_N("max", LIVE_BODY_MAX)));
    else
        proofread_check(edit->body, s->address, p);
    if (edit->at > now + AHEAD_S)
        problem_say(p, "at", MESSAGE("The time of an entry cannot be in the future."));
}

enum err_kind live_entry_save(struct db *db, const struct settings *s, const struct actor *who,
                              int64_t article_id, const struct live_edit *edit, int64_t *id,
                              struct problems *p, struct err *e)
{
    check_fields(s, edit, clock_now(), p);
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    struct live_change change = {
        .who = who, .article_id = article_id, .edit = edit, .id = edit->id};
    enum err_kind kind = run_change(db, edit->id == 0 ? add_job : change_job, &change, e);
    *id = change.id;
    return kind;
}

static enum err_kind remove_job(struct db_conn *c, void *arg, struct err *e)
{
    struct live_change *it = arg;
    struct article art;
    struct live_entry before;
    TRY(read_blog(c, it, &art, e));
    TRY(read_entry(c, it, &before, e));
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_DELETE);
    stmt_int(s, ARG_ID, it->edit->id);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, "live.remove", "entry", it->edit->id,
                  entry_text(it->arena, before.title, before.body), STR_NONE, e));
    return finish_change(c, it, &art, false, e);
}

enum err_kind live_entry_remove(struct db *db, const struct actor *who, int64_t article_id,
                                int64_t id, int64_t version, struct err *e)
{
    const struct live_edit edit = {.id = id, .version = version};
    struct live_change change = {.who = who, .article_id = article_id, .edit = &edit};
    return run_change(db, remove_job, &change, e);
}

static enum err_kind over_job(struct db_conn *c, void *arg, struct err *e)
{
    struct live_change *it = arg;
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
    return finish_change(c, it, &art, false, e);
}

enum err_kind live_set_ended(struct db *db, const struct actor *who, int64_t article_id, bool over,
                             struct err *e)
{
    struct live_change change = {.who = who, .article_id = article_id, .over = over};
    return run_change(db, over_job, &change, e);
}
