/* SPDX-License-Identifier: MIT */
/* Every template of the program against the tables of every page: linked with all of them. */
#include "base/embed.h"
#include "tmpl/tpl_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void fail_of(void *arg, const char *sentence)
{
    (void)arg;
    fail_msg("%s", sentence);
}

static void every_shipped_template_knows_all_its_names(void **state)
{
    (void)state;
    int templates = 0;
    for (size_t i = 0; i < embed_file_count; i++) {
        const struct embed_file *f = &embed_files[i];
        if (strncmp(f->name, "templates/", 10) != 0)
            continue;
        tpl_names_check_text(f->name + 10, str_of(f->bytes, f->size), fail_of, NULL);
        templates++;
    }
    assert_true(templates > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_template_knows_all_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
