/* SPDX-License-Identifier: MIT */
/* Accounts: reading them, hashing and checking passwords, and changing them. A change is one
 * transaction with its line in the audit log and, for what a person signs in with, a notice to that
 * person. The last enabled admin is protected in update_in, which every change of role or state
 * passes. */
#include "core/people/user.h"

#include <pthread.h>
#include <sodium.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/rand.h"
#include "base/url.h"
#include "base/utf8.h"
#include "core/people/account_notice.h"
#include "core/audit/audit.h"
#include "core/people/password.h"
#include "core/media/picture.h"
#include "core/site/setting.h"
#include "core/people/throttle.h"
#include "text/slug.h"

/* Few may hash at a time and few may wait for it, so that however many sign in, most threads and
 * the processors are left to readers and their comments. */
enum { PLACES = 2, WAITING = 6, WAIT_MS = 8000 };

static struct gate *hashing;
static pthread_once_t hashing_once = PTHREAD_ONCE_INIT;

static void hashing_init(void)
{
    hashing = gate_new(PLACES, WAITING, WAIT_MS);
}

enum err_kind password_place_take(struct err *e)
{
    pthread_once(&hashing_once, hashing_init);
    return gate_enter(hashing) ? OK
                               : err_set(e, ERR_BUSY,
                                         "Many people are signing in just now. Please try again "
                                         "in a few seconds.");
}

void password_place_release(void)
{
    gate_leave(hashing);
}

/* ---- reading ---- */

struct user user_from_row(struct stmt *s, struct arena *a)
{
    return (struct user){
        .id = stmt_col_int(s, COL_ID),
        .login = stmt_col_text(s, COL_LOGIN, a),
        .slug = stmt_col_text(s, COL_SLUG, a),
        .name = stmt_col_text(s, COL_NAME, a),
        .email = stmt_col_text(s, COL_EMAIL, a),
        .bio = stmt_col_text(s, COL_BIO, a),
        .picture = stmt_col_text(s, COL_PICTURE, a),
        .links = stmt_col_text(s, COL_LINKS, a),
        .role = (enum role)stmt_col_int(s, COL_ROLE),
        .disabled = stmt_col_int(s, COL_DISABLED) != 0,
        .created_at = stmt_col_int(s, COL_CREATED_AT),
    };
}

static enum err_kind one_user(struct stmt *s, struct arena *a, struct user *out, struct err *e)
{
    bool found = stmt_next(s);
    if (found)
        *out = user_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_set(e, ERR_NOT_FOUND, "There is no such user.");
}

enum err_kind user_by_id(struct db_conn *c, int64_t id, struct arena *a, struct user *out,
                         struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_ID);
    stmt_int(s, ARG_ID, id);
    return one_user(s, a, out, e);
}

enum err_kind user_by_slug(struct db_conn *c, struct str slug, struct arena *a, struct user *out,
                           struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    return one_user(s, a, out, e);
}

enum err_kind user_by_login(struct db_conn *c, struct str login, struct arena *a, struct user *out,
                            struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_LOGIN);
    stmt_text(s, ARG_LOGIN, utf8_fold(a, login));
    return one_user(s, a, out, e);
}

enum { USERS_MAX = 1000 };

enum err_kind user_list(struct db_conn *c, struct arena *a, struct user_list *out, struct err *e)
{
    *out = (struct user_list){.items = ARENA_ARRAY(a, struct user, USERS_MAX)};
    struct stmt *s = db_stmt(c, SQL_USER_ALL);
    while (out->n < USERS_MAX && stmt_next(s))
        out->items[out->n++] = user_from_row(s, a);
    return stmt_done(s, e);
}

static struct str host_of(struct str url)
{
    struct str rest = str_skip(url, str_find(url, STR("//")) + 2);
    rest = str_head(rest, str_index(rest, '/'));
    return str_starts(rest, STR("www.")) ? str_skip(rest, 4) : rest;
}

