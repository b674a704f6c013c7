/* SPDX-License-Identifier: MIT */
/* How they are written is the locale's to say, but for what is less than a day ago. */
#include "admin/page/written.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

struct str when_shown(struct context *c, int64_t at)
{
    int64_t ago = c->now - at;
    if (ago < 0 || ago >= DAY)
        return locale_date(c->locale, at, DATE_SHORT, c->arena);
    if (ago < MINUTE)
        return say(c, "just now");
    if (ago < HOUR)
        return SAY(c, "{n} min ago", PUT_N("n", ago / MINUTE));
    return SAY(c, "{n} h ago", PUT_N("n", ago / HOUR));
}

struct str ago_shown(struct context *c, int64_t seconds)
{
    if (seconds < 2 * MINUTE)
        return SAY(c, "{n} s ago", PUT_N("n", seconds > 0 ? seconds : 0));
    if (seconds < 2 * HOUR)
        return SAY(c, "{n} min ago", PUT_N("n", seconds / MINUTE));
    return SAY(c, "{n} h ago", PUT_N("n", seconds / HOUR));
}

struct str sentences_joined(struct context *c, struct str first, struct str second)
{
    if (str_empty(first) || str_empty(second))
        return str_empty(first) ? second : first;
    return arena_printf(c->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(second));
}

struct str when_iso(const struct context *c, int64_t at)
{
    return locale_iso(c->locale, at, c->arena);
}

struct str when_long(const struct context *c, int64_t at)
{
    return locale_date(c->locale, at, DATE_TIME, c->arena);
}

struct str when_exact(const struct context *c, int64_t at)
{
    enum { OFFSET_BYTES = 6 /* "+02:00" */ };
    struct str when = when_long(c, at), iso = when_iso(c, at);
    if (!locale_is_ambiguous(c->locale, at))
        return when;
    return arena_printf(c->arena, "%.*s (UTC%.*s)", STR_ARG(when),
                        STR_ARG(str_skip(iso, iso.n - OFFSET_BYTES)));
}

struct str number_shown(const struct context *c, int64_t n)
{
    char text[NUMBER_MAX];
    size_t length = number_print(&c->numbers, (uint64_t)(n < 0 ? 0 : n), text);
    return arena_dup(c->arena, str_of(text, length));
}

struct str count_shown(const struct context *c, int64_t n)
{
    return n > 0 ? number_shown(c, n) : STR_NONE;
}
