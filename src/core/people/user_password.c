/* SPDX-License-Identifier: MIT */
/* Hashes, checks and sets passwords. Setting one is one transaction with the end of the user's
 * other sessions, a notice to the person and a line in the audit log. */
#include "core/people/user_internal.h"

#include <pthread.h>

#include "base/clock.h"
#include "base/gate.h"
#include "core/audit/audit.h"
#include "core/people/account_notice.h"
#include "core/people/password.h"
#include "core/people/throttle.h"
#include "core/site/setting.h"

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
    return gate_enter(hashing)
               ? OK
               : err_say(e, ERR_BUSY,
                         MESSAGE("Many people are signing in just now. Please try again "
                                 "in a few seconds."));
}

void password_place_release(void)
{
    gate_leave(hashing);
}

/* ---- hashing and checking ---- */

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
    return rc == 0
               ? OK
               : err_say(e, ERR_BUSY, MESSAGE("There is not enough memory to hash a password."));
}

enum err_kind user_password_hash(struct str password, char hash[crypto_pwhash_STRBYTES],
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

/* ---- setting ---- */

struct password_change {
    const struct actor *who;
    int64_t id;
    struct str hash, keep_session;
    struct used_form *form;
};

enum err_kind user_end_sessions(struct db_conn *c, int64_t user_id, struct str keep, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE_OTHERS);
    stmt_int(s, ARG_USER_ID, user_id);
    stmt_text(s, ARG_TOKEN_HASH, keep);
    return stmt_run(s, e);
}

static enum err_kind password_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct password_change *it = arg;
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form))
        return OK;
    struct stmt *s = db_stmt(c, SQL_USER_SET_PASSWORD);
    stmt_int(s, ARG_ID, it->id);
    stmt_text(s, ARG_PASSWORD_HASH, it->hash);
    TRY(stmt_run(s, e));
    if (db_changes(c) == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such user."));
    TRY(user_end_sessions(c, it->id, it->keep_session, e));
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
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    char hash[crypto_pwhash_STRBYTES];
    TRY(user_password_hash(password, hash, e));
    struct password_change change = {
        .who = who,
        .id = id,
        .hash = str_from(hash),
        .keep_session = keep_token_hash,
        .form = form,
    };
    return db_write(db, password_job, &change, e);
}
