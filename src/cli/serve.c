/* SPDX-License-Identifier: MIT */
/* `broadsheet serve`: starts a site and stops it.
 *
 * All signals are blocked in every thread. The main thread only waits for SIGTERM, SIGINT and
 * SIGHUP. It stops the parts in the order in which they depend on each other (run_site, then
 * app_close): first the socket's name is removed, so the next process can create its own; then the
 * requests in flight finish; then the jobs; then the view counters are flushed to the database;
 * then the database is closed. */
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/thread.h"
#include "cli/cli.h"
#include "cli/notify.h"
#include "cli/watchdog.h"
#include "cache/press.h"
#include "core/people/user.h"
#include "core/views/views.h"
#include "jobs/jobs.h"
#include "jobs/pings.h"
#include "web/app.h"
#include "web/cgi.h"
#include "web/fcgi/listen.h"
#include "web/fcgi/record.h"
#include "web/route.h"
#include "web/router.h"

enum {
    PAGE_THREADS = 2,
    SLOW_THREADS = 16, /* as many comments can share one sync of the disk */
    READ_THREADS = 1,
    SLOW_QUEUE = 256,
    STOP_GRACE_MS = 1000,
    STOP_TIMEOUT_MS = 4000,
    STOP_MS = 4800,
    CACHE_MIB_MAX = 65536,
    /* For malloc. One heap for all threads: a heap per thread keeps 20 MB more of freed memory. A
       cached page is mapped by itself, so it leaves no gap when it is freed. Setting both sizes
       also keeps malloc from raising them: otherwise no memory would be returned after one large
       block. */
    HEAPS = 1,
    MAPPED_FROM = 16 * 1024,
    GIVEN_BACK_FROM = 256 * 1024,
};

static void block_signals(sigset_t *awaited)
{
    sigset_t all;
    sigfillset(&all);
    sigdelset(&all, SIGBUS); /* views_guard; blocked, it would end the process without a word */
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    sigemptyset(awaited);
    sigaddset(awaited, SIGTERM);
    sigaddset(awaited, SIGINT);
    sigaddset(awaited, SIGHUP);
}

/* Each connection of the web server needs a descriptor. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Readers who come while all connections are in use wait in the kernel's queue, so it must be long
 * enough. */
static void warn_of_backlog(void)
{
    int lets = listen_backlog_limit();
    if (lets >= 0 && lets < LISTEN_BACKLOG)
        log_warn(LISTEN_BACKLOG_ADVICE, lets);
}

/* Says what the owner of a new site does next. */
static void log_first_steps(struct app *app)
{
    struct err e;
    bool somebody = true;
    if (users_can_sign_in(app->db, &somebody, &e) != OK)
        log_warn("cannot read the accounts: %s", e.msg);
    else if (!somebody)
        log_info("nobody can sign in to the newsroom yet: create an account with `broadsheet user "
                 "add NAME --role admin --site %s`",
                 app->site_dir);
}

static void reload(struct app *app)
{
    struct err e;
    notify_reloading();
    if (app_reload(app, &e) == OK) {
        app_templates_check(app);
        log_info("the templates were read again");
    } else {
        log_error("the templates stay as they were: %s", e.msg);
    }
    notify("READY=1");
}

/* Waits for the next signal and returns it; tells the watchdog meanwhile. */
static int wait_for_signal(struct app *app, struct watchdog *watchdog, const sigset_t *awaited)
{
    for (;;) {
        int64_t pause_ms = watchdog_pause_ms(watchdog);
        struct timespec pause = {.tv_sec = pause_ms / 1000, .tv_nsec = pause_ms % 1000 * 1000000};
        int number =
            pause_ms < 0 ? sigwaitinfo(awaited, NULL) : sigtimedwait(awaited, NULL, &pause);
        if (number > 0)
            return number;
        watchdog_notify(watchdog, app);
    }
}

/* Waits for the signal to stop, and returns it. Later signals are ignored: stopping has its own
 * timeout, and a second signal would only cut off requests in flight. */
