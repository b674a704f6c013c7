/* SPDX-License-Identifier: MIT */
/* Ends the process when memory runs out, with a line in the log and abort(). A supervisor starts it
 * again. All acknowledged changes are on disk by then, so nothing is lost, and callers need no code
 * for a failure that they could do nothing about. */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stddef.h>

_Noreturn void die_out_of_memory(void);

/* Returns P, the result of malloc or a similar function. Ends the process if it is NULL. */
static inline void *check_memory(void *p)
{
    if (p == NULL)
        die_out_of_memory();
    return p;
}

#endif
