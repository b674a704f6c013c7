/* SPDX-License-Identifier: MIT */
/* What md4c may be given. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "base/buf.h"

/* TEXT as md4c is to have it, in *out, in A; in a COMMENT what would define a link is text. False
 * where md4c would need more time than grows with TEXT's length: above md4c_steps_most. */
bool md4c_input(struct arena *a, struct str text, bool comment, struct str *out);
/* Takes out of HTML, which was made of a COMMENT, what was put into it there. */
void md4c_output(struct buf *html);

/* How many steps md4c takes with TEXT at most before it tells of anything; counting ends beyond
 * MOST. */
size_t md4c_steps(struct str text, size_t most);
/* How many a text of N bytes may take. */
size_t md4c_steps_most(size_t n, bool comment);

#endif
