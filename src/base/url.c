/* SPDX-License-Identifier: MIT */
/* Bytes outside of ASCII are always encoded and never refused. Each result is allocated once, for
 * the longest case. */
#include "base/url.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte that the "%HH" at S[AT] stands for; -1 if two hex digits do not follow. */
static int escaped_byte(struct str s, size_t at)
{
    int high = at + 2 < s.n ? hex_digit(s.p[at + 1]) : -1;
    int low = at + 2 < s.n ? hex_digit(s.p[at + 2]) : -1;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Sets *whole to whether every '%' was an escape. */
static struct str decode(struct arena *a, struct str s, bool plus, bool *whole)
{
    char *to = arena_alloc(a, s.n + 1);
    size_t n = 0;
    *whole = true;
    for (size_t i = 0; i < s.n; i++) {
        int byte = s.p[i] == '%' ? escaped_byte(s, i) : -1;
        if (byte >= 0) {
            to[n++] = (char)byte;
            i += 2;
        } else {
            *whole = *whole && s.p[i] != '%';
            to[n++] = plus && s.p[i] == '+' ? ' ' : s.p[i];
        }
    }
    to[n] = '\0';
    return str_of(to, n);
}

bool url_decode(struct arena *a, struct str s, bool plus, struct str *out)
{
    bool whole;
    struct str decoded = decode(a, s, plus, &whole);
    if (whole)
        *out = decoded;
    return whole;
}

struct str url_decode_lenient(struct arena *a, struct str s, bool plus)
{
    bool whole;
    return decode(a, s, plus, &whole);
}

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

struct str url_encode(struct arena *a, struct str s)
{
    static const char digits[] = "0123456789ABCDEF";
    char *to = arena_alloc(a, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char byte = (unsigned char)s.p[i];
        if (unreserved(s.p[i])) {
            to[n++] = s.p[i];
        } else {
            to[n++] = '%';
            to[n++] = digits[byte >> 4];
            to[n++] = digits[byte & 15];
        }
    }
    to[n] = '\0';
    return str_of(to, n);
}

static bool has_space_or_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f)
            return true;
    return false;
}

bool url_is_web(struct str s)
{
    struct str http = str_head(s, 7), https = str_head(s, 8);
    struct str rest = str_ieq(https, STR("https://")) ? str_skip(s, 8)
                      : str_ieq(http, STR("http://")) ? str_skip(s, 7)
                                                      : STR_NONE;
    return rest.n > 0 && rest.p[0] != '/' && rest.p[0] != '?' && rest.p[0] != '#' &&
           !has_space_or_control(s);
}

bool url_is_local(struct str s)
{
    return s.n > 0 && s.p[0] == '/' && !(s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\')) &&
           !has_space_or_control(s);
}

bool url_is_link(struct str s)
{
    size_t end = 0; /* a scheme ends with a colon that comes before a path, query and fragment */
    while (end < s.n && strchr(":/?#", s.p[end]) == NULL)
        end++;
    if (end == s.n || s.p[end] != ':')
        return true;
    struct str scheme = str_head(s, end + 1);
    struct str after = str_head(str_skip(s, end + 1), 2);
    bool web = str_ieq(scheme, STR("http:")) || str_ieq(scheme, STR("https:"));
    return (web && str_eq(after, STR("//"))) || str_ieq(scheme, STR("mailto:"));
}
