/* SPDX-License-Identifier: MIT */
/* What the editor's buttons do: save what was typed, then move the article where the button says.
 *
 * Everything that can be refused is checked before anything is saved, so that a refusal leaves the
 * article as it was and the form as it was typed. Taking an article back goes the other way round:
 * first it leaves the site, then the text is saved, or readers would see it for a moment.
 *
 * Nothing becomes readable before the counter file has a line for it (views.h).
 *
 * A form that is sent again (a double click, a retry after a lost answer) is answered as it was the
 * first time. Where the article has the very version that the form gave it, what the button says
 * has perhaps not happened yet, and is done; where it has another one, it has, or somebody has gone
 * on. */
#include "core/desk/article_move.h"
#include "admin/admin.h"
#include "admin/article/article_edit.h"
#include "admin/page/form_page.h"
#include "admin/page/frame.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "web/answer.h"

#include <inttypes.h>

enum act {
    ACT_SAVE,
    ACT_SUBMIT,
    ACT_RETURN,
    ACT_SCHEDULE,
    ACT_PUBLISH,
    ACT_UNPUBLISH,
    ACT_TRASH,
    ACT_RESTORE,
    ACTS
};

static const struct {
    const char *name; /* the button's value */
    enum right right;
    const char *done; /* the notice; NULL: made where it happens */
} acts[ACTS] = {
    [ACT_SAVE] = {"save", RIGHT_WRITE, N_("Saved.")},
    [ACT_SUBMIT] = {"submit", RIGHT_WRITE, N_("Saved and sent to the editors.")},
    [ACT_RETURN] = {"return", RIGHT_WRITE, N_("Saved; it is a draft again.")},
    [ACT_SCHEDULE] = {"schedule", RIGHT_PUBLISH, NULL},
    [ACT_PUBLISH] = {"publish", RIGHT_PUBLISH, N_("Saved and published.")},
    [ACT_UNPUBLISH] = {"unpublish", RIGHT_PUBLISH, N_("Saved and taken off the site.")},
    [ACT_TRASH] = {"trash", RIGHT_WRITE, NULL},
    [ACT_RESTORE] = {"restore", RIGHT_WRITE, N_("Restored from the trash.")},
};

static enum err_kind act_find(const struct context *c, enum act *out, struct err *e)
{
    struct str name = pressed(c);
    *out = ACT_SAVE;
    for (int i = 0; i < ACTS; i++)
        if (str_eq(name, str_from(acts[i].name)))
            *out = (enum act)i;
    if (*out == ACT_SAVE && !str_empty(name) && !str_eq(name, STR("save")))
        return err_say(e, ERR_INVALID, MESSAGE("There is no such button."));
    if (!context_may(c, acts[*out].right))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can do this."));
    return OK;
}

struct job {
    struct context *c;
    struct actor who;
    struct article art;       /* as stored; id 0: a new one */
    struct article_page page; /* what the form shows if it comes back */
    struct problems problems;
    struct article_edit edit;
    enum act act;
    int64_t due; /* of ACT_SCHEDULE */
    enum zone_times due_times;
    struct used_form form;
};

static enum err_kind art_read(struct job *job, int64_t id, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db_renew(job->c, &conn, e));
    TRY(article_by_id(conn, id, job->c->arena, &job->art, e));
    job->page.form.art = &job->art;
    return OK;
}

/* ---- checking ---- */

/* Saving one that is scheduled with another time typed moves it there. */
static bool wants_time(const struct job *job)
{
    if (job->act == ACT_SCHEDULE)
        return true;
    if (job->act != ACT_SAVE || job->art.status != ARTICLE_SCHEDULED ||
        !context_may(job->c, RIGHT_PUBLISH))
        return false;
    struct str was = locale_input(job->c->locale, job->art.published_at, job->c->arena);
    return !str_eq(was, job->page.form.publish_at);
}

static void check_time(struct job *job)
{
    job->due =
        time_read(job->c, job->page.form.publish_at, "publish_at", &job->due_times, &job->problems);
    if (job->due != 0 && job->due <= job->c->now)
        problem_say(&job->problems, "publish_at",
                    MESSAGE("The time to publish at must be in the future."));
}

/* ---- refusing ---- */

/* Somebody saved since the form was made: it comes back as it was typed, with the other version
 * beside it, and the other version's number, so that saving again is knowing. */
static enum err_kind answer_conflict(struct job *job, struct err *e)
{
    job->page.conflict = context_failure(job->c, e);
    TRY(art_read(job, job->art.id, e));
    job->page.form.version = job->art.version;
    return article_page_answer(job->c, 409, &job->page, e);
}

/* The form again, with what is wrong; faults and what is forbidden get a page of their own. */
static enum err_kind answer_refused(struct job *job, enum err_kind kind, struct err *e)
{
    if (job->problems.n == 0 && !refused_on_form(kind))
        return kind;
    if (job->problems.n == 0 && str_empty(job->page.failed))
        job->page.failed = context_failure(job->c, e);
    job->page.problems = &job->problems;
    return article_page_answer(job->c, refusal_status(kind, &job->problems), &job->page, e);
}

/* ---- doing ---- */

static enum err_kind move(struct job *job, int64_t id, struct err *e)
{
    struct context *c = job->c;
    switch (job->act) {
    case ACT_SUBMIT:
        return article_submit(c->app->db, &job->who, id, true, e);
    case ACT_RETURN:
        return article_submit(c->app->db, &job->who, id, false, e);
    case ACT_PUBLISH:
        return article_publish(c->app->db, c->settings, &job->who, id, 0, e);
    case ACT_UNPUBLISH:
        return article_unpublish(c->app->db, &job->who, id, e);
    case ACT_TRASH:
        return article_trash(c->app->db, &job->who, id, e);
    case ACT_RESTORE:
        return article_restore(c->app->db, &job->who, id, e);
    default:
        return job->due ? article_schedule(c->app->db, &job->who, id, job->due, e) : OK;
    }
}

