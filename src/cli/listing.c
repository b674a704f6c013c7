/* SPDX-License-Identifier: MIT */
/* Writes lists as a table, as tab-separated or comma-separated values, or as JSON. All but tables
 * are written row by row. A table needs the width of its cells before its first line, so rows are
 * kept in batches (keep_row), and widths never shrink from one batch to the next. */
#include "cli/listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/json.h"

enum { BATCH = 200, GAP = 2, WIDTH_DEFAULT = 80, COLUMN_WIDTH_MIN = 8 };

struct listing {
    const struct column *columns;
    size_t n_columns;
    enum listing_form form;
    bool terminal;
    struct arena *arena; /* for one batch, or one row */
    struct str (*rows)[COLUMNS_MAX];
    size_t n_rows, written;
    size_t width[COLUMNS_MAX];
};

/* ---- cells ---- */

/* A time in UTC. People get it without seconds. */
static struct str time_text(int64_t at, bool for_people, struct arena *a)
{
    struct tm tm;
    time_t t = (time_t)at;
    char text[40];
    if (gmtime_r(&t, &tm) == NULL)
        return STR_NONE;
    size_t n =
        strftime(text, sizeof text, for_people ? "%Y-%m-%d %H:%MZ" : "%Y-%m-%dT%H:%M:%SZ", &tm);
    return arena_dup(a, str_of(text, n));
}

/* A cell's text as stored. The caller makes it safe for its destination. */
static struct str cell_text(const struct column *column, const struct cell *cell, bool for_people,
                            struct arena *a)
{
    switch (column->kind) {
    case COLUMN_NUMBER:
        return arena_printf(a, "%" PRId64, cell->n);
    case COLUMN_TIME:
        return cell->n == 0 ? STR_NONE : time_text(cell->n, for_people, a);
    case COLUMN_SWITCH:
        return cell->n ? STR("yes") : STR("no");
    default:
        return cell->text;
    }
}

static void add_json_value(struct buf *b, const struct column *column, const struct cell *cell,
                           struct arena *a)
{
    struct str text = cell_text(column, cell, false, a);
    bool number = column->kind == COLUMN_NUMBER || cell->value == VALUE_NUMBER;
    bool on_off = column->kind == COLUMN_SWITCH || cell->value == VALUE_SWITCH;
    if (number)
        buf_add(b, text);
    else if (on_off)
        buf_add_c(b, cell->n ? "true" : "false");
    else if (column->kind == COLUMN_TIME && cell->n == 0)
        buf_add_c(b, "null");
    else
        json_add_string(b, text);
}

static void add_json_object(struct buf *b, const struct column *columns, const struct cell *cells,
                            struct arena *a)
{
    for (size_t i = 0; columns[i].name != NULL; i++) {
        buf_printf(b, "%s\"%s\": ", i == 0 ? "{" : ", ", columns[i].name);
        add_json_value(b, &columns[i], &cells[i], a);
    }
    buf_add_char(b, '}');
}

/* Adds a field of RFC 4180, quoted if necessary. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front. */
static void add_csv_field(struct buf *b, const struct column *column, struct str text)
{
    bool formula = column->kind == COLUMN_TEXT && text.n > 0 && strchr("=+-@", text.p[0]) != NULL;
    bool quoted = formula || str_index(text, ',') < text.n || str_index(text, '"') < text.n ||
                  str_index(text, '\n') < text.n;
    if (quoted)
        buf_add_c(b, formula ? "\"'" : "\"");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_add_char(b, '"');
        buf_add_char(b, text.p[i]);
    }
    if (quoted)
        buf_add_char(b, '"');
}

static void print_buf(const struct buf *b)
{
    fwrite(b->p, 1, b->n, stdout);
}

/* ---- tables ---- */

static size_t terminal_width(void)
{
    struct winsize size;
    int64_t columns;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return str_int(str_from(getenv("COLUMNS")), &columns) && columns > 0 ? (size_t)columns
                                                                         : WIDTH_DEFAULT;
}

static bool is_right(const struct column *column)
{
    return column->kind == COLUMN_NUMBER;
}

/* Computes the columns' widths. The widest texts are narrowed until a line fits the terminal. */
static void fit_widths(const struct listing *l, size_t width[COLUMNS_MAX])
{
    size_t all = 0, screen = terminal_width();
    for (size_t i = 0; i < l->n_columns; i++) {
        width[i] = l->width[i];
        all += l->columns[i].json_only ? 0 : width[i] + GAP;
    }
    while (all > screen + GAP) {
        size_t widest = COLUMNS_MAX;
        for (size_t i = 0; i < l->n_columns; i++) {
            bool text = l->columns[i].kind == COLUMN_TEXT || l->columns[i].kind == COLUMN_VALUE;
            if (text && !l->columns[i].json_only && width[i] > COLUMN_WIDTH_MIN &&
                (widest == COLUMNS_MAX || width[i] > width[widest]))
                widest = i;
        }
        if (widest == COLUMNS_MAX)
            return;
        width[widest]--;
        all--;
    }
}

static void add_padded(struct buf *b, struct str text, size_t width, bool right, bool last)
{
    bool cut = utf8_width(text) > width;
    if (cut)
        text = utf8_cut_width(text, width - 1);
    size_t pad = width - utf8_width(text) - cut;
    if (right)
        buf_printf(b, "%*s", (int)pad, "");
    buf_add(b, text);
    if (cut)
        buf_add(b, STR("\xE2\x80\xA6"));
    if (!right && !last)
        buf_printf(b, "%*s", (int)pad, "");
    buf_add_c(b, last ? "\n" : "  ");
}

