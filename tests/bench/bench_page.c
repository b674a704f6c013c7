/* SPDX-License-Identifier: MIT */
/* What a page with holes saves: the body in gzip, made by page_body from what is kept, against
 * deflating the filled page for every request. The two are measured in turns, so that whatever else
 * the machine does meets both; the figures are medians of the turns, in CPU time of this thread. */
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

/* What a request costs: the body in CODING, whose size is returned. */
static size_t body_size(struct page *p, enum page_coding coding, const struct str *fills,
                        struct arena *a)
{
    struct page_body b = page_body(p, coding, PAGE_GZIP, fills, a);
    coded_unref(&b.coded);
    return b.size;
}

/* Microseconds that a body takes from a page that has been asked for it. */
static double body_us(struct page *p, enum page_coding coding, const struct str *fills,
                      struct arena *a)
{
    double begin = now_us();
    for (int i = 0; i < BODIES_A_TURN; i++) {
        arena_reset(a);
        (void)body_size(p, coding, fills, a);
    }
    return (now_us() - begin) / BODIES_A_TURN;
}

/* Microseconds that a page takes to be made, and to be compressed for the first who asks. */
static double first_us(struct str html, enum page_coding coding, const struct str *fills,
                       struct arena *a)
{
    struct page *p = NULL;
    struct err e;
    double begin = now_us();
    if (page_new(&p, html, &e) != OK)
        abort();
    (void)body_size(p, coding, fills, a);
    double us = now_us() - begin;
    page_unref(&p);
    return us;
}

/* At the best level, as what is asked for again is. */
static void improve(struct page *p, enum page_coding coding, const struct str *fills,
                    struct arena *a)
{
    struct page_body b = page_body(p, coding, PAGE_GZIP, fills, a);
    page_improve(p, b.coded);
    coded_unref(&b.coded);
}

/* The body as one request without the cache would make it; its bytes are in OUT. */
static size_t deflate_whole(const struct page_body *plain, struct buf *in, struct buf *out)
{
    in->n = 0;
    for (int i = 0; i < plain->n; i++)
        buf_add(in, str_of(plain->parts[i].iov_base, plain->parts[i].iov_len));
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
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
    static double gzip[TURNS], brotli[TURNS], whole[TURNS], gzip_first[TURNS], brotli_first[TURNS];
    struct arena *keep = arena_new(1 << 18), *a = arena_new(1 << 16);
    struct str html = make_html(keep), fills[HOLES];
    struct page *p = NULL;
    struct err e;
    if (page_new(&p, html, &e) != OK) {
        fprintf(stderr, "bench_page: %s\n", e.msg);
        return 1;
    }
    size_t n_holes, whole_bytes = 0;
    page_holes(p, &n_holes);
    if (n_holes != HOLES)
        abort();
    for (size_t h = 0; h < n_holes; h++)
        fills[h] = STR("1,234,567");
    printf("page_bytes: %zu\n", html.n);
    printf("page_holes: %zu\n", n_holes);
    printf("page_gzip_bytes_at_first: %zu\n", body_size(p, PAGE_GZIP, fills, a));
    printf("page_memory_bytes: %zu\n", page_bytes(p));
    printf("page_brotli_bytes_at_first: %zu\n", body_size(p, PAGE_BROTLI, fills, a));
    improve(p, PAGE_GZIP, fills, a);
    improve(p, PAGE_BROTLI, fills, a);

    struct buf in = {0}, out = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        gzip[turn] = body_us(p, PAGE_GZIP, fills, a);
        brotli[turn] = body_us(p, PAGE_BROTLI, fills, a);
        gzip_first[turn] = first_us(html, PAGE_GZIP, fills, a);
        brotli_first[turn] = first_us(html, PAGE_BROTLI, fills, a);

        struct page_body plain = page_body(p, PAGE_IDENTITY, PAGE_IDENTITY, fills, a);
        double begin = now_us();
        whole_bytes = deflate_whole(&plain, &in, &out);
        whole[turn] = now_us() - begin;
        coded_unref(&plain.coded);
    }

    printf("page_gzip_bytes: %zu\n", body_size(p, PAGE_GZIP, fills, a));
    printf("page_gzip_bytes_of_the_whole: %zu\n", whole_bytes);
    printf("page_brotli_bytes: %zu\n", body_size(p, PAGE_BROTLI, fills, a));
    printf("page_body_gzip_us: %.3f\n", median(gzip));
    printf("page_body_brotli_us: %.3f\n", median(brotli));
    printf("page_new_and_gzip_us: %.1f\n", median(gzip_first));
    printf("page_new_and_brotli_us: %.1f\n", median(brotli_first));
    printf("page_deflate_each_time_us: %.1f\n", median(whole));
    printf("page_deflate_to_splice_ratio: %.0f\n", median(whole) / median(gzip));
    buf_release(&in);
    buf_release(&out);
    page_unref(&p);
    arena_free(&a);
    arena_free(&keep);
    return 0;
}
