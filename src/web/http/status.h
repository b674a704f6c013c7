/* SPDX-License-Identifier: MIT */
/* Which HTTP status answers which kind of error. The one place that says so. */
#ifndef WEB_HTTP_STATUS_H
#define WEB_HTTP_STATUS_H

#include "base/err.h"

int status_of(enum err_kind kind);

#endif
