/* SPDX-License-Identifier: MIT */
/* The file never has a name (O_TMPFILE), so it vanishes with its descriptor, however the process
 * ends. If the file cannot be made, or the disk is full, a memory file takes its place. */
#include "web/fcgi/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

bool spool_open(struct fcgi_spool *s, const char *folder)
{
    s->fd = folder == NULL ? -1 : open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (s->fd < 0)
        s->fd = memfd_create("request", MFD_CLOEXEC);
    return s->fd >= 0;
}

void spool_close(struct fcgi_spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

void spool_rewind(struct fcgi_spool *s)
{
    lseek(s->fd, 0, SEEK_SET);
}

/* Moves the content to a memory file. False if there is no room for it. */
static bool move_to_memory(struct fcgi_spool *s)
{
    struct fcgi_spool memory;
    off_t size = lseek(s->fd, 0, SEEK_CUR), from = 0;
    if (!spool_open(&memory, NULL))
        return false;
    while (from < size)
        if (sendfile(memory.fd, s->fd, &from, (size_t)(size - from)) <= 0) {
            spool_close(&memory);
            return false;
        }
    spool_close(s);
    *s = memory;
    return true;
}

bool spool_add(struct fcgi_spool *s, struct str bytes)
{
    for (bool moved = false; bytes.n > 0;) {
        ssize_t n = write(s->fd, bytes.p, bytes.n);
        if (n > 0)
            bytes = str_skip(bytes, (size_t)n);
        else if (n == 0 || errno != EINTR) {
            if (moved || !move_to_memory(s))
                return false;
            moved = true;
        }
    }
    return true;
}

static bool add_record(struct fcgi_spool *s, enum fcgi_type type, uint16_t id, struct str content)
{
    unsigned char header[FCGI_HEADER_BYTES];
    fcgi_put_header(header, type, id, content.n, 0);
    return spool_add(s, str_of((const char *)header, sizeof header)) && spool_add(s, content);
}

bool spool_records(struct fcgi_spool *s, enum fcgi_type type, uint16_t id, struct str content)
{
    for (; content.n > 0; content = str_skip(content, FCGI_CONTENT_MAX))
        if (!add_record(s, type, id, str_head(content, FCGI_CONTENT_MAX)))
            return false;
    return true;
}

bool spool_end(struct fcgi_spool *s, enum fcgi_type type, uint16_t id)
{
    return add_record(s, type, id, STR_NONE);
}
