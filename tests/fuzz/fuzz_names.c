/* SPDX-License-Identifier: MIT */
/* Feeds arbitrary bytes to what a name goes through: the cleaning at the edge, then the comparison
 * by look. What is cleaned shows something or is empty; a name looks like itself, and no worse for
 * what is not seen in it; what a key costs is bounded by the name. Two names are compared: the
 * first byte says where the one ends. */
#include "base/lookalike.h"
#include "base/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static bool has_keys(const struct lookalike *look)
{
    return look->key[0].n + look->key[1].n > 0;
}

static struct lookalike look_of(struct arena *a, struct str name)
{
    struct lookalike look = lookalike_of(a, name);
    for (int i = 0; i < 2; i++)
        expect(utf8_valid(look.key[i]) && look.key[i].n <= 64 * LOOKALIKE_NAME_MAX);
    expect(lookalike_same(&look, &look) == has_keys(&look));
    return look;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena *a = arena_new(4096);
    struct str all = str_of((const char *)data + 1, size - 1), name, other;
    struct err e;
    size_t cut = data[0] < all.n ? data[0] : all.n;
    if (utf8_clean(a, str_head(all, cut), UTF8_ONE_LINE, &name, &e) == OK &&
        utf8_clean(a, str_skip(all, cut), UTF8_ONE_LINE, &other, &e) == OK) {
        expect(name.n == 0 || !utf8_blank(name));
        struct lookalike x = look_of(a, name), y = look_of(a, other);
        expect(lookalike_same(&x, &y) == lookalike_same(&y, &x));
        struct str padded = arena_join(a, STR("\u200B"), utf8_cut(name, LOOKALIKE_NAME_MAX - 3));
        struct lookalike z = look_of(a, padded);
        if (name.n <= LOOKALIKE_NAME_MAX - 3 && has_keys(&x))
            expect(lookalike_same(&x, &z));
    }
    arena_free(&a);
    return 0;
}
