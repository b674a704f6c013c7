/* SPDX-License-Identifier: MIT */
/* The page cache: what is kept and for how long, and that a page is rendered once however many ask.
 */
#include "base/buf.h"
#include "cache/cache.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cmocka.h>

enum { MANY = 8, ROOMY = 1 << 24 };

/* ---- a render that a test can hold back ---- */

struct script {
    atomic_int renders;
    atomic_int started, go; /* it says that it has begun, then waits for GO where that is 0 */
    uint64_t version;
    int64_t read_at;
    enum err_kind fail;
    const char *text;
};

static enum err_kind render(void *arg, struct page **page, uint64_t *version, struct err *e)
{
    struct script *s = arg;
    atomic_fetch_add(&s->renders, 1);
    atomic_store(&s->started, 1);
    while (!atomic_load(&s->go))
        sched_yield();
    if (s->fail != OK)
        return err_set(e, s->fail, "the store is gone");
    *version = s->version;
    enum err_kind kind = page_new(page, str_from(s->text), e);
    if (kind == OK)
        page_set_modified(*page, s->read_at);
    return kind;
}

/* ---- callers on threads of their own ---- */

struct caller {
    struct cache *c;
    struct script *script;
    const char *key;
    uint64_t version;
    pthread_t thread;
    atomic_int tid;
    enum err_kind kind;
    struct err err;
    char text[64]; /* the page's */
};

static void read_text(struct page *p, char out[64])
{
    struct arena *a = arena_new(256);
    struct page_body b = page_body(p, PAGE_IDENTITY, PAGE_IDENTITY, NULL, a);
    size_t n = b.n > 0 ? b.parts[0].iov_len : 0;
    if (n > 63)
        n = 63;
    memcpy(out, b.n > 0 ? b.parts[0].iov_base : "", n);
    out[n] = '\0';
    coded_unref(&b.coded);
    arena_free(&a);
}

static void call(struct caller *k)
{
    struct page *p = NULL;
    k->kind = cache_get(k->c, str_from(k->key), k->version, render, k->script, &p, &k->err);
    if (k->kind == OK)
        read_text(p, k->text);
    page_unref(&p);
}

static void *call_on_thread(void *arg)
{
    struct caller *k = arg;
    atomic_store(&k->tid, (int)syscall(SYS_gettid));
    call(k);
    return NULL;
}

static void start(struct caller *k)
{
    assert_int_equal(pthread_create(&k->thread, NULL, call_on_thread, k), 0);
}

static void join(struct caller *k)
{
    pthread_join(k->thread, NULL);
}

static bool asleep(int tid)
{
    char path[64], text[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    char *got = fgets(text, sizeof text, f);
    fclose(f);
    const char *state = got ? strrchr(text, ')') : NULL;
    return state != NULL && state[2] == 'S';
}

/* Returns when the caller sleeps in the cache: it waits for another's render. Seen several times,
 * with the cache's lock taken in between, so that it is not the lock for which it waits. */
static void await_waiting(struct caller *k)
{
    for (int seen = 0; seen < 20;) {
        int tid = atomic_load(&k->tid);
        seen = tid != 0 && asleep(tid) ? seen + 1 : 0;
        (void)cache_stats(k->c);
        sched_yield();
    }
}

static void await(atomic_int *flag)
{
    while (!atomic_load(flag))
        sched_yield();
}

/* One call without threads. */
static const char *text_of(struct cache *c, const char *key, uint64_t version, struct script *s)
{
    static struct caller k;
    k = (struct caller){.c = c, .script = s, .key = key, .version = version};
    call(&k);
    assert_int_equal(k.kind, OK);
    return k.text;
}

static bool holds(struct cache *c, const char *key, uint64_t version)
{
    struct page *p = cache_peek(c, str_from(key), &version);
    bool yes = p != NULL;
    page_unref(&p);
    return yes;
}

/* ---- tests ---- */

static void test_a_page_is_rendered_once_and_then_found(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 3, .text = "home"};
    assert_false(holds(c, "/", 3));
    assert_string_equal(text_of(c, "/", 3, &s), "home");
    assert_string_equal(text_of(c, "/", 3, &s), "home");
    assert_string_equal(text_of(c, "/", 2, &s), "home");
    assert_int_equal(s.renders, 1);
    assert_true(holds(c, "/", 3));
    assert_false(holds(c, "/", 4));
    assert_false(holds(c, "/page/2/", 3));
    struct cache_stats st = cache_stats(c);
    assert_int_equal(st.misses, 1);
    assert_int_equal(st.hits, 2);
    assert_int_equal(st.pages, 1);
    cache_free(&c);
    assert_null(c);
}

