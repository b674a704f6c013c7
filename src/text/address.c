/* SPDX-License-Identifier: MIT */
/* The rules are lists of what is allowed, so an unknown scheme is refused. An address is relative
 * if no ':' comes before its path; a control character or a backslash there refuses it, since
 * browsers drop the one and read the other as '/'. */
#include "text/address.h"

#include "base/buf.h"
#include "base/url.h"

/* The printable ASCII character of a numeric reference ("&#58;", "&#x3A;"); -1 for anything else.
 */
static int32_t numeric_reference(struct str s)
{
    if (s.n < 4 || s.p[1] != '#')
        return -1;
    bool hex = s.p[2] == 'x' || s.p[2] == 'X';
    int64_t cp = 0;
    for (size_t i = hex ? 3 : 2; i + 1 < s.n; i++) {
        char c = s.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' ? (c | 32) - 'a' + 10 : 99;
        if (digit >= (hex ? 16 : 10) || cp > 0x10FFFF)
            return -1;
        cp = cp * (hex ? 16 : 10) + digit;
    }
    return cp >= 0x20 && cp < 0x7F ? (int32_t)cp : -1;
}

struct str attribute_text(struct arena *a, const MD_ATTRIBUTE *attribute)
{
    struct buf b = buf_in(a);
    for (int i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
        struct str part = str_of(attribute->text + attribute->substr_offsets[i],
                                 attribute->substr_offsets[i + 1] - attribute->substr_offsets[i]);
        int32_t cp = numeric_reference(part);
        if (attribute->substr_types[i] != MD_TEXT_ENTITY)
            buf_add(&b, part);
        else if (str_eq(part, STR("&amp;")))
            buf_add_char(&b, '&');
        else if (cp >= 0)
            buf_add_char(&b, (char)cp);
        else
            buf_add(&b, part);
    }
    return buf_str(&b);
}

/* True if URL is an address on this site: no scheme, and not "//host". */
static bool is_relative(struct str url)
{
    for (size_t i = 0; i < url.n; i++) {
        if (url.p[i] == ':' || (unsigned char)url.p[i] < 0x20 || url.p[i] == '\\')
            return false;
        if (url.p[i] == '/' || url.p[i] == '?' || url.p[i] == '#')
            return i > 0 || url.p[i] != '/' || url_is_local(url);
    }
    return url.n > 0;
}

bool link_is_allowed(struct str url, bool web_only)
{
    if (url_is_web(url))
        return true;
    if (web_only)
        return false;
    return is_relative(url) || (url.n > 7 && str_ieq(str_head(url, 7), STR("mailto:")));
}

bool picture_is_allowed(struct str url)
{
    return url_is_web(url) || is_relative(url);
}
