/* SPDX-License-Identifier: MIT */
/* Opening files that somebody else has put where they are. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

/* Opens PATH for reading where it is a regular file, a descriptor that the caller closes; else -1
 * with errno set (EINVAL: it is a folder, a pipe, a socket or a device). Never waits: the plain
 * open of a named pipe would wait for its writer. Any thread. */
int file_open_regular(const char *path);

#endif
