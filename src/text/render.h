/* SPDX-License-Identifier: MIT */
/* Markdown to HTML, for both dialects (markdown.h and comment_text.h say what each takes). */
#ifndef TEXT_RENDER_H
#define TEXT_RENDER_H

#include "text/markdown.h"

enum dialect { DIALECT_ARTICLE, DIALECT_COMMENT };

/* TEXT in DIALECT as HTML, in A; HOOKS may be NULL. */
struct html markdown_render(struct arena *a, struct str text, enum dialect dialect,
                            const struct markdown_hooks *hooks);

/* Whether TEXT can be shown so: its HTML is within the bound, and making it takes time in
 * proportion to its length. One that cannot is shown by markdown_render as it was typed. A is used
 * for what is needed meanwhile. */
bool markdown_affordable(struct arena *a, struct str text, enum dialect dialect,
                         const struct markdown_hooks *hooks);

#endif
