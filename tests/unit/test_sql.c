/* SPDX-License-Identifier: MIT */
/* Every statement of the program, prepared on a freshly made database, and its plan read: a scan of
 * a table that grows is refused unless the statement says why it may (`-- scan: reason`). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "sql.h"

static sqlite3 *db;

static int make_schema(void **state)
{
    (void)state;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 1;
    for (int i = 0; i < sql_migration_count; i++)
        if (sqlite3_exec(db, sql_migrations[i].text, NULL, NULL, NULL) != SQLITE_OK) {
            fprintf(stderr, "%s: %s\n", sql_migrations[i].name, sqlite3_errmsg(db));
            return 1;
        }
    return 0;
}

static int drop_schema(void **state)
{
    (void)state;
    return sqlite3_close(db) != SQLITE_OK;
}

static void every_statement_prepares_on_a_new_database(void **state)
{
    (void)state;
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_stmt *s = NULL;
        int rc = sqlite3_prepare_v2(db, sql_statements[i].text, -1, &s, NULL);
        if (rc != SQLITE_OK)
            fail_msg("%s: %s", sql_statements[i].name, sqlite3_errmsg(db));
        sqlite3_finalize(s);
    }
}

/* Whether a line of the plan costs more the larger the site is. */
static int grows(const char *detail)
{
    if (strncmp(detail, "SCAN ", 5) == 0)
        return strstr(detail, "CONSTANT ROW") == NULL && strstr(detail, "(subquery") == NULL;
    return strstr(detail, "TEMP B-TREE") != NULL || strstr(detail, "AUTOMATIC") != NULL;
}

static void no_statement_scans_a_table_that_grows(void **state)
{
    (void)state;
    int failures = 0;
    for (int i = 0; i < SQL_COUNT; i++) {
        char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql_statements[i].text);
        sqlite3_stmt *s = NULL;
        assert_int_equal(sqlite3_prepare_v2(db, explain, -1, &s, NULL), SQLITE_OK);
        while (sqlite3_step(s) == SQLITE_ROW) {
            const char *detail = (const char *)sqlite3_column_text(s, 3);
            if (grows(detail) && sql_statements[i].scan == NULL) {
                fprintf(stderr, "%s: %s\n", sql_statements[i].name, detail);
                failures++;
            }
        }
        sqlite3_finalize(s);
        sqlite3_free(explain);
    }
    assert_int_equal(failures, 0);
}

static void every_table_is_strict(void **state)
{
    (void)state;
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM pragma_table_list WHERE type = 'table' "
                                        "AND schema = 'main' AND NOT strict AND name NOT LIKE "
                                        "'sqlite\\_%' ESCAPE '\\'",
                                        -1, &s, NULL),
                     SQLITE_OK);
    if (sqlite3_step(s) == SQLITE_ROW)
        fail_msg("%s is not STRICT", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_prepares_on_a_new_database),
        cmocka_unit_test(no_statement_scans_a_table_that_grows),
        cmocka_unit_test(every_table_is_strict),
    };
    return cmocka_run_group_tests(tests, make_schema, drop_schema);
}
