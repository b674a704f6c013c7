/* SPDX-License-Identifier: MIT */
/* A parser for one shortcode. It is strict: anything that does not fit the syntax is plain text.
 * shortcode_like is lenient, since it only finds what to tell the author about. */
#include "text/shortcode.h"

#include "base/utf8.h"

static bool name_char(char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (!first && (c == '-' || (c >= '0' && c <= '9')));
}

static size_t name_length(struct str s)
{
    size_t n = 0;
    while (n < s.n && name_char(s.p[n], n == 0))
        n++;
    return n;
}

/* What may end a value without quotation marks: a bracket, and the first bytes of spaces. */
static const bool may_end[256] = {
    ['\t'] = true, [' '] = true,  [']'] = true,  [0xC2] = true,
    [0xE1] = true, [0xE2] = true, [0xE3] = true,
};

/* The length of the blank at the beginning of S, a space of any kind; 0 if there is none. */
static size_t blank_length(struct str s)
{
    if (s.n == 0 || (unsigned char)s.p[0] < 0x80)
        return s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t');
    struct str rest = s;
    return utf8_is_space(utf8_next(&rest)) ? s.n - rest.n : 0;
}

/* The length of the blanks at the beginning of S. */
static size_t blanks_length(struct str s)
{
    size_t n = 0, more;
    do {
        while (n < s.n && s.p[n] == ' ')
            n++;
        more = n < s.n && may_end[(unsigned char)s.p[n]] ? blank_length(str_skip(s, n)) : 0;
        n += more;
    } while (more > 0);
    return n;
}

enum quote { NO_QUOTE, SINGLE_QUOTE, DOUBLE_QUOTE };

/* The kind of quotation mark that CP is, in any language: word processors type them for '"'. */
static enum quote quote_kind(int32_t cp)
{
    if (cp == '\'' || (cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032 || cp == 0x2039 ||
        cp == 0x203A || cp == 0xFF07)
        return SINGLE_QUOTE;
    bool wide = (cp >= 0x300C && cp <= 0x300F) || (cp >= 0x301D && cp <= 0x301F) || cp == 0xFF02 ||
                (cp >= 0xFE41 && cp <= 0xFE44) || cp == 0xFF62 || cp == 0xFF63;
    return cp == '"' || cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F) ||
                   cp == 0x2033 || wide
               ? DOUBLE_QUOTE
               : NO_QUOTE;
}

/* S without blanks at its ends: French has them within the marks. */
static struct str without_blanks(struct str s)
{
    s = str_trim(str_skip(s, blanks_length(s)));
    while (str_ends(s, STR("\u00A0")) || str_ends(s, STR("\u202F")))
        s = str_trim(str_head(s, s.n - (str_ends(s, STR("\u00A0")) ? 2 : 3)));
    return s;
}

/* Reads a value in typographic quotation marks: up to one of the same kind that a blank or the
 * shortcode's end follows. Returns the length; 0 if there is none. */
static size_t quoted_parse(struct str s, struct str *value)
{
    struct str rest = s;
    int32_t cp = utf8_next(&rest);
    enum quote kind = quote_kind(cp);
    const char *from = rest.p;
    while (kind != NO_QUOTE && rest.n > 0 && memchr("[]\n", rest.p[0], 3) == NULL) {
        struct str inside = str_of(from, (size_t)(rest.p - from));
        cp = utf8_next(&rest);
        if (quote_kind(cp) == kind && rest.n > 0 && (rest.p[0] == ']' || blank_length(rest) > 0)) {
            *value = without_blanks(inside);
            return s.n - rest.n;
        }
    }
    return 0;
}

/* The length of a value without quotation marks: up to a blank or a ']'. */
static size_t bare_length(struct str s)
{
    size_t n = 0;
    for (;; n++) {
        while (n < s.n && !may_end[(unsigned char)s.p[n]])
            n++;
        if (n == s.n || s.p[n] == ']' || blank_length(str_skip(s, n)) > 0)
            return n;
    }
}

/* Parses one `key="value"` (or 'value', or value up to a space or ']'). Returns its length; 0 if
 * there is none. */