static size_t last_shown(const struct listing *l)
{
    size_t last = 0;
    for (size_t i = 0; i < l->n_columns; i++)
        last = l->columns[i].json_only ? last : i;
    return last;
}

static void add_line(struct buf *b, const struct listing *l, const struct str *cells,
                     const size_t *width)
{
    size_t last = last_shown(l);
    for (size_t i = 0; i <= last; i++)
        if (!l->columns[i].json_only)
            add_padded(b, cells[i], width[i], is_right(&l->columns[i]), i == last);
}

/* "published_at" as "PUBLISHED AT". */
static struct str heading(const char *name, struct arena *a)
{
    struct str copy = arena_dup(a, str_from(name));
    char *p = arena_alloc(a, copy.n);
    for (size_t i = 0; i < copy.n; i++) {
        char c = copy.p[i];
        p[i] = c == '_' ? ' ' : c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return str_of(p, copy.n);
}

/* Writes the rows of the batch. */
static void flush_table(struct listing *l)
{
    struct buf b = buf_in(l->arena);
    struct str head[COLUMNS_MAX];
    size_t width[COLUMNS_MAX];
    for (size_t i = 0; i < l->n_columns; i++) {
        head[i] = heading(l->columns[i].name, l->arena);
        if (head[i].n > l->width[i])
            l->width[i] = head[i].n;
        for (size_t row = 0; row < l->n_rows; row++) {
            size_t n = utf8_width(l->rows[row][i]);
            l->width[i] = n > l->width[i] ? n : l->width[i];
        }
    }
    fit_widths(l, width);
    if (l->written == l->n_rows && l->n_rows > 0)
        add_line(&b, l, head, width);
    for (size_t row = 0; row < l->n_rows; row++)
        add_line(&b, l, l->rows[row], width);
    print_buf(&b);
    l->n_rows = 0;
    arena_reset(l->arena);
    l->rows = NULL;
}

static void keep_row(struct listing *l, const struct cell *cells)
{
    if (l->rows == NULL)
        l->rows = arena_zalloc(l->arena, BATCH * sizeof *l->rows);
    for (size_t i = 0; i < l->n_columns; i++) {
        struct str text = cell_text(&l->columns[i], &cells[i], true, l->arena);
        if (!l->columns[i].json_only)
            l->rows[l->n_rows][i] = utf8_printable(l->arena, text, UTF8_ONE_LINE);
    }
    if (++l->n_rows == BATCH)
        flush_table(l);
}

/* ---- lists ---- */

struct listing *listing_begin(const struct column *columns, enum listing_form form)
{
    struct arena *a = arena_new(64 * 1024);
    struct listing *l = check_memory(calloc(1, sizeof *l));
    *l = (struct listing){.columns = columns, .form = form, .arena = a};
    while (columns[l->n_columns].name != NULL)
        l->n_columns++;
    l->terminal = form == LISTING_TEXT && isatty(STDOUT_FILENO) != 0;
    if (form == LISTING_CSV) {
        for (size_t i = 0; i < l->n_columns; i++)
            printf("%s%s", i == 0 ? "" : ",", columns[i].name);
        fputs("\r\n", stdout);
    }
    return l;
}

void listing_row(struct listing *l, const struct cell *cells)
{
    size_t before = l->written++;
    if (l->terminal) {
        keep_row(l, cells);
        return;
    }
    struct buf b = buf_in(l->arena);
    if (l->form == LISTING_JSON) {
        buf_add_c(&b, before == 0 ? "[\n" : ",\n");
        add_json_object(&b, l->columns, cells, l->arena);
    } else {
        bool csv = l->form == LISTING_CSV, first = true;
        for (size_t i = 0; i < l->n_columns; i++) {
            if (l->columns[i].json_only)
                continue;
            struct str text = cell_text(&l->columns[i], &cells[i], false, l->arena);
            text = utf8_printable(l->arena, text, UTF8_ONE_LINE);
            buf_add_c(&b, first ? "" : csv ? "," : "\t");
            first = false;
            if (csv)
                add_csv_field(&b, &l->columns[i], text);
            else
                buf_add(&b, text);
        }
        buf_add_c(&b, csv ? "\r\n" : "\n");
    }
    print_buf(&b);
    arena_reset(l->arena);
}

enum err_kind listing_end(struct listing **at, struct err *e)
{
    struct listing *l = *at;
    *at = NULL;
    if (l->terminal)
        flush_table(l);
    if (l->form == LISTING_JSON)
        fputs(l->written == 0 ? "[]\n" : "\n]\n", stdout);
    arena_free(&l->arena);
    free(l);
    return cli_flush(e);
}

/* ---- one object ---- */

enum err_kind listing_show(const struct column *columns, const struct cell *cells, bool json,
                           struct err *e)
{
    struct arena *a = arena_new(64 * 1024);
    struct buf b = buf_in(a);
    if (json) {
        add_json_object(&b, columns, cells, a);
        buf_add_char(&b, '\n');
    }
    for (int lines = 0; !json && lines < 2; lines++)
        for (size_t i = 0; columns[i].name != NULL; i++) {
            struct str text = cell_text(&columns[i], &cells[i], false, a);
            text = utf8_printable(a, text, columns[i].json_only ? UTF8_MANY_LINES : UTF8_ONE_LINE);
            if (columns[i].json_only && lines == 1)
                buf_printf(&b, "\n%.*s\n", STR_ARG(text));
            else if (!columns[i].json_only && lines == 0)
                buf_printf(&b, "%s: %.*s\n", columns[i].name, STR_ARG(text));
        }
    print_buf(&b);
    arena_free(&a);
    return cli_flush(e);
}
