/* SPDX-License-Identifier: MIT */
/* The end of the process when memory runs out: a line in the log, and abort(). A supervisor starts
 * the process again. Every change that was acknowledged is on disk by then, so nothing is lost, and
 * no caller has a path for a failure that it could do nothing about. */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stddef.h>

_Noreturn void die_out_of_memory(void);

/* P, which malloc or a function like it has returned; ends the process if it is NULL. */
static inline void *check_memory(void *p)
{
    if (p == NULL)
        die_out_of_memory();
    return p;
}

#endif