static size_t attribute_parse(struct str s, struct str *name, struct str *value)
{
    size_t n = name_length(s);
    if (n == 0 || n + 1 >= s.n || s.p[n] != '=')
        return 0;
    *name = str_of(s.p, n);
    struct str rest = str_of(s.p + n + 1, s.n - n - 1), ahead = rest;
    if ((unsigned char)rest.p[0] >= 0x80 && quote_kind(utf8_next(&ahead)) != NO_QUOTE) {
        size_t quoted = quoted_parse(rest, value);
        return quoted > 0 ? n + 1 + quoted : 0;
    }
    if (rest.p[0] == '"' || rest.p[0] == '\'') {
        struct str inside = str_skip(rest, 1);
        size_t end = str_index(inside, rest.p[0]);
        if (end == inside.n)
            return 0;
        *value = str_head(inside, end);
        return n + 1 + end + 2;
    }
    *value = str_of(rest.p, bare_length(rest));
    return n + 1 + value->n;
}

/* Parses from the name to the closing ']'. Returns the length including the ']'; 0 if it is not a
 * shortcode. */
static size_t body_parse(struct str s, struct shortcode *out)
{
    size_t at = name_length(s);
    if (at == 0)
        return 0;
    *out = (struct shortcode){.name = str_head(s, at)};
    while (at < s.n) {
        if (s.p[at] == ']')
            return at + 1;
        size_t blanks = blanks_length(str_skip(s, at));
        if (blanks == 0)
            return 0;
        at += blanks;
        if (at < s.n && s.p[at] == ']')
            return at + 1;
        if (out->n_attrs == SHORTCODE_ATTRS_MAX)
            return 0;
        size_t n = attribute_parse(str_of(s.p + at, s.n - at), &out->attr[out->n_attrs].name,
                                   &out->attr[out->n_attrs].value);
        if (n == 0)
            return 0;
        out->n_attrs++;
        at += n;
    }
    return 0;
}

size_t shortcode_parse(struct str text, struct shortcode *out, bool *literal)
{
    *literal = text.n > 1 && text.p[1] == '[';
    size_t opened = *literal ? 2 : 1;
    if (text.n <= opened || text.p[0] != '[')
        return 0;
    size_t n = body_parse(str_skip(text, opened), out);
    if (n == 0)
        return 0;
    if (!*literal)
        return opened + n;
    return opened + n < text.n && text.p[opened + n] == ']' ? opened + n + 1 : 0;
}

enum shortcode_kind shortcode_kind(struct str name)
{
    static const struct str names[SHORTCODE_KINDS] = {
        [SHORTCODE_POST_VIEWS] = {"post-views", 10},
        [SHORTCODE_LATEST_VIDEOS] = {"latest-videos", 13},
        [SHORTCODE_VIDEO] = {"video", 5},
        [SHORTCODE_SOCIAL] = {"social", 6},
    };
    for (int kind = SHORTCODE_UNKNOWN + 1; kind < SHORTCODE_KINDS; kind++)
        if (str_eq(name, names[kind]))
            return (enum shortcode_kind)kind;
    return SHORTCODE_UNKNOWN;
}

size_t shortcode_of_others(struct str text)
{
    enum { LONGEST = 1000 };
    bool ends = text.n > 1 && text.p[1] == '/';
    size_t from = ends ? 2 : 1, at = from;
    while (at < text.n && (name_char(text.p[at], at == from) || (at > from && text.p[at] == '_')))
        at++;
    size_t end = str_index(str_head(text, LONGEST), ']');
    if (at < from + 2 || at >= text.n || end == LONGEST || end >= text.n || end < at)
        return 0;
    struct str rest = str_of(text.p + at, end - at);
    bool attributes = blank_length(rest) > 0 && str_index(rest, '=') < rest.n;
    return rest.n == 0 || attributes || str_eq(str_trim(rest), STR("/")) ? end + 1 : 0;
}

size_t shortcode_like(struct str text)
{
    struct shortcode code;
    bool literal;
    size_t n = shortcode_parse(text, &code, &literal);
    if (n > 0)
        return literal || code.name.n < 2 ? 0 : n;
    return shortcode_of_others(text);
}

struct str shortcode_attr(const struct shortcode *code, const char *name)
{
    for (size_t i = 0; i < code->n_attrs; i++)
        if (str_eq(code->attr[i].name, str_from(name)))
            return code->attr[i].value;
    return STR_NONE;
}
