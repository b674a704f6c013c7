/* SPDX-License-Identifier: MIT */
/* ICU makes a key of each text once; keys are compared as bytes. Opening a collator takes some tens
 * of microseconds, so this is for lists that are read from the database anyway. */
#include "base/collation.h"

#include <stdlib.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/language.h"

struct entry {
    struct str key;
    size_t at; /* in the list as it was */
};

/* The collation key of S; S itself if there is no collator, or it fails. */
static struct str key_of(const UCollator *collator, struct str s, struct arena *a)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t units = 0;
    UChar *text = arena_alloc(a, (s.n + 1) * sizeof *text);
    if (collator == NULL || s.n == 0)
        return s;
    u_strFromUTF8(text, (int32_t)s.n + 1, &units, s.p, (int32_t)s.n, &status);
    if (U_FAILURE(status))
        return s;
    int32_t n = ucol_getSortKey(collator, text, units, NULL, 0);
    uint8_t *key = arena_alloc(a, (size_t)n + 1);
    n = ucol_getSortKey(collator, text, units, key, n);
    return str_of((const char *)key, (size_t)n);
}

static int entry_compare(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order != 0 ? order : x->at < y->at ? -1 : x->at > y->at;
}

static UCollator *collator_open(struct str language)
{
    char id[LANGUAGE_ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(language_id(language, id) ? id : "root", &status);
    return U_SUCCESS(status) ? collator : NULL;
}

void collation_sort(struct str language, void *items, size_t n, size_t size,
                    collation_text_fn *text, struct arena *a)
{
    if (n < 2)
        return;
    char *from = items, *sorted = arena_alloc(a, n * size);
    struct entry *entries = ARENA_ARRAY(a, struct entry, n);
    UCollator *collator = collator_open(language);
    for (size_t i = 0; i < n; i++)
        entries[i] = (struct entry){key_of(collator, text(from + i * size), a), i};
    if (collator != NULL)
        ucol_close(collator);
    qsort(entries, n, sizeof *entries, entry_compare);
    for (size_t i = 0; i < n; i++)
        memcpy(sorted + i * size, from + entries[i].at * size, size);
    memcpy(items, sorted, n * size);
}
