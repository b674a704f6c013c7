/* SPDX-License-Identifier: MIT */
/* Adds and changes accounts. A change is one transaction with its line in the audit log and, for
 * what a person signs in with, a notice to that person. The last enabled admin is protected in
 * update_in, which every change of role or state passes. */
#include "core/people/user_internal.h"

#include "base/clock.h"
#include "base/language.h"
#include "base/utf8.h"
#include "base/web_address.h"
#include "core/audit/audit.h"
#include "core/media/picture.h"
#include "core/people/account_notice.h"
#include "text/slug.h"

static void check_links(struct str links, struct problems *p)
{
    int n = 0;
    struct arena *a = arena_new(4096);
    struct web_address unused;
    for (struct str rest = links; rest.p != NULL;) {
        struct str line = str_trim(str_split(&rest, '\n')), url = str_split(&line, ' ');
        if (str_empty(url))
            continue;
        if (++n > USER_LINKS_MAX)
            problem_say(p, "links",
                        MESSAGE("At most {max} links fit.", PUT_N("max", USER_LINKS_MAX)));
        else if (web_address_parse(a, url, &unused) != WEB_FINE || url.n > 300 || line.n > 60)
            problem_say(p, "links",
                        MESSAGE("Line {n} must be an address that begins with https:// or http://, "
                                "with a host that can exist, and no user before it.",
                                PUT_N("n", n)));
    }
    arena_free(&a);
}

static void check_fields(const struct user_edit *u, struct problems *p)
{
    if (str_empty(u->login) || u->login.n > 60)
        problem_say(p, "login",
                    MESSAGE("A user needs a sign-in name of at most about 60 characters."));
    for (size_t i = 0; i < u->login.n; i++)
        if ((unsigned char)u->login.p[i] <= ' ')
            problem_say(p, "login", MESSAGE("A sign-in name cannot contain spaces."));
    if (str_empty(u->name) || u->name.n > 100)
        problem_say(p, "name", MESSAGE("A user needs a name of at most about 100 characters."));
    if (u->email.n > 100 || (u->email.n > 0 && str_index(u->email, '@') == u->email.n))
        problem_say(p, "email", MESSAGE("This is not an e-mail address."));
    if (u->bio.n > 2000)
        problem_say(p, "bio",
                    MESSAGE("The biography is too long; at most about 2,000 characters fit."));
    if (!str_empty(u->picture) && !picture_path_valid(u->picture))
        problem_say(
            p, "picture",
            MESSAGE("A picture’s address must begin with /media/ (or /assets/) on this site."));
    check_links(u->links, p);
    if (u->slug.n > SLUG_TYPED_MAX)
        problem_say(p, "slug",
                    MESSAGE("The address is too long; at most about 80 characters fit."));
    char id[LANGUAGE_ID_MAX];
    if (u->language.n > 35 || (u->language.n > 0 && !language_id(u->language, id)))
        problem_say(p, "language", MESSAGE("There is no such language."));
    if (u->role == ROLE_NONE)
        problem_say(p, "role", MESSAGE("A user needs a role."));
}

struct change {
    const struct actor *who;
    const struct user_edit *edit;
    int64_t id;        /* 0: add */
    int64_t added;     /* the new user's id */
    const char *taken; /* after ERR_CONFLICT: the field in which another user has the same */
    struct str login;
    struct str wanted;   /* the slug that was typed or made from the name */
    bool wanted_is_made; /* so it is numbered until it is free */
    struct str slug;     /* the one to store */
    struct arena *arena;
    struct str hash;
    struct used_form *form;
};

static void bind_edit(struct stmt *s, const struct change *change)
{
    stmt_text(s, ARG_LOGIN, change->login);
    stmt_text(s, ARG_SLUG, change->slug);
    stmt_text(s, ARG_NAME, change->edit->name);
    stmt_text(s, ARG_EMAIL, change->edit->email);
    stmt_text(s, ARG_BIO, change->edit->bio);
    stmt_text(s, ARG_PICTURE, change->edit->picture);
    stmt_text(s, ARG_LINKS, change->edit->links);
    stmt_text(s, ARG_LANGUAGE, change->edit->language);
    stmt_int(s, ARG_ROLE, change->edit->role);
    stmt_int(s, ARG_DISABLED, change->edit->disabled);
}

