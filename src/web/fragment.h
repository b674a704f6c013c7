/* SPDX-License-Identifier: MIT */
/* Fragments (cache/fragment.h) as handlers use them: those of the site's content are good until the
 * content version says that more than an article's own page has changed.
 *
 * A request uses those only where this process knows of every change that the request's snapshot of
 * the database holds; those that were made of their inputs alone it uses always. So whoever reads a
 * change in the database never sees a fragment from before it, whichever process wrote it. */
#ifndef WEB_FRAGMENT_H
#define WEB_FRAGMENT_H

#include "cache/fragment.h"
#include "web/context.h"

/* The fragment of KEY that was made of INPUTS, in C's arena; p NULL: there is none that is good. */
MUST_CHECK enum err_kind fragment_find(struct context *c, struct fragment_key key,
                                       struct str inputs, struct str *out, struct err *e);
/* Keeps TEXT, which was made of INPUTS and, unless OF_INPUTS, of the site's content. */
void fragment_store(struct context *c, struct fragment_key key, struct str inputs, bool of_inputs,
                    struct str text);

/* TEXT, of a template that was expanded, as an include. */
struct tpl_include fragment_shown(struct context *c, struct str text);

/* Makes an include of the site's content: sets *out, whose file is NULL where there is nothing. */
typedef enum err_kind include_make_fn(struct context *c, const void *arg, struct tpl_include *out,
                                      struct err *e);
/* What MAKE gives, with ARG: expanded and kept as the fragment of KEY, so that MAKE runs only where
 * that is not there. Nothing that a comment changes may be on it. */
MUST_CHECK enum err_kind fragment_include(struct context *c, struct fragment_key key,
                                          include_make_fn *make, const void *arg,
                                          struct tpl_include *out, struct err *e);

#endif
