/* SPDX-License-Identifier: MIT */
/* A slug is made once and then stored, since permalinks must not change. So this may change: only
 * new articles are affected. The ids of headings are not stored, so slug_of_heading may not change:
 * other pages link to them. */
#include "text/slug.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/latin.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/utf8_partial.h"
#include "text/wordbreak.h"

enum { SLUG_BYTES = 80 };

enum purpose { FOR_ADDRESS, FOR_HEADING };

/* The longest beginning of SLUG in at most MAX bytes that does not split a character as readers see
 * it. */
static struct str cut_between_characters(struct str slug, size_t max)
{
    size_t n = 0;
    for (struct str rest = slug; rest.n > 0;) {
        (void)utf8_character(&rest);
        if (slug.n - rest.n > max)
            break;
        n = slug.n - rest.n;
    }
    return str_head(slug, n);
}

/* SLUG in at most SLUG_BYTES. The word that does not fit begins at LAST; WHOLE is the length of the
 * words before it. */
static struct str cut_slug(struct str slug, size_t whole, size_t last, enum purpose purpose)
{
    struct str word = str_skip(slug, last);
    bool spaceless = word_is_spaceless(utf8_next(&word));
    size_t enough = purpose == FOR_HEADING ? 1 : SLUG_BYTES / 2;
    if (whole >= enough && (!spaceless || purpose == FOR_HEADING))
        return str_head(slug, whole);
    struct str cut = cut_between_characters(slug, SLUG_BYTES);
    return cut.n > last ? cut : str_head(slug, whole);
}

/* Apostrophes and, in addresses, the letters that are written for one (U+02BB in \u02BBokina). */
static bool is_apostrophe(int32_t cp, enum purpose purpose)
{
    return cp == '\'' || cp == 0x2019 || (purpose == FOR_ADDRESS && cp >= 0x02B9 && cp <= 0x02BD);
}

/* FOLDED's words joined by hyphens, in at most SLUG_BYTES; FALLBACK if there are none. */
static struct str join_words(struct arena *a, struct str folded, enum purpose purpose,
                             struct str fallback)
{
    struct buf slug = buf_in(a);
    size_t whole = 0, last = 0; /* where the words before the last one end, and where that begins */
    bool gap = false;
    for (struct str rest = folded; rest.n > 0 && slug.n <= 2 * SLUG_BYTES;) {
        struct str before = rest;
        int32_t cp = utf8_next(&rest);
        if (is_apostrophe(cp, purpose))
            continue;
        if (!utf8_is_word(cp) || ((gap || slug.n == 0) && utf8_is_mark(cp))) {
            gap = slug.n > 0;
            if (gap && slug.n > SLUG_BYTES)
                break;
            continue;
        }
        if (gap) {
            whole = slug.n;
            buf_add_char(&slug, '-');
        }
        if (gap || slug.n == 0)
            last = slug.n;
        gap = false;
        struct str letter = str_of(before.p, before.n - rest.n);
        buf_add(&slug, purpose == FOR_ADDRESS ? latin_ascii(a, letter) : letter);
    }
    struct str made = buf_str(&slug);
    if (made.n > SLUG_BYTES)
        made = cut_slug(made, whole, last, purpose);
    return made.n > 0 ? made : fallback;
}

struct str slug_from(struct arena *a, struct str s, struct str fallback)
{
    return join_words(a, utf8_fold(a, s), FOR_ADDRESS, fallback);
}

struct str slug_of_heading(struct arena *a, struct str s, struct str fallback)
{
    return join_words(a, utf8_fold(a, s), FOR_HEADING, fallback);
}

struct str slug_typed(struct arena *a, struct str typed, struct str name, struct str fallback)
{
    struct str plain = url_decode_lenient(a, typed, false);
    plain = str_head(plain, utf8_whole(plain)); /* a copy may end within a letter */
    struct str slug = slug_from(a, utf8_valid(plain) ? plain : typed, STR_NONE);
    return slug.n > 0 ? slug : slug_from(a, name, fallback);
}

struct str slug_numbered(struct arena *a, struct str slug, int64_t n)
{
    if (n <= 1)
        return slug;
    struct str number = arena_printf(a, "-%" PRId64, n);
    struct str cut = cut_between_characters(slug, SLUG_BYTES - number.n);
    return arena_join(a, str_head(cut, cut.n - str_ends(cut, STR("-"))), number);
}

void slug_spellings(struct arena *a, struct str spelled, struct str out[SLUG_SPELLINGS])
{
    struct str folded = utf8_fold(a, spelled);
    out[0] = join_words(a, folded, FOR_HEADING, STR_NONE);
    out[1] = join_words(a, folded, FOR_ADDRESS, STR_NONE);
}
