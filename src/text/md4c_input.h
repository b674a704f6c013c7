/* SPDX-License-Identifier: MIT */
/* Prepares text for md4c, and refuses text that would take md4c too long. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "base/buf.h"

/* Prepares TEXT for md4c, in *out, in A. In a COMMENT, definitions of links become plain text.
 * False if md4c would take more than time proportional to TEXT's length (more steps than
 * md4c_steps_max). */
bool md4c_input(struct arena *a, struct str text, bool comment, struct str *out);
/* Removes from the HTML of a COMMENT the marks that md4c_input put into its text. */
void md4c_output_clean(struct buf *html);

/* An upper bound on the steps that md4c takes with TEXT before its first callback. Counting stops
 * soon after MOST. */
size_t md4c_steps(struct str text, size_t most);
/* The number of steps that a text of N bytes may take. */
size_t md4c_steps_max(size_t n, bool comment);

#endif
