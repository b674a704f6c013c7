/* SPDX-License-Identifier: MIT */
/* The patterns are cut up once, at the first request, and grouped by how many segments they have; a
 * request's path is then compared with those of its own length, in the table's order. */
#include "web/route_match.h"

#include <assert.h>
#include <pthread.h>

#include "base/buf.h"
#include "base/digits.h"
#include "base/url.h"
#include "base/utf8.h"

enum { SEGMENTS_MAX = 8, ROUTES_MAX = 200 };

struct path {
    struct str segment[SEGMENTS_MAX]; /* those that are not empty */
    int n;
    bool slash;   /* at the end */
    bool doubled; /* slashes came together somewhere */
};

static bool is_clean(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
            return false;
    return s.n > 0 && utf8_valid(s);
}

/* Splits the encoded path TEXT into decoded segments; false if no route can match it. */
static bool path_split(struct arena *a, struct str text, struct path *out)
{
    *out = (struct path){.slash = str_ends(text, STR("/"))};
    if (!str_starts(text, STR("/")) || text.n > PATH_BYTES_MAX)
        return false;
    struct str rest = str_skip(text, 1);
    if (out->slash && rest.n > 0)
        rest.n--;
    while (rest.p != NULL) {
        struct str part = str_split(&rest, '/');
        if (part.n == 0 && text.n > 1) {
            out->doubled = true;
            continue;
        }
        if (out->n == SEGMENTS_MAX || !url_decode(a, part, false, &out->segment[out->n]) ||
            !is_clean(out->segment[out->n]))
            return false;
        out->n++;
    }
    return true;
}

static bool digits(struct str s, size_t n)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n == n;
}

/* A route's pattern, split once at the first request. Patterns with the same number of segments
 * form a list, in the table's order. */
struct pattern {
    struct {
        struct str text;  /* the literal segment, or the text before the argument */
        struct str after; /* the text after the argument */
        enum { LITERAL, ANY, NUMBER, DIGITS_2, DIGITS_4 } kind;
    } segment[SEGMENTS_MAX];
    int n;
    bool slash;
    const struct route *route;
    const struct pattern *next;
};

static struct pattern patterns[ROUTES_MAX];
static const struct pattern *patterns_of[SEGMENTS_MAX + 1]; /* by the number of segments */
static pthread_once_t patterns_once = PTHREAD_ONCE_INIT;

static int argument_kind(struct str name)
{
    if (str_eq(name, STR("year")))
        return DIGITS_4;
    if (str_eq(name, STR("month")) || str_eq(name, STR("day")))
        return DIGITS_2;
    return str_eq(name, STR("id")) || str_eq(name, STR("page")) ? NUMBER : ANY;
}

static void prepare_segment(struct pattern *p, struct str part)
{
    size_t colon = str_index(part, ':'), end = colon + 1;
    assert(p->n < SEGMENTS_MAX);
    p->segment[p->n].text = str_head(part, colon);
    if (colon < part.n) {
        while (end < part.n && part.p[end] >= 'a' && part.p[end] <= 'z')
            end++;
        p->segment[p->n].kind = argument_kind(str_of(part.p + colon + 1, end - colon - 1));
        p->segment[p->n].after = str_skip(part, end);
    }
    p->n++;
}

static void prepare_patterns(void)
{
    const struct pattern **last[SEGMENTS_MAX + 1];
    for (int n = 0; n <= SEGMENTS_MAX; n++)
        last[n] = &patterns_of[n];
    for (size_t i = 0; routes[i].pattern != NULL; i++) {
        assert(i < ROUTES_MAX);
        struct pattern *p = &patterns[i];
        struct str rest = str_from(routes[i].pattern + 1);
        p->slash = str_ends(str_from(routes[i].pattern), STR("/"));
        if (p->slash && rest.n > 0)
            rest.n--;
        while (rest.n > 0)
            prepare_segment(p, str_split(&rest, '/'));
        p->route = &routes[i];
        *last[p->n] = p;
        last[p->n] = &p->next;
    }
}

