/* SPDX-License-Identifier: MIT */
/* Makes marks, and finds them again, each with the end of the tag that its hole may include. A
 * number includes the end tag after it; a token includes the end of its attribute and of its tag.
 * Before the
 * ">" of either, white space means nothing, so there a value can be padded. */
#include "cache/hole.h"

/* ---- marks ---- */

/* Digits, commas and a minus sign: no escaping and no Markdown changes them. */
struct str hole_mark(struct arena *a, struct hole hole)
{
    return arena_printf(a, "\x01%d,%lld,%lld\x02", (int)hole.kind, (long long)hole.id,
                        (long long)hole.base);
}

/* Removes the text up to and with the next mark from *rest; *before is the text before the mark.
 * False at the end: *before is then all of *rest. A malformed mark gives the kind HOLE_KINDS. */
static bool next_mark(struct str *rest, struct str *before, struct hole *hole)
{
    size_t at = str_index(*rest, '\x01');
    *before = str_head(*rest, at);
    if (str_index(*before, '\x02') < before->n) {
        hole->kind = HOLE_KINDS;
        return true;
    }
    if (at == rest->n) {
        *rest = STR_NONE;
        return false;
    }
    struct str body = str_skip(*rest, at + 1);
    size_t end = str_index(body, '\x02');
    *rest = str_skip(body, end + 1);
    int64_t kind = HOLE_KINDS;
    struct str numbers = str_head(body, end);
    bool good = end < body.n && str_int(str_split(&numbers, ','), &kind) &&
                str_int(str_split(&numbers, ','), &hole->id) && str_int(numbers, &hole->base) &&
                kind >= 0;
    hole->kind = good && kind < HOLE_KINDS ? (enum hole_kind)kind : HOLE_KINDS;
    return true;
}

/* ---- the end of a tag that a hole includes ---- */

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':' || c == '_';
}

/* The end tag at the beginning of TEXT; empty if there is none. */
static struct str end_tag(struct str text)
{
    enum { LONGEST = 64 };
    if (!str_starts(text, STR("</")))
        return STR_NONE;
    size_t n = 2;
    while (n < text.n && n < LONGEST && is_name(text.p[n]))
        n++;
    return n > 2 && n < text.n && text.p[n] == '>' ? str_head(text, n + 1) : STR_NONE;
}

/* Whether the text after BEFORE is inside a tag, for example in an attribute's value. */
static bool in_tag(struct str before)
{
    const char *open = before.n > 0 ? memrchr(before.p, '<', before.n) : NULL;
    const char *close = before.n > 0 ? memrchr(before.p, '>', before.n) : NULL;
    return open != NULL && (close == NULL || close < open);
}

static struct str end_of(enum hole_kind kind, struct str before, struct str after)
{
    if (kind == HOLE_VIEWS || kind == HOLE_READS)
        return in_tag(before) ? STR_NONE : end_tag(after);
    return kind == HOLE_TOKEN && str_starts(after, STR("\">")) ? str_head(after, 2) : STR_NONE;
}

bool hole_is_detail(enum hole_kind kind)
{
    return kind == HOLE_AUTHOR || kind == HOLE_EMAIL || kind == HOLE_URL || kind == HOLE_REMEMBERED;
}

bool hole_next(struct hole_walk *w, struct str *before, struct hole *hole, struct str *end)
{
    if (!next_mark(&w->rest, before, hole))
        return false;
    const size_t passed = before->n > 0 ? (size_t)(before->p + before->n - w->html.p) : 0;
    *end = end_of(hole->kind, str_head(w->html, passed), w->rest);
    w->rest = str_skip(w->rest, end->n);
    return true;
}
