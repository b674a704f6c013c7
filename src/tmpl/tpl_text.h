/* SPDX-License-Identifier: MIT */
/* The text of a template before the engine sees it: what must not be in it, and on which line it
 * goes wrong where the engine refuses it. */
#ifndef TMPL_TPL_TEXT_H
#define TMPL_TPL_TEXT_H

#include "base/buf.h"

/* ERR_INVALID, with the line, where TEXT does not begin with the auto-escape pragma, has it again,
 * holds control characters, changes the markers, or nests its sections too deeply. */
MUST_CHECK enum err_kind tpl_text_check(struct str text, struct err *e);

/* Adds TEXT to OUT for the engine, which would otherwise indent every line of what an indented
 * {{>NAME}} includes (also in a <textarea>). */
void tpl_text_prepare(struct str text, struct buf *out);

/* Whether the engine takes TEXT. */
typedef bool tpl_parses_fn(struct str text);

/* The line of a checked TEXT from which on PARSES refuses it, found with some 15 trials. */
size_t tpl_text_failing_line(struct str text, tpl_parses_fn *parses);

#endif
