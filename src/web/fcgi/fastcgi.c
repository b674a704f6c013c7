/* SPDX-License-Identifier: MIT */
/* Decides which thread works on which connection.
 *
 * The page threads share one epoll set with the listener and all connections. Each connection is
 * armed for one event (EPOLLONESHOT): the thread that gets the event owns the connection until it
 * arms it again, puts it into the slow pool's queue, or closes it. The threads of the slow pool
 * answer what is queued, send, and arm or close in the same way. No other thread touches a
 * connection's members; to end a silent connection it shuts the socket down, which wakes a page
 * thread that sees the end.
 *
 * Stopping. A web server keeps connections open for its next requests, and does not repeat a POST
 * whose connection was closed. So idle connections are not simply closed:
 *   - the peer is asked to close (conn_part), and a request that it had already sent is answered;
 *   - for a peer that cannot be asked, such as Apache, the connection closes together with its next
 *     answer, if that request begins before the grace period ends;
 *   - a connection that is idle after that is shut for reading; what the peer had sent before can
 *     still be read. */
#include "web/fcgi/fastcgi.h"

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/thread.h"
#include "web/fcgi/queue.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SILENCE_MAX_MS = 60 * 1000, /* in the middle of a request or an answer */
    TICK_MS = 5 * 1000,
    ACCEPT_PAUSE_MS = 1000,
    ACCEPTS_A_TURN = 16,
    THREADS_MAX = 64,
    RUSH_CONNS = 512,   /* so many at once leave enough memory behind to give some back */
    FILES_BESIDE = 512, /* descriptors for everything else: the database, bodies, logs */
};

#define FASTCGI_MAGIC 0x46434749u

struct fastcgi {
    unsigned magic;
    struct conn_shared shared;
    int epoll_fd, wake_fd;
    _Atomic bool grace_over, ending;
    _Atomic int64_t next_tick_ms;

    pthread_mutex_t lock; /* guards the group below; held briefly */
    pthread_cond_t none;  /* signalled when no connection is left */
    struct conn *newest;
    size_t conns, conns_max;
    _Atomic uint64_t accepted;
    int listen_fd; /* -1: closed */
    bool listens_alone;
    bool rush;    /* there were RUSH_CONNS at once since memory was last given back */
    bool paused;  /* accepting waits for room */
    bool failing; /* the last accept failed */

    struct fcgi_queue slow;
    _Atomic int64_t page_beat_ms[THREADS_MAX]; /* when each page thread last began its loop */
    _Atomic int pages_n;
    pthread_t threads[THREADS_MAX];
    int threads_n, stop_grace_ms, stop_timeout_ms;
};

/* ---- the connections ---- */

/* The lock is held. */
static void listener_arm(struct fastcgi *f)
{
    f->paused = false;
    if (f->listen_fd < 0)
        return;
    struct epoll_event ev = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = f};
    if (epoll_ctl(f->epoll_fd, EPOLL_CTL_MOD, f->listen_fd, &ev) < 0)
        log_error("fastcgi: cannot wait for connections: error %d", errno);
}

static void drop(struct fastcgi *f, struct conn *c)
{
    pthread_mutex_lock(&f->lock);
    if (c->newer != NULL)
        c->newer->older = c->older;
    else
        f->newest = c->older;
    if (c->older != NULL)
        c->older->newer = c->newer;
    f->conns--;
    pthread_mutex_unlock(&f->lock);

    conn_free(c);

    pthread_mutex_lock(&f->lock);
    if (f->paused)
        listener_arm(f);
    if (f->conns == 0)
        pthread_cond_broadcast(&f->none);
    pthread_mutex_unlock(&f->lock);
}

/* Begins to end an idle connection. Does nothing if a thread owns the connection: it will call this
 * itself when it arms the connection. */
