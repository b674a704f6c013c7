/* SPDX-License-Identifier: MIT */
/* Copies the counter file while others count in it. Each number is read as a whole, and is at least
 * what any earlier copy of the database says. The copy's header names no boot, so whoever opens it
 * compares it with the database line by line (views_file.c). */
#include "core/views/views_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"

static enum err_kind write_all(int fd, const void *bytes, size_t n, struct err *e)
{
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(fd, (const char *)bytes + done, n - done);
        if (wrote < 0 && errno != EINTR)
            return err_errno(e, errno == ENOSPC ? ERR_BUSY : ERR_IO,
                             "cannot copy the view counters");
        if (wrote > 0)
            done += (size_t)wrote;
    }
    return OK;
}

static enum err_kind copy_header(const struct views *v, uint64_t chunks, int fd, struct err *e)
{
    unsigned char page[VIEWS_PAGE] = {0};
    struct views_header h = {.chunks = chunks};
    memcpy(h.magic, v->header->magic, sizeof h.magic);
    memcpy(h.uuid, v->header->uuid, sizeof h.uuid);
    memcpy(page, &h, sizeof h);
    return write_all(fd, page, sizeof page, e);
}

static enum err_kind copy_chunk(const struct chunk *from, struct chunk *copy, int fd, struct err *e)
{
    for (size_t i = 0; i < CHUNK_ARTICLES; i++)
        for (size_t k = 0; k < VIEW_REASONS; k++)
            atomic_store_explicit(&copy->lines[i].n[k],
                                  atomic_load_explicit(&from->lines[i].n[k], memory_order_relaxed),
                                  memory_order_relaxed);
    return write_all(fd, copy, sizeof *copy, e);
}

enum err_kind views_copy(const struct views *v, int fd, struct err *e)
{
    uint64_t chunks = atomic_load_explicit(&v->header->chunks, memory_order_acquire);
    struct chunk *copy = check_memory(calloc(1, sizeof *copy));
    enum err_kind kind = copy_header(v, chunks, fd, e);
    for (uint64_t i = 0; i < chunks && kind == OK; i++)
        kind = copy_chunk(chunk_at(v, i), copy, fd, e);
    free(copy);
    return kind;
}