static void test_a_page_that_is_only_shared_takes_nobody_s_place(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "shared"};
    for (int i = 1; i <= 3; i++) {
        struct page *p = NULL;
        struct err e;
        assert_int_equal(cache_share(c, STR("/made/up/"), 1, render, &s, &p, &e), OK);
        page_unref(&p);
        assert_int_equal(atomic_load(&s.renders), i);
        assert_int_equal(cache_stats(c).pages, 0);
        assert_int_equal(cache_stats(c).bytes, 0);
    }
    cache_free(&c);
}

static void test_a_page_of_an_older_version_is_replaced(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "old"};
    assert_string_equal(text_of(c, "/", 1, &s), "old");
    s.version = 2;
    s.text = "new";
    assert_string_equal(text_of(c, "/", 2, &s), "new");
    assert_string_equal(text_of(c, "/", 1, &s), "new");
    assert_int_equal(s.renders, 2);
    assert_int_equal(cache_stats(c).pages, 1);
    cache_free(&c);
}

static int64_t date_of(struct cache *c, const char *key, uint64_t version, struct script *s)
{
    struct page *p = NULL;
    struct err e;
    assert_int_equal(cache_get(c, str_from(key), version, render, s, &p, &e), OK);
    int64_t date = page_modified(p);
    page_unref(&p);
    return date;
}

static void test_a_page_that_came_out_as_it_was_keeps_its_date(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "one", .read_at = 100};
    assert_int_equal(date_of(c, "/", 1, &s), 100);
    s = (struct script){.go = 1, .version = 2, .text = "one", .read_at = 200};
    assert_int_equal(date_of(c, "/", 2, &s), 100);
    s = (struct script){.go = 1, .version = 3, .text = "two", .read_at = 300};
    assert_int_equal(date_of(c, "/", 3, &s), 300);
    s = (struct script){.go = 1, .version = 4, .text = "one", .read_at = 400};
    assert_int_equal(date_of(c, "/", 4, &s), 400);
    cache_clear(c);
    assert_int_equal(date_of(c, "/", 4, &s), 400);
    cache_free(&c);
}

static void test_many_who_ask_at_once_get_one_render(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.version = 1, .text = "once"};
    struct caller k[MANY] = {0};
    for (int i = 0; i < MANY; i++) {
        k[i] = (struct caller){.c = c, .script = &s, .key = "/a/", .version = 1};
        start(&k[i]);
    }
    await(&s.started);
    struct script other = {.go = 1, .version = 1, .text = "other"};
    assert_string_equal(text_of(c, "/b/", 1, &other), "other"); /* no one waits for another key */
    atomic_store(&s.go, 1);
    for (int i = 0; i < MANY; i++) {
        join(&k[i]);
        assert_int_equal(k[i].kind, OK);
        assert_string_equal(k[i].text, "once");
    }
    assert_int_equal(s.renders, 1);
    struct cache_stats st = cache_stats(c);
    assert_int_equal(st.misses, 2);
    assert_int_equal(st.hits, MANY - 1);
    cache_free(&c);
}

