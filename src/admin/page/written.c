/* SPDX-License-Identifier: MIT */
/* How they are written is the locale's to say, but for what is less than a day ago. */
#include "admin/page/written.h"

#include <inttypes.h>

struct str when_shown(const struct context *c, int64_t at)
{
    enum { MINUTE = 60, HOUR = 3600, DAY = 24 * 3600 };
    int64_t ago = c->now - at;
    if (ago < 0 || ago >= DAY)
        return locale_date(c->settings->locale, at, DATE_SHORT, c->arena);
    if (ago < MINUTE)
        return STR("just now");
    if (ago < HOUR)
        return arena_printf(c->arena, "%" PRId64 " min ago", ago / MINUTE);
    return arena_printf(c->arena, "%" PRId64 " h ago", ago / HOUR);
}

struct str when_iso(const struct context *c, int64_t at)
{
    return locale_iso(c->settings->locale, at, c->arena);
}

struct str when_long(const struct context *c, int64_t at)
{
    return locale_date(c->settings->locale, at, DATE_TIME, c->arena);
}

struct str when_exact(const struct context *c, int64_t at)
{
    enum { OFFSET_BYTES = 6 /* "+02:00" */ };
    struct str when = when_long(c, at), iso = when_iso(c, at);
    if (!locale_is_ambiguous(c->settings->locale, at))
        return when;
    return arena_printf(c->arena, "%.*s (UTC%.*s)", STR_ARG(when),
                        STR_ARG(str_skip(iso, iso.n - OFFSET_BYTES)));
}

struct str number_shown(const struct context *c, int64_t n)
{
    char text[NUMBER_MAX];
    size_t length = number_print(&c->settings->numbers, (uint64_t)(n < 0 ? 0 : n), text);
    return arena_dup(c->arena, str_of(text, length));
}

struct str count_shown(const struct context *c, int64_t n)
{
    return n > 0 ? number_shown(c, n) : STR_NONE;
}
