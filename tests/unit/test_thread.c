/* SPDX-License-Identifier: MIT */
/* What every thread, every wait and every hash of the program rests on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <string.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/thread.h"

struct seen {
    bool term_blocked;
};

static void *look(void *arg)
{
    struct seen *it = arg;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    it->term_blocked = sigismember(&mask, SIGTERM) == 1;
    return NULL;
}

static void a_thread_takes_no_signals_and_its_starter_keeps_its_own(void **state)
{
    (void)state;
    struct err e;
    pthread_t t;
    struct seen it = {0};
    sigset_t mask;
    assert_int_equal(thread_start(&t, "look", look, &it, &e), OK);
    pthread_join(t, NULL);
    assert_true(it.term_blocked);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    assert_int_equal(sigismember(&mask, SIGTERM), 0);
}

static void a_wait_ends_at_its_deadline(void **state)
{
    (void)state;
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t cond;
    thread_cond_init(&cond);
    int64_t deadline_ms = clock_mono_ms() + 20;
    pthread_mutex_lock(&lock);
    while (thread_wait_until(&cond, &lock, deadline_ms))
        ;
    pthread_mutex_unlock(&lock);
    assert_true(clock_mono_ms() >= deadline_ms);
    pthread_cond_destroy(&cond);
}

struct thing {
    unsigned magic;
};

/* How a process ends that takes IT for a thing of magic 7: the signal, or 0. */
static int signal_of_checking(const struct thing *it)
{
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        CHECK_MAGIC(it, 7);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void a_pointer_to_something_else_ends_the_process_where_it_is_taken(void **state)
{
    (void)state;
    assert_int_equal(signal_of_checking(&(struct thing){7}), 0);
    assert_int_equal(signal_of_checking(&(struct thing){0}), SIGABRT);
    assert_int_equal(signal_of_checking(NULL), SIGABRT);
}

/* The vectors of the authors of FNV. */
static void texts_have_the_hashes_that_fnv_gives_them(void **state)
{
    (void)state;
    assert_int_equal(hash_str(STR("")), UINT64_C(0xcbf29ce484222325));
    assert_int_equal(hash_str(STR("a")), UINT64_C(0xaf63dc4c8601ec8c));
    assert_int_equal(hash_str(STR("foobar")), UINT64_C(0x85944171f73967e8));
    assert_int_equal(hash_add(hash_str(STR("foo")), STR("bar")), hash_str(STR("foobar")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_takes_no_signals_and_its_starter_keeps_its_own),
        cmocka_unit_test(a_wait_ends_at_its_deadline),
        cmocka_unit_test(a_pointer_to_something_else_ends_the_process_where_it_is_taken),
        cmocka_unit_test(texts_have_the_hashes_that_fnv_gives_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
