/* SPDX-License-Identifier: MIT */
/* Looks for a contact address, or for a name that no browser has, in a User-Agent that otherwise
 * looks like a browser's. The places come from reading public lists of robots and browsers: beside
 * the engine, after the whole text, in front of the platform, and among the products of a desktop
 * browser that are not in visitor_brands. */
#include "core/views/visitor_name.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "core/views/visitor_words.h"

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_one_of(const char *set, char c)
{
    return strchr(set, c) != NULL;
}

static bool contains(struct str text, struct str part)
{
    return str_find(text, part) < text.n;
}

/* The text after the first MARK in TEXT; empty if there is none. */
static struct str text_after(struct str text, struct str mark)
{
    return str_skip(text, str_find(text, mark) + mark.n);
}

/* ---- an address ---- */

static bool in_domain(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

/* "ios@9.2.3", in Ecosia's browsers, is not a mailbox: its last part has no letters. */
bool visitor_leaves_mailbox(struct str ua)
{
    for (size_t at = str_index(ua, '@'); at < ua.n;
         at += 1 + str_index(str_skip(ua, at + 1), '@')) {
        struct str domain = str_skip(ua, at + 1);
        size_t n = 0, last = 0; /* n: length of the domain; last: where its last part begins */
        for (; n < domain.n && in_domain(domain.p[n]); n++)
            if (domain.p[n] == '.' && n + 1 < domain.n && is_letter(domain.p[n + 1]))
                last = n + 1;
        if (at > 0 && in_domain(ua.p[at - 1]) && last > 0 && n >= last + 2)
            return true;
    }
    return false;
}

/* ---- a name that no browser has ---- */

bool visitor_names_itself(struct str ua)
{
    if (str_starts(text_after(ua, STR("khtml, like gecko")), STR(";")))
        return true;
    /* Old browsers quote Internet Explorer's text there. */
    struct str late = text_after(text_after(ua, STR(")")), STR("(compatible; "));
    return late.n > 0 && !str_starts(late, STR("msie"));
}

enum { BRANDS_MAX = 400 };

static struct str brands[BRANDS_MAX];
static size_t brand_count;
static pthread_once_t brands_once = PTHREAD_ONCE_INIT;

static int brand_compare(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void brands_prepare(void)
{
    for (struct str rest = str_from(visitor_brands); rest.n > 0;) {
        assert(brand_count < BRANDS_MAX);
        brands[brand_count++] = str_split(&rest, '|');
    }
    qsort(brands, brand_count, sizeof *brands, brand_compare);
}

static bool is_brand(struct str name)
{
    pthread_once(&brands_once, brands_prepare);
    return bsearch(&name, brands, brand_count, sizeof *brands, brand_compare) != NULL ||
           str_ends(name, STR("browser")) || str_ends(name, STR("chrome")) ||
           str_ends(name, STR("fox"));
}

/* The next word outside of brackets; empty at the end of *REST. */
static struct str next_name(struct str *rest)
{
    size_t depth = 0, i = 0, n = 0;
    for (; i < rest->n && (depth > 0 || !is_letter(rest->p[i])); i++) {
        depth += is_one_of("([", rest->p[i]);
        depth -= depth > 0 && is_one_of(")]", rest->p[i]);
    }
    *rest = str_skip(*rest, i);
    while (n < rest->n && !is_one_of(" ;,()", rest->p[n]))
        n++;
    struct str name = str_head(*rest, n);
    *rest = str_skip(*rest, n);
    return name;
}

/* Unknown browsers have long versions like their engine's ("4.4.8.1000"); a robot has a short one
 * ("1.0") or none. */
static bool is_short_version(struct str version)
{
    size_t dots = 0;
    for (size_t i = 0; i < version.n; i++)
        dots += version.p[i] == '.';
    return version.n == 0 || (is_digit(version.p[0]) && dots < 3);
}

/* "Chrome/96.0 Name Safari/537.36" and "Name Browser/1.0" are browsers, too. */
static bool before_browser(struct str rest)
{
    rest = str_trim(rest);
    return str_starts(rest, STR("safari/")) || str_starts(rest, STR("browser"));
}

/* "(Name; Windows NT 10.0 ...)": the first word is not a system. */
static bool leads_platform(struct str ua)
{
    static const char *const known[] = {"compatible", "windows", "macintosh", "linux",
                                        "unknown",    "freebox", "x11"};
    struct str rest = text_after(ua, STR(" ("));
    struct str name = str_split(&rest, ';');
    for (size_t i = 0; i < name.n; i++)
        if (!is_letter(name.p[i]) && name.p[i] != '.')
            return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from(known[i])))
            return false;
    return name.n > 2 && (str_starts(rest, STR(" windows nt")) ||
                          str_starts(rest, STR(" intel mac")) || str_starts(rest, STR(" x11")));
}

bool visitor_names_stranger(struct str ua)
{
    bool desktop = contains(ua, STR("(windows nt")) || contains(ua, STR("(macintosh")) ||
                   contains(ua, STR("(x11"));
    if (leads_platform(ua))
        return true;
    /* Applications built on Electron or Goanna use any name. */
    if (!desktop || contains(ua, STR("electron/")) || contains(ua, STR("goanna/")))
        return false;
    struct str rest = text_after(ua, STR("khtml, like gecko"));
    if (str_starts(rest, STR(",")) && !str_starts(rest, STR(", safari"))) /* old browsers */
        return true;
    rest = rest.n > 0 ? text_after(rest, STR(")")) : text_after(ua, STR("gecko/20100101 "));
    while (rest.n > 0) {
        struct str version = next_name(&rest);
        struct str name = str_split(&version, '/');
        if (name.n > 1 && !is_brand(name) && is_short_version(version) &&
            !(version.n == 0 && before_browser(rest)))
            return true;
    }
    return false;
}
