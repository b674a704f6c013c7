/* SPDX-License-Identifier: MIT */
/* The rules are lists of what is allowed, so an unknown scheme is refused. An address is relative
 * if no ':' comes before its path; a control character or a backslash there refuses it, since
 * browsers drop the one and read the other as '/'. */
#include "text/address.h"

#include "base/buf.h"
#include "base/url.h"
#include "text/md4c_marks.h"
#include "text/reference.h"

struct str attribute_text(struct arena *a, const MD_ATTRIBUTE *attribute)
{
    struct buf b = buf_in(a);
    for (int i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
        struct str part = str_of(attribute->text + attribute->substr_offsets[i],
                                 attribute->substr_offsets[i + 1] - attribute->substr_offsets[i]);
        bool reference = attribute->substr_types[i] == MD_TEXT_ENTITY;
        buf_add(&b, reference ? reference_text(a, part) : md4c_unmark_attribute(a, part));
    }
    return buf_str(&b);
}

/* The length of the scheme and the host at the beginning of URL; 0 if it has no host. */
static size_t authority_length(struct str url)
{
    size_t n = url_is_web(str_head(url, str_index(url, ' '))) ? str_find(url, STR("//")) + 2 : 0;
    while (n > 0 && n < url.n && memchr("/?#", url.p[n], 3) == NULL)
        n++;
    return n;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

struct str address_encode(struct arena *a, struct str url)
{
    static const char kept[] = "!#$&'()*+,-./:;=?@_~", digits[] = "0123456789ABCDEF";
    size_t host = authority_length(url);
    struct buf b = buf_in(a);
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        bool letter = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        bool encoded = c == '%' && i + 2 < url.n && is_hex(url.p[i + 1]) && is_hex(url.p[i + 2]);
        bool of_host = i < host && (c >= 0x80 || memchr("[]", c, 2) != NULL);
        if (letter || encoded || of_host || memchr(kept, c, sizeof kept - 1) != NULL) {
            buf_add_char(&b, (char)c);
            continue;
        }
        buf_add_char(&b, '%');
        buf_add_char(&b, digits[c >> 4]);
        buf_add_char(&b, digits[c & 15]);
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
