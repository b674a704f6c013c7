/* SPDX-License-Identifier: MIT */
/* One entry of a live blog: changing it, and taking it away. Where another editor was faster, the
 * form comes back as it was typed, with the entry as it is now beside it. */
#include "admin/admin.h"
#include "admin/article/article_tabs.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/article/live_form.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "web/answer.h"

struct theirs_view {
    struct str conflict, title, body;
};
static const struct tpl_field theirs_fields[] = {
    TPL_FIELD(theirs_view, "CONFLICT", TPL_STR, conflict),
    TPL_FIELD(theirs_view, "TITLE", TPL_STR, title),
    TPL_FIELD(theirs_view, "BODY", TPL_STR, body),
    TPL_END,
};

struct page_view {
    struct str heading, up, action, csrf, token;
    int64_t version;
    const struct theirs_view *theirs;
    struct tpl_include tabs, summary, fields;
};
static const struct tpl_field page_fields[] = {
    TPL_FIELD(page_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(page_view, "UP", TPL_STR, up),
    TPL_FIELD(page_view, "ACTION", TPL_STR, action),
    TPL_FIELD(page_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(page_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(page_view, "VERSION", TPL_INT, version),
    TPL_SUB(page_view, "THEIRS", TPL_VIEW, theirs, theirs_fields, 0),
    TPL_FIELD(page_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(page_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_FIELD(page_view, "FIELDS", TPL_INCLUDE, fields),
    TPL_END,
};
TPL_TEMPLATE(live_entry, "admin/live_entry.tpl", page_view, page_fields);

struct job {
    struct context *c;
    struct article art;
    struct live_entry entry; /* as it is stored */
    struct live_typed typed;
    struct problems problems;
    struct str conflict; /* who changed it since; empty: nobody */
};

/* The live blog and the entry that the route names, as they are now. ERR_NOT_FOUND: where
 * job->art is a live blog, the entry is what is not there any more. */
static enum err_kind job_read(struct job *job, struct context *c, struct err *e)
{
    struct db_conn *conn;
    int64_t id;
    *job = (struct job){.c = c};
    TRY(live_of_route(c, &job->art, e));
    if (!str_int(c->arg[1], &id))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such entry."));
    TRY(context_db(c, &conn, e));
    TRY(live_entry_get(conn, job->art.id, id, c->arena, &job->entry, e));
    job->typed = live_typed_of(c, &job->entry);
    return OK;
}

static enum err_kind answer(struct job *job, int status, struct str failed, struct err *e)
{
    struct context *c = job->c;
    const struct live_entry *entry = &job->entry;
    struct theirs_view theirs = {job->conflict, entry->title, entry->body};
    struct page_view v = {
        .heading = SAY(c, "Entry of {when}", PUT("when", when_long(c, entry->at))),
        .up = live_url(c, &job->art),
        .action = live_entry_url(c, &job->art, entry->id),
        .csrf = c->session->csrf,
        .token = form_token(c),
        .version = entry->version,
        .theirs = str_empty(job->conflict) ? NULL : &theirs,
        .tabs = article_tabs(c, &job->art, TAB_LIVE),
        .summary = summary_include(c, failed, &job->problems),
        .fields = live_fields(c, &job->typed, &job->problems),
    };
    return frame_answer(c, status, v.heading, PLACE_ARTICLES, tpl_live_entry(&v), e);
}

enum err_kind admin_live_entry(struct context *c, struct err *e)
{
    struct job *job = ARENA_NEW(c->arena, struct job);
    TRY(job_read(job, c, e));
    return answer(job, 200, STR_NONE, e);
}

/* The entry is read anew, so that the form is of the version that it now shows, and sending it
 * again is knowing. */
static enum err_kind answer_conflict(struct job *job, struct err *e)
{
    struct db_conn *conn;
    job->conflict = context_failure(job->c, e);
    TRY(context_db_renew(job->c, &conn, e));
    TRY(live_entry_get(conn, job->art.id, job->entry.id, job->c->arena, &job->entry, e));
    return answer(job, 409, STR_NONE, e);
}

static enum err_kind save(struct job *job, int64_t version, struct err *e)
{
    struct context *c = job->c;
    struct actor who = context_actor(c);
    job->typed = live_read(c, &job->problems);
    struct live_edit edit = live_edit_of(c, &job->typed, &job->entry, &job->problems);
    struct used_form form = form_used(c);
    int64_t id;
    edit.form = &form;
    edit.id = job->entry.id;
    edit.version = version;
    if (job->problems.n > 0)
        return err_repeat(e, ERR_INVALID, &job->problems.item[0].said);
    return live_entry_save(c->app->db, c->settings, &who, job->art.id, &edit, &id, &job->problems,
                           e);
}

/* Somebody removed it while it was being changed: what was typed can still be added anew. */
static enum err_kind answer_gone(struct job *job, struct err *e)
{
    struct problems p = {0};
    struct live_typed typed = live_read(job->c, &p);
    return live_page_answer(
        job->c, 409, &job->art, &typed, STR_NONE, &p,
        say(job->c,
            "Somebody removed this entry. What you typed is below: sending it adds it anew."),
        e);
}

static enum err_kind answer_removed(struct job *job)
{
    notice_say(job->c, MESSAGE("The entry is removed."));
    return answer_see_other(job->c, live_url(job->c, &job->art));
}

enum err_kind admin_live_entry_save(struct context *c, struct err *e)
{
    struct job *job = ARENA_NEW(c->arena, struct job);
    struct problems none = {0};
    bool removes = str_eq(pressed(c), STR("remove"));
    enum err_kind found = job_read(job, c, e);
    if (found == ERR_NOT_FOUND && job->art.live != LIVE_NO)
        return removes ? answer_removed(job) : answer_gone(job, e);
    TRY(found);
    struct actor who = context_actor(c);
    int64_t version = form_int(&c->form, "version", 0, INT64_MAX, 0, &none);
    enum err_kind kind =
        removes ? live_entry_remove(c->app->db, &who, job->art.id, job->entry.id, version, e)
                : save(job, version, e);
    if (removes && (kind == OK || kind == ERR_NOT_FOUND))
        return answer_removed(job);
    if (kind == OK) {
        live_notice(c, N_("The entry is changed."), job->typed.body);
        return answer_see_other(c, live_url(c, &job->art));
    }
    if (kind == ERR_CONFLICT && job->problems.n == 0 && version != job->entry.version)
        return answer_conflict(job, e);
    if (job->problems.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = job->problems.n ? STR_NONE : context_failure(c, e);
    return answer(job, refusal_status(kind, &job->problems), failed, e);
}