struct user_link *user_links(struct str links, struct arena *a, size_t *n)
{
    struct user_link *out = ARENA_ARRAY(a, struct user_link, USER_LINKS_MAX);
    *n = 0;
    while (links.p != NULL && *n < USER_LINKS_MAX) {
        struct str line = str_trim(str_split(&links, '\n')), url = str_split(&line, ' ');
        if (url_is_web(url))
            out[(*n)++] = (struct user_link){url, utf8_blank(line) ? host_of(url) : str_trim(line)};
    }
    return out;
}

/* ---- passwords ---- */

struct str password_random(struct arena *a)
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    enum { LENGTH = 20 };
    char *p = arena_alloc(a, LENGTH);
    for (int i = 0; i < LENGTH; i++)
        p[i] = letters[randombytes_uniform(sizeof letters - 1)];
    return str_of(p, LENGTH);
}

/* The caller has taken a place for hashing. */
static enum err_kind hash_prepared(struct str password, char hash[crypto_pwhash_STRBYTES],
                                   struct err *e)
{
    int rc = crypto_pwhash_str(hash, password.p, password.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
    return rc == 0 ? OK : err_set(e, ERR_BUSY, "There is not enough memory to hash a password.");
}

static enum err_kind password_hash(struct str password, char hash[crypto_pwhash_STRBYTES],
                                   struct err *e)
{
    TRY(password_place_take(e));
    struct arena *a = arena_new(1024);
    enum err_kind kind = hash_prepared(password_prepared(a, password), hash, e);
    arena_free(&a);
    password_place_release();
    return kind;
}

enum err_kind user_judge_password(struct db *db, const struct user_edit *u, struct str password,
                                  struct problems *p, struct err *e)
{
    struct settings *s;
    TRY(settings_read(db, &s, e));
    const struct str about[] = {u->login, u->name, u->email, s->site_name};
    (void)password_judge(password, about, sizeof about / sizeof about[0], p);
    settings_unref(&s);
    return OK;
}

static enum err_kind stored_hash(struct db *db, int64_t id, char hash[crypto_pwhash_STRBYTES],
                                 struct arena *a, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_USER_PASSWORD);
    stmt_int(s, ARG_ID, id);
    if (stmt_next(s)) {
        struct str stored = stmt_col_text(s, COL_PASSWORD_HASH, a);
        if (stored.n > 0 && stored.n < crypto_pwhash_STRBYTES) {
            memset(hash, 0, crypto_pwhash_STRBYTES);
            memcpy(hash, stored.p, stored.n);
        }
    }
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}

struct rehash {
    int64_t id;
    struct str before, after;
};

static enum err_kind rehash_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct rehash *it = arg;
    struct stmt *s = db_stmt(c, SQL_USER_REHASH);
    stmt_int(s, ARG_ID, it->id);
    stmt_text(s, ARG_HASH_BEFORE, it->before);
    stmt_text(s, ARG_PASSWORD_HASH, it->after);
    return stmt_run(s, e);
}

static bool verifies(const char *hash, struct str password)
{
    return crypto_pwhash_str_verify(hash, password.p ? password.p : "", password.n) == 0;
}