static int serve_until_signal(struct app *app, const sigset_t *awaited)
{
    struct watchdog watchdog = watchdog_of_environment();
    int number;
    while ((number = wait_for_signal(app, &watchdog, awaited)) == SIGHUP)
        reload(app);
    return number;
}

/* Ends the process if stopping takes too long: another process holds the site's lock, or a request
 * does not end. Nothing is lost, since acknowledged changes are on disk and counted views are in
 * the counter file. So a supervisor never has to kill the program. */
static void *end_in_time(void *arg)
{
    (void)arg;
    nanosleep(&(struct timespec){.tv_sec = STOP_MS / 1000, .tv_nsec = STOP_MS % 1000 * 1000000},
              NULL);
    log_warn("stopped without waiting any longer; the next start goes on from here");
    _exit(CLI_OK);
}

static void stop_in_time(void)
{
    struct err e;
    pthread_t thread;
    if (thread_start(&thread, "end", end_in_time, NULL, &e) == OK)
        pthread_detach(thread);
}

static enum err_kind run_site(struct app *app, int listen_fd, bool listens_alone,
                              const char **made_path, const sigset_t *awaited, struct err *e)
{
    struct fastcgi_options options = {.listen_fd = listen_fd,
                                      .folder = app->site_dir,
                                      .listens_alone = listens_alone,
                                      .page_threads = PAGE_THREADS,
                                      .slow_threads = SLOW_THREADS,
                                      .read_threads = READ_THREADS,
                                      .slow_queue_max = SLOW_QUEUE,
                                      .conns_max = FCGI_CONNECTIONS_MAX,
                                      .stop_grace_ms = STOP_GRACE_MS,
                                      .stop_timeout_ms = STOP_TIMEOUT_MS};
    struct web_handler handler = router_handler(app);
    struct jobs *jobs = NULL;
    struct pings *pings = NULL;
    enum err_kind kind = jobs_start(&jobs, app, e);
    if (kind == OK)
        kind = pings_start(&pings, app, e);
    if (kind == OK)
        kind = press_start(&app->press, e);
    if (kind == OK)
        kind = fastcgi_start(&app->fastcgi, &options, &handler, e);
    if (kind == OK) {
        notify("READY=1");
        log_info("serving %s%s%s", app->site_dir, *made_path ? " on " : "",
                 *made_path ? *made_path : "");
        int number = serve_until_signal(app, awaited);
        notify("STOPPING=1");
        log_info("stopping (%s)", number == SIGTERM ? "SIGTERM" : "SIGINT");
        stop_in_time();
    }
    if (*made_path != NULL)
        unlink(*made_path);
    *made_path = NULL;
    if (app->fastcgi != NULL)
        fastcgi_stop(&app->fastcgi);
    press_stop(&app->press);
    pings_stop(&pings);
    jobs_stop(&jobs);
    return kind;
}

struct serve_args {
    const char *listen, *templates, *log;
    int64_t cache_mib;
    bool own_socket;
};

static enum err_kind serve(const char *site, const struct serve_args *args, struct err *e)
{
    sigset_t awaited;
    block_signals(&awaited);
    mallopt(M_ARENA_MAX, HEAPS);
    mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
    mallopt(M_TRIM_THRESHOLD, GIVEN_BACK_FROM);
    raise_file_limit();
    TRY(cli_site_check(site, e));
    int fd = -1;
    const char *made_path = NULL;
    TRY(listen_socket(args->listen, &fd, &made_path, e));
    if (fd < 0)
        return err_set(e, ERR_INVALID, "no listening socket was passed to the program");
    warn_of_backlog();
    struct app *app = NULL;
    enum err_kind kind = app_open(&app, site, args->templates, (size_t)args->cache_mib * MIB, e);
    if (kind == OK) {
        app_templates_check(app);
        log_first_steps(app);
        views_guard(app->views);
        kind = run_site(app, fd, args->own_socket || made_path != NULL, &made_path, &awaited, e);
    } else {
        close(fd);
    }
    if (made_path != NULL)
        unlink(made_path);
    if (app != NULL)
        app_close(&app);
    if (kind == OK)
        log_info("stopped");
    return kind;
}

