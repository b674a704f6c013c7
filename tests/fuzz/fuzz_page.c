/* SPDX-License-Identifier: MIT */
/* Pages with holes anywhere: whatever the text, the holes and what fills them, every coding that a
 * client is given decodes to what the client without any is given, quickly made and at the best
 * level. The input is text in which three bytes mean something else: 1 and 2 begin a hole for a
 * number or a token, 3 one of a reader's details; the byte after it says how it is filled and
 * whether the end of a tag follows. 4 repeats what has been so far. */
#include "base/buf.h"
#include "cache/page.h"

#include <brotli/decode.h>

#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

enum { HOLES_MAX = 64, TEXT_MAX = 40000 };

static struct arena *arena;

static struct str unpacked(struct str packed, enum page_coding coding)
{
    size_t room = 1 << 20;
    char *to = arena_alloc(arena, room);
    if (coding == PAGE_IDENTITY)
        return packed;
    if (coding == PAGE_BROTLI) {
        if (BrotliDecoderDecompress(packed.n, (const uint8_t *)packed.p, &room, (uint8_t *)to) !=
            BROTLI_DECODER_RESULT_SUCCESS)
            abort();
        return str_of(to, room);
    }
    z_stream z = {.next_in = (const Bytef *)packed.p,
                  .avail_in = (uInt)packed.n,
                  .next_out = (Bytef *)to,
                  .avail_out = (uInt)room};
    if (inflateInit2(&z, 15 + 16) != Z_OK || inflate(&z, Z_FINISH) != Z_STREAM_END ||
        z.avail_in > 0)
        abort();
    inflateEnd(&z);
    return str_of(to, z.total_out);
}

static struct str received(struct page *p, enum page_coding coding, const struct str *fills,
                           bool improve)
{
    struct page_body b = page_body(p, coding, PAGE_GZIP, fills, arena);
    struct buf sent = buf_in(arena);
    for (int i = 0; i < b.n; i++)
        buf_add(&sent, str_of(b.parts[i].iov_base, b.parts[i].iov_len));
    if (sent.n != b.size)
        abort();
    if (improve)
        page_improve(p, b.coded);
    enum page_coding used = b.coding;
    coded_unref(&b.coded);
    return unpacked(buf_str(&sent), used);
}

static void check(struct page *p, const struct str *fills)
{
    static const enum page_coding order[] = {PAGE_GZIP, PAGE_BROTLI, PAGE_GZIP, PAGE_BROTLI};
    struct str plain = received(p, PAGE_IDENTITY, fills, false);
    for (size_t i = 0; i < 4; i++)
        if (!str_eq(received(p, order[i], fills, i < 2), plain))
            abort();
}

/* How a hole is filled at first and later, by its byte. */
static struct str fill_of(uint8_t how, bool later)
{
    static const char digits[] = "9,876,543,210,987,654,321 <>\"</span>\t>";
    size_t n = (how & 15) + (later ? how >> 6 : 0);
    return str_of(digits, n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (arena == NULL)
        arena = arena_new(1 << 16);
    arena_reset(arena);
    struct buf html = buf_in(arena);
    struct str first[HOLES_MAX], later[HOLES_MAX];
    size_t holes = 0;
    for (size_t i = 0; i < size && html.n < TEXT_MAX; i++) {
        const uint8_t how = i + 1 < size ? data[i + 1] : 0;
        if (data[i] == 4 && holes == 0)
            buf_add(&html, arena_dup(arena, buf_str(&html)));
        if (data[i] > 4)
            buf_add_char(&html, (char)data[i]);
        if (data[i] < 1 || data[i] > 3 || holes == HOLES_MAX)
            continue;
        const enum hole_kind kind = data[i] == 1   ? HOLE_VIEWS
                                    : data[i] == 2 ? HOLE_TOKEN
                                                   : HOLE_EMAIL;
        buf_add(&html, hole_mark(arena, (struct hole){kind, (int64_t)i, 0}));
        if (how & 16)
            buf_add_c(&html, kind == HOLE_VIEWS ? "</span>" : "\">");
        first[holes] = kind == HOLE_EMAIL ? STR_NONE : fill_of(how, false);
        later[holes++] = kind == HOLE_EMAIL && (how & 32) == 0 ? STR_NONE : fill_of(how, true);
        i++;
    }
    struct page *p = NULL;
    struct err e;
    if (page_new(&p, buf_str(&html), &e) != OK)
        abort();
    check(p, first);
    check(p, later);
    check(p, first);
    page_unref(&p);
    return 0;
}
