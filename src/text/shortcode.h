/* SPDX-License-Identifier: MIT */
/* The syntax of shortcodes: `[name]`, `[name key="value" other=value]`, and `[[name]]` for the
 * literal. Spaces of any kind part the attributes. The quotation marks of a value may be those of
 * any language: “a”, „a“, « a », 「a」. */
#ifndef TEXT_SHORTCODE_H
#define TEXT_SHORTCODE_H

#include "text/markdown.h"

/* Parses the shortcode at the beginning of TEXT (a '['). Returns its length in bytes; 0 if there is
 * none. *literal is set for one in double brackets, which prints itself without its first and last
 * bracket. */
size_t shortcode_parse(struct str text, struct shortcode *out, bool *literal);

/* The shortcodes of the site. The renderer itself handles "pull-quote". */
enum shortcode_kind {
    SHORTCODE_UNKNOWN,
    SHORTCODE_POST_VIEWS,
    SHORTCODE_LATEST_VIDEOS,
    SHORTCODE_VIDEO,
    SHORTCODE_SOCIAL,
    SHORTCODE_KINDS
};
enum shortcode_kind shortcode_kind(struct str name);

/* The length of what looks like a shortcode at the beginning of TEXT, including the forms of other
 * programs ("[/caption]", "[wp_map /]"); 0 if nothing does. */
size_t shortcode_like(struct str text);
/* The same for forms of other programs only, which shortcode_parse does not know. */
size_t shortcode_of_others(struct str text);

#endif
