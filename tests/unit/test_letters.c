/* SPDX-License-Identifier: MIT */
#include "site/page/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <cmocka.h>

static void a_language_has_the_cut_that_is_whole_for_it(void **state)
{
    (void)state;
    static const struct {
        const char *language, *cut;
    } rows[] = {
        {"en", ""},
        {"en-GB", ""},
        {"de", ""},
        {"de-AT", ""},
        {"fr", "french"},
        {"fr-CA", "french"},
        {"FR", "french"},
        {"pt-BR", "iberian"},
        {"nb", "nordic"},
        {"hu", "baltic"},
        {"pl", "slavic"},
        {"tr", "outer"},
        {"az-Latn", "outer"},
        {"vi", "vietnamese"},
        {"ru", "russian"},
        {"bg", "russian"},
        {"uk", "ukrainian"},
        {"kk-Cyrl", ""},
        {"sr", "serbian"},
        {"sr-Latn-RS", "slavic"},
        {"sr-Cyrl", "serbian"},
        {"az-Cyrl-AZ", ""},
        {"ku-Arab", ""},
        {"el", ""},
        {"ar", ""},
        {"ja", ""},
        {"zh-Hant", ""},
        {"de-1996", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str cut = letters_of(str_from(rows[i].language));
        if (!str_eq(cut, str_from(rows[i].cut)))
            fail_msg("%s: \"%.*s\"", rows[i].language, STR_ARG(cut));
    }
}

static struct {
    char name[32];
    USet *letters;
} lists[64];
static size_t list_n;

static USet *list_named(const char *name)
{
    for (size_t i = 0; i < list_n; i++)
        if (strcmp(lists[i].name, name) == 0)
            return lists[i].letters;
    return NULL;
}

/* Adds "U+0041-005A" or "$name" to TO; false if it is neither. */
static bool add_part(USet *to, const char *part)
{
    unsigned first, last;
    USet *other = *part == '$' ? list_named(part + 1) : NULL;
    if (other != NULL)
        uset_addAll(to, other);
    else if (sscanf(part, "U+%x-%x", &first, &last) == 2)
        uset_addRange(to, (UChar32)first, (UChar32)last);
    else if (sscanf(part, "U+%x", &first) == 1)
        uset_add(to, (UChar32)first);
    else
        return false;
    return true;
}

/* Reads the lists of letters in src/tools/fonts.sh. */
static void read_lists(void)
{
    FILE *f = fopen("src/tools/fonts.sh", "r");
    assert_non_null(f);
    static char line[4096];
    while (fgets(line, sizeof line, f) != NULL) {
        char *value = strchr(line, '='), *place = NULL;
        if (value == NULL || value - line >= (ptrdiff_t)sizeof lists[0].name)
            continue;
        *value++ = '\0';
        USet *letters = uset_openEmpty();
        bool is_list = true;
        for (char *part = strtok_r(value, ",\n", &place); is_list && part != NULL;
             part = strtok_r(NULL, ",\n", &place))
            is_list = add_part(letters, part);
        if (!is_list) {
            uset_close(letters);
            continue;
        }
        assert_true(list_n < sizeof lists / sizeof *lists);
        strcpy(lists[list_n].name, line);
        lists[list_n++].letters = letters;
    }
    fclose(f);
}

/* The letters that CLDR says LOCALE is written with, small and capital. The caller closes them. */
static USet *letters_in_cldr(const char *locale)
{
    UErrorCode e = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locale, &e);
    USet *letters =
        ulocdata_getExemplarSet(data, NULL, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &e);
    USet *alphabetic = uset_openPattern(u"[:L:]", -1, &e);
    assert_true(U_SUCCESS(e));
    uset_removeAllStrings(letters);
    uset_retainAll(letters, alphabetic);
    uset_close(alphabetic);
    ulocdata_close(data);
    return letters;
}

static void a_cut_has_all_letters_of_its_languages(void **state)
{
    (void)state;
    read_lists();
    int languages = 0;
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        const char *locale = uloc_getAvailable(i);
        char tag[64], list[48];
        UErrorCode e = U_ZERO_ERROR;
        uloc_toLanguageTag(locale, tag, sizeof tag, false, &e);
        assert_true(U_SUCCESS(e));
        struct str cut = letters_of(str_from(tag));
        bool basic = strcmp(tag, "en") == 0 || strcmp(tag, "de") == 0;
        if (str_empty(cut) && !basic)
            continue;
        snprintf(list, sizeof list, "all_%.*s", STR_ARG(cut));
        USet *has = list_named(basic ? "core" : list), *needs = letters_in_cldr(locale);
        assert_non_null(has);
        uset_removeAll(needs, has);
        if (!uset_isEmpty(needs))
            fail_msg("%s: U+%04X is not in %s", tag, (unsigned)uset_charAt(needs, 0), list);
        uset_close(needs);
        languages++;
    }
    assert_true(languages > 100);
    while (list_n > 0)
        uset_close(lists[--list_n].letters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_has_the_cut_that_is_whole_for_it),
        cmocka_unit_test(a_cut_has_all_letters_of_its_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
