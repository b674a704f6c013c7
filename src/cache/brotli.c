/* SPDX-License-Identifier: MIT */
/* One encoder sees the whole page: a piece, a flush, a placeholder as wide as the gap, a flush, the
 * next piece. What it says of the placeholder is left out, and the header of an uncompressed
 * meta-block stands there: the gap's real bytes follow it. That is right as long as nothing else
 * depends on the placeholder's bytes. It could in three ways:
 *
 * - Text is copied from it, or it is copied from the text, from the gap before or out of brotli's
 *   own dictionary, which would change the distances that are remembered. So it is made of bytes
 *   that are neither in the text nor in the dictionary, and no two neighbours in it come twice.
 * - A literal's code depends on the two bytes before it: these are the gap's last two, which never
 *   change (gap_end).
 * - An encoder of another version might do otherwise. There is no checksum in brotli to catch that,
 *   so what is made is decoded once with other bytes in its gaps. If the text comes out, no byte of
 *   it comes from a gap. If not, the page is not given in brotli. */
#include "cache/brotli.h"

#include <brotli/decode.h>
#include <brotli/encode.h>

#include <assert.h>
#include <stdlib.h>

#include "base/die.h"

enum {
    QUALITY_QUICK = 2, /* less time than gzip's quick level; 5 takes four times as long, for 10 % */
    QUALITY_BEST = 11,
    BEST_BYTES = 256 * 1024, /* of larger texts, */
    QUALITY_LONG = 9,        /* which would keep the best one busy for a second and more */
    STREAM_ROOM = 64,
    BLOCK_HEADER = 3,
};

/* ---- placeholders ---- */

/* Symbols that a placeholder is made of, as pairs: each two of them stand together once. */
struct symbols {
    uint8_t symbol[64];
    size_t n, i, j;
};

/* Of the bytes that are in no word of brotli's dictionary and rarely in a text, those that are not
 * in this one. */
static struct symbols symbols_of(struct str text)
{
    static const uint8_t rare[] = {0x7F, 0xC0, 0xC1, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC,
                                   0xCD, 0xCF, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xDA, 0xDC, 0xDD,
                                   0xDE, 0xDF, 0xEB, 0xEE, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4,
                                   0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE};
    bool used[256] = {false};
    for (size_t i = 0; i < text.n; i++)
        used[(uint8_t)text.p[i]] = true;
    struct symbols s = {.j = 1};
    for (size_t i = 0; i < sizeof rare; i++)
        if (!used[rare[i]])
            s.symbol[s.n++] = rare[i];
    return s;
}

/* The next WIDTH - 2 bytes and the gap's two, at TO: of the symbols a b c d, "ab ac ad bc bd cd".
 * False where there are no more. */
static bool symbols_fill(struct symbols *s, char *to, size_t width, size_t gap)
{
    for (size_t k = 0; k < width - GAP_MIN; k += 2) {
        if (s->j >= s->n)
            return false;
        to[k] = (char)s->symbol[s->i];
        if (k + 1 < width - GAP_MIN)
            to[k + 1] = (char)s->symbol[s->j];
        if (++s->j == s->n)
            s->j = ++s->i + 1;
    }
    to[width - 2] = gap_end(gap);
    to[width - 1] = '>';
    return true;
}

/* ---- encoding ---- */

static BrotliEncoderState *encoder_new(size_t size, enum effort effort)
{
    BrotliEncoderState *s = check_memory(BrotliEncoderCreateInstance(NULL, NULL, NULL));
    const int quality = effort == EFFORT_QUICK ? QUALITY_QUICK
                        : size <= BEST_BYTES   ? QUALITY_BEST
                                               : QUALITY_LONG;
    uint32_t window = 16;
    while (window < 22 && (size_t)1 << window < size + 16)
        window++;
    BrotliEncoderSetParameter(s, BROTLI_PARAM_QUALITY, (uint32_t)quality);
    BrotliEncoderSetParameter(s, BROTLI_PARAM_LGWIN, window);
    BrotliEncoderSetParameter(s, BROTLI_PARAM_SIZE_HINT, (uint32_t)size);
    return s;
}