static enum err_kind check_password(struct db *db, int64_t id, struct str typed, bool *right,
                                    struct arena *a, struct err *e)
{
    /* Checked against this hash if there is no such user, so that the time taken reveals nothing.
     */
    char hash[crypto_pwhash_STRBYTES] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    *right = false;
    TRY(stored_hash(db, id, hash, a, e));
    if (typed.n > PASSWORD_BYTES_MAX)
        return OK;
    struct str prepared = password_prepared(a, typed);
    bool current = verifies(hash, prepared);
    *right = current || (!str_eq(prepared, typed) && verifies(hash, typed));
    bool fresh = current && crypto_pwhash_str_needs_rehash(hash, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                           crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
    if (!*right || fresh || str_empty(prepared))
        return OK;
    char rehashed[crypto_pwhash_STRBYTES];
    TRY(hash_prepared(prepared, rehashed, e));
    struct rehash rehash = {id, str_from(hash), str_from(rehashed)};
    return db_write(db, rehash_job, &rehash, e);
}

enum err_kind user_check_password(struct db *db, int64_t id, struct str password, bool *right,
                                  struct err *e)
{
    struct arena *a = arena_new(2048);
    enum err_kind kind = check_password(db, id, password, right, a, e);
    arena_free(&a);
    return kind;
}

enum err_kind user_has_password(struct db *db, int64_t id, struct str password, bool *right,
                                struct err *e)
{
    TRY(password_place_take(e));
    enum err_kind kind = user_check_password(db, id, password, right, e);
    password_place_release();
    return kind;
}

/* ---- changing ---- */

static void check_links(struct str links, struct problems *p)
{
    int n = 0;
    for (struct str rest = links; rest.p != NULL;) {
        struct str line = str_trim(str_split(&rest, '\n')), url = str_split(&line, ' ');
        if (str_empty(url))
            continue;
        if (++n > USER_LINKS_MAX)
            problem_add(p, "links", "At most %d links fit.", USER_LINKS_MAX);
        else if (!url_is_web(url) || url.n > 300 || line.n > 60)
            problem_add(p, "links",
                        "Line %d must be an address that begins with https:// or http://.", n);
    }
}

static void check_fields(const struct user_edit *u, struct problems *p)
{
    if (str_empty(u->login) || u->login.n > 60)
        problem_add(p, "login", "A user needs a sign-in name of at most about 60 characters.");
    for (size_t i = 0; i < u->login.n; i++)
        if ((unsigned char)u->login.p[i] <= ' ')
            problem_add(p, "login", "A sign-in name cannot contain spaces.");
    if (str_empty(u->name) || u->name.n > 100)
        problem_add(p, "name", "A user needs a name of at most about 100 characters.");
    if (u->email.n > 100 || (u->email.n > 0 && str_index(u->email, '@') == u->email.n))
        problem_add(p, "email", "This is not an e-mail address.");
    if (u->bio.n > 2000)
        problem_add(p, "bio", "The biography is too long; at most about 2,000 characters fit.");
    if (!str_empty(u->picture) && !picture_path_valid(u->picture))
        problem_add(p, "picture",
                    "A picture’s address must begin with /media/ (or /assets/) on this site.");
    check_links(u->links, p);
    if (u->slug.n > 80)
        problem_add(p, "slug", "The address is too long; at most about 80 characters fit.");
    if (u->role == ROLE_NONE)
        problem_add(p, "role", "A user needs a role.");
}

struct change {
    const struct actor *who;
    const struct user_edit *edit;
    int64_t id;        /* 0: add */
    int64_t added;     /* the new user's id */
    const char *taken; /* after ERR_CONFLICT: the field in which another user has the same */
    struct str login, slug;
    struct str hash;
    struct str keep_session;
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
    stmt_int(s, ARG_ROLE, change->edit->role);
    stmt_int(s, ARG_DISABLED, change->edit->disabled);
}

static enum err_kind end_sessions(struct db_conn *c, int64_t user_id, struct str keep,
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE_OTHERS);
    stmt_int(s, ARG_USER_ID, user_id);
    stmt_text(s, ARG_TOKEN_HASH, keep);
    return stmt_run(s, e);
}

/* *out: the row that S finds is another user's. */
static enum err_kind belongs_to_another(struct stmt *s, int64_t id, bool *out, struct err *e)
{
    *out = stmt_next(s) && stmt_col_int(s, COL_ID) != id;
    return stmt_done(s, e);
}

/* ERR_CONFLICT if another user has the sign-in name or the page address; change->taken is then the
 * field. */
