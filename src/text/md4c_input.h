/* SPDX-License-Identifier: MIT */
/* What md4c may be given. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "base/arena.h"

/* TEXT as md4c is to have it, in *out; PLAIN_DEFINITIONS: what would define a link is text. In A.
 * False where md4c would need more time than grows with TEXT's length. */
bool md4c_input(struct arena *a, struct str text, bool plain_definitions, struct str *out);

#endif