static void ask_to_close(struct fastcgi *f, struct conn *c)
{
    int idle = CONN_IDLE;
    if (!atomic_compare_exchange_strong(&c->turn, &idle, CONN_PARTING))
        return;
    conn_part(c);
    if (atomic_load(&f->grace_over) && !c->peer_closes)
        shutdown(c->fd, SHUT_RD);
    atomic_store(&c->turn, CONN_IDLE);
}

/* Makes the calling thread, which got the connection's event, its owner. Waits for an ask_to_close
 * that is under way, which is brief. This also makes all writes before arm's store visible here; C
 * does not promise that of epoll. */
static void claim(struct conn *c)
{
    for (int was = CONN_IDLE; !atomic_compare_exchange_strong(&c->turn, &was, CONN_BUSY);) {
        if (was == CONN_BUSY)
            return;
        was = CONN_IDLE;
        sched_yield();
    }
}

/* Waits for EVENTS on the connection; the caller no longer owns it. IDLE: no request is open.
 * CLEAN: no part of a next request has arrived either, so the connection may stay silent. */
static void arm(struct fastcgi *f, struct conn *c, uint32_t events, bool idle, bool clean)
{
    int fd = c->fd;
    atomic_store(&c->give_up_ms, clean ? 0 : clock_mono_ms() + SILENCE_MAX_MS);
    /* First sets the turn, then reads `stopping`. fastcgi_stop does it the other way round, so at
     * least one of the two sees the other's change. */
    atomic_store(&c->turn, idle ? CONN_IDLE : CONN_BUSY);
    if (idle && atomic_load(&f->shared.stopping))
        ask_to_close(f, c);
    struct epoll_event ev = {.events = events | EPOLLONESHOT, .data.ptr = c};
    if (epoll_ctl(f->epoll_fd, EPOLL_CTL_MOD, fd, &ev) < 0) {
        log_error("fastcgi: cannot wait for a connection: error %d", errno);
        drop(f, c);
    }
}

/* Passes the connection on as it WANTS: queues it, arms it, or closes it. The caller no longer owns
 * it. */
static void pass_on(struct fastcgi *f, struct conn *c, enum conn_wants wants)
{
    while (wants == CONN_SLOW) {
        if (queue_push(&f->slow, c))
            return;
        conn_refuse(c);
        wants = conn_run(c);
    }
    bool idle = !conn_is_open(c) && c->out_n == 0;
    bool clean = idle && fcgi_is_idle(&c->parser);
    if (wants == CONN_CLOSE)
        drop(f, c);
    else
        arm(f, c, wants == CONN_WRITE ? EPOLLOUT : EPOLLIN, idle, clean);
}

/* ---- accepting ---- */

/* Adds the new connection FD. The lock is held. */
static void add_conn(struct fastcgi *f, int fd)
{
    struct conn *c = conn_new(&f->shared, fd);
    if (c == NULL) {
        close(fd);
        return;
    }
    f->accepted++;
    f->conns++;
    f->rush = f->rush || f->conns >= RUSH_CONNS;
    c->older = f->newest;
    if (c->older != NULL)
        c->older->newer = c;
    f->newest = c;
    atomic_store(&c->turn, CONN_IDLE);
    struct epoll_event ev = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = c};
    if (epoll_ctl(f->epoll_fd, EPOLL_CTL_ADD, fd, &ev) < 0) {
        log_error("fastcgi: cannot wait for a connection: error %d", errno);
        f->newest = c->older;
        if (c->older != NULL)
            c->older->newer = NULL;
        f->conns--;
        conn_free(c);
    }
}

/* Stops accepting for now: there are too many connections (ERROR 0), or no descriptors are left.
 * New ones wait in the listener's backlog until a connection ends, or for a second. The lock is
 * held. */
static void pause_accepting(struct fastcgi *f, int error)
{
    f->paused = true;
    if (error == 0)
        return;
    if (!f->failing)
        log_warn("fastcgi: cannot accept a connection (error %d); trying again", error);
    f->failing = true;
    atomic_store(&f->next_tick_ms, clock_mono_ms() + ACCEPT_PAUSE_MS);
}

