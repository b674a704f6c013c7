/* SPDX-License-Identifier: MIT */
#include "core/audit/access.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/log.h"
#include "core/audit/audit.h"

enum { HOUR_S = 3600, NOTED_EVERY_S = 60, ADDR_MAX = 64 };

static const struct {
    const char *action;
    bool each_counts;
} events[] = {
    [ACCESS_WRONG_PASSWORD] = {"signin.fail", true},
    [ACCESS_WRONG_PROOF] = {"password.fail", true},
    [ACCESS_TOO_OFTEN] = {"signin.wait", false},
    [ACCESS_FOREIGN_LOGIN] = {"signin.foreign", false},
    [ACCESS_NO_RIGHT] = {"access.refuse", false},
    [ACCESS_FOREIGN_FORM] = {"form.refuse", false},
};

/* What a refusal is stored as. WIDE is the row that takes it once the hour's rows are many. */
struct tally {
    const struct access *it;
    const char *action;
    struct str who, object, addr, narrow, wide;
    struct str from, to; /* between these are the hour's narrow keys */
    int64_t now;
};

static struct str object_of(const struct access *it, struct arena *a)
{
    if (!str_empty(it->page))
        return it->page;
    if (it->event == ACCESS_FOREIGN_LOGIN)
        return STR_NONE;
    return it->user_id ? arena_printf(a, "user %" PRId64, it->user_id)
                       : STR("a name that nobody has");
}

static struct tally tally_of(const struct access *it, struct arena *a)
{
    struct tally t = {.it = it, .action = events[it->event].action, .now = clock_now()};
    int64_t hour = t.now / HOUR_S;
    t.who = it->who.user_id ? it->who.name : STR("Somebody");
    t.object = object_of(it, a);
    t.addr = str_head(it->addr, ADDR_MAX);
    struct str key =
        arena_printf(a, "%s:%" PRId64 ":%.*s", t.action, it->who.user_id, STR_ARG(t.object));
    t.narrow = arena_printf(a, "%010" PRId64 ":one:%.*s:%.*s", hour, STR_ARG(key), STR_ARG(t.addr));
    t.wide = arena_printf(a, "%010" PRId64 ":all:%.*s", hour, STR_ARG(key));
    t.from = arena_printf(a, "%010" PRId64 ":one:", hour);
    t.to = arena_printf(a, "%010" PRId64 ":one;", hour); /* ';' follows ':' */
    return t;
}

/* *at: when KEY's row last counted; 0: there is none. */
static enum err_kind last_of(struct db_conn *c, struct str key, int64_t *at, struct err *e)
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

/* Whether the row to be used is the wide one, and when that row last counted. */
static enum err_kind choose(struct db_conn *c, const struct tally *t, bool *wide, int64_t *at,
                            struct err *e)
{
    *wide = false;
    TRY(last_of(c, t->narrow, at, e));
    if (*at != 0)
        return OK;
    TRY(hour_is_full(c, t, wide, e));
    return *wide ? last_of(c, t->wide, at, e) : OK;
}

static enum err_kind count_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct tally *t = arg;
    bool wide;
    int64_t at;
    TRY(choose(c, t, &wide, &at, e));
    struct stmt *s = db_stmt(c, SQL_AUDIT_TALLY_ADD);
    stmt_int(s, ARG_AT, t->now);
    if (t->it->who.user_id)
        stmt_int(s, ARG_USER_ID, t->it->who.user_id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_WHO, t->who);
    stmt_text(s, ARG_ACTION, str_from(t->action));
    stmt_text(s, ARG_OBJECT, t->object);
    stmt_text(s, ARG_ADDR, wide ? STR_NONE : t->addr);
    stmt_text(s, ARG_TALLY, wide ? t->wide : t->narrow);
    return stmt_run(s, e);
}

static enum err_kind was_just_noted(struct db *db, const struct tally *t, bool *noted,
                                    struct err *e)
{
    struct db_conn *c;
    bool wide;
    int64_t at = 0;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = choose(c, t, &wide, &at, e);
    db_end(db, &c);
    *noted = at != 0 && t->now - at < NOTED_EVERY_S;
    return kind;
}

static enum err_kind record(struct db *db, struct tally *t, struct err *e)
{
    bool noted = false;
    if (!events[t->it->event].each_counts)
        TRY(was_just_noted(db, t, &noted, e));
    return noted ? OK : db_write(db, count_job, t, e);
}

void access_refused(struct db *db, const struct access *it)
{
    struct arena *a = arena_new(1024);
    struct err e;
    struct tally t = tally_of(it, a);
    if (record(db, &t, &e) != OK)
        log_error("the audit log misses a line (%s %.*s): %s", t.action, STR_ARG(t.object), e.msg);
    arena_free(&a);
}

enum err_kind access_came_in(struct db_conn *c, const struct actor *who, struct str addr,
                             struct err *e)
{
    return audit_add_access(c, who, "signin.ok", str_head(addr, ADDR_MAX), e);
}

enum err_kind access_went_out(struct db_conn *c, const struct actor *who, struct str addr,
                              struct err *e)
{
    return audit_add_access(c, who, "signin.out", str_head(addr, ADDR_MAX), e);
}
