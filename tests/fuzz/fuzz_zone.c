/* SPDX-License-Identifier: MIT */
/* Any bytes as the file of a time zone. What is refused leaves nothing behind; what is accepted has
 * changes in order and offsets that exist, within the bounds. The last byte says whether the bytes
 * are a file, or the footer of one. */
#include "base/posix_tz.h"
#include "base/tzif.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static void look(struct str bytes)
{
    struct tzif t;
    struct err e;
    if (tzif_parse(bytes, &t, &e) != OK) {
        expect(e.kind == ERR_INVALID && e.msg[0] != '\0');
        return;
    }
    expect(t.n <= TZIF_CHANGES_MAX + 804);
    for (size_t i = 0; i < t.n; i++) {
        expect(i == 0 || t.at[i] > t.at[i - 1]);
        expect(t.offset_s[i] != t.offset_s[i + 1]);
    }
    for (size_t i = 0; i <= t.n; i++)
        expect(t.offset_s[i] > -26 * 3600 && t.offset_s[i] < 27 * 3600);
    expect(!t.repeats || t.n > 0);
    tzif_release(&t);
}

/* A file without changes, with TEXT as its footer. */
static void look_at_footer(struct str text)
{
    enum { HEAD = 44, BLOCK = 7 };
    char file[2 * (HEAD + BLOCK) + 256] = "";
    struct posix_tz rule;
    if (text.n > 200)
        return;
    for (int i = 0; i < 2; i++) {
        char *head = file + i * (HEAD + BLOCK);
        memcpy(head, "TZif2", 5);
        head[39] = head[43] = 1;
    }
    size_t n = 2 * (HEAD + BLOCK);
    file[n++] = '\n';
    memcpy(file + n, text.p, text.n);
    n += text.n;
    file[n++] = '\n';
    look(str_of(file, n));
    if (posix_tz_parse(text, &rule) && rule.changes)
        for (int year = 1800; year < 2800; year += 97)
            expect(llabs(posix_tz_start(&rule, year) - posix_tz_end(&rule, year)) <
                   INT64_C(400) * 86400);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct str bytes = str_of((const char *)data, size - 1);
    if (data[size - 1] % 2 == 0)
        look(bytes);
    else
        look_at_footer(bytes);
    return 0;
}
