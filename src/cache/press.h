/* SPDX-License-Identifier: MIT */
/* Compresses what is asked for again at the best level, on one thread that runs when nobody else
 * wants the processor. Nobody ever waits for it: where its queue is full, or in its own hands, an
 * offer is turned down, and the next use of the page makes another. */
#ifndef CACHE_PRESS_H
#define CACHE_PRESS_H

#include "cache/page.h"

struct press;

/* Starts the thread. ERR_IO. */
MUST_CHECK enum err_kind press_start(struct press **out, struct err *e);
/* Ends it after the page in hand and sets *press to NULL; nothing where it is NULL. A thread that
 * gets no processor for a second is left behind, with what it holds: the process ends anyway. */
void press_stop(struct press **press);

/* Has CODED, one of P's, made at the best level some time. Nothing where there is no press. */
void press_offer(struct press *press, struct page *p, struct coded *coded);

#endif
