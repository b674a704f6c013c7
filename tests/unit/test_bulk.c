/* SPDX-License-Identifier: MIT */
/* Deciding on as many comments as can be ticked takes no memory for what they say. */
#include "site_fixture.h"

#include "db/internal.h"

enum { TICKED = 1000, BODY_BYTES = 40000, MAY_TAKE_KB = 8 * 1024 };

/* Memory that was given back counts no more, under the address sanitiser, too. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

/* "VmRSS:" is what the process takes, "VmHWM:" the most that it took since most_begin. The kernel
 * counts by thread and adds up now and then, so the most can be some pages below what was taken
 * before. */
static long status_kb(const char *name)
{
    char line[200];
    long kb = -1;
    FILE *f = fopen("/proc/self/status", "r");
    assert_non_null(f);
    while (kb < 0 && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            kb = strtol(line + strlen(name), NULL, 10);
    fclose(f);
    assert_true(kb > 0);
    return kb;
}

static void most_begin(void)
{
    FILE *f = fopen("/proc/self/clear_refs", "w");
    assert_non_null(f);
    assert_true(fputs("5", f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static enum err_kind insert_job(struct db_conn *c, void *article_id, struct err *e)
{
    char sql[600];
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
             "INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, "
             "url, body, addr, user_agent, browser, receipt_hash, digest, created_at) "
             "SELECT %lld, 0, 1, 0, '', 'a', '', '', hex(zeroblob(%d)), '', '', '', "
             "hex(randomblob(16)), hex(randomblob(16)), 1 FROM n",
             *(long long *)article_id, BODY_BYTES / 2);
    return conn_exec(c, sql, e);
}

static void deciding_on_many_reads_none_of_them_whole(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct moderation_result result;
    struct moderation_target targets[TICKED];
    long long article = fixture_article(f, "Discussed");
    for (int i = 0; i < TICKED / 100; i++)
        assert_ok(db_write(f->db, insert_job, &article, &e));
    for (int i = 0; i < TICKED; i++)
        targets[i] = (struct moderation_target){i + 1, COMMENT_PENDING};
    long before = status_kb("VmRSS:");
    most_begin();
    assert_ok(moderate(f->db, &f->admin, targets, TICKED, COMMENT_SPAM, &result, &e));
    assert_int_equal(result.changed, TICKED);
    assert_true(status_kb("VmHWM:") - before <= MAY_TAKE_KB);
    before = status_kb("VmRSS:");
    most_begin();
    assert_ok(moderation_undo(f->db, &f->admin, result.moderation_id, &result, &e));
    assert_int_equal(result.changed, TICKED);
    assert_true(status_kb("VmHWM:") - before <= MAY_TAKE_KB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deciding_on_many_reads_none_of_them_whole),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