/* Encodes S at the end of OUT, up to a byte boundary; LAST ends the stream. */
static void encode(BrotliEncoderState *s, struct str text, bool last, struct buf *out)
{
    size_t in_n = text.n;
    const uint8_t *in = (const uint8_t *)text.p;
    do {
        size_t room = BrotliEncoderMaxCompressedSize(in_n) + STREAM_ROOM, left = room;
        uint8_t *to = (uint8_t *)buf_reserve(out, room);
        if (!BrotliEncoderCompressStream(s, last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
                                         &in_n, &in, &left, &to, NULL))
            check_memory(NULL);
        out->n += room - left;
    } while (in_n > 0 || BrotliEncoderHasMoreOutput(s));
}

/* Not the last one, of 4 nibbles for the length, uncompressed (RFC 7932, 9.2). */
static void add_block_header(struct buf *out, size_t width)
{
    const uint32_t bits = (uint32_t)(width - 1) << 3 | UINT32_C(1) << 19;
    for (int i = 0; i < BLOCK_HEADER; i++)
        buf_add_char(out, (char)(uint8_t)(bits >> 8 * i));
}

/* ---- decoding ---- */

static void decode(BrotliDecoderState *s, struct str packed, char **to, size_t *room, bool *good)
{
    size_t in_n = packed.n;
    const uint8_t *in = (const uint8_t *)packed.p;
    uint8_t *at = (uint8_t *)*to;
    BrotliDecoderResult r = BrotliDecoderDecompressStream(s, &in_n, &in, room, &at, NULL);
    *good = *good && r != BROTLI_DECODER_RESULT_ERROR && in_n == 0;
    *to = (char *)at;
}

/* The text at TO, which has room for it. False where that is not what comes out. */
static bool decode_text(const struct coded *c, char *to)
{
    BrotliDecoderState *s = check_memory(BrotliDecoderCreateInstance(NULL, NULL, NULL));
    char fill[GAP_MAX], back[GAP_MAX + 1], one_more;
    const char *begin = to;
    size_t room = c->text_n;
    bool good = true;
    for (size_t i = 0; good && i <= c->n; i++) {
        decode(s, str_of(c->pieces[i].p, c->pieces[i].n), &to, &room, &good);
        if (i == c->n)
            break;
        struct str filled = gap_fill(fill, 'x', c->gaps[i].width, i);
        size_t back_room = sizeof back;
        char *back_to = back;
        good = good && (size_t)(to - begin) == c->gaps[i].at;
        decode(s, filled, &back_to, &back_room, &good);
        good = good && (size_t)(back_to - back) == filled.n && memcmp(back, fill, filled.n) == 0;
    }
    char *end = &one_more;
    size_t end_room = 1;
    if (good)
        decode(s, STR_NONE, &end, &end_room, &good);
    good = good && room == 0 && end_room == 1 && BrotliDecoderIsFinished(s);
    BrotliDecoderDestroyInstance(s);
    return good;
}

static bool is_proved(const struct coded *c, struct str text)
{
    char *back = check_memory(malloc(c->text_n + 1));
    bool good = decode_text(c, back) && str_eq(str_of(back, c->text_n), text);
    free(back);
    return good;
}

void brotli_text(const struct coded *c, struct buf *out)
{
    bool good = decode_text(c, buf_reserve(out, c->text_n + 1));
    assert(good); /* it did when it was made */
    (void)good;
    out->n += c->text_n;
}

/* ---- the whole ---- */

struct coded *brotli_make(const struct cut *cut, enum effort effort)
{
    size_t size = cut->text.n;
    for (size_t i = 0; i < cut->n; i++)
        size += cut->gaps[i].width;
    struct symbols symbols = symbols_of(cut->text);
    BrotliEncoderState *s = encoder_new(size, effort);
    struct buf out = {0}, unused = {0};
    size_t *ends = check_memory(malloc((cut->n + 1) * sizeof *ends));
    bool good = true;
    for (size_t i = 0; good && i <= cut->n; i++) {
        char placeholder[GAP_MAX];
        encode(s, cut_piece(cut, i), i == cut->n, &out);
        if (i < cut->n) {
            good = symbols_fill(&symbols, placeholder, cut->gaps[i].width, i);
            if (good)
                encode(s, str_of(placeholder, cut->gaps[i].width), false, &unused);
            add_block_header(&out, cut->gaps[i].width);
        }
        ends[i] = out.n;
    }
    BrotliEncoderDestroyInstance(s);
    struct coded *c = good ? coded_new(CODED_BROTLI, cut, buf_str(&out), ends) : NULL;
    if (c != NULL && !is_proved(c, cut->text))
        coded_unref(&c);
    buf_release(&out);
    buf_release(&unused);
    free(ends);
    return c;
}
