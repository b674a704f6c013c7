/* SPDX-License-Identifier: MIT */
/* Validates, spells and names language tags with ICU. ICU accepts any well-formed tag, so a
 * language counts as known only if it also has a three-letter ISO code (language_id). */
#include "base/language.h"

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_MAX_UNITS = 128 };

/* Replaces old codes in ID, which ICU keeps as they are: only tags are made canonical. */
static bool id_renew(char id[LANGUAGE_ID_MAX])
{
    char tag[LANGUAGE_ID_MAX];
    int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    uloc_toLanguageTag(id, tag, sizeof tag, true, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        return false;
    int32_t n = uloc_forLanguageTag(tag, id, LANGUAGE_ID_MAX, &parsed, &status);
    return U_SUCCESS(status) && n > 0 && n < LANGUAGE_ID_MAX;
}

bool language_id(struct str tag, char id[LANGUAGE_ID_MAX])
{
    char text[LANGUAGE_ID_MAX];
    int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (tag.n == 0 || tag.n >= sizeof text || str_index(tag, '\0') < tag.n)
        return false;
    for (size_t i = 0; i < tag.n; i++)
        text[i] = tag.p[i] == '_' ? '-' : tag.p[i];
    text[tag.n] = '\0';
    int32_t n = uloc_forLanguageTag(text, id, LANGUAGE_ID_MAX, &parsed, &status);
    return U_SUCCESS(status) && n > 0 && n < LANGUAGE_ID_MAX && (size_t)parsed == tag.n &&
           uloc_getISO3Language(id)[0] != '\0' && id_renew(id);
}

struct str language_tag(struct str tag, struct arena *a)
{
    char id[LANGUAGE_ID_MAX], text[LANGUAGE_ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (!language_id(tag, id))
        return STR_NONE;
    int32_t n = uloc_toLanguageTag(id, text, sizeof text, true, &status);
    if (U_FAILURE(status) || n <= 0 || n >= LANGUAGE_ID_MAX)
        return STR_NONE;
    return arena_dup(a, str_of(text, (size_t)n));
}

/* The name as it appears in a list: some languages write their own name in lower case within a
 * sentence. */
static int32_t own_name(const char *id, UChar *name, UErrorCode *status)
{
    UDisplayContext contexts[] = {UDISPCTX_STANDARD_NAMES,
                                  UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
    ULocaleDisplayNames *names = uldn_openForContext(id, contexts, 2, status);
    int32_t n = uldn_localeDisplayName(names, id, name, NAME_MAX_UNITS, status);
    uldn_close(names);
    return n;
}

struct str language_name(struct str tag, struct arena *a)
{
    char id[LANGUAGE_ID_MAX], text[NAME_MAX_UNITS * 3];
    UChar name[NAME_MAX_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t bytes = 0;
    if (!language_id(tag, id))
        return tag;
    int32_t n = own_name(id, name, &status);
    u_strToUTF8(text, sizeof text, &bytes, name, n, &status);
    return U_FAILURE(status) || bytes <= 0 ? tag : arena_dup(a, str_of(text, (size_t)bytes));
}

enum { SUBTAG_MAX = 12 };

/* The language and the script of TAG, as ICU completes them. False if it is not known. */
static bool language_and_script(struct str tag, char language[SUBTAG_MAX], char script[SUBTAG_MAX])
{
    char id[LANGUAGE_ID_MAX], full[LANGUAGE_ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (!language_id(tag, id))
        return false;
    uloc_addLikelySubtags(id, full, sizeof full, &status);
    uloc_getLanguage(full, language, SUBTAG_MAX, &status);
    uloc_getScript(full, script, SUBTAG_MAX, &status);
    return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
}

bool language_same(struct str x, struct str y)
{
    char language[2][SUBTAG_MAX], script[2][SUBTAG_MAX];
    return language_and_script(x, language[0], script[0]) &&
           language_and_script(y, language[1], script[1]) &&
           strcmp(language[0], language[1]) == 0 && strcmp(script[0], script[1]) == 0;
}

struct str language_code(struct str tag, struct arena *a)
{
    char id[LANGUAGE_ID_MAX], code[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    if (!language_id(tag, id))
        return STR_NONE;
    int32_t n = uloc_getLanguage(id, code, sizeof code, &status);
    return U_FAILURE(status) || n <= 0 ? STR_NONE : arena_dup(a, str_of(code, (size_t)n));
}

struct str language_region(struct str tag, struct arena *a)
{
    char id[LANGUAGE_ID_MAX], region[ULOC_COUNTRY_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    if (!language_id(tag, id))
        return STR_NONE;
    int32_t n = uloc_getCountry(id, region, sizeof region, &status);
    return U_FAILURE(status) || n <= 0 ? STR_NONE : arena_dup(a, str_of(region, (size_t)n));
}

bool language_is_traditional(struct str tag)
{
    char language[SUBTAG_MAX], script[SUBTAG_MAX];
    return language_and_script(tag, language, script) && strcmp(script, "Hant") == 0;
}

const char *language_direction(struct str tag)
{
    char id[LANGUAGE_ID_MAX];
    return language_id(tag, id) && uloc_isRightToLeft(id) ? "rtl" : "ltr";
}
