/* SPDX-License-Identifier: MIT */
/* ICU's list formats. Plain "en" is written without the American comma before "and", as all English
 * of this program is. */
#include "base/list.h"

#include <unicode/ulistformatter.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/language.h"

enum { ITEMS_MAX = 32 };

/* S in UTF-16, in A. */
static UChar *to_utf16(struct str s, int32_t *n, struct arena *a)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *text = ARENA_ARRAY(a, UChar, s.n + 1);
    u_strFromUTF8WithSub(text, (int32_t)s.n + 1, n, s.p, (int32_t)s.n, 0xFFFD, NULL, &status);
    return text;
}

static struct str plain_join(const struct str *items, size_t n, struct arena *a)
{
    struct buf b = buf_in(a);
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&b, i == 0 ? "" : ", ");
        buf_add(&b, items[i]);
    }
    return buf_str(&b);
}

static bool format_list(const char *id, const struct str *items, size_t n, bool all,
                        struct arena *a, struct str *out)
{
    const UChar *texts[ITEMS_MAX];
    int32_t lengths[ITEMS_MAX], capacity = 64, bytes = 0;
    for (size_t i = 0; i < n; i++) {
        texts[i] = to_utf16(items[i], &lengths[i], a);
        capacity += lengths[i] + 16;
    }
    UErrorCode status = U_ZERO_ERROR;
    UListFormatter *f = ulistfmt_openForType(id, all ? ULISTFMT_TYPE_AND : ULISTFMT_TYPE_UNITS,
                                             ULISTFMT_WIDTH_SHORT, &status);
    UChar *joined = ARENA_ARRAY(a, UChar, (size_t)capacity);
    int32_t length = ulistfmt_format(f, texts, lengths, (int32_t)n, joined, capacity, &status);
    ulistfmt_close(f);
    char *text = arena_alloc(a, (size_t)capacity * 3);
    u_strToUTF8(text, capacity * 3, &bytes, joined, length, &status);
    *out = str_of(text, (size_t)bytes);
    return U_SUCCESS(status);
}

struct str list_join(struct str language, const struct str *items, size_t n, bool all,
                     struct arena *a)
{
    char id[LANGUAGE_ID_MAX];
    struct str out;
    struct str tag = str_eq(language, STR("en")) ? STR("en-001") : language;
    if (n == 0 || n > ITEMS_MAX || !language_id(tag, id) ||
        !format_list(id, items, n, all, a, &out))
        return plain_join(items, n, a);
    return out;
}
