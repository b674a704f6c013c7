/* SPDX-License-Identifier: MIT */
/* Records that wait until libfcgi can read them in one go: in memory, or in a file without a name
 * where they may be many. */
#ifndef WEB_FCGI_SPOOL_H
#define WEB_FCGI_SPOOL_H

#include "web/fcgi/record.h"

struct fcgi_spool {
    int fd; /* -1: closed */
};

/* FOLDER: where the file is to be; NULL: in memory. Where no file can be made it is in memory, too.
 * False where there is no memory or descriptor. */
MUST_CHECK bool spool_open(struct fcgi_spool *s, const char *folder);
/* Frees what it holds; nothing where it is closed. */
void spool_close(struct fcgi_spool *s);

/* Adds BYTES as they are. Where the file's disk is full the memory takes over. False where neither
 * has room. */
MUST_CHECK bool spool_add(struct fcgi_spool *s, struct str bytes);
/* Adds CONTENT as records of TYPE; the stream's end is an empty one. */
MUST_CHECK bool spool_records(struct fcgi_spool *s, enum fcgi_type type, uint16_t id,
                              struct str content);
MUST_CHECK bool spool_end(struct fcgi_spool *s, enum fcgi_type type, uint16_t id);
/* What was added can be read from `fd` from its beginning. */
void spool_rewind(struct fcgi_spool *s);

#endif
