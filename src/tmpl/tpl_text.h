/* SPDX-License-Identifier: MIT */
/* The text of a template before the engine sees it: checks it, rewrites it, and finds the line at
 * which the engine refuses it. */
#ifndef TMPL_TPL_TEXT_H
#define TMPL_TPL_TEXT_H

#include "base/buf.h"
#include "base/err.h"

/* The number of line breaks in TEXT. */
size_t tpl_text_lines(struct str text);
/* Finds the next marker of TEXT at or after FROM: *at is its beginning, *inside the text between
 * its braces; returns its end. Returns 0 if the marker never ends, or if there is none; *at is then
 * the end of TEXT. */
size_t tpl_text_marker(struct str text, size_t from, size_t *at, struct str *inside);

/* ERR_INVALID, with the line, if TEXT does not begin with the auto-escape pragma, repeats it,
 * contains control characters, changes the markers, or nests sections too deeply. */
MUST_CHECK enum err_kind tpl_text_check(struct str text, struct err *e);

/* Two of the engine's modifiers are replaced by better ones. Its HTML escaping (:h) turns every
 * line break and tab into a space, so a <textarea> would lose its lines; its check of links
 * (:U=html) drops mailto:. Which modifier the engine chooses depends on the place, so a probe finds
 * it out: TEXT with its plain variables ({{NAME}} without modifiers) renamed to TPL_PROBE_0,
 * TPL_PROBE_1,
 * ... in order. Adds the probe to OUT and returns the number of plain variables. */
size_t tpl_text_probe(struct str text, struct buf *out);

/* Adds a checked TEXT to OUT in the form that the engine gets: plain variable i is followed by
 * MODIFIERS[i] (":p"; "" leaves the choice to the engine), and the lines of an include are not
 * indented. */
void tpl_text_prepare(struct str text, const char *const *modifiers, struct buf *out);

/* Whether the engine accepts TEXT. */
typedef bool tpl_parses_fn(struct str text);

/* The first line at which PARSES refuses a checked TEXT; calls it some 15 times. */
size_t tpl_text_failing_line(struct str text, tpl_parses_fn *parses);

#endif