static void test_a_failure_is_handed_to_all_who_waited_and_not_kept(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.version = 1, .fail = ERR_DB, .text = "back"};
    struct caller k[MANY] = {0};
    for (int i = 0; i < MANY; i++) {
        k[i] = (struct caller){.c = c, .script = &s, .key = "/a/", .version = 1};
        start(&k[i]);
        if (i == 0)
            await(&s.started);
        else
            await_waiting(&k[i]);
    }
    atomic_store(&s.go, 1);
    for (int i = 0; i < MANY; i++) {
        join(&k[i]);
        assert_int_equal(k[i].kind, ERR_DB);
        assert_string_equal(k[i].err.msg, "the store is gone");
    }
    assert_int_equal(s.renders, 1);
    assert_int_equal(cache_stats(c).pages, 0);
    s.fail = OK;
    assert_string_equal(text_of(c, "/a/", 1, &s), "back");
    cache_free(&c);
}

static void test_a_failure_leaves_the_older_page(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "old"};
    assert_string_equal(text_of(c, "/", 1, &s), "old");
    s.fail = ERR_BUSY;
    struct page *p = NULL;
    struct err e;
    assert_int_equal(cache_get(c, STR("/"), 2, render, &s, &p, &e), ERR_BUSY);
    assert_null(p);
    assert_false(holds(c, "/", 2));
    assert_true(holds(c, "/", 1));
    cache_free(&c);
}

static void test_one_who_needs_a_newer_version_than_the_render_made_renders_again(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script old = {.version = 1, .text = "before"};
    struct script new = {.go = 1, .version = 2, .text = "after"};
    struct caller first = {.c = c, .script = &old, .key = "/", .version = 1};
    struct caller second = {.c = c, .script = &new, .key = "/", .version = 2};
    start(&first);
    await(&old.started);
    start(&second);
    await_waiting(&second);
    assert_int_equal(new.renders, 0);
    atomic_store(&old.go, 1);
    join(&first);
    join(&second);
    assert_string_equal(first.text, "before");
    assert_string_equal(second.text, "after");
    assert_int_equal(new.renders, 1);
    assert_true(holds(c, "/", 2));
    cache_free(&c);
}

static void test_a_late_render_does_not_replace_a_newer_page(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 5, .text = "five"};
    assert_string_equal(text_of(c, "/", 5, &s), "five");
    s.version = 4; /* made from data older than what was asked for */
    s.text = "four";
    assert_string_equal(text_of(c, "/", 6, &s), "four");
    assert_true(holds(c, "/", 5));
    cache_free(&c);
}

static size_t size_of_one(void)
{
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "page"};
    text_of(c, "/0/", 1, &s);
    size_t bytes = cache_stats(c).bytes;
    cache_free(&c);
    return bytes;
}

static void test_the_least_recently_used_page_goes_first(void **state)
{
    (void)state;
    struct cache *c = cache_new(3 * size_of_one() + 1);
    struct script s = {.go = 1, .version = 1, .text = "page"};
    text_of(c, "/0/", 1, &s);
    text_of(c, "/1/", 1, &s);
    text_of(c, "/2/", 1, &s);
    assert_int_equal(cache_stats(c).evictions, 0);
    assert_true(holds(c, "/0/", 1)); /* that was a use */
    text_of(c, "/3/", 1, &s);
    assert_int_equal(cache_stats(c).evictions, 1);
    assert_false(holds(c, "/1/", 1));
    assert_true(holds(c, "/2/", 1) && holds(c, "/0/", 1) && holds(c, "/3/", 1));
    text_of(c, "/4/", 1, &s);
    assert_false(holds(c, "/2/", 1));
    cache_free(&c);
}

/* Asks for the pages PREFIX0, PREFIX1 ... once each. */
static void ask_for_many(struct cache *c, const char *prefix, int n, struct script *s)
{
    for (int i = 0; i < n; i++) {
        char key[32];
        snprintf(key, sizeof key, "%s%d", prefix, i);
        text_of(c, key, s->version, s);
    }
}

static int held_of(struct cache *c, const char *prefix, int n)
{
    int held = 0;
    for (int i = 0; i < n; i++) {
        char key[32];
        snprintf(key, sizeof key, "%s%d", prefix, i);
        held += holds(c, key, 1);
    }
    return held;
}

