/* SPDX-License-Identifier: MIT */
/* The syntax of shortcodes: `[name]`, `[name key="value" other=value]`, and `[[name]]` for the
 * literal. */
#ifndef TEXT_SHORTCODE_H
#define TEXT_SHORTCODE_H

#include "text/markdown.h"

/* Looks at the '[' that TEXT begins with. Returns how many bytes of TEXT were read: 0 where no
 * shortcode begins here. *literal is set for one in double brackets: what it prints is TEXT without
 * its first and last bracket. */
size_t shortcode_parse(struct str text, struct shortcode *out, bool *literal);

#endif
