/* SPDX-License-Identifier: MIT */
/* Editing and deleting a comment, by moderators. An edit is refused if the comment has changed
 * since the form was made (comment_fingerprint). A deletion keeps the row of a comment with
 * replies, so that they keep their place. */
#include "base/rand.h"
#include "core/audit/audit.h"
#include "core/talk/moderation.h"
#include "core/talk/comment_check.h"

struct str comment_fingerprint(const struct comment *comment, struct arena *a)
{
    return hash_hex(a, arena_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(comment->author),
                                    STR_ARG(comment->email), STR_ARG(comment->url),
                                    STR_ARG(comment->body)));
}

struct edit {
    const struct actor *who;
    const struct comment_edit *edit;
    struct arena *arena;
};

/* True if the form was sent before, or changes nothing. */
static bool says_so_already(const struct comment *old, const struct comment_edit *edit)
{
    return str_eq(old->author, edit->author) && str_eq(old->email, edit->email) &&
           str_eq(old->url, edit->url) && str_eq(old->body, edit->body);
}

static enum err_kind edit_job(struct db_conn *c, void *arg, struct err *e)
{
    struct edit *it = arg;
    struct comment old;
    TRY(comment_by_id(c, it->edit->id, it->arena, &old, e));
    if (says_so_already(&old, it->edit))
        return OK;
    if (!str_eq(it->edit->seen, comment_fingerprint(&old, it->arena)))
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("Somebody else has changed this comment meanwhile. Open it again to "
                               "see the change."));
    struct comment new = old;
    new.author = it->edit->author;
    new.email = it->edit->email;
    new.url = it->edit->url;
    new.body = it->edit->body;
    TRY(comment_rewrite(c, &new, it->arena, e));
    TRY(audit_add(c, it->who, "comment.edit", "comment", old.id, old.body, new.body, e));
    return old.status == COMMENT_APPROVED ? db_content_changed_of(c, old.article_id, e) : OK;
}

enum err_kind comment_edit(struct db *db, const struct settings *s, const struct actor *who,
                           const struct comment_edit *edit, struct problems *p, struct err *e)
{
    struct comment_submission sub = {
        .author = edit->author, .email = edit->email, .url = edit->url, .body = edit->body};
    struct settings lenient = *s;
    lenient.require_identity = false;
    comment_check(&lenient, &sub, p);
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    struct edit it = {who, edit, arena_new(16 * 1024)};
    enum err_kind kind = db_write(db, edit_job, &it, e);
    arena_free(&it.arena);
    return kind;
}

struct deletion {
    const struct actor *who;
    int64_t id;
    struct arena *arena;
};

/* A comment with replies is emptied and stays; otherwise its row is deleted. */
static enum err_kind delete_job(struct db_conn *c, void *arg, struct err *e)
{
    struct deletion *it = arg;
    struct comment old;
    TRY(comment_by_id(c, it->id, it->arena, &old, e));
    if (old.status != COMMENT_SPAM && old.status != COMMENT_TRASH)
        return err_say(
            e, ERR_CONFLICT,
            MESSAGE("Only a comment in spam or in the trash can be deleted. Move it there first."));
    struct stmt *s = db_stmt(c, SQL_COMMENT_HAS_REPLY);
    stmt_int(s, ARG_ID, it->id);
    bool answered = stmt_next(s);
    TRY(stmt_done(s, e));
    s = db_stmt(c, answered ? SQL_COMMENT_BLANK : SQL_COMMENT_DELETE);
    stmt_int(s, ARG_ID, it->id);
    TRY(stmt_run(s, e));
    return audit_add(c, it->who, "comment.delete", "comment", it->id, old.body, STR_NONE, e);
}

enum err_kind comment_delete(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct deletion deletion = {who, id, arena_new(16 * 1024)};
    enum err_kind kind = db_write(db, delete_job, &deletion, e);
    arena_free(&deletion.arena);
    return kind;
}
