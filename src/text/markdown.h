/* SPDX-License-Identifier: MIT */
/* Article bodies: Markdown (md4c, GitHub's dialect) with shortcodes. Raw HTML is reduced to its
 * words (raw_html.h).
 *
 * A shortcode is `[name]` or `[name key="value" ...]` in running text. It is not recognised in
 * code, after a backslash, or as a link's text. `[[name]]` prints `[name]`. A shortcode that the
 * hooks do not know stays as typed. A paragraph that contains only shortcodes is replaced by their
 * HTML, and after_paragraph does not count it.
 *
 * A quotation that contains `[pull-quote]` becomes a pull quote; its paragraph that begins with a
 * dash names the source. `[^1]` refers to the footnote that a line `[^1]: ...` defines
 * (footnotes.h).
 *
 * Where CommonMark and GitHub's dialect are left, for the sake of what people type: only "~~"
 * strikes; emphasis marks work beside punctuation in scripts without spaces; an address with
 * letters of any script is a link, and ends before their punctuation; a table's delimiter row needs
 * a '|'.
 *
 * Links may lead to http, https, mailto and this site, pictures may come from http, https and this
 * site. Any other address is dropped. */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include "base/buf.h"
#include "base/locale.h"

enum { SHORTCODE_ATTRS_MAX = 6 };

/* The direction of what is around a text: of its page, or, in an element with dir="auto", that of
 * its own first words. */
enum direction { DIRECTION_LTR, DIRECTION_RTL, DIRECTION_AUTO };

struct shortcode {
    struct str name;
    /* True in a paragraph of shortcodes only, where block markup may stand; else inline only. */
    bool alone;
    struct {
        struct str name, value;
    } attr[SHORTCODE_ATTRS_MAX];
    size_t n_attrs;
};
/* The value of the attribute NAME; empty if CODE does not have it. */
struct str shortcode_attr(const struct shortcode *code, const char *name);

/* What the renderer asks the rest of the program, which knows the site. Each function may be NULL.
 */
struct markdown_hooks {
    void *ctx;
    /* The HTML that replaces CODE. p NULL: there is no such shortcode, and it stays as typed. It
     * also stays as typed if its HTML would exceed the bound on the output (below). */
    struct html (*shortcode)(void *ctx, const struct shortcode *code);
    /* The HTML to put after top-level paragraph I (from 1); may be empty. */
    struct html (*after_paragraph)(void *ctx, int i);
    /* Called for every heading with an id, in order, when the text is done. LEVEL is from 2. ID and
     * WORDS (plain text) live in the arena of the result. */
    void (*heading)(void *ctx, int level, struct str id, struct str words);
    /* The size of the picture at URL, so that a browser can reserve its place; false if not known.
     */
    bool (*picture_size)(void *ctx, struct str url, int64_t *width, int64_t *height);
    /* For pages with several texts: the prefix of this text's ids (letters, digits and dashes), and
     * the level of its highest headings (0 means 2). */
    struct str id_prefix;
    int top_level;
    /* Collects what readers will see differently from what was typed (notices.h). */
    struct proofread *proof;
    /* Blocks that have another direction than what is around them get dir="auto". */
    enum direction around;
    /* How the site writes the numbers of footnotes; NULL: 1, 2, 3. */
    const struct number_format *numbers;
};

/* TEXT (valid UTF-8, clean) as HTML, in A. Headings begin at h2 unless HOOKS say otherwise, since
 * the page's title is its h1. Each has a unique id: "h-" and a slug of its words. HOOKS may be
 * NULL. */
struct html markdown_html(struct arena *a, struct str text, const struct markdown_hooks *hooks);
/* The bound: a text whose HTML would take more than 20 bytes per byte of text plus 64 KB, or whose
 * rendering would take more than time proportional to its length, is shown as typed. proofread.h
 * tells in advance. */

#endif
