/* SPDX-License-Identifier: MIT */
/* Takes the marks out of what md4c reports, and puts what was typed in the place of longer rows. */
#include "base/buf.h"
#include "text/md4c_mark_codes.h"
#include "text/md4c_marks.h"

/* The index of the next mark in S; s.n if there is none. */
static size_t find_mark(struct str s)
{
    for (size_t at = 0; (at += str_index(str_skip(s, at), '\xEF')) < s.n; at++) {
        struct str mark = str_head(str_skip(s, at), MARK_BYTES);
        if (str_eq(mark, STR(BAR)) ||
            (mark.n == MARK_BYTES && str_starts(mark, str_head(STR(JOINT), 2)) &&
             (unsigned char)mark.p[2] >= 0x90 && (unsigned char)mark.p[2] <= 0x96))
            return at;
    }
    return s.n;
}

static void drop_end(struct buf *b, struct str end)
{
    if (str_ends(buf_str(b), end))
        b->n -= end.n;
}

static struct str unmarked(struct arena *a, struct str s, bool attribute)
{
    if (str_starts(s, STR(BAR))) /* all that most marked runs have */
        s = str_skip(s, MARK_BYTES);
    size_t at = find_mark(s);
    if (at == s.n)
        return s;
    struct buf b = buf_in(a);
    for (bool in_link = false; s.n > 0; at = find_mark(s)) {
        buf_add(&b, str_head(s, at));
        struct str mark = str_head(str_skip(s, at), MARK_BYTES);
        s = str_skip(s, at + MARK_BYTES);
        if (str_eq(mark, STR(LINK_BEGIN))) {
            in_link = str_starts(s, STR("<"));
            s = str_skip(s, in_link);
        } else if (str_eq(mark, STR(LINK_END))) {
            drop_end(&b, STR(">"));
        } else if (str_eq(mark, STR(SCHEME))) {
            b.n -= b.n >= SCHEME_BYTES && (in_link || !attribute) ? SCHEME_BYTES : 0;
        } else if (str_eq(mark, STR(TILDE))) {
            buf_add_char(&b, '~');
        } else if (str_eq(mark, STR(BUMPER_ENDS))) {
            drop_end(&b, STR("!"));
        } else if (str_eq(mark, STR(BUMPER))) {
            s = str_skip(s, str_starts(s, STR("!")));
        }
    }
    return buf_str(&b);
}

/* RUN of TEXT with its delimiter rows as typed. */
static struct str with_typed_rows(struct arena *a, const struct md4c_text *text, struct str run)
{
    if (text->n_rows == 0 || run.p < text->text.p || run.p >= text->text.p + text->text.n)
        return run;
    size_t begin = (size_t)(run.p - text->text.p), end = begin + run.n, low = 0,
           high = text->n_rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (text->rows[middle].at < begin)
            low = middle + 1;
        else
            high = middle;
    }
    const struct md4c_row *row = &text->rows[low];
    if (low == text->n_rows || row->at + row->n > end)
        return run;
    struct buf b = buf_in(a);
    buf_add(&b, str_head(run, row->at - begin));
    buf_add(&b, row->typed);
    buf_add(&b, str_skip(run, row->at + row->n - begin));
    return buf_str(&b);
}

struct str md4c_unmark(struct arena *a, const struct md4c_text *text, struct str run)
{
    return text->marked ? unmarked(a, with_typed_rows(a, text, run), false) : run;
}

struct str md4c_unmark_attribute(struct arena *a, struct str part)
{
    return unmarked(a, part, true);
}
