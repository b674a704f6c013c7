/* SPDX-License-Identifier: MIT */
/* load: sends HTTP/1.1 requests to 127.0.0.1 and measures, one thread, kept-alive connections.
 *
 *     load [-c CONNECTIONS] [-d SECONDS | -n COUNT] [-r RATE] [-s STATUS,...] [-o ORDER]
 *          [-e N -E FILE2] PORT FILE
 *
 * Unlike wrk it leaves nothing in flight: when the time is over it sends no more and reads every
 * answer that is due, so what it counts is exactly what was answered. With -r it is an open loop:
 * request i is due at i/RATE seconds, and its latency counts from then, whether or not a connection
 * was free (so that a stall is seen by all who would have met it).
 *
 * FILE holds the requests as they go out, each behind a line with its length in bytes. They are
 * taken in turn, again and again; with -o in the order of ORDER (32-bit little-endian indexes).
 * With -e every Nth is the next of FILE2 instead, each of those once.
 *
 * Prints one line of JSON. Exit 1 where nothing could be measured. An answer whose status is no
 * STATUS (without -s: 200), or that is cut off, is an error. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CONNS_MAX = 4096, BUFFER = 64 * 1024, DRAIN_S = 30, STATUS_MAX = 600 };

struct request {
    const char *p;
    size_t n;
};

struct list {
    struct request *items;
    size_t n;
};

struct conn {
    int fd;
    bool busy, in_body, closing;
    bool to_end; /* the answer ends with the connection: to a request of HTTP/1.0 */
    int64_t due_us;
    struct request rq;
    size_t sent, have;
    size_t body_left;
    int status;
    char head[BUFFER];
};

static struct {
    int port, conns;
    bool good[STATUS_MAX]; /* statuses that are no errors */
    double seconds, rate;
    uint64_t count;
    struct list main, extra;
    uint64_t every;
    const uint32_t *order;
    size_t order_n;
} opt = {.conns = 32, .seconds = 1};

static struct conn *conns[CONNS_MAX];
static int epoll_fd;
static int64_t begin_us, last_us;
static uint64_t started, finished, errors, bytes, statuses[STATUS_MAX];
static size_t extra_used;
static uint32_t *latency;
static size_t latency_n, latency_max;

static void die(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, errno ? strerror(errno) : "failed");
    exit(1);
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- what is sent ---- */

static char *read_file(const char *path, size_t *n)
{
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0)
        die(path);
    char *p = malloc((size_t)st.st_size + 1);
    if (p == NULL)
        die(path);
    *n = 0;
    for (ssize_t got; *n < (size_t)st.st_size; *n += (size_t)got)
        if ((got = read(fd, p + *n, (size_t)st.st_size - *n)) <= 0)
            die(path);
    p[*n] = '\0';
    close(fd);
    return p;
}

static struct list read_list(const char *path)
{
    struct list l = {0};
    size_t n, room = 0;
    char *p = read_file(path, &n);
    for (char *end = p + n; p < end;) {
        char *after;
        size_t size = strtoul(p, &after, 10);
        if (after == p || *after != '\n' || size > (size_t)(end - after - 1))
            die(path);
        if (l.n == room) {
            room = room ? 2 * room : 64;
            l.items = realloc(l.items, room * sizeof *l.items);
            if (l.items == NULL)
                die(path);
        }
        l.items[l.n++] = (struct request){after + 1, size};
        p = after + 1 + size;
    }
    if (l.n == 0)
        die(path);
    return l;
}

static struct request next_request(void)
{
    uint64_t i = started++;
    if (opt.every != 0 && i % opt.every == opt.every - 1 && extra_used < opt.extra.n)
        return opt.extra.items[extra_used++];
    if (opt.order != NULL)
        i = opt.order[i % opt.order_n];
    return opt.main.items[i % opt.main.n];
}

/* ---- a connection ---- */

static void arm(struct conn *c, int op, uint32_t events)
{
    struct epoll_event ev = {.events = events, .data.ptr = c};
    if (epoll_ctl(epoll_fd, op, c->fd, &ev) != 0)
        die("epoll_ctl");
}

static void open_conn(struct conn *c)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)opt.port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&to, sizeof to) != 0)
        die("cannot connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    c->closing = false;
    arm(c, EPOLL_CTL_ADD, EPOLLIN);
}

static void reopen(struct conn *c)
{
    close(c->fd);
    open_conn(c);
}

