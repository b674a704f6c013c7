/* SPDX-License-Identifier: MIT */
/* The only file that calls libfcgi. A request gets its descriptor as `ipcFd`, with -1 as the
 * listening socket, so FCGX_Accept_r reads from the descriptor at once instead of accepting. The
 * answer does not go through the library: it is one writev (fcgi/conn.c). So requests are freed,
 * but never finished. */
#include "web/fcgi/request.h"

#include <fcgiapp.h>
#include <limits.h>
#include <signal.h>

struct fcgi_request {
    FCGX_Request lib;
};

enum err_kind fcgi_request_library(struct err *e)
{
    /* FCGX_Init installs handlers for these if nobody else has. */
    static const int signals[] = {SIGPIPE, SIGUSR1, SIGTERM};
    struct sigaction before[sizeof signals / sizeof *signals];
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], NULL, &before[i]);
    int failed = FCGX_Init();
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &before[i], NULL);
    return failed == 0 ? OK : err_set(e, ERR_BUG, "libfcgi does not start: error %d", failed);
}

struct fcgi_request *fcgi_request_new(struct arena *a, int *fd)
{
    struct fcgi_request *r = arena_alloc(a, sizeof *r);
    FCGX_InitRequest(&r->lib, -1, 0);
    r->lib.ipcFd = *fd;
    r->lib.keepConnection = 1; /* otherwise FCGX_Accept_r would close the descriptor, */
    r->lib.detached = 1;       /* and shut the connection down when it closes it after an error */
    bool read = FCGX_Accept_r(&r->lib) == 0;
    if (r->lib.ipcFd < 0)
        *fd = -1;
    return read ? r : NULL;
}

void fcgi_request_free(struct fcgi_request **r)
{
    if (*r != NULL)
        FCGX_Free(&(*r)->lib, 0);
    *r = NULL;
}

bool fcgi_request_param(const struct fcgi_request *r, size_t i, struct str *name, struct str *value)
{
    if (r->lib.envp[i] == NULL)
        return false;
    struct str both = str_from(r->lib.envp[i]);
    size_t sign = str_index(both, '=');
    *name = str_head(both, sign);
    *value = str_skip(both, sign + 1);
    return true;
}

void fcgi_request_read_from(struct fcgi_request *r, int fd)
{
    r->lib.ipcFd = fd;
}

bool fcgi_request_body(struct fcgi_request *r, char *to, size_t n)
{
    char beyond;
    return n <= INT_MAX && FCGX_GetStr(to, (int)n, r->lib.in) == (int)n &&
           FCGX_GetStr(&beyond, 1, r->lib.in) == 0 && FCGX_GetError(r->lib.in) == 0;
}
