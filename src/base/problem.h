/* SPDX-License-Identifier: MIT */
/* What is wrong with the fields of a form, in words for the person who filled it in: every mistake
 * at once, each tied to its field. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/err.h"

#include <stdbool.h>

enum { PROBLEM_MAX = 24 };

struct problem {
    const char *field; /* the form field's name, of static storage */
    char text[200];    /* a whole sentence */
};

struct problems {
    struct problem item[PROBLEM_MAX];
    int n;
};

/* Adds one; the first for a field stays, later ones for it are dropped. */
void problem_add(struct problems *p, const char *field, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* The text for FIELD, or NULL where nothing is wrong with it. */
const char *problem_of(const struct problems *p, const char *field);

#endif
