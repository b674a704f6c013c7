/* SPDX-License-Identifier: MIT */
/* A host of letters is turned into its ASCII form by ICU (UTS 46, without the transitional
 * mappings, as browsers do), and what comes out must consist of what names of hosts have. A host
 * whose last part is a number must be an IPv4 address, one in brackets an IPv6 address. */
#include "base/web_address.h"

#include <arpa/inet.h>
#include <pthread.h>

#include <unicode/uidna.h>

#include "base/url.h"

enum { HOST_MAX = 253, TYPED_MAX = 4 * HOST_MAX, PORT_MAX = 65535 };

static UIDNA *names; /* NULL: ICU has no data, so only names in ASCII are hosts */
static pthread_once_t names_once = PTHREAD_ONCE_INIT;

static void names_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    names = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    if (U_FAILURE(status))
        names = NULL;
}

/* The length of the part of S before the first character of ENDS. */
static size_t length_before(struct str s, const char *ends)
{
    size_t n = 0;
    while (n < s.n && strchr(ends, s.p[n]) == NULL)
        n++;
    return n;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* Whether NAME, in small letters, consists of labels of letters, digits, '-' and '_'. */
static bool is_name(struct str name)
{
    struct str label = STR_NONE;
    for (struct str rest = name; rest.p != NULL;) {
        label = str_split(&rest, '.');
        if (label.n == 0 || label.n > 63)
            return false;
        for (size_t i = 0; i < label.n; i++) {
            char c = label.p[i];
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
                return false;
        }
    }
    return name.n <= HOST_MAX && !is_number(label);
}

static bool is_ip(struct arena *a, int family, struct str s)
{
    unsigned char address[16];
    return inet_pton(family, arena_cstr(a, s), address) == 1;
}

/* The ASCII form of HOST, which is not in brackets; empty if it is no host. */
static struct str host_ascii(struct arena *a, struct str host)
{
    enum { SIZE = HOST_MAX + 2 };
    char *to = arena_alloc(a, SIZE);
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    if (host.n > TYPED_MAX)
        return STR_NONE;
    if (is_ip(a, AF_INET, host))
        return host;
    pthread_once(&names_once, names_open);
    if (names == NULL)
        return is_name(host) ? host : STR_NONE;
    int32_t n = uidna_nameToASCII_UTF8(names, host.p, (int32_t)host.n, to, SIZE, &info, &status);
    struct str name = str_of(to, n > 0 ? (size_t)n : 0);
    if (U_FAILURE(status) || n > SIZE || info.errors != 0)
        return STR_NONE;
    if (str_ends(name, STR(".")))
        name.n--;
    return is_name(name) || is_ip(a, AF_INET, name) ? name : STR_NONE;
}

static struct str host_in_brackets(struct arena *a, struct str host)
{
    struct str inside = str_of(host.p + 1, host.n - 2);
    return is_ip(a, AF_INET6, inside) ? host : STR_NONE;
}

/* Takes the host off the front of *authority, which keeps what follows it. */
static struct str take_host(struct str *authority)
{
    size_t n = str_starts(*authority, STR("[")) ? str_index(*authority, ']') + 1
                                                : str_index(*authority, ':');
    struct str host = str_head(*authority, n);
    *authority = str_skip(*authority, n);
    return host;
}

enum web_fault web_address_parse(struct arena *a, struct str typed, struct web_address *out)
{
    bool https = str_ieq(str_head(typed, 8), STR("https://"));
    if (!https && !str_ieq(str_head(typed, 7), STR("http://")))
        return WEB_SCHEME;
    struct str rest = str_skip(typed, https ? 8 : 7), host;
    struct str authority = str_head(rest, length_before(rest, "/?#"));
    rest = str_skip(rest, authority.n);
    if (str_index(authority, '@') < authority.n)
        return WEB_USER;
    host = take_host(&authority);
    bool bracket = str_starts(host, STR("[")) && str_ends(host, STR("]"));
    host = bracket ? host_in_brackets(a, host) : host_ascii(a, host);
    if (str_empty(host) || (authority.n > 0 && authority.p[0] != ':'))
        return WEB_HOST;
    int64_t port = https ? 443 : 80, typed_port = port;
    if (authority.n > 0 &&
        (authority.n > 6 || !is_number(str_skip(authority, 1)) ||
         !str_int(str_skip(authority, 1), &typed_port) || typed_port < 1 || typed_port > PORT_MAX))
        return WEB_PORT;
    if (!url_is_web(typed))
        return WEB_SCHEME;
    out->origin = arena_printf(a, "%s://%.*s", https ? "https" : "http", STR_ARG(host));
    if (typed_port != port)
        out->origin = arena_printf(a, "%.*s:%d", STR_ARG(out->origin), (int)typed_port);
    out->rest = rest;
    return WEB_FINE;
}

const struct message *web_fault_message(enum web_fault fault)
{
    static const struct message messages[] = {
        [WEB_SCHEME] = {.english =
                            N_("An address must begin with https:// or http:// and contain no "
                               "space.")},
        [WEB_USER] = {.english = N_("An address must have no name and no password before the host: "
                                    "leave out what stands before the @.")},
        [WEB_HOST] = {.english =
                          N_("This address has no host, or one that cannot exist. A host looks "
                             "like news.example.")},
        [WEB_PORT] = {.english = N_("The port in an address is a number from 1 to 65535.")},
    };
    return &messages[fault];
}

struct str web_address_tidy(struct arena *a, struct str typed)
{
    struct web_address address;
    return web_address_parse(a, typed, &address) == WEB_FINE
               ? arena_join(a, address.origin, address.rest)
               : typed;
}
