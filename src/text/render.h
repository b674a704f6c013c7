/* SPDX-License-Identifier: MIT */
/* Markdown to HTML in both dialects. markdown.h and comment_text.h describe them, and are what
 * other folders call. */
#ifndef TEXT_RENDER_H
#define TEXT_RENDER_H

#include "text/dialect.h"
#include "text/markdown.h"

/* TEXT in DIALECT as HTML, in A; HOOKS may be NULL. */
struct html markdown_render(struct arena *a, struct str text, enum dialect dialect,
                            const struct markdown_hooks *hooks);

/* True if TEXT can be rendered within the bounds on output and time; markdown_render shows any
 * other text as typed. Renders it to find out, with A as scratch space. */
bool markdown_affordable(struct arena *a, struct str text, enum dialect dialect,
                         const struct markdown_hooks *hooks);

#endif
