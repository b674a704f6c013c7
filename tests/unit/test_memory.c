/* SPDX-License-Identifier: MIT */
/* SQLite runs out of memory, at each of its allocations in turn. What is read is then whole or
 * refused; what is written is kept or refused; never is a part of it, or nothing, taken for all. */
#include "site_fixture.h"

#include "db/internal.h"

#include <fcntl.h>

enum { BODY_BYTES = 30000 };

/* ---- memory that ends ---- */

static sqlite3_mem_methods real;
static _Atomic long left = -1; /* allocations until one fails; -1: none does */
static _Atomic bool failed;

static bool fails(void)
{
    if (left < 0 || left-- != 0)
        return false;
    failed = true;
    return true;
}

static void *failing_malloc(int n)
{
    return fails() ? NULL : real.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return fails() ? NULL : real.xRealloc(p, n);
}

static int stderr_before = -1;

/* Lets the allocation after N others fail. What is refused is logged, which is too often here. */
static void fail_after(long n)
{
    int nowhere = open("/dev/null", O_WRONLY);
    stderr_before = dup(STDERR_FILENO);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
    failed = false;
    left = n;
}

static void fail_no_more(void)
{
    left = -1;
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
}

/* ---- what is asked for meanwhile ---- */

static struct str body_of(struct fixture *f)
{
    char *text = arena_alloc(f->arena, BODY_BYTES);
    memset(text, 'x', BODY_BYTES);
    return str_of(text, BODY_BYTES);
}

static enum err_kind read_it(struct fixture *f, int64_t id, struct article *out, struct err *e)
{
    struct db_conn *c = NULL;
    TRY(db_begin(f->db, &c, e));
    enum err_kind kind = article_by_id(c, id, f->arena, out, e);
    db_end(f->db, &c);
    return kind;
}

static int64_t add_article(struct fixture *f, struct str body)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = STR("Long"),
                                .body = body,
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    return id;
}

static void what_is_read_is_whole_or_refused(void **state)
{
    struct fixture *f = *state;
    struct str body = body_of(f);
    int64_t id = add_article(f, body);
    long n = 0, refused = 0;
    do {
        struct err e = {0};
        struct article art;
        /* A new connection, too, which has everything yet to allocate. */
        while (f->db->warm != NULL) {
            struct db_conn *idle = f->db->warm;
            f->db->warm = idle->next_idle;
            f->db->n_warm--;
            conn_close(&idle);
        }
        fail_after(n++);
        enum err_kind kind = read_it(f, id, &art, &e);
        fail_no_more();
        if (kind == OK && !str_eq(art.body, body))
            fail_msg("after %ld allocations %zu bytes are taken for the text", n - 1, art.body.n);
        if (kind == OK)
            assert_true(str_eq(art.title, STR("Long")) && str_eq(art.section_slug, STR("city")));
        refused += kind != OK;
    } while (failed);
    assert_true(refused > 20);
    struct err e;
    struct article art;
    assert_ok(read_it(f, id, &art, &e));
}

static void what_is_written_is_kept_or_refused(void **state)
{
    struct fixture *f = *state;
    struct err e = {0};
    struct problems p = {0};
    struct str body = body_of(f);
    int64_t id = add_article(f, STR("first")), version = 1;
    long n = 0, refused = 0;
    do {
        struct article art;
        char title[40];
        snprintf(title, sizeof title, "Title %ld", n);
        struct article_edit edit = {.id = id,
                                    .version = version,
                                    .title = str_from(title),
                                    .body = body,
                                    .tags = STR("one, two"),
                                    .section_id = f->section_id,
                                    .author_id = f->user_id,
                                    .base_views = -1};
        int64_t now_is = 0;
        fail_after(n++);
        enum err_kind kind =
            article_save(f->db, f->settings, &f->admin, &edit, &id, &now_is, &p, &e);
        fail_no_more();
        assert_ok(read_it(f, id, &art, &e));
        assert_int_equal(art.version, version + (kind == OK));
        assert_int_equal(str_eq(art.title, edit.title), kind == OK);
        version = art.version;
        refused += kind != OK;
    } while (failed);
    assert_true(refused > 20);
}

static void count_sentence(void *arg, const char *sentence)
{
    (void)sentence;
    ++*(long *)arg;
}

static void a_schema_is_compared_whole_or_not_at_all(void **state)
{
    struct fixture *f = *state;
    long n = 0, refused = 0;
    do {
        struct err e = {0};
        long told = 0;
        fail_after(n);
        enum err_kind kind = db_compare_schema(f->db, count_sentence, count_sentence, &told, &e);
        fail_no_more();
        if (told > 0)
            fail_msg("after %ld allocations %ld things of a whole schema are told of", n, told);
        refused += kind != OK;
        n += 1 + n / 20; /* the first ones each, and then enough */
    } while (failed);
    assert_true(refused > 20);
}

int main(void)
{
    static sqlite3_mem_methods failing;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    failing = real;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
#define MEMORY_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(what_is_read_is_whole_or_refused),
        MEMORY_TEST(what_is_written_is_kept_or_refused),
        MEMORY_TEST(a_schema_is_compared_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
