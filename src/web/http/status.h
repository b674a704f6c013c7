/* SPDX-License-Identifier: MIT */
/* The HTTP status for each kind of error. The only place that decides it. */
#ifndef WEB_HTTP_STATUS_H
#define WEB_HTTP_STATUS_H

#include "base/err.h"

int status_of(enum err_kind kind);

#endif