/* True if a connection was accepted or the next may be tried at once. The lock is held. */
static bool accept_one(struct fastcgi *f)
{
    if (f->conns >= f->conns_max) {
        pause_accepting(f, 0);
        return false;
    }
    int fd = accept4(f->listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        f->failing = false;
        add_conn(f, fd);
        return true;
    }
    if (errno == EINTR || errno == ECONNABORTED)
        return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK)
        pause_accepting(f, errno);
    return false;
}

static void accept_some(struct fastcgi *f)
{
    pthread_mutex_lock(&f->lock);
    for (int i = 0; i < ACCEPTS_A_TURN && f->listen_fd >= 0 && accept_one(f); i++)
        ;
    if (!f->paused)
        listener_arm(f);
    pthread_mutex_unlock(&f->lock);
}

/* ---- the threads ---- */

/* Ends connections that have been silent for too long, and resumes accepting. After a rush it gives
 * the memory that malloc has kept back to the system. */
static void tick(struct fastcgi *f, int64_t now_ms)
{
    pthread_mutex_lock(&f->lock);
    for (struct conn *c = f->newest; c != NULL; c = c->older) {
        int64_t give_up_ms = atomic_load(&c->give_up_ms);
        if (give_up_ms != 0 && give_up_ms <= now_ms)
            shutdown(c->fd, SHUT_RDWR);
    }
    if (f->paused && f->conns < f->conns_max)
        listener_arm(f);
    bool rush_over = f->rush && f->conns < RUSH_CONNS / 2;
    f->rush = f->rush && !rush_over;
    pthread_mutex_unlock(&f->lock);
    if (rush_over)
        malloc_trim(0);
}

/* Runs the tick if it is due. Returns the milliseconds until the next one. */
static int tick_wait(struct fastcgi *f)
{
    int64_t now = clock_mono_ms(), due = atomic_load(&f->next_tick_ms);
    if (now >= due && atomic_compare_exchange_strong(&f->next_tick_ms, &due, now + TICK_MS))
        tick(f, now);
    int64_t wait = atomic_load(&f->next_tick_ms) - now;
    return wait < 1 ? 1 : (int)wait;
}

static void *page_thread(void *arg)
{
    struct fastcgi *f = arg;
    CHECK_MAGIC(f, FASTCGI_MAGIC);
    _Atomic int64_t *beat_ms = &f->page_beat_ms[atomic_fetch_add(&f->pages_n, 1)];
    while (!atomic_load(&f->ending)) {
        atomic_store(beat_ms, clock_mono_ms());
        /* One event at a time: another thread could not work on those that this one holds back. */
        struct epoll_event ev;
        int n = epoll_wait(f->epoll_fd, &ev, 1, tick_wait(f));
        if (n < 1 || ev.data.ptr == &f->wake_fd)
            continue;
        if (ev.data.ptr == f) {
            accept_some(f);
            continue;
        }
        struct conn *c = ev.data.ptr;
        CHECK_MAGIC(c, CONN_MAGIC);
        claim(c);
        atomic_store(&c->give_up_ms, 0);
        pass_on(f, c, conn_run(c));
    }
    return NULL;
}

static void *slow_thread(void *arg)
{
    struct fastcgi *f = arg;
    CHECK_MAGIC(f, FASTCGI_MAGIC);
    for (struct conn *c; (c = queue_pop(&f->slow, false)) != NULL;)
        pass_on(f, c, conn_answer(c));
    return NULL;
}

static void *read_thread(void *arg)
{
    struct fastcgi *f = arg;
    CHECK_MAGIC(f, FASTCGI_MAGIC);
    for (struct conn *c; (c = queue_pop(&f->slow, true)) != NULL;)
        pass_on(f, c, conn_answer(c));
    return NULL;
}

/* ---- start and stop ---- */

