/* SPDX-License-Identifier: MIT */
/* ask: sends FastCGI requests over a unix socket, one after the other on one connection, and tells
 * how long each took: the program's own time for a page, without a web server's.
 *
 *     ask SOCKET FILE COUNT [STATUS]
 *
 * FILE holds the requests as they go out, each behind a line with its length in bytes; they are
 * taken in turn until there were COUNT. Prints one line of JSON. Exit 1 where an answer is cut off
 * or has another status than STATUS (200). */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { REQUESTS_MAX = 4096, HEADER = 8, TYPE_END = 3, TYPE_STDOUT = 6, CONTENT_MAX = 65535 };

struct request {
    const char *p;
    size_t n;
};

static struct request requests[REQUESTS_MAX];
static size_t n_requests;
static const char *status = "200";

static void die(const char *what)
{
    fprintf(stderr, "ask: %s: %s\n", what, errno ? strerror(errno) : "failed");
    exit(1);
}

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void read_requests(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n;
    if (f == NULL)
        die(path);
    while (n_requests < REQUESTS_MAX && fscanf(f, "%zu", &n) == 1 && fgetc(f) == '\n') {
        char *p = malloc(n + 1);
        if (p == NULL || fread(p, 1, n, f) != n)
            die(path);
        requests[n_requests++] = (struct request){p, n};
    }
    fclose(f);
    if (n_requests == 0)
        die(path);
}

static int connect_to(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (strlen(path) >= sizeof to.sun_path)
        die(path);
    memcpy(to.sun_path, path, strlen(path) + 1);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        die(path);
    return fd;
}

/* Reads with one buffer for small reads; the program writes an answer at once. */
static struct {
    unsigned char bytes[256 * 1024];
    size_t at, n;
} in;

static void take(int fd, unsigned char *to, size_t n)
{
    while (n > 0) {
        if (in.at == in.n) {
            ssize_t got = read(fd, in.bytes, sizeof in.bytes);
            if (got <= 0)
                die("the answer is cut off");
            in.at = 0;
            in.n = (size_t)got;
        }
        size_t part = in.n - in.at < n ? in.n - in.at : n;
        memcpy(to, in.bytes + in.at, part);
        in.at += part;
        to += part;
        n -= part;
    }
}

/* One answer; gives its bytes, head and all. */
static size_t read_answer(int fd, const struct request *rq)
{
    static unsigned char content[CONTENT_MAX + 256];
    size_t bytes = 0;
    for (;;) {
        unsigned char head[HEADER];
        take(fd, head, sizeof head);
        size_t n = (size_t)(head[4] << 8 | head[5]);
        take(fd, content, n + head[6]);
        if (head[1] == TYPE_END)
            return bytes;
        if (head[1] != TYPE_STDOUT)
            continue;
        if (bytes == 0 && (n < 11 || memcmp(content, "Status: ", 8) != 0 ||
                           memcmp(content + 8, status, 3) != 0)) {
            fprintf(stderr, "ask: request %zu: %.*s\n", (size_t)(rq - requests), 200, content);
            exit(1);
        }
        bytes += n;
    }
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5) {
        fputs("usage: ask SOCKET FILE COUNT [STATUS]\n", stderr);
        return 2;
    }
    read_requests(argv[2]);
    size_t count = strtoul(argv[3], NULL, 10), bytes = 0;
    if (argc == 5)
        status = argv[4];
    double *took = calloc(count + 1, sizeof *took);
    if (count == 0 || took == NULL)
        die(argv[3]);
    int fd = connect_to(argv[1]);
    for (size_t i = 0; i < count; i++) {
        const struct request *rq = &requests[i % n_requests];
        double begun = now_us();
        if (write(fd, rq->p, rq->n) != (ssize_t)rq->n)
            die("cannot send");
        bytes += read_answer(fd, rq);
        took[i] = now_us() - begun;
    }
    qsort(took, count, sizeof *took, by_value);
    printf("{\"median_us\":%.1f,\"least_us\":%.1f,\"most_us\":%.1f,\"bytes\":%.0f}\n",
           took[count / 2], took[0], took[count - 1], (double)bytes / (double)count);
    return 0;
}
