/* SPDX-License-Identifier: MIT */
/* How many may do something costly at once. Of a pool of threads it leaves the others free for what
 * else there is to do, however many ask. Any thread. */
#ifndef BASE_GATE_H
#define BASE_GATE_H

#include <stdbool.h>

struct gate;

/* INSIDE may be in at a time; WAITING more may wait for their turn, each at most WAIT_MS. */
struct gate *gate_new(int inside, int waiting, int wait_ms);
void gate_free(struct gate **g);

/* True: the caller is in, and calls gate_leave. False: too many are waiting, or it took too long.
 */
bool gate_enter(struct gate *g);
/* The same without waiting. */
bool gate_try(struct gate *g);
void gate_leave(struct gate *g);

#endif