static void end_threads(struct fastcgi *f)
{
    atomic_store(&f->ending, true);
    queue_end(&f->slow);
    if (eventfd_write(f->wake_fd, 1) < 0)
        log_error("fastcgi: cannot wake the page threads: error %d", errno);
    for (int i = 0; i < f->threads_n; i++)
        pthread_join(f->threads[i], NULL);
}

static void release(struct fastcgi *f)
{
    while (f->newest != NULL) {
        struct conn *c = f->newest;
        f->newest = c->older;
        conn_free(c);
    }
    if (f->epoll_fd >= 0)
        close(f->epoll_fd);
    if (f->wake_fd >= 0)
        close(f->wake_fd);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->none);
    f->epoll_fd = f->wake_fd = -1;
    queue_release(&f->slow);
    conn_shared_release(&f->shared);
    f->magic = 0;
    free(f);
}

static enum err_kind start_thread(struct fastcgi *f, const char *name, int number,
                                  void *(*run)(void *), struct err *e)
{
    if (f->threads_n == THREADS_MAX)
        return err_set(e, ERR_INVALID, "more than %d threads", THREADS_MAX);
    char label[16];
    snprintf(label, sizeof label, "%s-%d", name, number);
    TRY(thread_start(&f->threads[f->threads_n], label, run, f, e));
    f->threads_n++;
    return OK;
}

static enum err_kind start_threads(struct fastcgi *f, const struct fastcgi_options *o,
                                   struct err *e)
{
    enum err_kind kind = OK;
    for (int i = 0; kind == OK && i < o->page_threads; i++)
        kind = start_thread(f, "page", i, page_thread, e);
    for (int i = 0; kind == OK && i < o->slow_threads; i++)
        kind = start_thread(f, "slow", i, slow_thread, e);
    for (int i = 0; kind == OK && i < o->read_threads; i++)
        kind = start_thread(f, "read", i, read_thread, e);
    return kind;
}

static struct fastcgi *make(const struct web_handler *handler, const struct fastcgi_options *o)
{
    struct fastcgi *f = check_memory(calloc(1, sizeof *f));
    f->magic = FASTCGI_MAGIC;
    conn_shared_init(&f->shared, handler, o->folder);
    f->listen_fd = f->epoll_fd = f->wake_fd = -1;
    queue_init(&f->slow, o->slow_queue_max);
    f->next_tick_ms = clock_mono_ms() + TICK_MS;
    pthread_mutex_init(&f->lock, NULL);
    thread_cond_init(&f->none);
    return f;
}

static enum err_kind open_epoll(struct fastcgi *f, int listen_fd, struct err *e)
{
    f->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    f->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (f->epoll_fd < 0 || f->wake_fd < 0)
        return err_errno(e, ERR_IO, "cannot make an event queue");
    int flags = fcntl(listen_fd, F_GETFL);
    if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return err_errno(e, ERR_IO, "cannot use the listening socket");
    struct epoll_event wake = {.events = EPOLLIN, .data.ptr = &f->wake_fd};
    struct epoll_event listener = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = f};
    if (epoll_ctl(f->epoll_fd, EPOLL_CTL_ADD, f->wake_fd, &wake) < 0 ||
        epoll_ctl(f->epoll_fd, EPOLL_CTL_ADD, listen_fd, &listener) < 0)
        return err_errno(e, ERR_IO, "cannot wait for connections");
    return OK;
}

/* How many connections fit into the limit on open files, at most WANT. */
static size_t conns_that_fit(size_t want)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= want + FILES_BESIDE)
        return want;
    size_t fit = limit.rlim_cur / 2;
    if (limit.rlim_cur > 2 * FILES_BESIDE)
        fit = limit.rlim_cur - FILES_BESIDE;
    fit = fit < want ? fit : want;
    if (fit < want)
        log_warn("fastcgi: this process may open %llu files, so it takes only %zu connections at "
                 "once instead of %zu; raise LimitNOFILE",
                 (unsigned long long)limit.rlim_cur, fit, want);
    return fit;
}

