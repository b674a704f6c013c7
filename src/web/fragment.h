/* SPDX-License-Identifier: MIT */
/* Fragments (cache/fragment.h) as handlers use them. A fragment of the site's content is good until
 * a change touches more than one article's own page. A fragment made from its inputs alone is
 * always good.
 *
 * A request uses the former only if this process knows of every change in the request's snapshot.
 * So nobody who can read a change in the database is shown a fragment from before it, whichever
 * process wrote it. */
#ifndef WEB_FRAGMENT_H
#define WEB_FRAGMENT_H

#include "cache/fragment.h"
#include "web/context.h"

/* The fragment KEY that was made from INPUTS, in C's arena; its p is NULL if no good one is stored.
 */
MUST_CHECK enum err_kind fragment_find(struct context *c, struct fragment_key key,
                                       struct str inputs, struct str *out, struct err *e);
/* Stores TEXT, which was made from INPUTS and, unless OF_INPUTS, from the site's content. */
void fragment_store(struct context *c, struct fragment_key key, struct str inputs, bool of_inputs,
                    struct str text);

/* TEXT, the expansion of a template, as an include; nothing if TEXT is empty. */
struct tpl_include fragment_shown(struct context *c, struct str text);

/* Makes an include from the site's content: sets *out, and leaves its file NULL to show nothing. */
typedef enum err_kind include_make_fn(struct context *c, const void *arg, struct tpl_include *out,
                                      struct err *e);
/* Sets *out to the stored fragment KEY. If there is none, calls MAKE with ARG, expands its result
 * and stores that. The fragment must show nothing that a new comment changes. */
MUST_CHECK enum err_kind fragment_include(struct context *c, struct fragment_key key,
                                          include_make_fn *make, const void *arg,
                                          struct tpl_include *out, struct err *e);

#endif
