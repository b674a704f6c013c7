/* SPDX-License-Identifier: MIT */
/* Checks pointers that were passed as a `void *`: a thread's argument, an event's data, a queue's
 * job. A struct that is passed so begins with `unsigned magic`. It is set to the type's own number
 * when the struct is made, and to 0 before it is freed. The receiver checks it, so a wrong or freed
 * pointer ends the process at once. */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

#include <assert.h>
#include <stddef.h>

/* Ends the process if P is NULL or its magic number is not EXPECTED. */
#define CHECK_MAGIC(p, expected) assert((p) != NULL && (p)->magic == (expected))

#endif
