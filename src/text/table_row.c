/* SPDX-License-Identifier: MIT */
/* Both lines may be in quotations and list items; what stands before the row is skipped. The header
 * must have as many cells as the row, as in GitHub's dialect. */
#include "text/table_row.h"

/* LINE without indentation and the marks of quotations. */
static struct str inner_line(struct str line)
{
    while (line.n > 0 && memchr(" \t>", line.p[0], 3) != NULL)
        line = str_of(line.p + 1, line.n - 1);
    return line;
}

/* LINE without the mark of a list item at its beginning. */
static struct str without_item_mark(struct str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] >= '0' && line.p[n] <= '9')
        n++;
    if (n + 1 < line.n && memchr(n > 0 ? ".)." : "-*+", line.p[n], 3) != NULL &&
        line.p[n + 1] == ' ')
        return inner_line(str_skip(line, n + 2));
    return line;
}

static size_t cells_of(struct str row)
{
    size_t n = 1;
    row = str_trim(row);
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '\\')
            i++;
        else if (row.p[i] == '|')
            n += i > 0 && i + 1 < row.n;
    }
    return n;
}

static size_t blanks_of(struct str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
        n++;
    return n;
}

/* Takes a cell such as " :-- " from *row, and writes it to OUT with at least three characters.
 * False if there is none. */
static bool stretch_cell(struct str *row, struct buf *out)
{
    size_t from = blanks_of(*row), at = from;
    at += at < row->n && row->p[at] == ':';
    size_t hyphens = at;
    while (at < row->n && row->p[at] == '-')
        at++;
    if (at == hyphens)
        return false;
    size_t end = at + (at < row->n && row->p[at] == ':');
    buf_add(out, str_head(*row, at));
    if (end - from < 3)
        buf_add_c(out, "--");
    end += blanks_of(str_skip(*row, end));
    buf_add(out, str_of(row->p + at, end - at));
    *row = str_skip(*row, end);
    return true;
}

/* Writes the delimiter row ROW to OUT, with wider cells. Returns their number; 0 if ROW is no such
 * row. */
static size_t stretch_row(struct str row, struct buf *out)
{
    size_t cells = 0, pipes = str_starts(row, STR("|"));
    buf_add(out, str_head(row, pipes));
    for (row = str_skip(row, pipes); row.n > 0; cells++) {
        if (!stretch_cell(&row, out) || (row.n > 0 && row.p[0] != '|'))
            return 0;
        buf_add(out, str_head(row, 1));
        pipes += row.n > 0;
        row = str_skip(row, 1);
    }
    return pipes > 0 ? cells : 0;
}

bool table_row_stretch(struct str header, struct str line, struct str *row, struct buf *longer)
{
    *row = str_trim(inner_line(line));
    bool item = row->n > 1 && row->p[0] == '-' && row->p[1] == ' ';
    if (row->n == 0 || memchr("|-:", row->p[0], 3) == NULL || item)
        return false;
    size_t cells = stretch_row(*row, longer);
    struct str titles = str_trim(without_item_mark(inner_line(header)));
    return cells > 0 && longer->n > row->n && titles.n > 0 && cells_of(titles) == cells;
}
