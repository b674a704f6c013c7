/* SPDX-License-Identifier: MIT */
/* UTF-8 by utf8proc, with shortcuts for ASCII, which most text is. Strangers choose the text, so
 * every function takes time in proportion to its length. utf8proc sorts a run of combining marks in
 * quadratic time; stream_safe bounds the runs, and every text passes it before utf8proc_map
 * (mapped). What counts as a letter, a mark or a blank depends on utf8proc's version of Unicode. */
#include "base/utf8.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "base/buf.h"

/* The first code point of S and its length in bytes; -1 if it is not well-formed. */
static int32_t decode(struct str s, size_t *n)
{
    utf8proc_int32_t cp;
    if (s.n > 0 && (unsigned char)s.p[0] < 0x80) {
        *n = 1;
        return (unsigned char)s.p[0];
    }
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &cp);
    *n = got > 0 ? (size_t)got : 1;
    return got > 0 ? cp : -1;
}

bool utf8_valid(struct str s)
{
    while (s.n > 0) {
        size_t n;
        if (decode(s, &n) < 0)
            return false;
        s = str_of(s.p + n, s.n - n);
    }
    return true;
}

/* The length of the longest beginning of S, which is not empty, that could begin a character: 1 if
 * its first byte could not. */
static size_t broken_length(struct str s)
{
    unsigned char lead = (unsigned char)s.p[0];
    size_t needs = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4)
        return 1;
    for (size_t n = 1; n < needs; n++) {
        unsigned char byte = n < s.n ? (unsigned char)s.p[n] : 0;
        unsigned char low = n > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        unsigned char high = n > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (byte < low || byte > high)
            return n;
    }
    return needs;
}

struct str utf8_repaired(struct arena *a, struct str s)
{
    if (utf8_valid(s))
        return s;
    struct buf b = buf_in(a);
    while (s.n > 0) {
        size_t n;
        bool whole = decode(s, &n) >= 0;
        n = whole ? n : broken_length(s);
        buf_add(&b, whole ? str_head(s, n) : STR("\xEF\xBF\xBD"));
        s = str_skip(s, n);
    }
    return buf_str(&b);
}

int32_t utf8_next(struct str *rest)
{
    if (rest->n == 0)
        return -1;
    size_t n;
    int32_t cp = decode(*rest, &n);
    *rest = str_of(rest->p + n, rest->n - n);
    return cp < 0 ? 0xFFFD : cp;
}

enum { ZERO_WIDTH_JOINER = 0x200D };

/* True if LINKER is a virama that joins CP, a consonant of its script, to the one before it: rule
 * GB9c of UAX 29, which utf8proc does not know yet. The blocks of these scripts are alike. */
static bool is_conjunct(int32_t linker, int32_t cp)
{
    static const int32_t viramas[] = {0x094D, 0x09CD, 0x0ACD, 0x0B4D, 0x0C4D, 0x0D4D};
    int32_t place = cp & 0x7F;
    if ((linker ^ cp) > 0x7F ||
        !((place >= 0x15 && place <= 0x39) || (place >= 0x58 && place <= 0x5F)))
        return false;
    for (size_t i = 0; i < sizeof viramas / sizeof *viramas; i++)
        if (linker == viramas[i])
            return true;
    return false;
}

struct str utf8_character(struct str *rest)
{
    struct str from = *rest;
    utf8proc_int32_t state = 0;
    int32_t before = utf8_next(rest), mark = before; /* MARK: BEFORE, or what a joiner follows */
    for (struct str ahead = *rest; ahead.n > 0; *rest = ahead) {
        int32_t cp = utf8_next(&ahead);
        if (utf8proc_grapheme_break_stateful(before, cp, &state) && !is_conjunct(mark, cp))
            break;
        mark = cp == ZERO_WIDTH_JOINER ? mark : cp;
        before = cp;
    }
    return str_of(from.p, from.n - rest->n);
}

size_t utf8_length(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

static bool is_ascii_text(char c)
{
    return c >= ' ' && c < 0x7F;
}

/* A place at or before AT where a character begins for sure: between two of ASCII, or the beginning
 * of S. */
static size_t known_border(struct str s, size_t at)
{
    while (at > 0 && !(is_ascii_text(s.p[at - 1]) && is_ascii_text(s.p[at])))
        at--;
    return at;
}

struct str utf8_cut(struct str s, size_t max_bytes)
{
    if (s.n <= max_bytes)
        return s;
    size_t n = max_bytes, whole = known_border(s, max_bytes);
    while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    for (struct str rest = str_skip(s, whole); s.n - rest.n <= max_bytes;
         (void)utf8_character(&rest))
        whole = s.n - rest.n;
    return str_head(s, whole > 0 ? whole : n);
}

size_t utf8_encode(int32_t cp, char out[4])
{
    return (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)out);
}

