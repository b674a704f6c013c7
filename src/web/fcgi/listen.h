/* SPDX-License-Identifier: MIT */
/* Finds the program's listening socket, and tells a FastCGI start from a CGI start. */
#ifndef WEB_FCGI_LISTEN_H
#define WEB_FCGI_LISTEN_H

#include "base/err.h"
#include "base/str.h"

/* Sets *fd to a listening unix socket, found in this order:
 *   - SPEC ("unix:PATH"; NULL if --listen was not given): made with mode 0660, replacing a socket
 *     file on which nobody listens. *made_path is then PATH, which the caller unlinks at the end;
 *     otherwise it is NULL;
 *   - the socket that systemd passed (LISTEN_FDS);
 *   - file descriptor 0, if it is a listening socket.
 * If there is none, *fd is -1 and OK is returned. ERR_INVALID if SPEC is not unix:PATH, its path is
 * too long or is no socket, another process listens there already, or the inherited socket is not a
 * unix one (whoever can connect can pose as any reader). ERR_IO if the system fails. */
MUST_CHECK enum err_kind listen_socket(const char *spec, int *fd, const char **made_path,
                                       struct err *e);
/* How many connections may wait until the program accepts them. It is requested for every socket,
 * also for inherited ones. The kernel's own limit may be lower (net.core.somaxconn). */
enum { LISTEN_BACKLOG = 4096 };
/* The kernel's limit; -1 if it cannot be read. */
int listen_backlog_limit(void);
/* The advice if the limit is lower; a printf format that takes the limit. */
#define LISTEN_BACKLOG_ADVICE                                                                      \
    "the kernel lets %d connections wait for the program, so more readers than that at once "      \
    "get an error: sysctl -w net.core.somaxconn=4096, and a line in /etc/sysctl.d for the next "   \
    "start"
/* True if a web server started this process for one plain CGI request: GATEWAY_INTERFACE is set,
 * and file descriptor 0 is not a listening socket. */
bool listen_is_cgi(void);

#endif
