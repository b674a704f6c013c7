/* SPDX-License-Identifier: MIT */
/* A scanner for whatever people paste, not a parser of valid HTML. An end that was searched for and
 * not found is noted in MISSING and never searched for again (find_end). So a text with many
 * beginnings and no ends takes time proportional to its length. */
#include "text/raw_html.h"

enum { ENTITY_MAX = 40, QUOTING_TAG_MAX = 1024 };

enum end { END_COMMENT, END_CDATA, END_INSTRUCTION, END_TAG, END_SCRIPT, END_STYLE };

static const struct str ends[] = {
    [END_COMMENT] = {"-->", 3}, [END_CDATA] = {"]]>", 3},     [END_INSTRUCTION] = {"?>", 2},
    [END_TAG] = {">", 1},       [END_SCRIPT] = {"script", 6}, [END_STYLE] = {"style", 5},
};

/* The index after the next "</name" in S, in upper or lower case; s.n if there is none. */
static size_t find_closing(struct str s, struct str name)
{
    for (size_t at = 0; (at += str_find(str_skip(s, at), STR("</"))) < s.n; at += 2)
        if (str_ieq(str_head(str_skip(s, at + 2), name.n), name))
            return at + 2 + name.n;
    return s.n;
}

/* The index after the next END in S; 0 if there is none. */
static size_t find_end(struct raw_html *html, struct str s, enum end end)
{
    if (html->missing & 1u << end)
        return 0;
    size_t at =
        end == END_SCRIPT || end == END_STYLE ? find_closing(s, ends[end]) : str_find(s, ends[end]);
    if (at < s.n)
        return end == END_SCRIPT || end == END_STYLE ? at : at + ends[end].n;
    html->missing |= 1u << end;
    return 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_one_of(struct str name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (str_ieq(name, str_from(*list)))
            return true;
    return false;
}

static enum raw_gap gap_of(struct str name)
{
    static const char *const within[] = {
        "a",   "abbr", "acronym", "b",    "bdi",  "bdo",   "big",  "cite",   "code",   "data",
        "del", "dfn",  "em",      "font", "i",    "ins",   "kbd",  "label",  "mark",   "q",
        "rp",  "rt",   "ruby",    "s",    "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt",      "u",    "var",  "wbr",   "img",  "script", "style",  NULL};
    static const char *const cells[] = {"td", "th", "option", NULL};
    if (is_one_of(name, within))
        return GAP_NONE;
    if (is_one_of(name, cells))
        return GAP_SPACE;
    return str_ieq(name, STR("br")) ? GAP_LINE : GAP_BLOCK;
}

/* The name after the '<' or "</" at the beginning of S; empty if it is not a tag's. An autolink's
 * scheme is not. */
static struct str tag_name(struct str s)
{
    size_t from = s.n > 1 && s.p[1] == '/' ? 2 : 1, n = 0;
    struct str name = str_skip(s, from);
    if (name.n == 0 || !is_letter(name.p[0]))
        return STR_NONE;
    while (n < name.n && (is_letter(name.p[n]) || is_digit(name.p[n]) || name.p[n] == '-' ||
                          name.p[n] == ':' || name.p[n] == '_'))
        n++;
    bool address = name.p[n - 1] == ':';
    bool ended = n < name.n && (is_space(name.p[n]) || name.p[n] == '>' || name.p[n] == '/');
    return ended && !address ? str_head(name, n) : STR_NONE;
}

/* The length of the tag at the beginning of S; 0 if it is never closed. A '>' inside a quoted value
 * does not end the tag, unless the tag is longer than anybody types. */
static size_t tag_length(struct raw_html *html, struct str s)
{
    size_t first = find_end(html, s, END_TAG);
    s = str_head(s, QUOTING_TAG_MAX);
    for (size_t at = 1; first > 0 && at < s.n && s.p[at] != '<'; at++) {
        if (s.p[at] == '>')
            return at + 1;
        if ((s.p[at] == '"' || s.p[at] == '\'') && s.p[at - 1] == '=')
            at += 1 + str_index(str_skip(s, at + 1), s.p[at]);
    }
    return first;
}

static struct raw_piece piece(enum raw_kind kind, struct str s, size_t n)
{
    return (struct raw_piece){.kind = kind, .typed = str_head(s, n)};
}

/* The piece that begins with "<!" or "<?". */
static struct raw_piece declaration(struct raw_html *html, struct str s)
{
    size_t n = 0;
    if (str_starts(s, STR("<![CDATA["))) {
        if (find_end(html, s, END_CDATA) > 0)
            return piece(RAW_TAG, s, 9);
    } else if (str_starts(s, STR("<!--"))) {
        n = find_end(html, str_skip(s, 4), END_COMMENT);
        n += n > 0 ? 4 : 0;
    } else {
        n = find_end(html, s, s.p[1] == '?' ? END_INSTRUCTION : END_TAG);
    }
    return n > 0 ? piece(RAW_HIDDEN, s, n) : piece(RAW_TEXT, s, 1);
}

bool raw_tag_hides(const struct raw_piece *tag)
{
    return !tag->ends && (str_ieq(tag->name, STR("script")) || str_ieq(tag->name, STR("style")));
}

static struct raw_piece tag(struct raw_html *html, struct str s)
{
    struct str name = tag_name(s);
    size_t n = name.n > 0 ? tag_length(html, s) : 0;
    if (n == 0)
        return piece(RAW_TEXT, s, 1);
    struct raw_piece out = piece(RAW_TAG, s, n);
    out.name = name;
    out.ends = s.p[1] == '/';
    out.gap = gap_of(name);
    if (!raw_tag_hides(&out))
        return out;
    size_t body = find_end(html, str_skip(s, n), name.n == 6 ? END_SCRIPT : END_STYLE);
    if (body == 0)
        return out;
    size_t last = find_end(html, str_skip(s, n + body), END_TAG);
    out.kind = RAW_HIDDEN;
    out.typed = last > 0 ? str_head(s, n + body + last) : s;
    return out;
}

/* The length of the character reference at the beginning of S; 0 if there is none. */
static size_t entity_length(struct str s)
{
    size_t n = s.n > 1 && s.p[1] == '#' ? 2 : 1;
    size_t from = n;
    s = str_head(s, ENTITY_MAX);
    while (n < s.n && (is_letter(s.p[n]) || is_digit(s.p[n])))
        n++;
    bool named = from == 1 && n > from && is_letter(s.p[from]);
    bool numbered = from == 2 && n > from;
    for (size_t i = from; numbered && i < n; i++)
        numbered = is_digit(s.p[i]) || (s.p[from] | 0x20) == 'x';
    return (named || numbered) && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

bool raw_html_next(struct raw_html *html, struct raw_piece *out)
{
    struct str s = html->rest;
    if (s.n == 0)
        return false;
    if (s.p[0] == '<') {
        *out = s.n > 1 && (s.p[1] == '!' || s.p[1] == '?') ? declaration(html, s) : tag(html, s);
    } else if (str_starts(s, STR("]]>"))) {
        *out = piece(RAW_TAG, s, 3);
    } else if (s.p[0] == '&') {
        size_t n = entity_length(s);
        *out = n > 0 ? piece(RAW_ENTITY, s, n) : piece(RAW_TEXT, s, 1);
    } else {
        size_t n = 1;
        while (n < s.n && s.p[n] != '<' && s.p[n] != '&' && s.p[n] != ']')
            n++;
        *out = piece(RAW_TEXT, s, n);
    }
    html->rest = str_skip(s, out->typed.n);
    return true;
}

void raw_scripts_open(struct raw_scripts *s, const struct raw_piece *tag, const char *at,
                      const char *end)
{
    if (at < s->looked_until)
        return;
    struct str rest = str_of(at, (size_t)(end - at));
    rest = str_head(rest, str_find(rest, STR("\n\n")));
    size_t n = find_closing(rest, tag->name);
    s->looked_until = rest.p + n;
    s->hidden_until = n < rest.n ? s->looked_until : s->hidden_until;
}
