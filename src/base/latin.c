/* SPDX-License-Identifier: MIT */
/* The letters come from CLDR's transform Latin-ASCII, which ICU has. It also rewrites punctuation
 * and signs of other scripts, so it is given one letter at a time, and only letters that Unicode
 * counts as Latin. The result depends on ICU's version. */
#include "base/latin.h"

#include <pthread.h>

#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { UNITS_MAX = 16 }; /* no letter becomes more than four */

static UTransliterator *transform; /* NULL: ICU has no data, so every letter stays */
static pthread_once_t transform_once = PTHREAD_ONCE_INIT;

static void transform_open(void)
{
    static const UChar id[] = u"Latin-ASCII";
    UErrorCode status = U_ZERO_ERROR;
    transform = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        transform = NULL;
}

static bool is_latin(int32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    return cp > 0x7F && uscript_getScript(cp, &status) == USCRIPT_LATIN && U_SUCCESS(status);
}

/* Adds what the transform makes of the letter CP. False if it leaves the letter as it is. */
static bool add_ascii(struct buf *b, int32_t cp)
{
    UChar units[UNITS_MAX];
    int32_t n = 0, limit;
    UErrorCode status = U_ZERO_ERROR;
    bool failed = false;
    U16_APPEND(units, n, UNITS_MAX, cp, failed);
    limit = n;
    utrans_transUChars(transform, units, &n, UNITS_MAX, 0, &limit, &status);
    for (int32_t i = 0; i < n && !failed; i++)
        failed = units[i] > 0x7F;
    if (failed || U_FAILURE(status))
        return false;
    for (int32_t i = 0; i < n; i++)
        buf_add_char(b, (char)units[i]);
    return true;
}

struct str latin_ascii(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    bool changed = false;
    for (struct str rest = s; rest.n > 0;) {
        struct str before = rest;
        int32_t cp = utf8_next(&rest);
        if (is_latin(cp)) {
            pthread_once(&transform_once, transform_open);
            if (transform != NULL && add_ascii(&b, cp)) {
                changed = true;
                continue;
            }
        }
        buf_add(&b, str_head(before, before.n - rest.n));
    }
    return changed ? buf_str(&b) : s;
}
