/* SPDX-License-Identifier: MIT */
/* gzip.c and brotli.c make theirs; plain text is just cut into pieces here. */
#include "cache/codings.h"

#include "base/die.h"
#include "cache/brotli.h"
#include "cache/gzip.h"

#include <stdlib.h>

static struct coded *text_make(const struct cut *cut)
{
    size_t *ends = check_memory(malloc((cut->n + 1) * sizeof *ends));
    for (size_t i = 0; i < cut->n; i++)
        ends[i] = cut->gaps[i].at;
    ends[cut->n] = cut->text.n;
    struct coded *c = coded_new(CODED_TEXT, cut, cut->text, ends);
    free(ends);
    return c;
}

struct coded *coded_make(enum coded_kind kind, enum effort effort, const struct cut *cut)
{
    switch (kind) {
    case CODED_GZIP:
        return gzip_make(cut, effort);
    case CODED_SEGMENTS:
        return gzip_make_segments(cut, effort);
    case CODED_BROTLI:
        return brotli_make(cut, effort);
    case CODED_TEXT:
    case CODED_KINDS:
        break;
    }
    return text_make(cut);
}

void coded_text(const struct coded *c, struct buf *out)
{
    switch (c->kind) {
    case CODED_GZIP:
    case CODED_SEGMENTS:
        gzip_text(c, out);
        return;
    case CODED_BROTLI:
        brotli_text(c, out);
        return;
    case CODED_TEXT:
    case CODED_KINDS:
        break;
    }
    buf_add(out, str_of(c->pieces[0].p, c->text_n));
}
