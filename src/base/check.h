/* SPDX-License-Identifier: MIT */
/* What comes out of a `void *`: a thread's argument, an event's pointer, a job's queue. A struct
 * that goes through one begins with `unsigned magic`, set to a number of its own when it is made
 * and to 0 before it is freed. Whoever takes it back checks that it is one, and still is. */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

#include <assert.h>
#include <stddef.h>

/* Ends the process where P is not one of those that MAGIC stands for. */
#define CHECK_MAGIC(p, expected) assert((p) != NULL && (p)->magic == (expected))

#endif