/* *out: the row that S finds is another user's. */
static enum err_kind belongs_to_another(struct stmt *s, int64_t id, bool *out, struct err *e)
{
    *out = stmt_next(s) && stmt_col_int(s, COL_ID) != id;
    return stmt_done(s, e);
}

static enum err_kind slug_taken(struct db_conn *c, const struct change *change, struct str slug,
                                bool *taken, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    return belongs_to_another(s, change->id, taken, e);
}

/* ERR_CONFLICT if another user has the sign-in name or the page address that was typed;
 * change->taken is then the field. */
static enum err_kind refuse_taken(struct db_conn *c, struct change *change, struct err *e)
{
    bool taken;
    struct stmt *s = db_stmt(c, SQL_USER_BY_LOGIN);
    stmt_text(s, ARG_LOGIN, change->login);
    TRY(belongs_to_another(s, change->id, &taken, e));
    change->taken = "login";
    if (taken)
        return err_say(e, ERR_CONFLICT, MESSAGE("Another user has this sign-in name."));
    TRY(slug_taken(c, change, change->wanted, &taken, e));
    change->taken = "slug";
    if (taken && !change->wanted_is_made)
        return err_say(e, ERR_CONFLICT, MESSAGE("Another user has this page address."));
    change->slug = change->wanted;
    for (int64_t n = 2; taken; n++) {
        change->slug = slug_numbered(change->arena, change->wanted, n);
        TRY(slug_taken(c, change, change->slug, &taken, e));
    }
    return OK;
}

static enum err_kind insert_user(struct db_conn *c, struct change *change, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_INSERT);
    bind_edit(s, change);
    stmt_text(s, ARG_PASSWORD_HASH, change->hash);
    stmt_int(s, ARG_NOW, clock_now());
    TRY(stmt_run(s, e));
    change->added = db_last_id(c);
    TRY(used_form_add(c, change->form, change->added, 0, clock_now(), e));
    TRY(audit_add(c, change->who, "user.add", "user", change->added, STR_NONE, change->edit->name,
                  e));
    return db_content_changed(c, e);
}

static enum err_kind add_job(struct db_conn *c, void *arg, struct err *e)
{
    struct change *it = arg;
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form)) {
        it->added = it->form->id;
        return OK;
    }
    TRY(refuse_taken(c, it, e));
    return insert_user(c, it, e);
}

static enum err_kind another_admin_exists(struct db_conn *c, int64_t id, bool *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_OTHER_ADMIN);
    stmt_int(s, ARG_ID, id);
    *out = stmt_next(s);
    return stmt_done(s, e);
}

/* Records a change of WHAT the person signs in with or is reached by: a notice to them and a line
 * in the audit log. */
static enum err_kind record_change(struct db_conn *c, const struct change *change, const char *what,
                                   const char *action, struct str was, struct str now,
                                   struct err *e)
{
    if (str_eq(was, now))
        return OK;
    TRY(account_notice_add(c, change->who, change->id, what, e));
    return audit_add(c, change->who, action, "user", change->id, was, now, e);
}

/* "Ada, editor": what the audit log has of an account. */
static struct str audit_text(struct arena *a, struct str name, enum role role, bool disabled)
{
    return arena_printf(a, "%.*s, %s%s", STR_ARG(name), role_name(role),
                        disabled ? ", disabled" : "");
}

