/* SPDX-License-Identifier: MIT */
/* Compresses codings that are asked for again at the best level, on one thread that runs when
 * nobody else wants the processor. Nobody ever waits for it: if its queue is full or locked, an
 * offer is dropped, and the next use of the page makes another. */
#ifndef CACHE_PRESS_H
#define CACHE_PRESS_H

#include "cache/page.h"

struct press;

/* Starts the thread. ERR_IO if it cannot be started. */
MUST_CHECK enum err_kind press_start(struct press **out, struct err *e);
/* Ends the thread after the page in hand and sets *press to NULL, which it may be already. If the
 * thread does not end within a second, it is left behind with its memory; the process ends anyway.
 */
void press_stop(struct press **press);

/* Asks for CODED, one of P's codings, to be made at the best level some time. Does nothing if PRESS
 * is NULL. Any thread; never waits. */
void press_offer(struct press *press, struct page *p, struct coded *coded);

#endif
