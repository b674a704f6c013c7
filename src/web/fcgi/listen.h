/* SPDX-License-Identifier: MIT */
/* Where the program's listening socket comes from, and whether this is a FastCGI or a CGI start. */
#ifndef WEB_FCGI_LISTEN_H
#define WEB_FCGI_LISTEN_H

#include "base/err.h"
#include "base/str.h"

/* A listening unix socket from, in this order: SPEC ("unix:PATH"; NULL where --listen was not
 * given), made with mode 0660, replacing a socket file that nobody listens on; systemd's
 * LISTEN_FDS; file descriptor 0 where that is a listening socket. *fd is -1 (and OK returned) where
 * there is none. ERR_INVALID: SPEC is not unix:PATH, or the path is too long, or somebody listens
 * there already; a TCP socket was handed over (refused: whoever can connect to it can speak for any
 * reader). ERR_IO otherwise. *made_path is PATH where a socket file was made (to unlink at the
 * end), else NULL. */
MUST_CHECK enum err_kind listen_socket(const char *spec, int *fd, const char **made_path,
                                       struct err *e);
/* How many connections wait for the program where it takes none at the moment: asked for at every
 * socket, whoever made it. The kernel may be set to let fewer wait (net.core.somaxconn). */
enum { LISTEN_BACKLOG = 4096 };
/* What it lets wait; -1 where that cannot be read. */
int listen_backlog_limit(void);
/* What to say where that is less; takes the limit. */
#define LISTEN_BACKLOG_ADVICE                                                                      \
    "the kernel lets %d connections wait for the program, so more readers than that at once "      \
    "get an error: sysctl -w net.core.somaxconn=4096, and a line in /etc/sysctl.d for the next "   \
    "start"
/* True where a web server started us for one plain CGI request (GATEWAY_INTERFACE is set, and file
 * descriptor 0 is no listening socket). */
bool listen_is_cgi(void);

#endif
