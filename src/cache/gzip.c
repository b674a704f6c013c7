/* SPDX-License-Identifier: MIT */
/* Leaves gaps in a gzip member. If the gaps have fixed widths, all distances across them are
 * constant, so one window serves the whole page. For each gap zlib gets as many bytes as the gap is
 * wide, at level 0, which makes a stored block of them; the block's content is then dropped. The
 * bytes are 1, which never occurs in a text, so nothing is copied from them; the last two are the
 * gap's real ones, from which text may be copied.
 *
 * If the gaps may have any size, each piece is deflated on its own and ended with Z_SYNC_FLUSH, on
 * a byte boundary. That costs some hundred bytes per gap. */
#include "cache/gzip.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#define ZLIB_CONST /* its input pointers are const */
#include <zlib.h>

#include "base/die.h"

enum {
    /* Level 3 takes no longer than level 1 and gives 4 % less; level 4 takes half as long again. */
    LEVEL_QUICK = 3,
    LEVEL_BEST = 9,
    STREAMS_KEPT = 2,
    HEADER = 10,
    FLUSH_ROOM = 64, /* the most that a flush, or a change of level, adds to deflateBound */
};

static void put_le(char *to, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (char)(unsigned char)(v >> (8 * i));
}

/* ---- zlib's memory: a quarter of a megabyte per stream, kept for the next page ---- */

static struct {
    pthread_mutex_t lock;
    z_stream *kept[STREAMS_KEPT];
    int n;
} streams = {.lock = PTHREAD_MUTEX_INITIALIZER};

