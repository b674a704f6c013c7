/* SPDX-License-Identifier: MIT */
/* Copies the HTML piece by piece (a tag, a character reference or a character) and keeps a stack of
 * the open elements, until a limit is reached. It relies on the renderer's HTML: tags are well
 * nested, and no attribute contains '>'. */
#include "text/html_cut.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { OPEN_MAX = 64 }; /* depth of nesting; a text that nests deeper is cut there */

struct cutting {
    struct str rest;
    struct buf out;
    struct str open[OPEN_MAX]; /* names of the open elements */
    size_t n_open, characters, lines;
    const struct html_limits *limits;
};

static struct str tag_name(struct str tag)
{
    struct str name = str_skip(tag, 1);
    return str_head(name, str_index(str_head(name, str_index(name, '>')), ' '));
}

static bool is_empty_element(struct str name)
{
    return str_eq(name, STR("br")) || str_eq(name, STR("hr")) || str_eq(name, STR("img"));
}

/* The next tag, character reference or character. */
static struct str next_piece(struct str rest)
{
    if (rest.p[0] == '<')
        return str_head(rest, str_index(rest, '>') + 1);
    size_t before = rest.p[0] == '&' ? str_index(rest, ';') : 0;
    struct str behind = str_skip(rest, before); /* combining marks may follow the ';' */
    return str_head(rest, before + utf8_character(&behind).n);
}

static bool is_full(const struct cutting *c, size_t n)
{
    const struct html_limits *most = c->limits;
    return c->characters >= most->characters || c->lines >= most->lines ||
           c->out.n + n > most->bytes || c->n_open == OPEN_MAX;
}

static void add_piece(struct cutting *c, struct str piece)
{
    bool tag = piece.p[0] == '<', closes = str_starts(piece, STR("</"));
    if (closes && c->n_open > 0)
        c->n_open--;
    else if (tag && !is_empty_element(tag_name(piece)))
        c->open[c->n_open++] = tag_name(piece);
    c->characters += !tag;
    c->lines += piece.p[0] == '\n';
    buf_add(&c->out, piece);
    c->rest = str_skip(c->rest, piece.n);
}

struct html html_cut(struct arena *a, struct html html, const struct html_limits *limits, bool *cut)
{
    struct cutting c = {.rest = str_of(html.p, html.n), .out = buf_in(a), .limits = limits};
    bool in_text = false;
    *cut = false;
    while (c.rest.n > 0 && !*cut) {
        struct str piece = next_piece(c.rest);
        bool needed = !str_starts(piece, STR("</")) && piece.p[0] != '\n';
        *cut = needed && is_full(&c, piece.n);
        in_text = piece.p[0] != '<';
        if (!*cut)
            add_piece(&c, piece);
    }
    if (*cut && in_text && c.n_open > 0) {
        c.out.n -= c.out.n > 0 && c.out.p[c.out.n - 1] == ' ';
        buf_add_c(&c.out, "…");
    }
    for (; *cut && c.n_open > 0; c.n_open--)
        buf_printf(&c.out, "</%.*s>", STR_ARG(c.open[c.n_open - 1]));
    return (struct html){c.out.p, c.out.n};
}
