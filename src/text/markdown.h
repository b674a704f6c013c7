/* SPDX-License-Identifier: MIT */
/* Article bodies: Markdown (md4c, GitHub's dialect) with shortcodes. Of raw HTML the words stay
 * (raw_html.h).
 *
 * A shortcode is `[name]` or `[name key="value" ...]` in running text: not in code, not behind a
 * backslash, not as a link's text. `[[name]]` prints `[name]`; one that the hooks do not know stays
 * as typed. A paragraph that holds nothing but shortcodes is replaced by them, and is no paragraph
 * for the count of after_paragraph.
 *
 * A quotation that holds `[pull-quote]` is a pull quote; its paragraph that begins with a dash says
 * who said it. `[^1]` calls for the footnote that a line `[^1]: ...` defines (footnotes.h).
 *
 * Links and pictures keep only http, https, mailto (links) and addresses on this site; others lose
 * theirs. */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include "base/buf.h"
#include "base/locale.h"

enum { SHORTCODE_ATTRS_MAX = 6 };

struct shortcode {
    struct str name;
    bool alone; /* in a paragraph of shortcodes only: block markup may stand here; else inline only
                 */
    struct {
        struct str name, value;
    } attr[SHORTCODE_ATTRS_MAX];
    size_t n_attrs;
};
/* The attribute's value; empty where there is none. */
struct str shortcode_attr(const struct shortcode *code, const char *name);

/* Whoever knows the site. Each function may be NULL. */
struct markdown_hooks {
    void *ctx;
    /* What takes CODE's place; p NULL: no such shortcode, it stays as typed. So does one for whose
     * HTML the bound below leaves no room beside the text. */
    struct html (*shortcode)(void *ctx, const struct shortcode *code);
    /* What follows top-level paragraph I (from 1) of the text; may be empty. */
    struct html (*after_paragraph)(void *ctx, int i);
    /* Told of every heading (LEVEL from 2) when it ends: its id, and its words as plain text, both
     * in the arena of the whole. */
    void (*heading)(void *ctx, int level, struct str id, struct str words);
    /* The size of the picture at URL, so that the page keeps its place; false: not known. */
    bool (*picture_size)(void *ctx, struct str url, int64_t *width, int64_t *height);
    /* Where several texts stand on a page: what the ids of this one begin with, of letters, digits
     * and dashes; and the level of its highest headings (0: 2). */
    struct str id_prefix;
    int top_level;
    /* Filled with what readers see otherwise than it was typed (proofread.h). */
    struct proofread *proof;
    /* How the site writes numbers, for those of footnotes; NULL: 1, 2, 3. */
    const struct number_format *numbers;
};

/* TEXT (valid UTF-8, clean) as HTML, in A. Headings begin at h2, unless HOOKS say otherwise: the
 * page's own title is its h1. Each has an id, "h-" and a slug of its words, which no other has.
 * HOOKS may be NULL. */
struct html markdown_html(struct arena *a, struct str text, const struct markdown_hooks *hooks);
/* TEXT must not need more than 20 bytes of HTML for each of its own and 64 KB, nor time that grows
 * faster than its length (proofread.h says whether it does): otherwise it is shown as typed. */

#endif
