/* SPDX-License-Identifier: MIT */
/* opponent_epoll SOCKET ANSWER THREADS: as little as a FastCGI responder can do. Threads share one
 * epoll set of the listener and the connections (EPOLLONESHOT, as the program under test has it); a
 * request is looked at as far as its end must be found (record headers only; no name, no value, no
 * path), and is answered with the bytes of the file ANSWER in one writev. It counts nothing, knows
 * no error, and would serve nobody: it is the floor of what any responder costs. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_MAX = 1 << 20, RECORD_MAX = 65528, IN_BYTES = 64 * 1024, RECORDS_MAX = 20 };

struct conn {
    int fd;
    size_t have;
    unsigned char in[IN_BYTES];
};

static int epoll_fd, listener;
static struct conn listening;
static char answer[ANSWER_MAX];
static unsigned char headers[RECORDS_MAX][8], end_record[24];
static struct iovec parts[2 * RECORDS_MAX + 1];
static int parts_n;

static void header(unsigned char *h, int type, size_t n)
{
    h[0] = 1;
    h[1] = (unsigned char)type;
    h[3] = 1;
    h[4] = (unsigned char)(n >> 8);
    h[5] = (unsigned char)n;
}

/* The answer as records, once for all requests (a web server that does not multiplex numbers each
 * of its requests 1). The padding of the last record stands before the end record. */
static void make_records(size_t n)
{
    size_t padding = 0;
    int i = 0;
    for (size_t at = 0; at < n; i++) {
        size_t take = n - at < RECORD_MAX ? n - at : RECORD_MAX;
        padding = (8 - take % 8) % 8;
        header(headers[i], 6, take);
        headers[i][6] = (unsigned char)padding;
        parts[parts_n++] = (struct iovec){headers[i], 8};
        parts[parts_n++] = (struct iovec){answer + at, take};
        at += take;
    }
    header(end_record + padding, 3, 8);
    parts[parts_n++] = (struct iovec){end_record, padding + 16};
}

static void arm(struct conn *c, int op)
{
    struct epoll_event ev = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = c};
    if (epoll_ctl(epoll_fd, op, c->fd, &ev) != 0)
        exit(1);
}

/* Writes it all; where the peer is slow it waits, which a real one must not. */
static int send_answer(int fd)
{
    struct iovec copy[2 * RECORDS_MAX + 1], *p = copy;
    int left = parts_n;
    memcpy(copy, parts, (size_t)left * sizeof *copy);
    while (left > 0) {
        ssize_t n = writev(fd, p, left);
        if (n < 0 && errno == EAGAIN)
            continue;
        if (n < 0)
            return -1;
        for (; left > 0 && (size_t)n >= p->iov_len; p++, left--)
            n -= (ssize_t)p->iov_len;
        if (left > 0) {
            p->iov_base = (char *)p->iov_base + n;
            p->iov_len -= (size_t)n;
        }
    }
    return 0;
}

/* Answers each request that is complete: at the empty STDIN record. */
static int serve(struct conn *c)
{
    ssize_t n = recv(c->fd, c->in + c->have, sizeof c->in - c->have, 0);
    if (n <= 0)
        return n < 0 && errno == EAGAIN ? 0 : -1;
    c->have += (size_t)n;
    size_t at = 0;
    while (c->have - at >= 8) {
        const unsigned char *h = c->in + at;
        size_t content = (size_t)h[4] << 8 | h[5], whole = 8 + content + h[6];
        if (c->have - at < whole)
            break;
        at += whole;
        if (h[1] == 5 && content == 0 && send_answer(c->fd) != 0)
            return -1;
    }
    memmove(c->in, c->in + at, c->have - at);
    c->have -= at;
    return 0;
}

static void take_connections(void)
{
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct conn *c = calloc(1, sizeof *c);
        if (c == NULL)
            exit(1);
        c->fd = fd;
        arm(c, EPOLL_CTL_ADD);
    }
    arm(&listening, EPOLL_CTL_MOD);
}

static void *loop(void *arg)
{
    (void)arg;
    for (;;) {
        struct epoll_event ev;
        if (epoll_wait(epoll_fd, &ev, 1, -1) != 1)
            continue;
        struct conn *c = ev.data.ptr;
        if (c == &listening) {
            take_connections();
        } else if (serve(c) == 0) {
            arm(c, EPOLL_CTL_MOD);
        } else {
            close(c->fd);
            free(c);
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    FILE *f = argc == 4 ? fopen(argv[2], "rb") : NULL;
    if (f == NULL)
        return 2;
    make_records(fread(answer, 1, sizeof answer, f));
    fclose(f);
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", argv[1]);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) != 0 || listen(listener, 512) != 0 ||
        chmod(argv[1], 0666) != 0)
        return 1;
    epoll_fd = epoll_create1(0);
    listening.fd = listener;
    arm(&listening, EPOLL_CTL_ADD);
    long threads = strtol(argv[3], NULL, 10);
    for (long i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, loop, NULL) != 0)
            return 1;
    }
    loop(NULL);
    return 0;
}
