/* SPDX-License-Identifier: MIT */
/* Words as search compares them. Two texts have the same words if they differ only in what the
 * primary strength of ICU's root collation (CLDR) does not tell apart: case, accents, points,
 * compatibility forms such as ligatures and full-width letters, the kana, the digits of scripts.
 * Characters that show nothing (soft hyphens, zero-width spaces, joiners, variation selectors) are
 * ignored. What that collation takes for another letter is one: й is not и, ı is not i, أ is not ا.
 *
 * A word is a run of letters, their marks and digits. In scripts without spaces (Han, Kana, Thai,
 * Lao, Khmer, Burmese) each letter with its marks is a word, and so is each pictograph. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/str.h"

/* The number of the folding that fold_words does, stored with each text of a search index. Raise it
 * whenever fold_words gives other words for some text, or the search index is to contain other
 * texts: servers then make their index anew in the background. Texts of earlier foldings are
 * searched until then (db/fts.h). */
enum { FOLDING_NOW = 3 }; /* 3: the same words as 2; texts without characters' references */

/* Longer words are compared by so many bytes at their beginning. */
enum { FOLD_WORD_MAX = 256 };

/* The private-use characters that begin a word of the program's own, a facet (text/searchable.h). A
 * facet goes on to the next space, whatever its letters are. */
enum { FACET_FIRST = 0xE0F0, FACET_LAST = 0xE0FF };

/* Receives a word, and the bytes [from, to) of the text that it was made from. WORD is valid during
 * the call only. FROM never decreases; two words may come from the same bytes ("½"). */
typedef void fold_word_fn(void *arg, struct str word, size_t from, size_t to);

/* Calls FN for each word of TEXT (valid UTF-8 in NFC), in order. The words of a word are that word.
 * Takes time in proportion to the length of TEXT. Any thread. */
void fold_words(struct str text, fold_word_fn *fn, void *arg);

#endif