static void finish(struct conn *c, bool good)
{
    last_us = now_us();
    finished++;
    c->busy = false;
    errors += !good || !opt.good[c->status];
    if (good)
        statuses[c->status]++;
    if (latency_n == latency_max) {
        latency_max = latency_max ? 2 * latency_max : 1 << 16;
        latency = realloc(latency, latency_max * sizeof *latency);
        if (latency == NULL)
            die("latencies");
    }
    latency[latency_n++] = (uint32_t)(last_us - c->due_us);
    if (!good || c->closing)
        reopen(c);
}

static void send_more(struct conn *c)
{
    while (c->sent < c->rq.n) {
        ssize_t n = send(c->fd, c->rq.p + c->sent, c->rq.n - c->sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN) {
            arm(c, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            return;
        }
        if (n < 0) {
            finish(c, false);
            return;
        }
        c->sent += (size_t)n;
    }
}

static void begin_request(struct conn *c, int64_t due_us)
{
    c->rq = next_request();
    c->due_us = due_us;
    c->busy = true;
    c->in_body = false;
    c->sent = c->have = 0;
    send_more(c);
}

/* The value of a header, or NULL. */
static const char *header(const char *head, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = strchr(head, '\n'); line != NULL; line = strchr(line + 1, '\n'))
        if (strncasecmp(line + 1, name, n) == 0 && line[1 + n] == ':')
            return line + 2 + n + strspn(line + 2 + n, " ");
    return NULL;
}

/* Where the head is whole: reads it. What came of the body is counted; the rest is read and
 * dropped. */
static bool take_head(struct conn *c)
{
    c->head[c->have] = '\0';
    char *end = strstr(c->head, "\r\n\r\n");
    if (end == NULL)
        return c->have < BUFFER - 1;
    end[2] = '\0';
    size_t body = c->have - (size_t)(end + 4 - c->head);
    c->status = (int)strtol(c->head + 9, NULL, 10);
    const char *length = header(c->head, "content-length"),
               *connection = header(c->head, "connection");
    bool bodiless = c->status == 304 || c->status == 204;
    c->closing = connection != NULL && strncasecmp(connection, "close", 5) == 0;
    c->to_end = length == NULL && c->closing && header(c->head, "transfer-encoding") == NULL;
    if (c->status < 100 || c->status >= STATUS_MAX || (length == NULL && !bodiless && !c->to_end))
        return false;
    size_t size = length == NULL || bodiless ? 0 : strtoul(length, NULL, 10);
    if (body > size && !c->to_end)
        return false;
    c->in_body = true;
    c->body_left = c->to_end ? 0 : size - body;
    bytes += c->to_end ? body : size;
    return true;
}

static void receive(struct conn *c)
{
    static char rest[256 * 1024];
    for (;;) {
        char *to = c->in_body ? rest : c->head + c->have;
        size_t room = c->in_body ? sizeof rest : BUFFER - 1 - c->have;
        ssize_t n = recv(c->fd, to, room, 0);
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0 || !c->busy) {
            if (c->busy)
                finish(c, n == 0 && c->in_body && c->to_end);
            else
                reopen(c); /* an idle one that the server closed */
            return;
        }
        if (c->in_body && c->to_end) {
            bytes += (size_t)n;
        } else if (c->in_body) {
            if ((size_t)n > c->body_left) {
                finish(c, false);
                return;
            }
            c->body_left -= (size_t)n;
        } else {
            c->have += (size_t)n;
            if (!take_head(c)) {
                finish(c, false);
                return;
            }
        }
        if (c->in_body && !c->to_end && c->body_left == 0) {
            finish(c, true);
            return;
        }
        if ((size_t)n < room)
            return;
    }
}

/* ---- the run ---- */

/* When the next request is due; INT64_MAX where there is none any more. */
static int64_t next_due(int64_t now)
{
    int64_t due = opt.rate > 0 ? begin_us + (int64_t)((double)started * 1e6 / opt.rate) : now;
    bool over =
        opt.count != 0 ? started >= opt.count : (double)(due - begin_us) >= opt.seconds * 1e6;
    return over ? INT64_MAX : due;
}

static void use_idle(struct conn *c, int64_t now)
{
    int64_t due = next_due(now);
    if (!c->busy && due <= now)
        begin_request(c, due);
}

/* How long epoll may wait: in an open loop not past the next request that is due. */
static struct timespec wait_time(int64_t now)
{
    int64_t due = next_due(now), us = 100 * 1000;
    if (opt.rate > 0 && due - now < us)
        us = due > now ? due - now : 0;
    return (struct timespec){.tv_nsec = us * 1000};
}

