/* SPDX-License-Identifier: MIT */
#include "text/html_cut.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { OPEN_MAX = 64 }; /* elements in one another; a text that nests deeper is cut there */

struct cutting {
    struct str rest;
    struct buf out;
    struct str open[OPEN_MAX]; /* names */
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
    struct str behind = str_skip(rest, before); /* marks may follow the ';' */
    return str_head(rest, before + utf8_character(&behind).n);
}

static bool is_full(const struct cutting *it, size_t n)
{
    const struct html_limits *most = it->limits;
    return it->characters >= most->characters || it->lines >= most->lines ||
           it->out.n + n > most->bytes || it->n_open == OPEN_MAX;
}

static void put(struct cutting *it, struct str piece)
{
    bool tag = piece.p[0] == '<', closes = str_starts(piece, STR("</"));
    if (closes && it->n_open > 0)
        it->n_open--;
    else if (tag && !is_empty_element(tag_name(piece)))
        it->open[it->n_open++] = tag_name(piece);
    it->characters += !tag;
    it->lines += piece.p[0] == '\n';
    buf_add(&it->out, piece);
    it->rest = str_skip(it->rest, piece.n);
}

struct html html_cut(struct arena *a, struct html html, const struct html_limits *limits, bool *cut)
{
    struct cutting it = {.rest = str_of(html.p, html.n), .out = buf_in(a), .limits = limits};
    bool in_text = false;
    *cut = false;
    while (it.rest.n > 0 && !*cut) {
        struct str piece = next_piece(it.rest);
        bool needed = !str_starts(piece, STR("</")) && piece.p[0] != '\n';
        *cut = needed && is_full(&it, piece.n);
        in_text = piece.p[0] != '<';
        if (!*cut)
            put(&it, piece);
    }
    if (*cut && in_text && it.n_open > 0) {
        it.out.n -= it.out.n > 0 && it.out.p[it.out.n - 1] == ' ';
        buf_add_c(&it.out, "…");
    }
    for (; *cut && it.n_open > 0; it.n_open--)
        buf_printf(&it.out, "</%.*s>", STR_ARG(it.open[it.n_open - 1]));
    return (struct html){it.out.p, it.out.n};
}
