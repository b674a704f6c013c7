/* SPDX-License-Identifier: MIT */
/* Adds sign-ins and refusals to the audit log. A refusal can be provoked without end, so it is not
 * one row each: a row has a key (tally) of the hour, the action, the person, the object and the
 * address, and a repetition raises the row's count. Once an hour has ACCESS_ROWS_AN_HOUR such
 * "narrow" rows, further refusals go into "wide" rows, whose key has no address. Kinds that are not
 * counted one by one (event_rules) are counted at most once in NOTED_EVERY_S, so refusing needs no
 * write each time. */
#include "core/audit/access.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/log.h"
#include "core/audit/audit.h"

enum { HOUR_S = 3600, NOTED_EVERY_S = 60, ADDR_MAX = 64 };

static const struct {
    const char *action;
    bool counts_each;
} event_rules[] = {
    [ACCESS_WRONG_PASSWORD] = {"signin.fail", true},
    [ACCESS_WRONG_PROOF] = {"password.fail", true},
    [ACCESS_TOO_OFTEN] = {"signin.wait", false},
    [ACCESS_FOREIGN_LOGIN] = {"signin.foreign", false},
    [ACCESS_NO_RIGHT] = {"access.refuse", false},
    [ACCESS_FOREIGN_FORM] = {"form.refuse", false},
};

/* A refusal as it is stored. NARROW and WIDE are the keys of its two possible rows. */
struct tally {
    const struct access *access;
    const char *action;
    struct str who, object, addr, narrow, wide;
    struct str from, to; /* the hour's narrow keys lie between these */
    int64_t now;
};

static struct str object_name(const struct access *access, struct arena *a)
{
    if (!str_empty(access->page))
        return access->page;
    if (access->event == ACCESS_FOREIGN_LOGIN)
        return STR_NONE;
    return access->user_id ? arena_printf(a, "user %" PRId64, access->user_id)
                           : STR("a name that nobody has");
}

static struct tally tally_make(const struct access *access, struct arena *a)
{
    struct tally t = {
        .access = access, .action = event_rules[access->event].action, .now = clock_now()};
    int64_t hour = t.now / HOUR_S;
    t.who = access->who.user_id ? access->who.name : STR("Somebody");
    t.object = object_name(access, a);
    t.addr = str_head(access->addr, ADDR_MAX);
    struct str key =
        arena_printf(a, "%s:%" PRId64 ":%.*s", t.action, access->who.user_id, STR_ARG(t.object));
    t.narrow = arena_printf(a, "%010" PRId64 ":one:%.*s:%.*s", hour, STR_ARG(key), STR_ARG(t.addr));
    t.wide = arena_printf(a, "%010" PRId64 ":all:%.*s", hour, STR_ARG(key));
    t.from = arena_printf(a, "%010" PRId64 ":one:", hour);
    t.to = arena_printf(a, "%010" PRId64 ":one;", hour); /* ';' follows ':' */
    return t;
}

/* Sets *at to the time at which the row with KEY last counted something; 0: there is no such row.
 */
static enum err_kind tally_last_at(struct db_conn *c, struct str key, int64_t *at, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_AUDIT_TALLY_GET);
    stmt_text(s, ARG_TALLY, key);
    *at = stmt_next(s) ? stmt_col_int(s, COL_LAST_AT) : 0;
    return stmt_done(s, e);
}

static enum err_kind hour_is_full(struct db_conn *c, const struct tally *t, bool *full,
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_AUDIT_TALLY_SOME);
    int n = 0;
    stmt_text(s, ARG_TALLY_FROM, t->from);
    stmt_text(s, ARG_TALLY_TO, t->to);
    stmt_int(s, ARG_ROW_LIMIT, ACCESS_ROWS_AN_HOUR);
    while (stmt_next(s))
        n++;
    *full = n >= ACCESS_ROWS_AN_HOUR;
    return stmt_done(s, e);
}

/* Chooses the row to count in, and sets *at to the time at which it last counted. */
static enum err_kind choose_row(struct db_conn *c, const struct tally *t, bool *wide, int64_t *at,
                                struct err *e)
{
    *wide = false;
    TRY(tally_last_at(c, t->narrow, at, e));
    if (*at != 0)
        return OK;
    TRY(hour_is_full(c, t, wide, e));
    return *wide ? tally_last_at(c, t->wide, at, e) : OK;
}

static enum err_kind tally_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct tally *t = arg;
    bool wide;
    int64_t at;
    TRY(choose_row(c, t, &wide, &at, e));
    struct stmt *s = db_stmt(c, SQL_AUDIT_TALLY_ADD);
    stmt_int(s, ARG_AT, t->now);
    if (t->access->who.user_id)
        stmt_int(s, ARG_USER_ID, t->access->who.user_id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_WHO, t->who);
    stmt_text(s, ARG_ACTION, str_from(t->action));
    stmt_text(s, ARG_OBJECT, t->object);
    stmt_text(s, ARG_ADDR, wide ? STR_NONE : t->addr);
    stmt_text(s, ARG_TALLY, wide ? t->wide : t->narrow);
    return stmt_run(s, e);
}

static enum err_kind was_counted_lately(struct db *db, const struct tally *t, bool *lately,
                                        struct err *e)
{
    struct db_conn *c;
    bool wide;
    int64_t at = 0;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = choose_row(c, t, &wide, &at, e);
    db_end(db, &c);
    *lately = at != 0 && t->now - at < NOTED_EVERY_S;
    return kind;
}

static enum err_kind record_refusal(struct db *db, struct tally *t, struct err *e)
{
    bool lately = false;
    if (!event_rules[t->access->event].counts_each)
        TRY(was_counted_lately(db, t, &lately, e));
    return lately ? OK : db_write(db, tally_job, t, e);
}

void access_refused(struct db *db, const struct access *access)
{
    struct arena *a = arena_new(1024);
    struct err e;
    struct tally t = tally_make(access, a);
    if (record_refusal(db, &t, &e) != OK)
        log_error("cannot add a line to the audit log (%s %.*s): %s", t.action, STR_ARG(t.object),
                  e.msg);
    arena_free(&a);
}

enum err_kind access_signed_in(struct db_conn *c, const struct actor *who, struct str addr,
                               struct err *e)
{
    return audit_add_access(c, who, "signin.ok", str_head(addr, ADDR_MAX), e);
}

enum err_kind access_signed_out(struct db_conn *c, const struct actor *who, struct str addr,
                                struct err *e)
{
    return audit_add_access(c, who, "signin.out", str_head(addr, ADDR_MAX), e);
}
