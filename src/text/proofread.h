/* SPDX-License-Identifier: MIT */
/* Checks an article's text for its author: whether it can be shown, and what readers will see
 * differently from what was typed. */
#ifndef TEXT_PROOFREAD_H
#define TEXT_PROOFREAD_H

#include "base/problem.h"
#include "text/notices.h"

/* Checks the article text MARKDOWN for a site whose address is OWN ("https://news.example", or
 * empty). *out lives in A and refers to OWN. */
void markdown_proofread(struct arena *a, struct str markdown, struct str own,
                        struct proofread *out);
/* Checks the text of a form's field "body", and adds to P why it cannot be saved. */
void proofread_check(struct str markdown, struct str own, struct problems *p);
/* What is said of notice I, with LINES, a list of the numbers of its lines (base/list.h). */
struct message proofread_message(const struct proofread *proof, size_t i, struct str lines);
/* The same in English, for the command line. In A. */
struct str proofread_sentence(struct arena *a, const struct proofread *proof, size_t i);
/* True if TEXT contains HTML or a shortcode. For texts that are shown as typed. */
bool plain_has_markup(struct str text);

/* The message to the author of a text that does not fit. */
#define MARKDOWN_TOO_COSTLY                                                                        \
    N_("The text cannot be shown: it nests too deeply, repeats a long address too often, or has "  \
       "too many links or table cells in one paragraph or table.")

#endif
