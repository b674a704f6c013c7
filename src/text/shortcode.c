/* SPDX-License-Identifier: MIT */
/* A parser for one shortcode. It is strict: anything that does not fit the syntax is plain text.
 * shortcode_like is lenient, since it only finds what to tell the author about. */
#include "text/shortcode.h"

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

/* Parses one `key="value"` (or 'value', or value up to a space or ']'). Returns its length; 0 if
 * there is none. */
static size_t attribute_parse(struct str s, struct str *name, struct str *value)
{
    size_t n = name_length(s);
    if (n == 0 || n + 1 >= s.n || s.p[n] != '=')
        return 0;
    *name = str_head(s, n);
    struct str rest = str_skip(s, n + 1);
    if (rest.p[0] == '"' || rest.p[0] == '\'') {
        struct str inside = str_skip(rest, 1);
        size_t end = str_index(inside, rest.p[0]);
        if (end == inside.n)
            return 0;
        *value = str_head(inside, end);
        return n + 1 + end + 2;
    }
    size_t end = 0;
    while (end < rest.n && rest.p[end] != ' ' && rest.p[end] != ']')
        end++;
    *value = str_head(rest, end);
    return n + 1 + end;
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
        if (s.p[at] != ' ')
            return 0;
        while (at < s.n && s.p[at] == ' ')
            at++;
        if (at < s.n && s.p[at] == ']')
            return at + 1;
        if (out->n_attrs == SHORTCODE_ATTRS_MAX)
            return 0;
        size_t n = attribute_parse(str_skip(s, at), &out->attr[out->n_attrs].name,
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

size_t shortcode_like(struct str text)
{
    enum { LONGEST = 1000 };
    struct shortcode code;
    bool literal;
    size_t n = shortcode_parse(text, &code, &literal);
    if (n > 0)
        return literal || code.name.n < 2 ? 0 : n;
    bool ends = text.n > 1 && text.p[1] == '/';
    size_t from = ends ? 2 : 1, at = from;
    while (at < text.n && (name_char(text.p[at], at == from) || (at > from && text.p[at] == '_')))
        at++;
    size_t end = str_index(str_head(text, LONGEST), ']');
    if (at < from + 2 || at >= text.n || end == LONGEST || end >= text.n || end < at)
        return 0;
    struct str rest = str_of(text.p + at, end - at);
    bool attributes = rest.n > 0 && rest.p[0] == ' ' && str_index(rest, '=') < rest.n;
    return rest.n == 0 || attributes || str_eq(str_trim(rest), STR("/")) ? end + 1 : 0;
}

struct str shortcode_attr(const struct shortcode *code, const char *name)
{
    for (size_t i = 0; i < code->n_attrs; i++)
        if (str_eq(code->attr[i].name, str_from(name)))
            return code->attr[i].value;
    return STR_NONE;
}
