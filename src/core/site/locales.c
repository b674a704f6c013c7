/* SPDX-License-Identifier: MIT */
/* Locales are added under a lock and never removed before the whole is, so a pointer to one stays
 * good. */
#include "core/site/locales.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/log.h"

enum { LOCALES_MAX = 32, LANGUAGE_MAX = 36 };

struct locales {
    pthread_mutex_t lock; /* guards the two below */
    struct {
        char language[LANGUAGE_MAX];
        struct locale *locale;
    } items[LOCALES_MAX];
    size_t n;
};

struct locales *locales_new(void)
{
    struct locales *l = check_memory(calloc(1, sizeof *l));
    pthread_mutex_init(&l->lock, NULL);
    return l;
}

void locales_free(struct locales **lp)
{
    struct locales *l = *lp;
    *lp = NULL;
    if (l == NULL)
        return;
    for (size_t i = 0; i < l->n; i++)
        locale_free(&l->items[i].locale);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

/* With the lock held. */
static const struct locale *find_or_make(struct locales *l, struct str language, struct zone *zone)
{
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(str_from(l->items[i].language), language))
            return l->items[i].locale;
    struct err e;
    struct locale *made = NULL;
    if (l->n == LOCALES_MAX || language.n >= LANGUAGE_MAX)
        return NULL;
    if (locale_new_in(&made, language, zone, &e) != OK) {
        log_error("no dates in %.*s: %s", STR_ARG(language), e.msg);
        return NULL;
    }
    memcpy(l->items[l->n].language, language.p, language.n); /* a NUL follows */
    l->items[l->n++].locale = made;
    return made;
}

const struct locale *locales_get(struct locales *l, struct str language, struct zone *zone)
{
    pthread_mutex_lock(&l->lock);
    const struct locale *found = find_or_make(l, language, zone);
    pthread_mutex_unlock(&l->lock);
    return found;
}
