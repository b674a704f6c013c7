/* SPDX-License-Identifier: MIT */
/* Any language by its BCP 47 tag ("en", "pt-BR", "zh-Hant"), as ICU knows it. */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/arena.h"

enum { LANGUAGE_ID_MAX = 128 };
/* The ICU name of the language TAG names; false where it is none that ICU knows. */
bool language_id(struct str tag, char id[LANGUAGE_ID_MAX]);

/* TAG as it is usually written ("pt-BR" for "PT-br"), in A; empty where it names no language. */
struct str language_tag(struct str tag, struct arena *a);
/* What the language calls itself ("Deutsch", "Français"), in A; TAG where that is not known. */
struct str language_name(struct str tag, struct arena *a);
/* "ltr" or "rtl". */
const char *language_direction(struct str tag);

#endif
