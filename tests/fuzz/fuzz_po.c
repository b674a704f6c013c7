/* SPDX-License-Identifier: MIT */
/* A site's own catalogue: what po_read takes is valid UTF-8 with a bounded number of forms, and
 * every rule for numbers that is taken gives a form that exists. What fits the English can be
 * filled in. */
#include <assert.h>
#include <stdlib.h>

#include "base/message.h"
#include "base/utf8.h"
#include "translations/fits.h"
#include "translations/plural.h"
#include "translations/po.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rule(struct str field)
{
    struct plural rule;
    struct err e;
    static const uint64_t numbers[] = {0, 1, 2, 5, 11, 21, 100, 1000000, UINT64_MAX};
    if (plural_parse(field, &rule, &e) != OK)
        return;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        assert(plural_form(&rule, numbers[i]) < rule.n_forms);
}

static void check_entry(const struct po_entry *entry)
{
    struct message m = {.english = "", .values = {PUT("name", STR("x")), PUT_N("max", 7)}};
    assert(entry->n_forms >= 1 && entry->n_forms <= PO_FORMS_MAX);
    for (size_t i = 0; i < entry->n_forms; i++) {
        struct buf out = {0};
        assert(utf8_valid(entry->forms[i]));
        if (fits_english(entry->id, entry->forms[i], entry->plural.n > 0))
            message_fill(&m, entry->forms[i], NULL, NULL, &out);
        buf_release(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(4096);
    struct str text = str_of((const char *)data, size);
    struct po_entry *entry = NULL;
    struct err e;
    check_rule(text);
    if (po_read(a, text, &entry, &e) == OK)
        for (; entry != NULL; entry = entry->next) {
            check_entry(entry);
            if (entry->id.n == 0)
                check_rule(po_header_field(entry->forms[0], STR("Plural-Forms")));
        }
    struct message m = message_unpack(text, a);
    (void)message_packed_english(text, a);
    (void)message_pack(&m, a);
    arena_free(&a);
    return 0;
}
