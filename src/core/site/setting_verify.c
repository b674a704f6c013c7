/* SPDX-License-Identifier: MIT */
/* Checks the settings that are stored. Reading them is lenient, so that a site whose database was
 * edited by hand is still served: a number that is none leaves the default, and one out of its
 * bounds counts as the nearest bound (setting_assign). Here that is said. */
#include "core/site/setting_internal.h"

#include <stdio.h>

#include "base/utf8.h"

enum { VALUE_SHOWN = 60, SENTENCE_MAX = 400 };

struct verify {
    struct db_conn *conn;
    struct arena *arena;
    db_report_fn *report;
    void *arg;
};

static void report_problem(const struct verify *v, const struct setting_row *row, struct str value,
                           const struct settings *used, const char *problem)
{
    char sentence[SENTENCE_MAX];
    struct str shown = utf8_printable(v->arena, utf8_cut(value, VALUE_SHOWN), UTF8_ONE_LINE);
    struct str instead = setting_text(used, row, v->arena);
    if (row->kind == NUMBER)
        snprintf(sentence, sizeof sentence, "%s is \"%.*s\", so %.*s is used: %s", row->name,
                 STR_ARG(shown), STR_ARG(instead), problem);
    else
        snprintf(sentence, sizeof sentence, "%s is \"%.*s\": %s", row->name, STR_ARG(shown),
                 problem);
    v->report(v->arg, sentence);
}

/* Each stored value by its row of the table. What ALONE notes, the check of all together need not
 * report again. */
static enum err_kind verify_values(const struct verify *v, const struct settings *used,
                                   struct problems *alone, struct err *e)
{
    struct stmt *q = db_stmt(v->conn, SQL_SETTING_ALL);
    while (stmt_next(q)) {
        struct problems p = {0};
        struct str value = stmt_col_text(q, COL_VALUE, v->arena);
        const struct setting_row *row = setting_row_named(stmt_col_text(q, COL_NAME, v->arena));
        if (row != NULL)
            setting_check(row, value, &p);
        if (p.n == 0)
            continue;
        report_problem(v, row, value, used, p.item[0].text);
        problem_repeat(alone, row->name, &p.item[0].said);
    }
    return stmt_done(q, e);
}

static enum err_kind verify(const struct verify *v, struct err *e)
{
    struct settings used = {0};
    struct problems alone = {0}, across = {0};
    TRY(settings_read_rows(v->conn, &used, v->arena, e));
    TRY(verify_values(v, &used, &alone, e));
    settings_check_across(&used, &across);
    for (int i = 0; i < across.n; i++) {
        const struct setting_row *row = setting_row_named(str_from(across.item[i].field));
        if (problem_find(&alone, row->name) == NULL)
            report_problem(v, row, setting_text(&used, row, v->arena), &used, across.item[i].text);
    }
    return OK;
}

enum err_kind settings_verify(struct db *db, db_report_fn *report, void *arg, struct err *e)
{
    struct verify v = {.report = report, .arg = arg};
    TRY(db_begin(db, &v.conn, e));
    v.arena = arena_new(16 * 1024);
    enum err_kind kind = verify(&v, e);
    arena_free(&v.arena);
    db_end(db, &v.conn);
    return kind;
}