static void test_who_walks_through_all_pages_takes_no_place_from_those_asked_for_again(void **state)
{
    (void)state;
    struct script s = {.go = 1, .version = 1, .text = "page"};
    size_t each = size_of_one() + 8; /* of longer keys */
    struct cache *c = cache_new(20 * each);
    ask_for_many(c, "/hot/", 10, &s);
    ask_for_many(c, "/hot/", 10, &s);
    ask_for_many(c, "/entry/", 1000, &s);
    int rendered = s.renders;
    assert_int_equal(rendered, 1010);
    ask_for_many(c, "/hot/", 10, &s);
    assert_int_equal(s.renders, rendered);
    s.version = 2; /* made anew, they are the same ones */
    s.text = "anew";
    ask_for_many(c, "/hot/", 10, &s);
    ask_for_many(c, "/entry/", 1000, &s);
    assert_int_equal(held_of(c, "/hot/", 10), 10);
    cache_free(&c);
}

static void test_pages_asked_for_again_leave_room_for_others(void **state)
{
    (void)state;
    struct script s = {.go = 1, .version = 1, .text = "page"};
    size_t each = size_of_one() + 8; /* of longer keys */
    struct cache *c = cache_new(40 * each);
    for (int round = 0; round < 2; round++)
        ask_for_many(c, "/old/", 40, &s);
    ask_for_many(c, "/new/", 5, &s);
    assert_int_equal(held_of(c, "/new/", 5), 5); /* which asks again */
    for (int i = 0; i < 40; i++)                 /* what was often read yesterday gives way */
        ask_for_many(c, "/hot/", i < 30 ? i + 1 : 30, &s);
    int rendered = s.renders;
    ask_for_many(c, "/hot/", 30, &s);
    assert_int_equal(s.renders, rendered);
    assert_true(cache_stats(c).bytes <= 40 * each);
    cache_free(&c);
}

static void test_bytes_stay_within_the_bound(void **state)
{
    (void)state;
    const size_t max = 40000;
    struct cache *c = cache_new(max);
    char *text = malloc(8000), key[32];
    assert_non_null(text);
    memset(text, 'x', 8000);
    for (int i = 0; i < 2000; i++) {
        size_t n = (size_t)(i * 37 % 7999);
        text[n] = '\0';
        struct script s = {.go = 1, .version = 1, .text = text};
        snprintf(key, sizeof key, "/%d/", i);
        text_of(c, key, 1, &s);
        text[n] = 'x';
        struct cache_stats st = cache_stats(c);
        assert_true(st.bytes <= max);
        assert_int_equal(st.pages + st.evictions, i + 1);
    }
    cache_clear(c);
    assert_int_equal(cache_stats(c).bytes, 0);
    assert_int_equal(cache_stats(c).pages, 0);
    free(text);
    cache_free(&c);
}

static void test_a_page_larger_than_the_cache_is_given_out_but_not_kept(void **state)
{
    (void)state;
    struct cache *c = cache_new(100);
    struct script s = {.go = 1, .version = 1, .text = "large for so small a cache"};
    assert_string_equal(text_of(c, "/", 1, &s), "large for so small a cache");
    assert_int_equal(cache_stats(c).pages, 0);
    cache_free(&c);
}

static void test_clear_during_a_render_keeps_nothing_and_nobody_new_joins_it(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script old = {.version = 1, .text = "old look"};
    struct script new = {.go = 1, .version = 1, .text = "new look"};
    struct caller k[2] = {{.c = c, .script = &old, .key = "/", .version = 1},
                          {.c = c, .script = &old, .key = "/", .version = 1}};
    start(&k[0]);
    await(&old.started);
    start(&k[1]);
    await_waiting(&k[1]);
    cache_clear(c);
    assert_string_equal(text_of(c, "/", 1, &new), "new look"); /* while the old is under way */
    atomic_store(&old.go, 1);
    join(&k[0]);
    join(&k[1]);
    assert_string_equal(k[0].text, "old look");
    assert_string_equal(k[1].text, "old look");
    assert_int_equal(old.renders, 1);
    assert_string_equal(text_of(c, "/", 1, &old), "new look");
    cache_clear(c);
    assert_false(holds(c, "/", 0));
    cache_free(&c);
}