/* The argument in segment I, whose text is VALUE; empty if VALUE does not fit. */
static struct str argument_in(const struct pattern *p, int i, struct str value)
{
    struct str before = p->segment[i].text, after = p->segment[i].after;
    if (value.n <= before.n + after.n || !str_starts(value, before) || !str_ends(value, after))
        return STR_NONE;
    return str_of(value.p + before.n, value.n - before.n - after.n);
}

static bool fits_segment(const struct pattern *p, int i, struct str value)
{
    if (p->segment[i].kind != LITERAL) {
        value = argument_in(p, i, value);
        if (str_empty(value))
            return false;
    }
    switch (p->segment[i].kind) {
    case LITERAL:
        return str_eq(p->segment[i].text, value);
    case NUMBER:
        return digits(value, value.n) && value.p[0] != '0' && value.n < 19;
    case DIGITS_2:
        return digits(value, 2);
    case DIGITS_4:
        return digits(value, 4);
    case ANY:
        break;
    }
    return true;
}

/* PATH has as many segments as P. */
static bool fits(const struct pattern *p, const struct path *path)
{
    for (int i = 0; i < p->n; i++)
        if (!fits_segment(p, i, path->segment[i]))
            return false;
    return true;
}

/* The same without regard to capital letters in P's own words. */
static bool fits_loosely(const struct pattern *p, const struct path *path)
{
    for (int i = 0; i < p->n; i++) {
        bool word = p->segment[i].kind == LITERAL;
        if (word ? !str_ieq(p->segment[i].text, path->segment[i])
                 : !fits_segment(p, i, path->segment[i]))
            return false;
    }
    return true;
}

/* PATH as P spells it. */
static struct str path_as(struct arena *a, const struct pattern *p, const struct path *path)
{
    struct buf b = buf_in(a);
    for (int i = 0; i < p->n; i++) {
        buf_add_char(&b, '/');
        buf_add(&b, p->segment[i].kind == LITERAL ? p->segment[i].text
                                                  : url_encode(a, path->segment[i]));
    }
    if (p->slash)
        buf_add_char(&b, '/');
    return buf_str(&b);
}

/* PATH with 0 to 9 for the digits of other scripts, where P has a number. */
static struct path with_plain_digits(struct arena *a, const struct pattern *p,
                                     const struct path *path)
{
    struct path plain = *path;
    for (int i = 0; i < p->n; i++)
        if (p->segment[i].kind != LITERAL && p->segment[i].kind != ANY)
            plain.segment[i] = digits_plain(a, path->segment[i]);
    return plain;
}

/* Where a GET for PATH is redirected, which fits no route as it is: empty if nowhere. */
static struct str moved_to(struct arena *a, const struct path *path)
{
    for (const struct pattern *p = patterns_of[path->n]; p != NULL; p = p->next) {
        struct path plain = with_plain_digits(a, p, path);
        if ((p->route->methods & METHOD_GET) != 0 && fits_loosely(p, &plain))
            return path_as(a, p, &plain);
    }
    return STR_NONE;
}

static void copy_arguments(const struct pattern *p, const struct path *path, struct route_match *m)
{
    for (int i = 0, n = 0; i < p->n; i++)
        if (p->segment[i].kind != LITERAL)
            m->arg[n++] = argument_in(p, i, path->segment[i]);
}

void route_find(struct exchange *x, struct route_match *m)
{
    struct path path;
    if (!path_split(x->arena, x->rq.path, &path))
        return;
    pthread_once(&patterns_once, prepare_patterns);
    for (const struct pattern *p = patterns_of[path.n]; p != NULL && !path.doubled; p = p->next) {
        const struct route *r = p->route;
        if (p->slash != path.slash || !fits(p, &path))
            continue;
        m->methods |= r->methods;
        unsigned method = x->rq.method == METHOD_HEAD ? METHOD_GET : x->rq.method;
        if (m->route == NULL && (r->methods & method) != 0) {
            m->route = r;
            copy_arguments(p, &path, m);
        }
    }
    if (m->methods == 0)
        m->moved_to = moved_to(x->arena, &path);
}
