/* SPDX-License-Identifier: MIT */
/* Writes and reads the audit log. Each line is inserted in the transaction of the change that it
 * describes, so neither exists without the other. Long texts are cut to AUDIT_TEXT_MAX. */
#include "core/audit/audit.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/utf8.h"

/* AUDIT_TEXT_MAX: bytes kept of the text before a change, and of the text after it. */
enum { AUDIT_TEXT_MAX = 2000, OBJECT_BYTES = 80 };

/* Writes the object of a line: "article 12", or NOUN alone if ID is 0. */
static void object_name(const char *noun, int64_t id, char out[OBJECT_BYTES])
{
    if (id)
        snprintf(out, OBJECT_BYTES, "%s %" PRId64, noun, id);
    else
        snprintf(out, OBJECT_BYTES, "%s", noun);
}

struct line {
    const struct actor *who;
    const char *action;
    struct str object, was, became, addr;
};

static enum err_kind insert_line(struct db_conn *c, const struct line *line, struct err *e)
{
    struct str action = str_from(line->action);
    struct stmt *s = db_stmt(c, SQL_AUDIT_INSERT);
    stmt_int(s, ARG_AT, clock_now());
    if (line->who->user_id)
        stmt_int(s, ARG_USER_ID, line->who->user_id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_WHO, line->who->name);
    stmt_text(s, ARG_ACTION, action);
    stmt_text(s, ARG_OBJECT, line->object);
    stmt_text(s, ARG_WAS, utf8_cut(line->was, AUDIT_TEXT_MAX));
    stmt_text(s, ARG_BECAME, utf8_cut(line->became, AUDIT_TEXT_MAX));
    stmt_int(s, ARG_ACCESS, str_starts(action, STR("user.")) || str_starts(action, STR("signin.")));
    stmt_text(s, ARG_ADDR, line->addr);
    return stmt_run(s, e);
}

enum err_kind audit_add(struct db_conn *c, const struct actor *who, const char *action,
                        const char *noun, int64_t id, struct str was, struct str became,
                        struct err *e)
{
    char object[OBJECT_BYTES];
    object_name(noun, id, object);
    const struct line line = {who, action, str_from(object), was, became, STR_NONE};
    return insert_line(c, &line, e);
}

enum err_kind audit_add_access(struct db_conn *c, const struct actor *who, const char *action,
                               struct str addr, struct err *e)
{
    const struct line line = {.who = who, .action = action, .addr = addr};
    return insert_line(c, &line, e);
}

enum err_kind audit_conflict(struct db_conn *c, const char *noun, int64_t id,
                             const struct audit_conflict_words *words, struct arena *a,
                             struct err *e)
{
    enum { MINUTE = 60, HOUR = 60 * MINUTE };
    char object[OBJECT_BYTES];
    struct str who = STR_NONE;
    object_name(noun, id, object);
    int64_t now = clock_now(), at = now;
    struct stmt *s = db_stmt(c, SQL_AUDIT_LAST);
    stmt_text(s, ARG_OBJECT, str_from(object));
    if (stmt_next(s)) {
        who = stmt_col_text(s, COL_WHO, a);
        at = stmt_col_int(s, COL_AT);
    }
    TRY(stmt_done(s, e));
    int64_t ago = now - at;
    struct message m = {.english = words->just_now, .values = {PUT("name", who)}};
    if (str_empty(who))
        m = (struct message){.english = words->unknown};
    else if (ago >= 2) {
        m.english = ago < 2 * MINUTE ? words->seconds
                    : ago < 2 * HOUR ? words->minutes
                                     : words->hours;
        int64_t n = ago < 2 * MINUTE ? ago : ago / (ago < 2 * HOUR ? MINUTE : HOUR);
        m.values[1] = (struct message_value)PUT_N("n", n);
    }
    return err_say(e, ERR_CONFLICT, &m);
}

/* The statement that lists the lines of KIND; the caller binds where they begin, and how many. */
static struct stmt *list_statement(struct db_conn *c, enum audit_kind kind)
{
    if (kind == AUDIT_ALL)
        return db_stmt(c, SQL_AUDIT_PAGE);
    struct stmt *s = db_stmt(c, SQL_AUDIT_PAGE_OF);
    stmt_int(s, ARG_ACCESS, kind == AUDIT_ACCESS);
    return s;
}

enum err_kind audit_list(struct db_conn *c, enum audit_kind kind, int64_t before_id, int64_t limit,
                         struct arena *a, struct audit_list *out, struct err *e)
{
    struct stmt *s = list_statement(c, kind);
    stmt_int(s, ARG_BEFORE_ID, before_id ? before_id : INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, limit + 1);
    *out = (struct audit_list){.items = ARENA_ARRAY(a, struct audit_entry, (size_t)limit)};
    while (stmt_next(s)) {
        if (out->n == (size_t)limit) {
            out->older = true;
            break;
        }
        out->items[out->n++] = (struct audit_entry){
            .id = stmt_col_int(s, COL_ID),
            .at = stmt_col_int(s, COL_AT),
            .last_at = stmt_col_int(s, COL_LAST_AT),
            .times = stmt_col_int(s, COL_TIMES),
            .who = stmt_col_text(s, COL_WHO, a),
            .action = stmt_col_text(s, COL_ACTION, a),
            .object = stmt_col_text(s, COL_OBJECT, a),
            .was = stmt_col_text(s, COL_WAS, a),
            .became = stmt_col_text(s, COL_BECAME, a),
            .addr = stmt_col_text(s, COL_ADDR, a),
        };
    }
    return stmt_done(s, e);
}
