/* SPDX-License-Identifier: MIT */
/* A switch without a default, so that the compiler asks for a status when a kind is added. */
#include "web/http/status.h"

int status_of(enum err_kind kind)
{
    switch (kind) {
    case OK:
        return 200;
    case ERR_NOT_FOUND:
        return 404;
    case ERR_INVALID:
        return 422;
    case ERR_CONFLICT:
        return 409;
    case ERR_FORBIDDEN:
        return 403;
    case ERR_TOO_LARGE:
        return 413;
    case ERR_TOO_MANY:
        return 429;
    case ERR_BUSY:
        return 503;
    case ERR_DB:
    case ERR_IO:
    case ERR_UPSTREAM:
    case ERR_BUG:
        break;
    }
    return 500;
}
