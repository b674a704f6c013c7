/* SPDX-License-Identifier: MIT */
/* The beginning of a long text that is HTML already. */
#ifndef TEXT_HTML_CUT_H
#define TEXT_HTML_CUT_H

#include "base/arena.h"

struct html_limits {
    size_t characters; /* as readers see them, tags apart */
    size_t lines;      /* of the HTML: the renderer ends each paragraph and item with one */
    size_t bytes;      /* of the HTML, tags that close it apart */
};

/* As much of HTML, which the renderer made, as is within LIMITS: cut behind a whole character, with
 * "…" where that is within a paragraph, and every tag closed. *cut: something is left out. In A. */
struct html html_cut(struct arena *a, struct html html, const struct html_limits *limits,
                     bool *cut);

#endif