static int run(struct cli *cli)
{
    struct serve_args args = {.cache_mib = APP_CACHE_BYTES / MIB, .log = "text"};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (strcmp(args.log, "json") == 0)
        log_in_json();
    if (listen_is_cgi())
        return cli_serve_cgi(cli->site);
    if (args.listen == NULL && !cli_serve_is_expected())
        return cli_misuse(cli->command, "there is no socket to listen on: use --listen unix:PATH, "
                                        "or let systemd or a web server pass one");
    struct err e;
    if (serve(cli->site, &args, &e) == OK)
        return CLI_OK;
    if (log_is_plain())
        return cli_fail(&e);
    log_error("%s", e.msg);
    return CLI_FAILED;
}

/* ---- started by a web server ---- */

static bool is_listening(int fd)
{
    int listening = 0;
    socklen_t size = sizeof listening;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

bool cli_serve_is_expected(void)
{
    const char *pid = getenv("LISTEN_PID");
    int64_t number;
    if (pid != NULL && str_int(str_from(pid), &number) && number == getpid())
        return true;
    return is_listening(STDIN_FILENO);
}

int cli_serve_cgi(const char *folder)
{
    struct err e;
    struct app *app = NULL;
    enum err_kind kind = cli_site_check(folder, &e);
    if (kind == OK)
        kind = app_open_once(&app, folder, &e);
    if (kind != OK) {
        /* The reader learns no more than this. The error is in the web server's log. */
        log_error("%s", e.msg);
        fputs("Status: 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
              "Retry-After: 30\r\nCache-Control: no-store\r\n\r\n"
              "The site is not available at the moment.\n",
              stdout);
        fflush(stdout);
        return CLI_FAILED;
    }
    struct web_handler handler = router_handler(app);
    int status = cgi_answer(&handler);
    /* The reader has the whole answer, so the jobs keep nobody waiting. */
    if (freopen("/dev/null", "w", stdout) != NULL)
        jobs_run_once(app);
    app_close(&app);
    return status;
}

static const char *log_choice(size_t i)
{
    static const char *const formats[] = {"text", "json"};
    return i < 2 ? formats[i] : NULL;
}

static const struct cli_option options[] = {
    CLI_OPTION(
        struct serve_args, listen, "listen", "unix:PATH",
        "create the socket PATH (mode 0660). Without it, the socket is the one that systemd passes "
        "(docs/broadsheet.socket), or standard input if that is a listening socket (mod_fcgid, "
        "spawn-fcgi)", ),
    CLI_OPTION(
        struct serve_args, templates, "templates", "DIR",
        "read the shipped templates from DIR instead of from the program; the site's own, in "
        "templates/ of its folder, override both", ),
    CLI_OPTION(struct serve_args, cache_mib, "cache", "MIB",
               "the memory for rendered pages, 26 MiB by default; with 0 a page is rendered for "
               "each request",
               .number = true, .max = CACHE_MIB_MAX),
    CLI_OPTION(
        struct serve_args, log, "log", "FORMAT",
        "the form of the log on standard error: text, with priorities under systemd, or json, one "
        "object per line",
        .choice = log_choice),
    CLI_OPTION(struct serve_args, own_socket, "own-socket", NULL,
               "no other process listens on the socket that was passed (mod_fcgid), so at the end "
               "everybody who has connected to it is still served", ),
    {0},
};

const struct command command_serve = {
    .name = "serve",
    .summary = "serve a site to a web server (FastCGI)",
    .about =
        "Answers the requests of nginx or Apache for the site over FastCGI until SIGTERM. Then it "
        "finishes the requests in flight, writes the view counters, and exits with 0 within 5 "
        "seconds. On SIGHUP it reads the templates again. Several processes may serve one site.\n"
        "Started by a web server as plain CGI, it answers that one request. Its log goes to "
        "standard error, whatever --quiet says.",
    .options = options,
    .examples = "  broadsheet serve --site site --listen unix:/run/broadsheet/broadsheet.sock\n"
                "  kill -HUP $(pidof broadsheet)        after a template was changed\n",
    .run = run,
};
