/* SPDX-License-Identifier: MIT */
/* JSON strings (RFC 8259). */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/buf.h"

/* Adds S as a string in quotation marks. Control characters and characters that set the direction
 * of writing are escaped, so JSON is harmless on a terminal, too, and nothing is lost. Invalid
 * UTF-8 becomes U+FFFD. */
void json_add_string(struct buf *b, struct str s);

#endif
