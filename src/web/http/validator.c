/* SPDX-License-Identifier: MIT */
/* The answer depends on If-None-Match alone if the request has it, and otherwise on
 * If-Modified-Since, as RFC 9110 (13.2.2) orders. The date is written without strftime, whose names
 * of days and months depend on the locale. */
#include "web/http/validator.h"

#include <time.h>

struct str http_date(struct arena *a, int64_t epoch_s)
{
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm t;
    time_t at = (time_t)epoch_s;
    if (gmtime_r(&at, &t) == NULL)
        return STR_NONE;
    return arena_printf(a, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[t.tm_wday], t.tm_mday,
                        months[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

static struct str opaque(struct str tag)
{
    return str_starts(tag, STR("W/")) ? str_skip(tag, 2) : tag;
}

static bool tag_is_listed(struct str list, struct str tag)
{
    while (list.p != NULL) {
        struct str one = str_trim(str_split(&list, ','));
        if (str_eq(one, STR("*")) || str_eq(opaque(one), opaque(tag)))
            return true;
    }
    return false;
}

bool copy_is_good(const struct request *rq, struct str etag, struct str modified)
{
    if (rq->if_none_match.n > 0)
        return etag.n > 0 && tag_is_listed(rq->if_none_match, etag);
    return modified.n > 0 && str_eq(rq->if_modified_since, modified);
}
