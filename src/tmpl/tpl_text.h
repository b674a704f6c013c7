/* SPDX-License-Identifier: MIT */
/* The text of a template before the engine sees it: what must not be in it, and on which line it
 * goes wrong where the engine refuses it. */
#ifndef TMPL_TPL_TEXT_H
#define TMPL_TPL_TEXT_H

#include "base/buf.h"
#include "base/err.h"

/* The line breaks in TEXT. */
size_t tpl_text_lines(struct str text);
/* The next marker of TEXT at or after FROM: *at is where it begins, *inside what is between its
 * braces, and its end is returned. 0 where it never ends, and where there is none: *at is then the
 * text's end. */
size_t tpl_text_marker(struct str text, size_t from, size_t *at, struct str *inside);

/* ERR_INVALID, with the line, where TEXT does not begin with the auto-escape pragma, has it again,
 * holds control characters, changes the markers, or nests its sections too deeply. */
MUST_CHECK enum err_kind tpl_text_check(struct str text, struct err *e);

/* The engine's HTML escaping makes a space of every line break and tab: the value of a <textarea>
 * would lose its lines. Its modifier :p escapes the same and leaves white space alone, but must
 * stand only where the engine would have chosen :h. So it is asked: the probe is TEXT with its
 * plain variables ({{NAME}} without modifiers) named TPL_PROBE_0, TPL_PROBE_1, ... in order of
 * appearance. Returns their number. */
size_t tpl_text_probe(struct str text, struct buf *out);

/* Adds a checked TEXT to OUT as the engine shall have it: plain variable i with :p where
 * KEEP_SPACE[i], and nothing that makes it indent every line of what an indented {{>NAME}}
 * includes. */
void tpl_text_prepare(struct str text, const bool *keep_space, struct buf *out);

/* Whether the engine takes TEXT. */
typedef bool tpl_parses_fn(struct str text);

/* The line of a checked TEXT from which on PARSES refuses it, found with some 15 trials. */
size_t tpl_text_failing_line(struct str text, tpl_parses_fn *parses);

#endif
