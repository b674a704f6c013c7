/* SPDX-License-Identifier: MIT */
/* Finds or makes the listening socket. It must be a unix socket: FastCGI has no password, and
 * whoever can connect decides who the reader appears to be. */
#include "web/fcgi/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST_PASSED_FD = 3, SOCKET_MODE = 0660 };

/* ---- a socket handed over ---- */

static bool is_listening(int fd)
{
    int listening = 0;
    socklen_t n = sizeof listening;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &n) == 0 && listening != 0;
}

static bool has_option(int fd, int option, int value)
{
    int is = 0;
    socklen_t n = sizeof is;
    return getsockopt(fd, SOL_SOCKET, option, &is, &n) == 0 && is == value;
}

static enum err_kind use_inherited(int from, int *fd, struct err *e)
{
    if (!has_option(from, SO_DOMAIN, AF_UNIX) || !has_option(from, SO_TYPE, SOCK_STREAM))
        return err_set(e, ERR_INVALID,
                       "the inherited socket is not a unix stream socket: whoever can connect to "
                       "it can pose as any reader, so it must not be on the network");
    /* Its maker may have asked for a backlog that is too small for a rush. */
    if (fcntl(from, F_SETFD, FD_CLOEXEC) < 0 || listen(from, LISTEN_BACKLOG) < 0)
        return err_errno(e, ERR_IO, "cannot use the inherited socket");
    *fd = from;
    return OK;
}

/* The variables of systemd are meant for this process only if LISTEN_PID says so. */
static bool systemd_passed_one(void)
{
    int64_t pid, count;
    return str_int(str_from(getenv("LISTEN_PID")), &pid) && pid == getpid() &&
           str_int(str_from(getenv("LISTEN_FDS")), &count) && count >= 1;
}

static enum err_kind from_systemd(int *fd, struct err *e)
{
    /* They are not for child processes. */
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    if (!is_listening(FIRST_PASSED_FD))
        return err_set(e, ERR_INVALID,
                       "LISTEN_FDS is set, but descriptor 3 is not a listening socket");
    return use_inherited(FIRST_PASSED_FD, fd, e);
}

/* ---- a socket of our own ---- */

static enum err_kind address_of(struct str path, struct sockaddr_un *to, struct err *e)
{
    memset(to, 0, sizeof *to);
    to->sun_family = AF_UNIX;
    if (str_empty(path))
        return err_set(e, ERR_INVALID, "--listen unix: needs a path after the colon");
    if (path.n >= sizeof to->sun_path)
        return err_set(e, ERR_INVALID, "%.*s: the path of a socket may have at most %zu bytes",
                       STR_ARG(path), sizeof to->sun_path - 1);
    memcpy(to->sun_path, path.p, path.n);
    return OK;
}

/* Locks the socket's folder: of two processes that start at once, neither may take the other's new
 * socket for a stale one. Returns the descriptor that holds the lock, or -1 if the folder cannot be
 * locked; the start then goes on without a lock. */
static int lock_folder(struct str path)
{
    char folder[sizeof((struct sockaddr_un *)0)->sun_path] = ".";
    size_t n = path.n;
    while (n > 0 && path.p[n - 1] != '/')
        n--;
    if (n > 0) {
        memcpy(folder, path.p, n);
        folder[n] = '\0';
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Removes a socket file on which nobody listens. */
static enum err_kind remove_stale(const struct sockaddr_un *at, struct err *e)
{
    struct stat st;
    if (lstat(at->sun_path, &st) < 0)
        return errno == ENOENT ? OK : err_errno(e, ERR_IO, "%s", at->sun_path);
    if (!S_ISSOCK(st.st_mode))
        return err_set(e, ERR_INVALID, "%s exists and is not a socket", at->sun_path);

    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return err_errno(e, ERR_IO, "cannot make a socket");
    int failed = connect(probe, (const struct sockaddr *)at, sizeof *at);
    int why = errno;
    close(probe);
    if (failed == 0 || why == EAGAIN) /* EAGAIN: a listener whose backlog is full */
        return err_set(e, ERR_INVALID, "another process already listens on %s", at->sun_path);
    if (why == ENOENT)
        return OK;
    errno = why;
    if (why != ECONNREFUSED)
        return err_errno(e, ERR_IO, "cannot find out whether a process listens on %s",
                         at->sun_path);
    if (unlink(at->sun_path) < 0 && errno != ENOENT)
        return err_errno(e, ERR_IO, "cannot remove the stale socket %s", at->sun_path);
    return OK;
}

static enum err_kind bind_and_listen(int fd, const struct sockaddr_un *at, struct err *e)
{
    mode_t before = umask(0777 & ~SOCKET_MODE);
    int bound = bind(fd, (const struct sockaddr *)at, sizeof *at);
    umask(before);
    if (bound < 0)
        return err_errno(e, ERR_IO, "cannot listen on %s", at->sun_path);
    /* The folder's default ACL may override the umask. */
    if (chmod(at->sun_path, SOCKET_MODE) < 0 || listen(fd, LISTEN_BACKLOG) < 0) {
        enum err_kind kind = err_errno(e, ERR_IO, "cannot listen on %s", at->sun_path);
        unlink(at->sun_path);
        return kind;
    }
    return OK;
}

static enum err_kind make_socket(struct str path, int *out, struct err *e)
{
    struct sockaddr_un at;
    TRY(address_of(path, &at, e));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return err_errno(e, ERR_IO, "cannot make a socket");
    int lock = lock_folder(path);
    enum err_kind kind = remove_stale(&at, e);
    if (kind == OK)
        kind = bind_and_listen(fd, &at, e);
    if (lock >= 0)
        close(lock);
    if (kind != OK) {
        close(fd);
        return kind;
    }
    *out = fd;
    return OK;
}

/* ---- public ---- */

enum err_kind listen_socket(const char *spec, int *fd, const char **made_path, struct err *e)
{
    *fd = -1;
    *made_path = NULL;
    if (spec != NULL) {
        if (!str_starts(str_from(spec), STR("unix:")))
            return err_set(e, ERR_INVALID, "--listen takes unix:PATH, not %s", spec);
        const char *path = spec + strlen("unix:");
        TRY(make_socket(str_from(path), fd, e));
        *made_path = path;
        return OK;
    }
    if (systemd_passed_one())
        return from_systemd(fd, e);
    if (is_listening(STDIN_FILENO))
        return use_inherited(STDIN_FILENO, fd, e);
    return OK;
}

int listen_backlog_limit(void)
{
    FILE *f = fopen("/proc/sys/net/core/somaxconn", "re");
    int limit = -1;
    if (f == NULL)
        return -1;
    if (fscanf(f, "%d", &limit) != 1)
        limit = -1;
    fclose(f);
    return limit;
}

bool listen_is_cgi(void)
{
    return getenv("GATEWAY_INTERFACE") != NULL && !is_listening(STDIN_FILENO);
}
