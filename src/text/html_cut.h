/* SPDX-License-Identifier: MIT */
/* Shortens rendered HTML to its beginning, for previews of long entries. */
#ifndef TEXT_HTML_CUT_H
#define TEXT_HTML_CUT_H

#include "base/arena.h"

struct html_limits {
    size_t characters; /* as readers see them, without tags */
    size_t lines; /* line breaks in the HTML; the renderer ends each paragraph and item with one */
    size_t bytes; /* of HTML, not counting the tags that close it */
};

/* As much of HTML as fits within LIMITS, in A. HTML must come from the renderer. The cut is after a
 * whole character, with "…" if it is inside a paragraph, and every open tag is closed. *cut is true
 * if something was left out. */
struct html html_cut(struct arena *a, struct html html, const struct html_limits *limits,
                     bool *cut);

#endif