static void on_event(struct conn *c, uint32_t events)
{
    if (events & EPOLLOUT && c->busy) {
        arm(c, EPOLL_CTL_MOD, EPOLLIN);
        send_more(c);
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        receive(c);
    use_idle(c, now_us());
}

static void run(void)
{
    struct epoll_event events[64];
    begin_us = last_us = now_us();
    for (;;) {
        int64_t now = now_us();
        bool all = opt.rate > 0 || started == 0; /* a closed loop keeps every connection busy */
        for (int i = 0; all && i < opt.conns; i++)
            use_idle(conns[i], now);
        bool over = next_due(now) == INT64_MAX;
        if (over && finished == started)
            return;
        if (over && now - last_us > DRAIN_S * INT64_C(1000000)) {
            errors += started - finished;
            return;
        }
        struct timespec wait = wait_time(now);
        int n = epoll_pwait2(epoll_fd, events, 64, &wait, NULL);
        for (int i = 0; i < n; i++)
            on_event(events[i].data.ptr, events[i].events);
    }
}

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static double part_ms(double part)
{
    if (latency_n == 0)
        return 0;
    size_t at = (size_t)(part * (double)latency_n);
    return (double)latency[at < latency_n ? at : latency_n - 1] / 1e3;
}

static void print(void)
{
    struct rusage u;
    double seconds = (double)(last_us - begin_us) / 1e6;
    getrusage(RUSAGE_SELF, &u);
    qsort(latency, latency_n, sizeof *latency, by_value);
    printf("{\"sent\":%llu,\"answered\":%llu,\"errors\":%llu,\"extra\":%zu,\"bytes\":%llu,",
           (unsigned long long)started, (unsigned long long)finished, (unsigned long long)errors,
           extra_used, (unsigned long long)bytes);
    printf("\"seconds\":%.6f,\"per_s\":%.1f,\"cpu_s\":%.3f,", seconds,
           seconds > 0 ? (double)finished / seconds : 0,
           (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
               (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6);
    printf("\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f,\"status\":{",
           part_ms(0.5), part_ms(0.99), part_ms(0.999), part_ms(1));
    const char *comma = "";
    for (int s = 0; s < STATUS_MAX; s++)
        if (statuses[s] != 0) {
            printf("%s\"%d\":%llu", comma, s, (unsigned long long)statuses[s]);
            comma = ",";
        }
    printf("}}\n");
}

static void add_statuses(const char *list)
{
    for (char *end; *list != '\0'; list = *end == ',' ? end + 1 : end) {
        long status = strtol(list, &end, 10);
        if (end == list || status < 0 || status >= STATUS_MAX)
            exit(2);
        opt.good[status] = true;
    }
}

static void raise_file_limit(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void read_options(int argc, char **argv)
{
    int o;
    while ((o = getopt(argc, argv, "c:d:n:r:s:o:e:E:")) != -1) {
        switch (o) {
        case 'c':
            opt.conns = (int)strtol(optarg, NULL, 10);
            break;
        case 'd':
            opt.seconds = strtod(optarg, NULL);
            break;
        case 'n':
            opt.count = strtoull(optarg, NULL, 10);
            break;
        case 'r':
            opt.rate = strtod(optarg, NULL);
            break;
        case 's':
            add_statuses(optarg);
            break;
        case 'o':
            opt.order = (const uint32_t *)(void *)read_file(optarg, &opt.order_n);
            opt.order_n /= sizeof *opt.order;
            break;
        case 'e':
            opt.every = strtoull(optarg, NULL, 10);
            break;
        case 'E':
            opt.extra = read_list(optarg);
            break;
        default:
            exit(2);
        }
    }
    if (argc - optind != 2 || opt.conns < 1 || opt.conns > CONNS_MAX) {
        fputs("load: wrong arguments; the opening comment of load.c has them\n", stderr);
        exit(2);
    }
    if (memchr(opt.good, true, sizeof opt.good) == NULL)
        opt.good[200] = true;
    opt.port = (int)strtol(argv[optind], NULL, 10);
    opt.main = read_list(argv[optind + 1]);
}

int main(int argc, char **argv)
{
    read_options(argc, argv);
    raise_file_limit();
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < opt.conns; i++) {
        conns[i] = calloc(1, sizeof **conns);
        if (conns[i] == NULL)
            die("connections");
        open_conn(conns[i]);
    }
    run();
    print();
    return finished > 0 ? 0 : 1;
}
