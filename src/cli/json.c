/* SPDX-License-Identifier: MIT */
/* Writes JSON strings that are safe on a terminal: whatever utf8_moves_text reports is escaped,
 * beyond what JSON itself requires. */
#include "cli/json.h"

#include "base/utf8.h"

static void add_escaped(struct buf *b, int32_t cp)
{
    if (cp > 0xFFFF)
        buf_printf(b, "\\u%04x\\u%04x", (unsigned)(0xD800 + ((cp - 0x10000) >> 10)),
                   (unsigned)(0xDC00 + ((cp - 0x10000) & 0x3FF)));
    else
        buf_printf(b, "\\u%04x", (unsigned)cp);
}

void json_add_string(struct buf *b, struct str s)
{
    buf_add_char(b, '"');
    while (s.n > 0) {
        struct str before = s;
        int32_t cp = utf8_next(&s);
        struct str bytes = str_head(before, before.n - s.n);
        if (cp == '"' || cp == '\\')
            buf_printf(b, "\\%c", (char)cp);
        else if (cp == '\n')
            buf_add(b, STR("\\n"));
        else if (cp == '\t')
            buf_add(b, STR("\\t"));
        else if (cp == 0xFFFD || utf8_moves_text(cp))
            add_escaped(b, cp);
        else
            buf_add(b, bytes);
    }
    buf_add_char(b, '"');
}
