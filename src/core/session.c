/* SPDX-License-Identifier: MIT */
/* Throttling: after FREE_FAILURES wrong passwords for an account, or for an address, each further
 * attempt must wait twice as long as the one before, up to an hour; a quarter of a day without a
 * failure forgets them. The account is throttled whether it exists or not. */
#include "core/session.h"

#include "base/clock.h"
#include "base/rand.h"
#include "core/audit.h"
#include "base/utf8.h"

enum {
    FREE_FAILURES = 5,
    FIRST_WAIT_S = 15,
    LONGEST_WAIT_S = 3600,
    FORGET_S = 6 * 3600,
    TOKEN_BYTES = 32,
};

static int64_t wait_after(int64_t failures)
{
    if (failures < FREE_FAILURES)
        return 0;
    int64_t wait = FIRST_WAIT_S;
    for (int64_t i = FREE_FAILURES; i < failures && wait < LONGEST_WAIT_S; i++)
        wait *= 2;
    return wait < LONGEST_WAIT_S ? wait : LONGEST_WAIT_S;
}

/* How long WHO must wait before another attempt; 0: not at all. */
static enum err_kind throttle(struct db_conn *c, struct str who, int64_t now, int64_t *retry_s,
                              struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_GET);
    stmt_text(s, ARG_WHO, who);
    *retry_s = 0;
    if (stmt_next(s)) {
        int64_t last_at = stmt_col_int(s, COL_LAST_AT);
        int64_t left = last_at + wait_after(stmt_col_int(s, COL_FAILURES)) - now;
        /* A clock that was set back must not lock anybody out for longer than the wait. */
        if (left > LONGEST_WAIT_S)
            left = LONGEST_WAIT_S;
        if (left > 0 && now - last_at < FORGET_S)
            *retry_s = left;
    }
    return stmt_done(s, e);
}

struct attempt {
    struct str account, addr; /* the two keys */
    int64_t now;
    bool succeeded;
    /* Where it succeeded: */
    int64_t user_id;
    struct str token_hash, csrf;
};

static enum err_kind add_failure(struct db_conn *c, struct str who, int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_ADD);
    stmt_text(s, ARG_WHO, who);
    stmt_int(s, ARG_NOW, now);
    stmt_int(s, ARG_STALE_BEFORE, now - FORGET_S);
    return stmt_run(s, e);
}

static enum err_kind attempt_job(struct db_conn *c, void *arg, struct err *e)
{
    struct attempt *it = arg;
    if (!it->succeeded) {
        TRY(add_failure(c, it->account, it->now, e));
        return add_failure(c, it->addr, it->now, e);
    }
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_CLEAR);
    stmt_text(s, ARG_WHO, it->account);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_SESSION_INSERT);
    stmt_text(s, ARG_TOKEN_HASH, it->token_hash);
    stmt_int(s, ARG_USER_ID, it->user_id);
    stmt_text(s, ARG_CSRF, it->csrf);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_EXPIRES_AT, it->now + SESSION_TTL_S);
    return stmt_run(s, e);
}

/* Looks the account up and checks throttle and password, all on one connection. */
static enum err_kind check_attempt(struct db *db, struct attempt *it, struct str login,
                                   struct str password, struct arena *a, int64_t *retry_s,
                                   struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    int64_t by_addr = 0;
    enum err_kind kind = throttle(c, it->account, it->now, retry_s, e);
    if (kind == OK)
        kind = throttle(c, it->addr, it->now, &by_addr, e);
    if (by_addr > *retry_s)
        *retry_s = by_addr;
    if (kind == OK && *retry_s > 0)
        kind = err_set(e, ERR_TOO_MANY, "Too many failed attempts. Please wait and try again.");

    struct user user = {0};
    if (kind == OK) {
        kind = user_by_login(c, login, a, &user, e);
        if (kind == ERR_NOT_FOUND)
            kind = OK; /* goes on with no user: takes as long as a wrong password */
    }
    if (kind == OK)
        kind = user_check_password(c, user.id, password, &it->succeeded, e);
    it->user_id = user.id;
    db_end(db, &c);
    return kind;
}

enum err_kind session_open(struct db *db, struct str login, struct str password, struct str addr,
                           struct arena *a, struct str *token, int64_t *retry_s, struct err *e)
{
    struct attempt it = {
        .account = arena_printf(a, "login:%.*s", STR_ARG(utf8_fold(a, utf8_cut(login, 60)))),
        .addr = arena_printf(a, "addr:%.*s", STR_ARG(addr)),
        .now = clock_now(),
    };
    TRY(check_attempt(db, &it, login, password, a, retry_s, e));
    it.succeeded = it.succeeded && it.user_id != 0;
    *token = rand_token(a, TOKEN_BYTES);
    it.token_hash = hash_hex(a, *token);
    it.csrf = rand_token(a, TOKEN_BYTES);
    TRY(db_write(db, attempt_job, &it, e));
    return it.succeeded ? OK : err_set(e, ERR_FORBIDDEN, "The name or the password is not right.");
}

enum err_kind session_find(struct db_conn *c, struct str token, struct arena *a,
                           struct session *out, struct err *e)
{
    struct str hash = hash_hex(a, token);
    struct stmt *s = db_stmt(c, SQL_SESSION_GET);
    stmt_text(s, ARG_TOKEN_HASH, hash);
    stmt_int(s, ARG_NOW, clock_now());
    bool found = stmt_next(s);
    if (found)
        *out = (struct session){
            .user = user_from_row(s, a), .csrf = stmt_col_text(s, COL_CSRF, a), .token_hash = hash};
    TRY(stmt_done(s, e));
    return found ? OK : err_set(e, ERR_NOT_FOUND, "The session has ended.");
}

static enum err_kind close_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct str *token_hash = arg;
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE);
    stmt_text(s, ARG_TOKEN_HASH, *token_hash);
    return stmt_run(s, e);
}

enum err_kind session_close(struct db *db, struct str token_hash, struct err *e)
{
    return db_write(db, close_job, &token_hash, e);
}

struct close_all {
    const struct actor *who;
    int64_t user_id;
    struct str keep;
};

static enum err_kind close_all_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct close_all *it = arg;
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE_OTHERS);
    stmt_int(s, ARG_USER_ID, it->user_id);
    stmt_text(s, ARG_TOKEN_HASH, it->keep);
    TRY(stmt_run(s, e));
    return audit_add(c, it->who, "user.signout", "user", it->user_id, STR_NONE, STR_NONE, e);
}

enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                struct str keep_token_hash, struct err *e)
{
    struct close_all it = {who, user_id, keep_token_hash};
    return db_write(db, close_all_job, &it, e);
}

static enum err_kind sweep_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    int64_t now = clock_now();
    struct stmt *s = db_stmt(c, SQL_SESSION_EXPIRE);
    stmt_int(s, ARG_NOW, now);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_LOGIN_FAILURE_EXPIRE);
    stmt_int(s, ARG_STALE_BEFORE, now - FORGET_S);
    return stmt_run(s, e);
}

enum err_kind session_sweep(struct db *db, struct err *e)
{
    return db_write(db, sweep_job, NULL, e);
}
