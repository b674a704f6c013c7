/* SPDX-License-Identifier: MIT */
/* Prepares text for md4c, and refuses text that would take md4c too long. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "text/md4c_marks.h"

/* Prepares TEXT for md4c, in *out, in A. What md4c reports of it contains marks (md4c_marks.h).
 * False if md4c would take more than time proportional to TEXT's length (more steps than
 * md4c_steps_max). */
bool md4c_input(struct arena *a, struct str text, enum dialect dialect, struct md4c_text *out);
/* The flags that md4c parses texts of DIALECT with. */
unsigned md4c_flags(enum dialect dialect);

/* An upper bound on the steps that md4c takes with TEXT before its first callback. Counting stops
 * soon after MOST. */
size_t md4c_steps(struct str text, size_t most);
/* The number of steps that a text of N bytes may take. */
size_t md4c_steps_max(size_t n, enum dialect dialect);

#endif
