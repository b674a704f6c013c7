/* SPDX-License-Identifier: MIT */
/* Languages by BCP 47 tag ("en", "pt-BR", "zh-Hant"). Every language that ICU knows is supported.
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/arena.h"

enum { LANGUAGE_ID_MAX = 128 };
/* Writes ICU's name for the language TAG to ID; "_" counts as "-". False if ICU does not know it.
 */
bool language_id(struct str tag, char id[LANGUAGE_ID_MAX]);

/* TAG in its canonical form (BCP 47), in A: "pt-BR" for "PT_br", "he" for "iw". Empty if it names
 * no language. */
struct str language_tag(struct str tag, struct arena *a);
/* The language's name in the language itself ("Deutsch", "Français"), in A. TAG if ICU has no name
 * for it. */
struct str language_name(struct str tag, struct arena *a);
/* True if X and Y are known tags of one language in one script, whatever their regions: "pt-BR" and
 * "pt-PT", but not "zh-CN" and "zh-TW", whose usual scripts differ. */
bool language_same(struct str x, struct str y);
/* The language without script and region ("zh" of "zh-Hant-TW"), and the region ("TW"), in A. Empty
 * if TAG names none. */
struct str language_code(struct str tag, struct arena *a);
struct str language_region(struct str tag, struct arena *a);
/* True if the language is written in traditional Chinese characters, as the tag says ("zh-Hant") or
 * as is usual in its region ("zh-TW", "zh-HK"). */
bool language_is_traditional(struct str tag);
/* "ltr" or "rtl". */
const char *language_direction(struct str tag);

#endif
