/* SPDX-License-Identifier: MIT */
/* Ends the program in an orderly way when the counter file cannot be reached through its mapping:
 * it was cut off (a copy over it, `truncate`), or the disk reports an error. The kernel then sends
 * SIGBUS to the thread that touches the lost page. If nobody touches it, the file's length tells
 * (views_guard_check), within a second.
 *
 * Going on was rejected. The file could be made longer again in the handler, but its counters
 * would be zero while readers are shown them. A new start raises them to the database's values,
 * takes less than a second, and loses the views since the last flush only.
 *
 * The handler may log, although that is not safe in signal handlers in general: only the files
 * views*.c touch the mapping, in statements that hold no lock and are not inside the C library. */
#include "core/views/views_internal.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

/* For the handler, which has no argument of ours. Set before it is installed. */
static const struct views *_Atomic guarded;
static atomic_flag ending = ATOMIC_FLAG_INIT;

static void end_program(const struct views *v)
{
    while (atomic_flag_test_and_set(&ending)) /* another thread is ending it */
        pause();
    log_error("%s was cut off while it was in use, or its disk fails: the program ends. The next "
              "start takes the counters from the database, which has all views up to the last "
              "second",
              v->path);
    _exit(1);
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
    (void)context;
    const struct views *v = atomic_load(&guarded);
    const unsigned char *at = info->si_addr;
    if (v == NULL || at < v->map || at >= v->map + VIEWS_MAP_BYTES) {
        signal(number, SIG_DFL); /* not ours: the same fault follows, and ends the process */
        return;
    }
    end_program(v);
}

void views_guard(const struct views *v)
{
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};
    atomic_store(&guarded, v);
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

void views_guard_check(const struct views *v)
{
    struct stat st;
    uint64_t chunks = atomic_load(&v->header->chunks);
    if (atomic_load(&guarded) == v && fstat(v->fd, &st) == 0 &&
        (uint64_t)st.st_size < VIEWS_PAGE + chunks * sizeof(struct chunk))
        end_program(v);
}

void views_guard_end(const struct views *v)
{
    const struct views *expected = v;
    atomic_compare_exchange_strong(&guarded, &expected, NULL);
}
