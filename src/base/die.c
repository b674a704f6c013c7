/* SPDX-License-Identifier: MIT */
/* Writes to stderr directly, since base/log.h may need memory. */
#include "base/die.h"

#include <stdio.h>
#include <stdlib.h>

void die_out_of_memory(void)
{
    fputs("broadsheet: out of memory\n", stderr);
    abort();
}