static z_stream *stream_new(void)
{
    z_stream *z = check_memory(calloc(1, sizeof *z));
    if (deflateInit2(z, LEVEL_QUICK, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        check_memory(NULL);
    return z;
}

static void stream_free(z_stream *z)
{
    deflateEnd(z);
    free(z);
}

/* The press thread (EFFORT_BEST) must not take the lock: it may be stopped while it holds it. */
static z_stream *stream_take(enum effort effort)
{
    z_stream *z = NULL;
    if (effort == EFFORT_QUICK) {
        pthread_mutex_lock(&streams.lock);
        if (streams.n > 0)
            z = streams.kept[--streams.n];
        pthread_mutex_unlock(&streams.lock);
    }
    return z != NULL ? z : stream_new();
}

static void stream_give_back(z_stream *z, enum effort effort)
{
    bool kept = false;
    if (effort == EFFORT_QUICK) {
        pthread_mutex_lock(&streams.lock);
        kept = streams.n < STREAMS_KEPT;
        if (kept)
            streams.kept[streams.n++] = z;
        pthread_mutex_unlock(&streams.lock);
    }
    if (!kept)
        stream_free(z);
}

/* ---- checksums ----
 *
 * The checksum of A followed by B is A's, multiplied by x^(8n), plus B's, where n is the length of
 * B. The arithmetic is that of polynomials over GF(2) modulo CRC-32's; bit 31 is x^0 (zlib's
 * crc32.c).
 */

static struct sum sum_of(struct str s)
{
    enum { CRC_32 = 0xEDB88320 };
    struct sum sum = {.crc = (uint32_t)crc32_z(0, (const Bytef *)s.p, s.n)};
    /* What each bit becomes: bit 31 is x^0, and each next one is the previous times x. */
    uLong one = crc32_combine_op(0x80000000, 0, crc32_combine_gen((z_off_t)s.n));
    for (int bit = 31; bit >= 0; bit--, one = one >> 1 ^ (one & 1 ? CRC_32 : 0))
        sum.over[bit] = (uint32_t)one;
    return sum;
}

/* The checksum of the bytes whose checksum is CRC, followed by the text of S. */
static uint32_t sum_join(uint32_t crc, const struct sum *s)
{
    uint32_t joined = s->crc;
    for (int bit = 0; bit < 32; bit++)
        joined ^= s->over[bit] & (0u - (crc >> bit & 1u));
    return joined;
}

/* ---- deflating ---- */

/* Deflates all of S into the room that Z has for it. */
static void deflate_all(z_stream *z, struct str s, int flush)
{
    z->next_in = (const Bytef *)s.p;
    z->avail_in = (uInt)s.n;
    int r = deflate(z, flush);
    assert(r == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && z->avail_in == 0 && z->avail_out > 0);
    (void)r;
}

static void stream_level(z_stream *z, int level)
{
    z->next_in = NULL;
    z->avail_in = 0;
    (void)deflateParams(z, level, Z_DEFAULT_STRATEGY); /* Z_BUF_ERROR: there was nothing to flush */
}

/* A member under way: the output so far, and where each piece of it ends. */
struct member {
    z_stream *z;
    struct buf out;
    size_t *ends;
};

static struct member member_begin(const struct cut *cut, enum effort effort)
{
    static const char header[HEADER] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
    struct member m = {.z = stream_take(effort),
                       .ends = check_memory(malloc((cut->n + 1) * sizeof(size_t)))};
    buf_add(&m.out, str_of(header, sizeof header));
    deflateReset(m.z);
    stream_level(m.z, effort == EFFORT_BEST ? LEVEL_BEST : LEVEL_QUICK);
    return m;
}

/* Gives Z room for N more bytes of input. member_took then accounts for what Z has written. */
static void member_room(struct member *m, size_t n)
{
    size_t room = deflateBound(m->z, n) + FLUSH_ROOM;
    m->z->next_out = (Bytef *)buf_reserve(&m->out, room);
    m->z->avail_out = (uInt)room;
}

static void member_took(struct member *m)
{
    m->out.n = (size_t)((char *)m->z->next_out - m->out.p);
}

static struct coded *member_end(struct member *m, enum coded_kind kind, const struct cut *cut,
                                enum effort effort)
{
    stream_give_back(m->z, effort);
    struct coded *c = coded_new(kind, cut, buf_str(&m->out), m->ends);
    for (size_t i = 0; i <= cut->n; i++)
        ((struct sum *)(uintptr_t)c->sums)[i] = sum_of(cut_piece(cut, i));
    buf_release(&m->out);
    free(m->ends);
    return c;
}

/* Makes a stored block for the gap and keeps only its header. */
static void member_gap(struct member *m, size_t i, size_t width, int level)
{
    char bytes[GAP_MAX];
    struct str fill = gap_fill(bytes, 1, width, i);
    stream_level(m->z, 0);
    deflate_all(m->z, fill, Z_BLOCK);
    member_took(m);
    m->out.n -= width;
    assert(memcmp(m->out.p + m->out.n, fill.p, width) == 0);
    m->ends[i] = m->out.n;
    m->z->next_out = (Bytef *)m->out.p + m->out.n;
    m->z->avail_out += (uInt)width;
    stream_level(m->z, level);
}

struct coded *gzip_make(const struct cut *cut, enum effort effort)
{
    const int level = effort == EFFORT_BEST ? LEVEL_BEST : LEVEL_QUICK;
    struct member m = member_begin(cut, effort);
    for (size_t i = 0; i <= cut->n; i++) {
        struct str piece = cut_piece(cut, i);
        const bool last = i == cut->n;
        member_room(&m, piece.n + (last ? 0 : cut->gaps[i].width));
        if (piece.n > 0 || last)
            deflate_all(m.z, piece, last ? Z_FINISH : Z_BLOCK);
        if (!last)
            member_gap(&m, i, cut->gaps[i].width, level);
    }
    member_took(&m);
    m.ends[cut->n] = m.out.n;
    return member_end(&m, CODED_GZIP, cut, effort);
}

struct coded *gzip_make_segments(const struct cut *cut, enum effort effort)
{
    struct member m = member_begin(cut, effort);
    for (size_t i = 0; i <= cut->n; i++) {
        struct str piece = cut_piece(cut, i);
        const bool last = i == cut->n;
        if (piece.n > 0 || last) {
            member_room(&m, piece.n);
            deflate_all(m.z, piece, last ? Z_FINISH : Z_SYNC_FLUSH);
            member_took(&m);
            deflateReset(m.z);
        }
        m.ends[i] = m.out.n;
    }
    return member_end(&m, CODED_SEGMENTS, cut, effort);
}

/* ---- filling ---- */

void gzip_stored_header(char to[GZIP_STORED_HEADER], size_t n)
{
    to[0] = 0;
    put_le(to + 1, (uint32_t)n, 2);
    put_le(to + 3, ~(uint32_t)n, 2);
}

void gzip_trailer(const struct coded *c, const struct str *fills, char to[GZIP_TRAILER])
{
    uint32_t crc = c->sums[0].crc;
    size_t plain_n = c->text_n;
    for (size_t i = 0; i < c->n; i++) {
        if (fills[i].n > 0) /* crc32_z with a null pointer would start a new checksum */
            crc = (uint32_t)crc32_z(crc, (const Bytef *)fills[i].p, fills[i].n);
        crc = sum_join(crc, &c->sums[i + 1]);
        plain_n += fills[i].n;
    }
    put_le(to, crc, 4);
    put_le(to + 4, (uint32_t)plain_n, 4);
}

/* ---- inflating ---- */

static void inflate_all(z_stream *z, struct str s)
{
    z->next_in = (const Bytef *)s.p;
    z->avail_in = (uInt)s.n;
    int r = s.n > 0 ? inflate(z, Z_SYNC_FLUSH) : Z_OK;
    assert((r == Z_OK || r == Z_STREAM_END) && z->avail_in == 0);
    (void)r;
}

/* The gaps' bytes are inflated, too, since text may be copied from across them, but into a buffer
 * of their own. */
void gzip_text(const struct coded *c, struct buf *out)
{
    const bool fixed = c->kind == CODED_GZIP;
    char fill[GAP_MAX], unused[GAP_MAX];
    z_stream z = {0};
    if (inflateInit2(&z, -15) != Z_OK)
        check_memory(NULL);
    const size_t room = c->text_n + 1;
    for (size_t i = 0, done = 0; i <= c->n; i++) {
        const size_t head = i == 0 ? HEADER : 0;
        z.next_out = (Bytef *)buf_reserve(out, room) + done;
        z.avail_out = (uInt)(room - done);
        inflate_all(&z, str_of(c->pieces[i].p + head, c->pieces[i].n - head));
        done = room - z.avail_out;
        if (!fixed || i == c->n)
            continue;
        assert(done == c->gaps[i].at);
        z.next_out = (Bytef *)unused;
        z.avail_out = sizeof unused;
        inflate_all(&z, gap_fill(fill, 1, c->gaps[i].width, i));
    }
    out->n += c->text_n;
    inflateEnd(&z);
}
