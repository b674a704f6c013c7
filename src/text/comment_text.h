/* SPDX-License-Identifier: MIT */
/* Readers' comments in a small Markdown: paragraphs, line breaks as typed, emphasis, quotes, lists,
 * code and links. Links get rel="nofollow ugc noopener". Pictures, headings, tables, HTML and link
 * definitions ("[x]: address") are not supported and stay as typed. */
#ifndef TEXT_COMMENT_TEXT_H
#define TEXT_COMMENT_TEXT_H

#include "base/buf.h"
#include "text/markdown.h"

/* TEXT (valid UTF-8, clean) as HTML, in A, for a place where things have the direction AROUND. */
struct html comment_html(struct arena *a, struct str text, enum direction around);
/* True if TEXT can be shown as Markdown: its HTML has at most 8 bytes per byte of TEXT plus 64 KB,
 * and is made in time proportional to the length. comment_html shows any other text as typed. */
bool comment_fits(struct str text);
/* True if TEXT shows nothing, although it is not blank itself: markup without text. TEXT fits. */
bool comment_is_blank(struct str text);
/* The number of web addresses in TEXT, as links or bare. */
int64_t comment_link_count(struct str text);

#endif
