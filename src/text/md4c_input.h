/* SPDX-License-Identifier: MIT */
/* What md4c may be given. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "base/buf.h"

/* TEXT as md4c is to have it, in *out; PLAIN_DEFINITIONS: what would define a link is text. In A.
 * False where md4c would need more time than grows with TEXT's length. */
bool md4c_input(struct arena *a, struct str text, bool plain_definitions, struct str *out);
/* Takes out of HTML, which was made of such a text, what PLAIN_DEFINITIONS put into it. */
void md4c_output(struct buf *html);

#endif
