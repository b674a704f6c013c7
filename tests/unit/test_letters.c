/* SPDX-License-Identifier: MIT */
#include "site/page/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
        {"fr", "west"},
        {"fr-CA", "west"},
        {"FR", "west"},
        {"pt-BR", "west"},
        {"pl", "central"},
        {"tr", "central"},
        {"vi", "vietnamese"},
        {"ru", "cyrillic"},
        {"sr", "cyrillic"},
        {"sr-Latn-RS", "central"},
        {"sr-Cyrl", "cyrillic"},
        {"az-Cyrl-AZ", "cyrillic"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_has_the_cut_that_is_whole_for_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
