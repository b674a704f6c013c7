/* SPDX-License-Identifier: MIT */
/* After a number of free failures each further attempt must wait twice as long as the one before,
 * up to an hour. Six hours without a failure reset the attempt. An address has more free failures
 * than an account: a whole newsroom may share it, and one person's typing errors must not hold up
 * the others, nor that person once there is a new password. */
#include "core/people/throttle.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/utf8.h"

enum {
    FREE_FAILURES = 5,
    FREE_OF_ADDRESS = 20,
    FIRST_WAIT_S = 15,
    LONGEST_WAIT_S = 3600,
    FORGET_S = 6 * 3600,
};

struct str throttle_device_key(struct arena *a, int64_t user_id, struct str device)
{
    return arena_printf(a, "device:%" PRId64 ":%.*s", user_id, STR_ARG(device));
}

/* Only a hash of the name is stored: it may be a password typed into the wrong field. */
struct str throttle_account_key(struct arena *a, int64_t user_id, struct str name)
{
    if (user_id != 0)
        return arena_printf(a, "user:%" PRId64, user_id);
    return arena_join(a, STR("name:"), hash_hex(a, utf8_fold(a, name)));
}

static int64_t wait_after(int64_t failures, int64_t free)
{
    if (failures < free)
        return 0;
    int64_t wait = FIRST_WAIT_S;
    for (int64_t i = free; i < failures && wait < LONGEST_WAIT_S; i++)
        wait *= 2;
    return wait < LONGEST_WAIT_S ? wait : LONGEST_WAIT_S;
}

/* Raises *retry_s to the time that WHO must wait. A failure that lies in the future is ignored
 * until its time has been corrected. */
static enum err_kind retry_raise(struct db_conn *c, struct str who, int64_t free, int64_t now,
                                 int64_t *retry_s, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_GET);
    stmt_text(s, ARG_WHO, who);
    if (stmt_next(s)) {
        int64_t last_at = stmt_col_int(s, COL_LAST_AT);
        int64_t left = last_at + wait_after(stmt_col_int(s, COL_FAILURES), free) - now;
        if (last_at <= now && now - last_at < FORGET_S && left > *retry_s)
            *retry_s = left;
    }
    return stmt_done(s, e);
}

static enum err_kind retry_get(struct db_conn *c, const struct throttle_keys *keys, int64_t now,
                               int64_t *retry_s, struct err *e)
{
    *retry_s = 0;
    TRY(retry_raise(c, keys->who, FREE_FAILURES, now, retry_s, e));
    return str_empty(keys->addr) ? OK
                                 : retry_raise(c, keys->addr, FREE_OF_ADDRESS, now, retry_s, e);
}

static enum err_kind refusal(int64_t retry_s, struct err *e)
{
    if (retry_s == 0)
        return OK;
    if (retry_s < 120)
        return err_say(e, ERR_TOO_MANY,
                       COUNTED("Too many attempts have failed. Please wait {n} second, and then "
                               "try again.",
                               "Too many attempts have failed. Please wait {n} seconds, and then "
                               "try again.",
                               retry_s));
    return err_say(
        e, ERR_TOO_MANY,
        COUNTED("Too many attempts have failed. Please wait {n} minute, and then try again.",
                "Too many attempts have failed. Please wait {n} minutes, and then try again.",
                (retry_s + 59) / 60));
}

enum err_kind throttle_check(struct db_conn *c, const struct throttle_keys *keys, int64_t *retry_s,
                             struct err *e)
{
    TRY(retry_get(c, keys, clock_now(), retry_s, e));
    return refusal(*retry_s, e);
}

struct attempt {
    const struct throttle_keys *keys;
    int64_t retry_s;
};

static enum err_kind correct_clock(struct db_conn *c, struct str who, int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_PUT_RIGHT);
    stmt_text(s, ARG_WHO, who);
    stmt_int(s, ARG_NOW, now);
    return stmt_run(s, e);
}

static enum err_kind failure_add(struct db_conn *c, struct str who, int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_ADD);
    stmt_text(s, ARG_WHO, who);
    stmt_int(s, ARG_NOW, now);
    stmt_int(s, ARG_STALE_BEFORE, now - FORGET_S);
    return stmt_run(s, e);
}

static enum err_kind count_job(struct db_conn *c, void *arg, struct err *e)
{
    struct attempt *it = arg;
    int64_t now = clock_now();
    TRY(correct_clock(c, it->keys->who, now, e));
    TRY(correct_clock(c, it->keys->addr, now, e));
    TRY(retry_get(c, it->keys, now, &it->retry_s, e));
    if (it->retry_s > 0)
        return OK; /* commit, so that the corrected times stay */
    TRY(failure_add(c, it->keys->who, now, e));
    return str_empty(it->keys->addr) ? OK : failure_add(c, it->keys->addr, now, e);
}

enum err_kind throttle_count(struct db *db, const struct throttle_keys *keys, int64_t *retry_s,
                             struct err *e)
{
    struct attempt attempt = {.keys = keys};
    TRY(db_write(db, count_job, &attempt, e));
    *retry_s = attempt.retry_s;
    return refusal(attempt.retry_s, e);
}

static enum err_kind failures_clear(struct db_conn *c, struct str who, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_CLEAR);
    stmt_text(s, ARG_WHO, who);
    return stmt_run(s, e);
}

enum err_kind throttle_take_back(struct db_conn *c, const struct throttle_keys *keys, struct err *e)
{
    TRY(failures_clear(c, keys->who, e));
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_TAKE_BACK);
    stmt_text(s, ARG_WHO, keys->addr);
    return stmt_run(s, e);
}

enum err_kind throttle_clear_user(struct db_conn *c, int64_t user_id, struct err *e)
{
    char from[40], to[40];
    snprintf(from, sizeof from, "user:%" PRId64, user_id);
    TRY(failures_clear(c, str_from(from), e));
    snprintf(from, sizeof from, "device:%" PRId64 ":", user_id);
    snprintf(to, sizeof to, "device:%" PRId64 ";", user_id); /* ';' follows ':' */
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_CLEAR_BETWEEN);
    stmt_text(s, ARG_WHO_FROM, str_from(from));
    stmt_text(s, ARG_WHO_TO, str_from(to));
    return stmt_run(s, e);
}

enum err_kind throttle_sweep(struct db_conn *c, int64_t now, int64_t row_limit, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LOGIN_FAILURE_DROP);
    stmt_int(s, ARG_STALE_BEFORE, now - FORGET_S);
    stmt_int(s, ARG_ROW_LIMIT, row_limit);
    return stmt_run(s, e);
}
