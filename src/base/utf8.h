/* SPDX-License-Identifier: MIT */
/* Text at the edge: what comes in is checked and cleaned here once; the rest of the program holds
 * only valid UTF-8 without control characters. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

/* True where S is well-formed UTF-8 (no surrogates, nothing past U+10FFFF, no overlong forms). */
bool utf8_valid(struct str s);

enum utf8_lines { UTF8_ONE_LINE, UTF8_MANY_LINES };
/* S fit to store: in NFC; CRLF and CR become LF; C0 and C1 controls, DEL, NUL, the byte order mark
 * and noncharacters are dropped (a tab becomes a space in one line, and stays in many); in one
 * line, LF becomes a space too, and what overrides the direction of letters (U+202D, U+202E) goes,
 * since a name could be shown backwards with it. Of a run of combining marks the first 30 are kept.
 * White space at both ends goes; a text that shows nothing (utf8_blank) becomes the empty one. S
 * must be valid UTF-8: ERR_INVALID where it is not. *out lives in A. */
MUST_CHECK enum err_kind utf8_clean(struct arena *a, struct str s, enum utf8_lines lines,
                                    struct str *out, struct err *e);

/* The same without the normal form, with all marks: fit to be shown to whoever typed it. */
MUST_CHECK enum err_kind utf8_strip(struct arena *a, struct str s, enum utf8_lines lines,
                                    struct str *out, struct err *e);

/* True where S shows nothing to anybody: it is empty, or there are only spaces of any kind,
 * fillers, marks without anything below them, and characters that format or are ignored. */
bool utf8_blank(struct str s);

/* S in NFC, nothing else changed; but that of a run of combining marks the first 30 are kept.
 * S must be valid. Lives in A. */
struct str utf8_nfc(struct arena *a, struct str s);

/* The form in which words are compared: case-folded, accents and other marks removed, compatibility
 * forms replaced (full-width, ligatures). Equal for "Café", "CAFE" and "cafe". S must be valid; an
 * invalid one gives the empty string. Lives in A. */
struct str utf8_fold(struct arena *a, struct str s);

/* The number of code points. S must be valid. */
size_t utf8_length(struct str s);
/* Ends the text of a fixed array, which printf may have cut, after its last whole character. */
void utf8_end_whole(char *text);
/* True for what is no text but moves it: controls, line separators, and what sets the direction of
 * writing (marks, embeddings, overrides, isolates). */
bool utf8_moves_text(int32_t code_point);
/* S fit for a terminal: without control characters and those that turn the direction of writing, so
 * that no text can move the cursor or look like another; a new line and a tab stay in many lines
 * and become a space in one. What is not valid becomes U+FFFD. Lives in A. */
struct str utf8_printable(struct arena *a, struct str s, enum utf8_lines lines);
/* How many columns of a terminal S takes: wide characters two, marks none. S must be printable. */
size_t utf8_width(struct str s);
/* The longest beginning of S of at most COLUMNS columns, with the marks of its last character. */
struct str utf8_cut_width(struct str s, size_t columns);
/* The longest beginning of S of at most MAX_BYTES that cuts no character in two. */
struct str utf8_cut(struct str s, size_t max_bytes);
/* The next code point of *rest, which moves on; -1 at the end. Invalid bytes give U+FFFD. */
int32_t utf8_next(struct str *rest);
/* Takes the next character as readers see it off *rest (a grapheme cluster: a letter with its
 * accents, a flag, a family); empty at the end. */
struct str utf8_character(struct str *rest);
/* True for letters, marks and digits of any script (what words are made of). */
bool utf8_is_word(int32_t code_point);

#endif
