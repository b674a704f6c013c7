/* SPDX-License-Identifier: MIT */
/* A list of fixed size inside the caller's struct. PROBLEM_MAX is more than any form has fields;
 * what is over is dropped. */
#include "base/problem.h"

#include <string.h>

const struct problem *problem_find(const struct problems *p, const char *field)
{
    for (int i = 0; i < p->n; i++)
        if (strcmp(p->item[i].field, field) == 0)
            return &p->item[i];
    return NULL;
}

void problem_say(struct problems *p, const char *field, const struct message *m)
{
    if (p->n == PROBLEM_MAX || problem_find(p, field) != NULL)
        return;
    struct problem *added = &p->item[p->n++];
    added->field = field;
    said_keep(&added->said, m);
    message_english(m, added->text, sizeof added->text);
}

void problem_repeat(struct problems *p, const char *field, const struct said *s)
{
    const struct message m = said_message(s);
    problem_say(p, field, &m);
}