static void test_a_page_in_hand_outlives_the_cache(void **state)
{
    (void)state;
    struct cache *c = cache_new(ROOMY);
    struct script s = {.go = 1, .version = 1, .text = "in hand"};
    struct page *p = NULL;
    struct err e;
    assert_int_equal(cache_get(c, STR("/"), 1, render, &s, &p, &e), OK);
    cache_free(&c);
    char text[64];
    read_text(p, text);
    assert_string_equal(text, "in hand");
    page_unref(&p);
}

/* ---- everything at once ---- */

struct storm {
    struct cache *c;
    atomic_ullong version;
    atomic_int wrong;
};

struct storm_key {
    struct storm *storm;
    int key;
};

static enum err_kind render_storm(void *arg, struct page **page, uint64_t *version, struct err *e)
{
    struct storm_key *k = arg;
    *version = atomic_load(&k->storm->version);
    if (k->key % 7 == 3)
        return err_set(e, ERR_NOT_FOUND, "no %d", k->key);
    char text[64];
    int n = snprintf(text, sizeof text, "%d", k->key);
    return page_new(page, str_of(text, (size_t)n), e);
}

static void *storm(void *arg)
{
    struct storm *s = arg;
    static atomic_uint seeds;
    unsigned seed = atomic_fetch_add(&seeds, 77777) + 1;
    for (int i = 0; i < 1500; i++) {
        seed = seed * 1103515245u + 12345u;
        struct storm_key k = {s, (int)(seed >> 16) % 40};
        char key[32], text[64];
        int n = snprintf(key, sizeof key, "/%d/", k.key);
        struct page *p = NULL;
        struct err e;
        if (i % 301 == 300)
            cache_clear(s->c);
        if (i % 50 == 49)
            atomic_fetch_add(&s->version, 1);
        enum err_kind kind = cache_get(s->c, str_of(key, (size_t)n), atomic_load(&s->version),
                                       render_storm, &k, &p, &e);
        if (kind == OK) {
            read_text(p, text);
            if ((int)strtol(text, NULL, 10) != k.key)
                atomic_fetch_add(&s->wrong, 1);
        } else if (kind != ERR_NOT_FOUND || k.key % 7 != 3) {
            atomic_fetch_add(&s->wrong, 1);
        }
        page_unref(&p);
    }
    return NULL;
}

static void test_threads_at_random_get_their_own_pages(void **state)
{
    (void)state;
    struct storm s = {.c = cache_new(12 * size_of_one())};
    pthread_t threads[MANY];
    for (int i = 0; i < MANY; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, storm, &s), 0);
    for (int i = 0; i < MANY; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(s.wrong, 0);
    cache_free(&s.c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_is_rendered_once_and_then_found),
        cmocka_unit_test(test_a_page_that_is_only_shared_takes_nobody_s_place),
        cmocka_unit_test(test_a_page_of_an_older_version_is_replaced),
        cmocka_unit_test(test_a_page_that_came_out_as_it_was_keeps_its_date),
        cmocka_unit_test(test_many_who_ask_at_once_get_one_render),
        cmocka_unit_test(test_a_failure_is_handed_to_all_who_waited_and_not_kept),
        cmocka_unit_test(test_a_failure_leaves_the_older_page),
        cmocka_unit_test(test_one_who_needs_a_newer_version_than_the_render_made_renders_again),
        cmocka_unit_test(test_a_late_render_does_not_replace_a_newer_page),
        cmocka_unit_test(test_the_least_recently_used_page_goes_first),
        cmocka_unit_test(
            test_who_walks_through_all_pages_takes_no_place_from_those_asked_for_again),
        cmocka_unit_test(test_pages_asked_for_again_leave_room_for_others),
        cmocka_unit_test(test_bytes_stay_within_the_bound),
        cmocka_unit_test(test_a_page_larger_than_the_cache_is_given_out_but_not_kept),
        cmocka_unit_test(test_clear_during_a_render_keeps_nothing_and_nobody_new_joins_it),
        cmocka_unit_test(test_a_page_in_hand_outlives_the_cache),
        cmocka_unit_test(test_threads_at_random_get_their_own_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
