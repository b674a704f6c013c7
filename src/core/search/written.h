/* SPDX-License-Identifier: MIT */
/* A correction as people write it. The words of the index are folded: without accents, and without
 * the forms that some letters have at a word's end. */
#ifndef CORE_SEARCH_WRITTEN_H
#define CORE_SEARCH_WRITTEN_H

#include "core/search/search.h"

/* R's guess, with each word as the hits have it, where they do: "café" for "cafe". In A. */
struct str search_written(struct arena *a, const struct search_result *r);

#endif
