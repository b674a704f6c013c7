/* SPDX-License-Identifier: MIT */
/* Unicode text (utf8proc). Text is checked and cleaned here once, when it enters the program. All
 * stored text is valid UTF-8 without control characters. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/err.h"
#include "base/utf8_kind.h"
#include "base/utf8_partial.h"

/* True if S is well-formed UTF-8: no surrogates, nothing past U+10FFFF, no overlong forms. */
bool utf8_valid(struct str s);

/* S with U+FFFD in place of what is not well-formed, in A; S itself if all of it is. As in the
 * Encoding Standard, the beginning of a character that breaks off becomes one U+FFFD. */
struct str utf8_repaired(struct arena *a, struct str s);

enum utf8_lines {
    UTF8_ONE_LINE,
    UTF8_MANY_LINES,
    UTF8_MARKDOWN, /* many lines, where indentation has a meaning */
};
/* S made fit to store, in A:
 * - it is in NFC, and of a run of combining marks the first 30 are kept;
 * - CRLF and CR become LF; a tab is kept; other controls and separators that part words or lines
 * (U+000B, U+000C, U+001C to U+001F, U+0085, U+2028, U+2029) become spaces;
 * - all other C0 and C1 controls, DEL, NUL, the byte order mark and noncharacters are dropped;
 * - in one line, LF and tabs become spaces, and characters that override the direction of writing
 * (U+202D, U+202E) are dropped, since they could show a name backwards;
 * - white space at both ends is dropped, but in Markdown the first line that is not blank keeps its
 * indentation, which makes it code; a text that shows nothing (utf8_blank) becomes empty.
 * ERR_INVALID if S is not valid UTF-8. */
MUST_CHECK enum err_kind utf8_clean(struct arena *a, struct str s, enum utf8_lines lines,
                                    struct str *out, struct err *e);

/* Like utf8_clean, but without NFC and with all marks: fit to be shown again to the person who
 * typed it. */
MUST_CHECK enum err_kind utf8_strip(struct arena *a, struct str s, enum utf8_lines lines,
                                    struct str *out, struct err *e);

/* True if S shows nothing: it is empty, or contains only white space of any kind, fillers, marks
 * without a base letter, and format or ignored characters. */
bool utf8_blank(struct str s);

/* S in NFC, in A. Of a run of combining marks the first 30 are kept. S must be valid. */
struct str utf8_nfc(struct arena *a, struct str s);

/* The form in which words are compared, in A: case-folded, without accents and other marks, and
 * with compatibility forms (full-width, ligatures) replaced. "Café", "CAFE" and "cafe" give the
 * same. S must be valid; if it is not, the result is empty. */
struct str utf8_fold(struct arena *a, struct str s);

/* The form in which names are the same, in A: without regard to case, width and other compatibility
 * forms, ignored characters, and the kind and number of spaces. Accents and signs count. S must be
 * valid; if it is not, the result is empty. */
struct str utf8_caseless(struct arena *a, struct str s);

/* S without white space of any script at either end. */
struct str utf8_trim(struct str s);

/* The number of code points. S must be valid. */
size_t utf8_length(struct str s);
/* True for characters that move text instead of showing it: controls, line separators, and
 * characters that set the direction of writing (marks, embeddings, overrides, isolates). */
bool utf8_moves_text(int32_t code_point);
/* S made fit for a terminal, in A: without characters that move text, so that it can neither move
 * the cursor nor look like another text. New lines and tabs are kept in many lines and become
 * spaces in one line. Invalid bytes become U+FFFD. */
struct str utf8_printable(struct arena *a, struct str s, enum utf8_lines lines);
/* The number of terminal columns that S takes: two for wide characters, none for marks. S must come
 * from utf8_printable. */
size_t utf8_width(struct str s);
/* The longest beginning of S that fits in COLUMNS columns, with the marks of its last character. */
struct str utf8_cut_width(struct str s, size_t columns);
/* The longest beginning of S of at most MAX_BYTES bytes that does not split a character as readers
 * see it (utf8_character). If the first one is longer than that, as much of it as fits. */
struct str utf8_cut(struct str s, size_t max_bytes);
/* Removes the next code point from *rest and returns it; -1 at the end. Invalid bytes give U+FFFD.
 */
int32_t utf8_next(struct str *rest);
/* Removes the next character as readers see it from *rest and returns it: a grapheme cluster, such
 * as a letter with its accents or a flag. Empty at the end. */
struct str utf8_character(struct str *rest);
/* Writes CODE_POINT, which must be valid, to OUT and returns its length. */
size_t utf8_encode(int32_t code_point, char out[4]);
/* True if S has a character that is written from right to left (RIGHT_TO_LEFT) or from left to
 * right: one whose Bidi_Class is R or AL, or L (UAX 9). */
bool utf8_has_direction(struct str s, bool right_to_left);

#endif
