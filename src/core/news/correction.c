/* SPDX-License-Identifier: MIT */
/* Reads and changes corrections. A new one also sets article.revised_at, in the same transaction.
 */
#include "core/news/correction.h"

#include "base/clock.h"
#include "core/news/article.h"
#include "core/audit/audit.h"

enum err_kind correction_list(struct db_conn *c, int64_t article_id, struct arena *a,
                              struct correction_list *out, struct err *e)
{
    *out = (struct correction_list){.items = ARENA_ARRAY(a, struct correction, CORRECTIONS_MAX)};
    struct stmt *s = db_stmt(c, SQL_CORRECTION_LIST);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    while (out->n < CORRECTIONS_MAX && stmt_next(s))
        out->items[out->n++] = (struct correction){
            .id = stmt_col_int(s, COL_ID),
            .at = stmt_col_int(s, COL_AT),
            .text = stmt_col_text(s, COL_TEXT, a),
        };
    return stmt_done(s, e);
}

/* ---- changing ---- */

struct change {
    const struct actor *who;
    int64_t article_id, id;
    struct str text;
    struct used_form *form;
    struct arena *arena;
};

static enum err_kind check(const struct actor *who, struct str text, struct problems *p,
                           struct err *e)
{
    if (!role_may(who->role, RIGHT_PUBLISH))
        return err_say(e, ERR_FORBIDDEN,
                       MESSAGE("Only an editor can correct a published article."));
    if (text.n > CORRECTION_MAX)
        problem_say(p, "text",
                    MESSAGE("The correction is too long; at most about {max} characters fit.",
                            PUT_N("max", CORRECTION_MAX)));
    return p->n > 0 ? err_repeat(e, ERR_INVALID, &p->item[0].said) : OK;
}

static enum err_kind run_change(struct db *db, db_write_fn *job, struct change change,
                                struct err *e)
{
    change.arena = arena_new(16 * 1024);
    enum err_kind kind = db_write(db, job, &change, e);
    arena_free(&change.arena);
    return kind;
}

static enum err_kind add_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct change *it = arg;
    struct article art;
    struct correction_list list;
    int64_t now = clock_now();
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form))
        return OK;
    TRY(article_by_id(c, it->article_id, it->arena, &art, e));
    if (art.status != ARTICLE_PUBLISHED)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("The article is not published. Correct its text instead."));
    TRY(correction_list(c, it->article_id, it->arena, &list, e));
    if (list.n == CORRECTIONS_MAX)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("An article can have at most {max} corrections.",
                               PUT_N("max", CORRECTIONS_MAX)));
    struct stmt *s = db_stmt(c, SQL_CORRECTION_INSERT);
    stmt_int(s, ARG_ARTICLE_ID, it->article_id);
    stmt_int(s, ARG_AT, now);
    stmt_text(s, ARG_TEXT, it->text);
    TRY(stmt_run(s, e));
    TRY(used_form_add(c, it->form, db_last_id(c), 0, now, e));
    s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
    stmt_int(s, ARG_ID, it->article_id);
    stmt_int(s, ARG_AT, now);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, "correction.add", "article", it->article_id, STR_NONE, it->text, e));
    return db_content_changed(c, e);
}

enum err_kind correction_add(struct db *db, const struct actor *who, int64_t article_id,
                             struct str text, struct used_form *form, struct problems *p,
                             struct err *e)
{
    if (str_empty(text))
        problem_say(p, "text", MESSAGE("Say what was wrong, and what is right."));
    TRY(check(who, text, p, e));
    return run_change(
        db, add_job,
        (struct change){.who = who, .article_id = article_id, .text = text, .form = form}, e);
}

static enum err_kind change_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct change *it = arg;
    struct stmt *s = db_stmt(c, SQL_CORRECTION_GET);
    stmt_int(s, ARG_ID, it->id);
    stmt_int(s, ARG_ARTICLE_ID, it->article_id);
    bool found = stmt_next(s);
    struct str was = found ? stmt_col_text(s, COL_TEXT, it->arena) : STR_NONE;
    TRY(stmt_done(s, e));
    bool removes = str_empty(it->text);
    if (!found)
        return removes ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such correction."));
    if (str_eq(was, it->text))
        return OK;
    s = db_stmt(c, removes ? SQL_CORRECTION_DELETE : SQL_CORRECTION_CHANGE);
    stmt_int(s, ARG_ID, it->id);
    if (!removes)
        stmt_text(s, ARG_TEXT, it->text);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, removes ? "correction.remove" : "correction.change", "article",
                  it->article_id, was, it->text, e));
    return db_content_changed(c, e);
}

enum err_kind correction_change(struct db *db, const struct actor *who, int64_t article_id,
                                int64_t id, struct str text, struct problems *p, struct err *e)
{
    TRY(check(who, text, p, e));
    return run_change(db, change_job,
                      (struct change){.who = who, .article_id = article_id, .id = id, .text = text},
                      e);
}
