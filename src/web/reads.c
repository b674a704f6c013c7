/* SPDX-License-Identifier: MIT */
/* One message for all places that show it. */
#include "web/reads.h"

struct str reads_text(struct context *c, uint64_t n)
{
    return SAY_N(c, "{n} read", "{n} reads", n);
}
