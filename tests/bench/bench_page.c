/* SPDX-License-Identifier: MIT */
/* What a page with holes saves: the gzip body made by page_body against deflating the filled page
 * for every request, at the same level. The two are measured in turns, so that whatever else the
 * machine does meets both; the figures are medians of the turns, in CPU time of this thread. */
#include "base/buf.h"
#include "cache/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#define ZLIB_CONST
#include <zlib.h>

enum { TURNS = 201, BODIES_A_TURN = 1000, PAGE_BYTES = 38000, HOLES = 6 };

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* An article with comments, as far as a compressor can tell: words of a small language, in markup.
 */
static struct str make_html(struct arena *a)
{
    static const char *const words[] = {
        "council",  "the",     "a",      "reported", "of",    "harbour",   "on",
        "minister", "in",      "budget", "and",      "today", "residents", "before",
        "vote",     "against", "street", "who",      "said",  "that",      "will",
        "after",    "nothing", "winter", "school",   "line",  "new"};
    const size_t n_words = sizeof words / sizeof words[0];
    struct buf b = buf_in(a);
    unsigned seed = 1;
    for (int p = 0, holes = 0; b.n < PAGE_BYTES; p++) {
        buf_printf(&b, "<article class=\"comment\" id=\"comment-%d\"><p>", p * 7919 % 10007);
        for (int w = 0; w < 60; w++) {
            seed = seed * 1103515245u + 12345u;
            buf_printf(&b, "%s%s", words[(seed >> 16) % n_words], w % 13 == 12 ? ", " : " ");
        }
        if (b.n * HOLES / PAGE_BYTES >= (size_t)holes && holes < HOLES) {
            struct hole h = {.kind = HOLE_VIEWS, .id = p};
            buf_add(&b, hole_mark(a, h));
            holes++;
        }
        buf_add_c(&b, "</p></article>\n");
    }
    return buf_str(&b);
}

/* The body as one request without the cache would make it; its bytes are in OUT. */
static size_t deflate_whole(const struct page_body *plain, struct buf *in, struct buf *out)
{
    in->n = 0;
    for (int i = 0; i < plain->n; i++)
        buf_add(in, str_of(plain->parts[i].iov_base, plain->parts[i].iov_len));
    z_stream z = {0};
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    size_t room = deflateBound(&z, in->n);
    out->n = 0;
    z.next_in = (const Bytef *)in->p;
    z.avail_in = (uInt)in->n;
    z.next_out = (Bytef *)buf_reserve(out, room);
    z.avail_out = (uInt)room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    size_t n = room - z.avail_out;
    deflateEnd(&z);
    return n;
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static double median(double *v)
{
    qsort(v, TURNS, sizeof *v, by_value);
    return v[TURNS / 2];
}

int main(void)
{
    static double splice[TURNS], whole[TURNS], render[TURNS], ratio[TURNS];
    struct arena *keep = arena_new(1 << 18), *a = arena_new(1 << 16);
    struct str html = make_html(keep), fills[HOLES];
    struct page *p = NULL;
    struct err e;
    if (page_new(&p, html, &e) != OK) {
        fprintf(stderr, "bench_page: %s\n", e.msg);
        return 1;
    }
    size_t n_holes, gzip_bytes = 0, whole_bytes = 0;
    page_holes(p, &n_holes);
    if (n_holes != HOLES)
        abort();
    struct buf in = {0}, out = {0};

    for (int turn = 0; turn < TURNS; turn++) {
        double begin = now_us();
        for (int i = 0; i < BODIES_A_TURN; i++) {
            arena_reset(a);
            for (size_t h = 0; h < n_holes; h++)
                fills[h] = STR("1,234,567");
            gzip_bytes = page_body(p, PAGE_GZIP, fills, a).size;
        }
        splice[turn] = (now_us() - begin) / BODIES_A_TURN;

        begin = now_us();
        arena_reset(a);
        struct page_body plain = page_body(p, PAGE_IDENTITY, fills, a);
        whole_bytes = deflate_whole(&plain, &in, &out);
        whole[turn] = now_us() - begin;
        ratio[turn] = whole[turn] / splice[turn];

        begin = now_us();
        struct page *again = NULL;
        if (page_new(&again, html, &e) != OK)
            abort();
        render[turn] = now_us() - begin;
        page_unref(&again);
    }

    printf("page_bytes: %zu\n", html.n);
    printf("page_holes: %zu\n", n_holes);
    printf("page_body_gzip_us: %.3f\n", median(splice));
    printf("page_deflate_each_time_us: %.1f\n", median(whole));
    printf("page_deflate_to_splice_ratio: %.0f\n", median(ratio));
    printf("page_new_us: %.1f\n", median(render));
    printf("page_gzip_bytes: %zu\n", gzip_bytes);
    printf("page_gzip_bytes_in_one_stream: %zu\n", whole_bytes);
    printf("page_memory_bytes: %zu\n", page_bytes(p));
    buf_release(&in);
    buf_release(&out);
    page_unref(&p);
    arena_free(&a);
    arena_free(&keep);
    return 0;
}
