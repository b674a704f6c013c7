/* SPDX-License-Identifier: MIT */
/* A number of views in words, as readers see it. */
#ifndef WEB_READS_H
#define WEB_READS_H

#include "web/context.h"

/* "16,432 reads", in C's arena. */
struct str reads_text(struct context *c, uint64_t n);

#endif