enum err_kind fastcgi_start(struct fastcgi **out, const struct fastcgi_options *options,
                            const struct web_handler *handler, struct err *e)
{
    *out = NULL;
    if (options->page_threads < 1 || options->slow_threads < 1 || options->conns_max < 1)
        return err_set(e, ERR_INVALID,
                       "each pool needs at least one thread, and there must be at least one "
                       "connection");
    TRY(fcgi_request_library(e));
    struct fastcgi *f = make(handler, options);
    f->conns_max = conns_that_fit(options->conns_max);
    enum err_kind kind = open_epoll(f, options->listen_fd, e);
    f->listen_fd = kind == OK ? options->listen_fd : -1;
    f->listens_alone = options->listens_alone;
    f->stop_grace_ms = options->stop_grace_ms;
    f->stop_timeout_ms = options->stop_timeout_ms;
    *out = f; /* before the threads run: their handler may ask for the stats */
    if (kind == OK)
        kind = start_threads(f, options, e);
    if (kind != OK) {
        end_threads(f);
        *out = NULL;
        release(f);
    }
    return kind;
}

/* The lock is held. */
static void stop_listening(struct fastcgi *f)
{
    epoll_ctl(f->epoll_fd, EPOLL_CTL_DEL, f->listen_fd, NULL);
    /* After the shutdown nobody can connect, but those in the backlog can still be accepted. If
     * another process listens on the same socket, it serves them instead. */
    if (f->listens_alone && shutdown(f->listen_fd, SHUT_RD) == 0)
        for (int fd; (fd = accept4(f->listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;)
            add_conn(f, fd);
    close(f->listen_fd);
    f->listen_fd = -1;
}

/* The lock is held. */
static void ask_all_to_close(struct fastcgi *f)
{
    for (struct conn *c = f->newest; c != NULL; c = c->older)
        ask_to_close(f, c);
}

/* Waits until no connection is left, or until UNTIL_MS. The lock is held. */
static void wait_for_none(struct fastcgi *f, int64_t until_ms)
{
    while (f->conns > 0 && thread_wait_until(&f->none, &f->lock, until_ms))
        ;
}

void fastcgi_stop(struct fastcgi **fp)
{
    struct fastcgi *f = *fp;
    if (f == NULL)
        return;
    int64_t now_ms = clock_mono_ms();
    pthread_mutex_lock(&f->lock);
    stop_listening(f);
    atomic_store(&f->shared.stopping, true);
    ask_all_to_close(f);
    wait_for_none(f, now_ms + f->stop_grace_ms);
    atomic_store(&f->grace_over, true);
    ask_all_to_close(f);
    wait_for_none(f, now_ms + f->stop_timeout_ms);
    if (f->conns > 0)
        log_warn("fastcgi: closing %zu connections that are still busy", f->conns);
    pthread_mutex_unlock(&f->lock);

    end_threads(f);
    *fp = NULL;
    release(f);
}

int64_t fastcgi_page_stuck_ms(const struct fastcgi *f)
{
    int64_t now = clock_mono_ms(), most = 0;
    for (int i = 0; i < atomic_load(&f->pages_n); i++) {
        int64_t beat_ms = atomic_load(&f->page_beat_ms[i]);
        int64_t stuck = beat_ms == 0 ? 0 : now - beat_ms - TICK_MS;
        most = stuck > most ? stuck : most;
    }
    return most;
}

int64_t fastcgi_slow_stuck_ms(struct fastcgi *f)
{
    return queue_stuck_ms(&f->slow);
}

struct fastcgi_stats fastcgi_stats(const struct fastcgi *f)
{
    return (struct fastcgi_stats){
        .requests = atomic_load(&f->shared.requests),
        .refused = atomic_load(&f->shared.refused),
        .protocol_errors = atomic_load(&f->shared.protocol_errors),
        .connections = atomic_load(&f->accepted),
    };
}
