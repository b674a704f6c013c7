/* SPDX-License-Identifier: MIT */
/* Searches the HTML for ` href="` and ` src="` instead of parsing it. That is safe for the
 * renderer's HTML only: there, quotation marks enclose attributes' values and occur nowhere else
 * (in text it is &quot;). */
#include "text/absolute.h"

static bool names_scheme(struct str url)
{
    for (size_t i = 0; i < url.n; i++) {
        char c = url.p[i];
        if (c == ':')
            return i > 0;
        if (c == '/' || c == '?' || c == '#')
            return false;
    }
    return false;
}

struct str url_absolute(struct arena *a, struct str url, struct str address, struct str path)
{
    if (names_scheme(url))
        return url;
    if (str_starts(url, STR("//"))) /* another site, by this site's scheme */
        return arena_join(a, str_head(address, str_index(address, ':') + 1), url);
    if (str_starts(url, STR("/")))
        return arena_join(a, address, url);
    return arena_join(a, arena_join(a, address, path), url);
}

/* The index after the next ` href="` or ` src="` in TEXT; text.n if there is none. */
static size_t next_address(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        struct str rest = str_skip(text, i);
        if (text.p[i] != ' ')
            continue;
        if (str_starts(rest, STR(" href=\"")))
            return i + 7;
        if (str_starts(rest, STR(" src=\"")))
            return i + 6;
    }
    return text.n;
}

struct html html_absolute(struct arena *a, struct html html, struct str address, struct str path)
{
    struct buf escaped = buf_in(a), out = buf_in(a);
    struct str text = str_of(html.p, html.n);
    buf_add_escaped(&escaped, address);
    while (text.n > 0) {
        size_t at = next_address(text);
        buf_add(&out, str_head(text, at));
        text = str_skip(text, at);
        struct str url = str_head(text, str_index(text, '"'));
        buf_add(&out,
                at > 0 && url.n < text.n ? url_absolute(a, url, buf_str(&escaped), path) : url);
        text = str_skip(text, url.n);
    }
    return (struct html){out.p, out.n};
}
