/* SPDX-License-Identifier: MIT */
/* Reads and writes lengths of videos. Only the leading part may exceed 59, so "90" is ninety
 * seconds and "1:90" is refused. */
#include "admin/video/video_length.h"

#include <inttypes.h>

#include "base/digits.h"

struct str video_length_text(struct arena *a, int64_t seconds)
{
    if (seconds <= 0)
        return STR_NONE;
    int64_t hours = seconds / 3600, minutes = seconds / 60 % 60;
    if (hours > 0)
        return arena_printf(a, "%" PRId64 ":%02" PRId64 ":%02" PRId64, hours, minutes,
                            seconds % 60);
    return arena_printf(a, "%" PRId64 ":%02" PRId64, minutes, seconds % 60);
}

bool video_length_read(struct arena *a, struct str typed, int64_t *seconds)
{
    enum { PARTS_MAX = 3, LEADING_MAX = 1000000 };
    int64_t total = 0, part;
    int n = 0;
    for (struct str rest = str_trim(digits_plain(a, typed)); rest.p != NULL && rest.n > 0;) {
        struct str text = str_split(&rest, ':');
        bool ends = rest.p != NULL && rest.n == 0; /* "3:" */
        if (n++ == PARTS_MAX || ends || !str_int(text, &part) || part < 0 ||
            part > (n == 1 ? LEADING_MAX : 59))
            return false;
        total = total * 60 + part;
    }
    *seconds = total;
    return true;
}