/* Characters that show nothing, although their category is not white space, mark or format. */
static bool is_filler(int32_t cp)
{
    return cp == 0x115F || cp == 0x1160 || cp == 0x3164 || cp == 0xFFA0 || /* of Hangul */
           cp == 0x2800 ||                 /* braille without dots */
           cp == 0xFFFC ||                 /* stands for an embedded object */
           cp == 0x1D159 ||                /* a null notehead */
           cp == 0x13441 || cp == 0x13442; /* blanks between hieroglyphs */
}

/* Code points without a character yet that Unicode keeps for ignorable ones, and noncharacters. */
static bool is_kept_ignorable(int32_t cp)
{
    return cp == 0x2065 || (cp >= 0xFFF0 && cp <= 0xFFF8) || (cp >= 0xE0000 && cp <= 0xE0FFF) ||
           (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

static bool shows_nothing(int32_t cp)
{
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return true;
    default:
        return is_filler(cp) || is_kept_ignorable(cp) || utf8proc_get_property(cp)->ignorable;
    }
}

bool utf8_blank(struct str s)
{
    while (s.n > 0)
        if (!shows_nothing(utf8_next(&s)))
            return false;
    return true;
}

struct str utf8_trim(struct str s)
{
    size_t begin = s.n, end = 0; /* of what is between the spaces */
    for (struct str rest = s; rest.n > 0;) {
        size_t at = s.n - rest.n;
        if (utf8_is_space(utf8_next(&rest)))
            continue;
        begin = at < begin ? at : begin;
        end = s.n - rest.n;
    }
    return end > begin ? str_of(s.p + begin, end - begin) : str_head(s, 0);
}

static bool overrides_direction(int32_t cp)
{
    return cp == 0x202D || cp == 0x202E;
}

/* Controls and separators that part words or lines. */
static bool parts_words(int32_t cp)
{
    return cp == '\v' || cp == '\f' || (cp >= 0x1C && cp <= 0x1F) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

static bool is_dropped(int32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xFEFF ||
           (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

/* How many marks in a row are kept: as many as UAX 15 allows in stream-safe text. */
enum { MARKS_MAX = 30 };

/* True if CP is sorted as a mark, or decomposes into one although it is not a mark itself. */
static bool is_mark(int32_t cp, const utf8proc_property_t *property)
{
    return property->combining_class != 0 || cp == 0x0F73 || cp == 0x0F75 || cp == 0x0F81 ||
           cp == 0xFF9E || cp == 0xFF9F;
}

/* S without the marks that follow MARKS_MAX others. An ignorable character (a joiner) does not end
 * a run, since folding drops it. */
static struct str stream_safe(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.n + 1);
    size_t n = 0, marks = 0;
    while (s.n > 0) {
        size_t len;
        int32_t cp = decode(s, &len);
        const utf8proc_property_t *property = utf8proc_get_property(cp < 0 ? 0 : cp);
        bool mark = is_mark(cp, property);
        if (mark)
            marks++;
        else if (!property->ignorable)
            marks = 0;
        if (!mark || marks <= MARKS_MAX) {
            memcpy(to + n, s.p, len);
            n += len;
        }
        s = str_of(s.p + len, s.n - len);
    }
    return str_of(to, n);
}

/* S in the normal form that OPTIONS ask for, in A. Empty if S is not valid. */
static struct str mapped(struct arena *a, struct str s, utf8proc_option_t options)
{
    utf8proc_uint8_t *made = NULL;
    s = stream_safe(a, s);
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &made, options);
    struct str out = n > 0 ? arena_dup(a, str_of((const char *)made, (size_t)n)) : STR("");
    free(made);
    return out;
}

static bool is_ascii(struct str s)
{
    unsigned char any = 0;
    for (size_t i = 0; i < s.n; i++)
        any |= (unsigned char)s.p[i];
    return any < 0x80;
}

/* S without white space at its ends, except the first line's indentation in Markdown. */
static struct str trimmed(struct str s, enum utf8_lines lines)
{
    struct str rest = str_trim(s);
    if (utf8_blank(rest))
        return STR("");
    if (lines != UTF8_MARKDOWN)
        return rest;
    const char *from = rest.p;
    while (from > s.p && (from[-1] == ' ' || from[-1] == '\t'))
        from--;
    return str_of(from, (size_t)(rest.p + rest.n - from));
}

enum err_kind utf8_strip(struct arena *a, struct str s, enum utf8_lines lines, struct str *out,
                         struct err *e)
{
    char *to = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (struct str rest = s; rest.n > 0;) {
        size_t len;
        int32_t cp = decode(rest, &len);
        if (cp < 0)
            return err_set(e, ERR_INVALID, "not valid UTF-8 at byte %zu", s.n - rest.n);
        const char *from = rest.p;
        rest = str_of(rest.p + len, rest.n - len);
        if (cp == '\r') {
            if (rest.n > 0 && rest.p[0] == '\n')
                continue;
            cp = '\n';
        }
        if (cp == '\n' || cp == '\t') {
            to[n++] = lines == UTF8_ONE_LINE ? ' ' : (char)cp;
        } else if (parts_words(cp)) {
            to[n++] = ' ';
        } else if (!is_dropped(cp) && (lines != UTF8_ONE_LINE || !overrides_direction(cp))) {
            memcpy(to + n, from, len);
            n += len;
        }
    }
    *out = trimmed(str_of(to, n), lines);
    return OK;
}

enum err_kind utf8_clean(struct arena *a, struct str s, enum utf8_lines lines, struct str *out,
                         struct err *e)
{
    struct str clean;
    TRY(utf8_strip(a, s, lines, &clean, e));
    *out = trimmed(utf8_nfc(a, clean), lines);
    return OK;
}

struct str utf8_nfc(struct arena *a, struct str s)
{
    return is_ascii(s) ? s : mapped(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* Marks that people leave out when they type: accents, and the points of Hebrew and Arabic. The
 * vowel signs of Indic scripts (class 0), their viramas and the Japanese voicing marks (below 10)
 * are kept, since they make other words. */
static bool is_accent(int32_t cp)
{
    utf8proc_propval_t class = utf8proc_get_property(cp)->combining_class;
    return (class >= 10 && class <= 36) || class >= 200;
}

struct str utf8_fold(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.n + 1);
    if (is_ascii(s)) {
        for (size_t i = 0; i < s.n; i++)
            to[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
        return str_of(to, s.n);
    }
    struct str apart = mapped(a, s,
                              UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    struct buf kept = buf_in(a);
    while (apart.n > 0) {
        size_t n;
        int32_t cp = decode(apart, &n);
        if (!is_accent(cp))
            buf_add(&kept, str_of(apart.p, n));
        apart = str_of(apart.p + n, apart.n - n);
    }
    return mapped(a, buf_str(&kept), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct str utf8_caseless(struct arena *a, struct str s)
{
    struct str folded = mapped(a, s,
                               UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                   UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    struct buf b = buf_in(a);
    bool gap = false;
    while (folded.n > 0) {
        struct str before = folded;
        if (utf8_is_space(utf8_next(&folded))) {
            gap = b.n > 0;
            continue;
        }
        if (gap)
            buf_add_char(&b, ' ');
        gap = false;
        buf_add(&b, str_head(before, before.n - folded.n));
    }
    return buf_str(&b);
}

bool utf8_has_direction(struct str s, bool right_to_left)
{
    while (s.n > 0)
        if (utf8_direction(utf8_next(&s)) == (right_to_left ? 'R' : 'L'))
            return true;
    return false;
}

/* ---- terminals ---- */

bool utf8_moves_text(int32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x061C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static bool breaks_line(int32_t cp)
{
    return cp == '\n' || cp == '\r' || cp == '\t' || cp == 0x2028 || cp == 0x2029;
}

struct str utf8_printable(struct arena *a, struct str s, enum utf8_lines lines)
{
    struct buf out = buf_in(a);
    while (s.n > 0) {
        struct str before = s;
        int32_t cp = utf8_next(&s);
        bool kept = lines != UTF8_ONE_LINE && (cp == '\n' || cp == '\t');
        if (!kept && breaks_line(cp))
            buf_add_char(&out, ' ');
        else if (cp == 0xFFFD)
            buf_add(&out, STR("\xEF\xBF\xBD"));
        else if (kept || !utf8_moves_text(cp))
            buf_add(&out, str_head(before, before.n - s.n));
    }
    return buf_str(&out);
}

size_t utf8_width(struct str s)
{
    size_t width = 0;
    while (s.n > 0)
        width += (size_t)utf8proc_charwidth(utf8_next(&s));
    return width;
}

struct str utf8_cut_width(struct str s, size_t columns)
{
    size_t width = 0;
    for (struct str rest = s; rest.n > 0;) {
        size_t at = s.n - rest.n;
        width += (size_t)utf8proc_charwidth(utf8_next(&rest));
        if (width > columns)
            return str_head(s, at);
    }
    return s;
}
