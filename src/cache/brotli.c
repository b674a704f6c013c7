/* SPDX-License-Identifier: MIT */
/* Leaves gaps in a brotli stream. One encoder gets the whole page: a piece, a flush, a placeholder
 * as wide as the gap, a flush, the next piece. Its output for the placeholder is dropped and
 * replaced by the header of an uncompressed meta-block, which the gap's real bytes will follow.
 * That is correct as long as nothing else in the stream depends on the placeholder's bytes. There
 * are three ways in which it could:
 *
 * - Text might be copied from the placeholder, or the placeholder from the text, the previous gap
 * or brotli's own dictionary, which would change the remembered distances. So it is made of bytes
 *   that are neither in the text nor in the dictionary, and no pair of neighbours occurs twice in
 * it.
 * - A literal's code depends on the two bytes before it. After a gap, those are its last two, which
 *   never change (gap_end).
 * - Another version of the encoder might behave differently, and brotli has no checksum. So each
 *   result is decoded once with other bytes in its gaps (is_proved). If the text is right, none of
 * it came from a gap. If not, the page is not sent in brotli. */
#include "cache/brotli.h"

#include <brotli/decode.h>
#include <brotli/encode.h>

#include <assert.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdlib.h>

#include "base/die.h"

enum {
    QUALITY_QUICK = 2, /* less time than gzip's quick level; 5 takes four times as long, for 10 % */
    QUALITY_BEST = 11,
    BEST_BYTES = 256 * 1024, /* the best quality would take over a second for a longer text, */
    QUALITY_LONG = 9,        /* which gets this one */
    STREAM_ROOM = 64,
    META_BLOCK_HEADER = 3,
    BLOCK_BYTES = 1000 * 1000,
    BLOCKS_KEPT = 2,
};

/* ---- the library's memory ----
 *
 * It needs most of a megabyte for a page, in a few pieces. From malloc these would be fresh pages
 * of memory each time, which the kernel clears one by one; that takes as long as encoding. So two
 * blocks are kept for the next page. What does not fit into a block comes from malloc. */

struct block {
    size_t used;
    alignas(16) char bytes[BLOCK_BYTES];
};

static struct {
    pthread_mutex_t lock;
    struct block *kept[BLOCKS_KEPT];
    int n;
} blocks = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct block *block_take(void)
{
    struct block *b = NULL;
    pthread_mutex_lock(&blocks.lock);
    if (blocks.n > 0)
        b = blocks.kept[--blocks.n];
    pthread_mutex_unlock(&blocks.lock);
    b = b != NULL ? b : check_memory(malloc(sizeof *b));
    b->used = 0;
    return b;
}

static void block_give_back(struct block *b)
{
    pthread_mutex_lock(&blocks.lock);
    bool kept = blocks.n < BLOCKS_KEPT;
    if (kept)
        blocks.kept[blocks.n++] = b;
    pthread_mutex_unlock(&blocks.lock);
    if (!kept)
        free(b);
}

/* A brotli_alloc_func. */
static void *block_alloc(void *block, size_t n)
{
    struct block *b = block;
    const size_t room = (n + 15) / 16 * 16;
    if (room > BLOCK_BYTES - b->used)
        return malloc(n);
    b->used += room;
    return b->bytes + b->used - room;
}

/* A brotli_free_func. Memory inside the block is not freed one by one, but all at once. */
static void block_free(void *block, void *p)
{
    struct block *b = block;
    if ((char *)p < b->bytes || (char *)p >= b->bytes + BLOCK_BYTES)
        free(p);
}

static BrotliDecoderState *decoder_new(struct block *b)
{
    return check_memory(b != NULL ? BrotliDecoderCreateInstance(block_alloc, block_free, b)
                                  : BrotliDecoderCreateInstance(NULL, NULL, NULL));
}

/* ---- placeholders ---- */

/* The symbols of the placeholders. They are used as pairs, and no pair is used twice. */
struct symbols {
    uint8_t symbol[64];
    size_t n, i, j;
};

/* The bytes that are in no word of brotli's dictionary and not in TEXT. */
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

/* Writes a placeholder of WIDTH bytes to TO: WIDTH - 2 symbols and the two fixed bytes of the gap.
 * From the symbols a b c d come "ab ac ad bc bd cd". False if the pairs are used up. */
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

static BrotliEncoderState *encoder_new(size_t size, enum effort effort, struct block *b)
{
    BrotliEncoderState *s =
        check_memory(b != NULL ? BrotliEncoderCreateInstance(block_alloc, block_free, b)
                               : BrotliEncoderCreateInstance(NULL, NULL, NULL));
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

/* Encodes TEXT at the end of OUT, up to a byte boundary. LAST ends the stream. */
static void encode(BrotliEncoderState *s, struct str text, bool last, struct buf *out)
{
    size_t in_n = text.n;
    const uint8_t *in = (const uint8_t *)text.p;
    do {
        size_t room = BrotliEncoderMaxCompressedSize(in_n) + STREAM_ROOM, left = room;
        uint8_t *to = (uint8_t *)buf_reserve(out, room);
        if (!BrotliEncoderCompressStream(s, last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
                                         &in_n, &in, &left, &to, NULL))
            die_out_of_memory();
        out->n += room - left;
    } while (in_n > 0 || BrotliEncoderHasMoreOutput(s));
}

/* The header of an uncompressed meta-block that is not the last one, with 4 nibbles for the length
 * (RFC 7932, 9.2). */
static void add_block_header(struct buf *out, size_t width)
{
    const uint32_t bits = (uint32_t)(width - 1) << 3 | UINT32_C(1) << 19;
    for (int i = 0; i < META_BLOCK_HEADER; i++)
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

/* Decodes C with other bytes in its gaps. Writes the text to TO, which has room for it. False if
 * the stream does not decode to text and gaps of these lengths. */
static bool decode_text(const struct coded *c, char *to, struct block *b)
{
    BrotliDecoderState *s = decoder_new(b);
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

static bool is_proved(const struct coded *c, struct str text, struct block *b)
{
    char *back = check_memory(malloc(c->text_n + 1));
    bool good = decode_text(c, back, b) && str_eq(str_of(back, c->text_n), text);
    free(back);
    return good;
}

void brotli_text(const struct coded *c, struct buf *out)
{
    bool good = decode_text(c, buf_reserve(out, c->text_n + 1), NULL);
    assert(good); /* brotli_make has checked it */
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
    /* The press thread must not take the lock, since it may be stopped while it holds it. */
    struct block *b = effort == EFFORT_QUICK ? block_take() : NULL;
    BrotliEncoderState *s = encoder_new(size, effort, b);
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
    if (c != NULL && !is_proved(c, cut->text, b))
        coded_unref(&c);
    if (b != NULL)
        block_give_back(b);
    buf_release(&out);
    buf_release(&unused);
    free(ends);
    return c;
}
