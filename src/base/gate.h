/* SPDX-License-Identifier: MIT */
/* Limits how many threads do something costly at the same time, so that the rest of a pool stays
 * free for other requests. Any thread. */
#ifndef BASE_GATE_H
#define BASE_GATE_H

#include <stdbool.h>

struct gate;

/* INSIDE threads may be in at a time. WAITING more may wait for their turn, each for at most
 * WAIT_MS. */
struct gate *gate_new(int inside, int waiting, int wait_ms);
void gate_free(struct gate **g);

/* True: the caller is in, and calls gate_leave when done. False: too many threads are waiting, or
 * the wait took too long. */
bool gate_enter(struct gate *g);
/* Like gate_enter, without waiting. */
bool gate_try(struct gate *g);
void gate_leave(struct gate *g);

#endif
