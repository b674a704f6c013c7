/* SPDX-License-Identifier: MIT */
/* The mistakes in a form, in words for the person who filled it in. All are shown at once, each
 * tied to its field. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/err.h"

#include <stdbool.h>

enum { PROBLEM_MAX = 24 };

struct problem {
    const char *field; /* the form field's name; static storage */
    struct said said;  /* a whole sentence */
    char text[200];    /* the sentence in English, for the command line */
};

struct problems {
    struct problem item[PROBLEM_MAX];
    int n;
};

/* Adds a problem. Only the first for each field is kept. */
void problem_say(struct problems *p, const char *field, const struct message *m);
/* The same, with what an error or another problem has said. */
void problem_repeat(struct problems *p, const char *field, const struct said *s);
/* The problem with FIELD, or NULL if there is none. */
const struct problem *problem_find(const struct problems *p, const char *field);

#endif
