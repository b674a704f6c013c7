/* SPDX-License-Identifier: MIT */
/* Stores records until libfcgi can read them all at once: in memory, or in an unnamed file if there
 * may be many. */
#ifndef WEB_FCGI_SPOOL_H
#define WEB_FCGI_SPOOL_H

#include "web/fcgi/record.h"

struct fcgi_spool {
    int fd; /* -1: closed */
};

/* FOLDER is where to make the file; NULL for memory. If no file can be made, memory is used as
 * well. False if there is no memory or descriptor. */
MUST_CHECK bool spool_open(struct fcgi_spool *s, const char *folder);
/* Frees the content. Does nothing if the spool is closed. */
void spool_close(struct fcgi_spool *s);

/* Adds BYTES as they are. If the file's disk is full, the content moves to memory. False if neither
 * has room. */
MUST_CHECK bool spool_add(struct fcgi_spool *s, struct str bytes);
/* Adds CONTENT as records of TYPE. */
MUST_CHECK bool spool_records(struct fcgi_spool *s, enum fcgi_type type, uint16_t id,
                              struct str content);
/* Adds the empty record that ends the stream. */
MUST_CHECK bool spool_end(struct fcgi_spool *s, enum fcgi_type type, uint16_t id);
/* Makes `fd` read from the beginning of what was added. */
void spool_rewind(struct fcgi_spool *s);

#endif