static enum err_kind update_in(struct db_conn *c, struct change *change, struct arena *a,
                               struct err *e)
{
    struct user before;
    TRY(used_form_find(c, change->form, e));
    if (used_form_done(change->form))
        return OK;
    TRY(user_by_id(c, change->id, a, &before, e));
    bool was_admin = before.role == ROLE_ADMIN && !before.disabled;
    bool is_admin = change->edit->role == ROLE_ADMIN && !change->edit->disabled;
    if (was_admin && !is_admin) {
        bool another;
        TRY(another_admin_exists(c, change->id, &another, e));
        if (!another)
            return err_say(e, ERR_INVALID,
                           MESSAGE("This is the last admin, who must stay one. Make another user "
                                   "an admin first."));
    }
    TRY(refuse_taken(c, change, e));
    struct stmt *s = db_stmt(c, SQL_USER_UPDATE);
    stmt_int(s, ARG_ID, change->id);
    bind_edit(s, change);
    TRY(stmt_run(s, e));
    if (change->edit->disabled)
        TRY(user_end_sessions(c, change->id, STR_NONE, e));
    const struct user_edit *edit = change->edit;
    TRY(audit_add(c, change->who, "user.change", "user", change->id,
                  audit_text(a, before.name, before.role, before.disabled),
                  audit_text(a, edit->name, edit->role, edit->disabled), e));
    if (!str_eq(before.language, edit->language))
        TRY(audit_add(c, change->who, "user.language", "user", change->id, before.language,
                      edit->language, e));
    TRY(record_change(c, change, "email", "user.email", before.email, change->edit->email, e));
    TRY(record_change(c, change, "login", "user.login", before.login, change->login, e));
    TRY(used_form_add(c, change->form, change->id, 0, clock_now(), e));
    return db_content_changed(c, e);
}

enum err_kind user_update_within(struct db_conn *c, const struct actor *who, int64_t id,
                                 const struct user_edit *u, struct arena *a, struct err *e)
{
    struct change change = {
        .who = who, .edit = u, .id = id, .login = utf8_fold(a, u->login), .wanted = u->slug};
    return update_in(c, &change, a, e);
}

static enum err_kind update_job(struct db_conn *c, void *arg, struct err *e)
{
    struct arena *a = arena_new(4096);
    enum err_kind kind = update_in(c, arg, a, e);
    arena_free(&a);
    return kind;
}

/* Runs JOB. On an error adds a problem for the field that it is about. */
static enum err_kind write_edit(struct db *db, db_write_fn *job, struct change *change,
                                struct arena *a, struct problems *p, struct err *e)
{
    const struct user_edit *u = change->edit;
    change->login = utf8_fold(a, u->login);
    change->wanted = slug_typed(a, u->slug, u->name, change->login);
    change->wanted_is_made = str_empty(u->slug);
    change->arena = a;
    enum err_kind kind = db_write(db, job, change, e);
    if (kind == ERR_INVALID)
        problem_repeat(p, "role", &e->said);
    if (kind == ERR_CONFLICT)
        problem_repeat(p, change->taken, &e->said);
    return kind;
}

enum err_kind user_add(struct db *db, const struct actor *who, const struct user_edit *u,
                       struct str password, struct used_form *form, int64_t *id, struct problems *p,
                       struct err *e)
{
    check_fields(u, p);
    if (password.n > 0)
        TRY(user_judge_password(db, u, password, p, e));
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    char hash[crypto_pwhash_STRBYTES] = "";
    if (password.n > 0)
        TRY(user_password_hash(password, hash, e));
    struct arena *a = arena_new(2048);
    struct change change = {.who = who, .edit = u, .hash = str_from(hash), .form = form};
    enum err_kind kind = write_edit(db, add_job, &change, a, p, e);
    arena_free(&a);
    *id = change.added;
    return kind;
}

enum err_kind user_update(struct db *db, const struct actor *who, int64_t id,
                          const struct user_edit *u, struct used_form *form, struct problems *p,
                          struct err *e)
{
    check_fields(u, p);
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    struct arena *a = arena_new(2048);
    struct change change = {.who = who, .edit = u, .id = id, .form = form};
    enum err_kind kind = write_edit(db, update_job, &change, a, p, e);
    arena_free(&a);
    return kind;
}