static enum err_kind refuse_taken(struct db_conn *c, struct change *change, struct err *e)
{
    bool taken;
    struct stmt *s = db_stmt(c, SQL_USER_BY_LOGIN);
    stmt_text(s, ARG_LOGIN, change->login);
    TRY(belongs_to_another(s, change->id, &taken, e));
    change->taken = "login";
    if (taken)
        return err_set(e, ERR_CONFLICT, "Another user has this sign-in name.");
    s = db_stmt(c, SQL_USER_BY_SLUG);
    stmt_text(s, ARG_SLUG, change->slug);
    TRY(belongs_to_another(s, change->id, &taken, e));
    change->taken = "slug";
    return taken ? err_set(e, ERR_CONFLICT, "Another user has this page address.") : OK;
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
            return err_set(
                e, ERR_INVALID,
                "This is the last admin, who must stay one. Make another user an admin first.");
    }
    TRY(refuse_taken(c, change, e));
    struct stmt *s = db_stmt(c, SQL_USER_UPDATE);
    stmt_int(s, ARG_ID, change->id);
    bind_edit(s, change);
    TRY(stmt_run(s, e));
    if (change->edit->disabled)
        TRY(end_sessions(c, change->id, STR_NONE, e));
    struct str was = arena_printf(a, "%.*s, %s%s", STR_ARG(before.name), role_name(before.role),
                                  before.disabled ? ", disabled" : "");
    struct str now =
        arena_printf(a, "%.*s, %s%s", STR_ARG(change->edit->name), role_name(change->edit->role),
                     change->edit->disabled ? ", disabled" : "");
    TRY(audit_add(c, change->who, "user.change", "user", change->id, was, now, e));
    TRY(record_change(c, change, "email", "user.email", before.email, change->edit->email, e));
    TRY(record_change(c, change, "login", "user.login", before.login, change->login, e));
    TRY(used_form_add(c, change->form, change->id, 0, clock_now(), e));
    return db_content_changed(c, e);
}

enum err_kind user_update_within(struct db_conn *c, const struct actor *who, int64_t id,
                                 const struct user_edit *u, struct arena *a, struct err *e)
{
    struct change change = {
        .who = who, .edit = u, .id = id, .login = utf8_fold(a, u->login), .slug = u->slug};
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
    change->slug = slug_from(a, str_empty(u->slug) ? u->name : u->slug, change->login);
    enum err_kind kind = db_write(db, job, change, e);
    if (kind == ERR_INVALID)
        problem_add(p, "role", "%s", e->msg);
    if (kind == ERR_CONFLICT)
        problem_add(p, change->taken, "%s", e->msg);
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
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    char hash[crypto_pwhash_STRBYTES] = "";
    if (password.n > 0)
        TRY(password_hash(password, hash, e));
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
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    struct arena *a = arena_new(2048);
    struct change change = {.who = who, .edit = u, .id = id, .form = form};
    enum err_kind kind = write_edit(db, update_job, &change, a, p, e);
    arena_free(&a);
    return kind;
}

static enum err_kind password_job(struct db_conn *c, void *arg, struct err *e)
{
    struct change *it = arg;
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form))
        return OK;
    struct stmt *s = db_stmt(c, SQL_USER_SET_PASSWORD);
    stmt_int(s, ARG_ID, it->id);
    stmt_text(s, ARG_PASSWORD_HASH, it->hash);
    TRY(stmt_run(s, e));
    if (db_changes(c) == 0)
        return err_set(e, ERR_NOT_FOUND, "There is no such user.");
    TRY(end_sessions(c, it->id, it->keep_session, e));
    TRY(throttle_clear_user(c, it->id, e));
    TRY(account_notice_add(c, it->who, it->id, "password", e));
    TRY(used_form_add(c, it->form, it->id, 0, clock_now(), e));
    return audit_add(c, it->who, "user.password", "user", it->id, STR_NONE, STR_NONE, e);
}

static enum err_kind judge_for(struct db *db, int64_t id, struct str password, struct problems *p,
                               struct err *e)
{
    struct db_conn *c;
    struct user user;
    TRY(db_begin(db, &c, e));
    struct arena *a = arena_new(4096);
    enum err_kind kind = user_by_id(c, id, a, &user, e);
    db_end(db, &c);
    if (kind == OK) {
        const struct user_edit edit = {.login = user.login, .name = user.name, .email = user.email};
        kind = user_judge_password(db, &edit, password, p, e);
    }
    arena_free(&a);
    return kind;
}

enum err_kind user_set_password(struct db *db, const struct actor *who, int64_t id,
                                struct str password, struct str keep_token_hash,
                                struct used_form *form, struct problems *p, struct err *e)
{
    TRY(judge_for(db, id, password, p, e));
    if (p->n > 0)
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    char hash[crypto_pwhash_STRBYTES];
    TRY(password_hash(password, hash, e));
    struct change change = {.who = who,
                            .id = id,
                            .hash = str_from(hash),
                            .keep_session = keep_token_hash,
                            .form = form};
    return db_write(db, password_job, &change, e);
}