static struct str page_of(const struct context *c, int64_t id)
{
    return arena_printf(c->arena, "/admin/articles/%" PRId64, id);
}

static enum err_kind answer_done(struct job *job, int64_t id)
{
    struct context *c = job->c;
    struct str due = job->due ? when_exact(c, job->due) : STR_NONE;
    if (job->due && job->due_times == ZONE_NEVER)
        notice_say(c, MESSAGE("Saved; the change to summer time skips the time that was typed, so "
                              "it will be published on {when}.",
                              PUT("when", due)));
    else if (job->due && job->due_times == ZONE_TWICE)
        notice_say(c, MESSAGE("Saved; clocks show the time that was typed twice, and it will be "
                              "published at the first: on {when}.",
                              PUT("when", due)));
    else if (job->due)
        notice_say(c, MESSAGE("Saved; it will be published on {when}.", PUT("when", due)));
    else
        notice_say(c, STORED(acts[job->act].done));
    return answer_see_other(c, page_of(c, id));
}

/* What the form asked for was done when it came before. */
static enum err_kind answer_again(struct job *job)
{
    if (job->art.status == ARTICLE_SCHEDULED)
        job->due = job->art.published_at;
    else if (acts[job->act].done == NULL)
        job->act = ACT_SAVE;
    return answer_done(job, job->art.id);
}

/* Whether this very form has been sent before, and has done all that it asks for. */
static enum err_kind find_again(struct job *job, bool *again, struct err *e)
{
    struct context *c = job->c;
    struct db_conn *conn;
    job->form = form_used(c);
    TRY(context_db(c, &conn, e));
    TRY(used_form_find(conn, &job->form, e));
    *again = false;
    if (!job->form.used)
        return OK;
    TRY(art_read(job, job->form.id, e));
    *again = job->act == ACT_UNPUBLISH || job->art.version != job->form.version;
    return OK;
}

/* To the trash, or out of it: nothing is typed. */
static enum err_kind move_only(struct job *job, struct err *e)
{
    struct context *c = job->c;
    enum err_kind kind = views_reserve(c->app->views, job->art.id, e);
    if (kind == OK)
        kind = move(job, job->art.id, e);
    if (kind != OK) {
        if (!refused_on_form(kind))
            return kind;
        struct notice bad = {.text = context_failure(c, e), .bad = true};
        notice_set(c, &bad);
        return answer_see_other(c, page_of(c, job->art.id));
    }
    if (job->act == ACT_RESTORE)
        return answer_done(job, job->art.id);
    notice_say(c,
               MESSAGE("“{title}” is in the trash.", PUT("title", utf8_cut(job->art.title, 200))));
    return answer_see_other(c, STR("/admin/articles"));
}

/* Off the site first, where the form is of the newest version: saving then meets no conflict but
 * with somebody who saves at this very moment. */
static enum err_kind unpublish_first(struct job *job, struct err *e)
{
    if (job->act != ACT_UNPUBLISH || job->edit.version != job->art.version)
        return OK;
    TRY(move(job, job->art.id, e));
    job->page.form.version = ++job->edit.version;
    return art_read(job, job->art.id, e);
}

static enum err_kind save_and_move(struct job *job, struct err *e)
{
    struct context *c = job->c;
    int64_t id, version;
    enum err_kind kind = unpublish_first(job, e);
    if (kind != OK)
        return answer_refused(job, kind, e);
    kind = article_save(c->app->db, c->settings, &job->who, &job->edit, &id, &version,
                        &job->problems, e);
    if (kind == ERR_CONFLICT && job->problems.n == 0)
        return answer_conflict(job, e);
    if (kind != OK)
        return answer_refused(job, kind, e);
    if (job->form.used) {
        TRY(art_read(job, id, e));
        if (job->art.version != version)
            return answer_again(job);
    }

    kind = views_reserve(c->app->views, id, e);
    if (kind == OK && job->act != ACT_UNPUBLISH)
        kind = move(job, id, e);
    if (kind == OK)
        return answer_done(job, id);
    /* The text is safe; what the button says has not happened. */
    job->page.failed =
        sentences_joined(c, say(c, "The text is saved, but nothing more was done."),
                         e->cause == CAUSE_NONE ? context_failure(c, e) : context_cause(c, e));
    TRY(art_read(job, id, e));
    job->page.form.version = job->art.version;
    return answer_refused(job, kind, e);
}

enum err_kind admin_article_save(struct context *c, struct err *e)
{
    struct job *job = ARENA_NEW(c->arena, struct job);
    job->c = c;
    job->who = context_actor(c);
    int64_t id;
    TRY(path_id(c, &id, e));
    if (id != 0) {
        TRY(art_read(job, id, e));
        TRY(article_may_open(c, &job->art, e));
    }
    TRY(act_find(c, &job->act, e));
    if (job->act == ACT_TRASH || job->act == ACT_RESTORE)
        return id == 0 ? err_say(e, ERR_INVALID, MESSAGE("There is no article yet."))
                       : move_only(job, e);
    bool again;
    TRY(find_again(job, &again, e));
    if (again)
        return answer_again(job);
    if (id != 0 && !article_editable(&job->who, &job->art))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can change this article."));

    job->page.form = article_form_read(c, id ? &job->art : NULL, &job->problems);
    job->edit = article_form_edit(c, &job->page.form, &job->problems);
    job->edit.form = &job->form;
    if (wants_time(job))
        check_time(job);
    if (job->problems.n > 0)
        return answer_refused(job, ERR_INVALID, e);
    return save_and_move(job, e);
}
