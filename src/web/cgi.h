/* SPDX-License-Identifier: MIT */
/* Plain CGI (RFC 3875): one request from the environment and standard input, one answer. */
#ifndef WEB_CGI_H
#define WEB_CGI_H

#include "web/http/exchange.h"

/* Answers this process's one request through HANDLER. Returns the process's exit status. */
int cgi_answer(const struct web_handler *handler);

#endif
