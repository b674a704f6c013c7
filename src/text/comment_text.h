/* SPDX-License-Identifier: MIT */
/* Readers' comments: a small Markdown (paragraphs, line breaks as typed, emphasis, quotes, lists,
 * code, links). Links carry rel="nofollow ugc noopener"; no pictures, headings, tables or HTML:
 * those stay as typed; so do definitions of links ("[x]: address"). */
#ifndef TEXT_COMMENT_TEXT_H
#define TEXT_COMMENT_TEXT_H

#include "base/buf.h"

/* TEXT (valid UTF-8, clean) as HTML, in A. */
struct html comment_html(struct arena *a, struct str text);
/* Whether TEXT can be shown so: at most 8 bytes of HTML for each of its own and 64 KB, made in time
 * that grows with its length. comment_html shows another one as it was typed. */
bool comment_fits(struct str text);
/* How many web addresses TEXT holds, as links or bare. */
int64_t comment_link_count(struct str text);

#endif
