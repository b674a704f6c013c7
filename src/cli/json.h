/* SPDX-License-Identifier: MIT */
/* Text as JSON has it (RFC 8259). */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/buf.h"

/* S in quotation marks. Only printable characters stand as they are: controls, and what turns the
 * direction of writing, are escaped, so that JSON on a terminal is harmless, too, and nothing is
 * lost. What is not valid UTF-8 becomes U+FFFD. */
void json_add_string(struct buf *b, struct str s);

#endif
