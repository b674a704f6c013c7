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

/* Those that the site knows, each under its name. "pull-quote" is the renderer's own. */
enum shortcode_kind {
    SHORTCODE_UNKNOWN,
    SHORTCODE_POST_VIEWS,
    SHORTCODE_LATEST_VIDEOS,
    SHORTCODE_VIDEO,
    SHORTCODE_SOCIAL,
    SHORTCODE_KINDS
};
enum shortcode_kind shortcode_kind(struct str name);

/* The length of what looks like a shortcode at the '[' that TEXT begins with, also in the ways of
 * other programs ("[/caption]", "[wp_map /]"); 0: it does not. */
size_t shortcode_like(struct str text);

#endif
