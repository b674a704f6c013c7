/* SPDX-License-Identifier: MIT */
/* Reads terms from left to right: a minus, a quotation mark, then everything up to the closing mark
 * or the next space. Each run is split into words as the index splits it. */
#include "core/search/index/terms.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "db/fts.h"
#include "text/searchable.h"

struct reader {
    struct db_conn *c;
    int64_t folding;
    struct arena *arena;
    struct search_terms *out;
    size_t at;
};

/* The length of the quotation mark that S begins with (those of keyboards and languages); 0: none.
 */
static size_t quote_length(struct str s)
{
    static const struct str marks[] = {STR("\""), STR("“"), STR("”"), STR("„"), STR("«"), STR("»")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(s, marks[i]))
            return marks[i].n;
    return 0;
}

/* The end of the run that begins at FROM: a quotation mark or, unless QUOTED, a space. */
static size_t run_end(struct str text, size_t from, bool quoted)
{
    size_t at = from;
    while (at < text.n && quote_length(str_skip(text, at)) == 0 && (quoted || text.p[at] != ' '))
        at++;
    return at;
}

/* Replaces the spaces of other scripts by U+0020. */
static struct str with_plain_spaces(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    while (s.n > 0) {
        struct str before = s;
        int32_t cp = utf8_next(&s);
        bool space = cp == 0x3000 || cp == 0xA0 || cp == 0x202F;
        buf_add(&b, space ? STR(" ") : str_of(before.p, before.n - s.n));
    }
    return buf_str(&b);
}

struct tokens {
    struct arena *arena;
    struct search_spelling *spelling;
    bool cut;
};

/* An fts_token_fn. */
static void add_token(void *arg, struct str token)
{
    struct tokens *to = arg;
    if (to->spelling->n == SEARCH_TOKENS_MAX)
        to->cut = true;
    else
        to->spelling->token[to->spelling->n++] = arena_dup(to->arena, token);
}

static bool spelling_equal(const struct search_spelling *x, const struct search_spelling *y)
{
    bool equal = x->n == y->n;
    for (int i = 0; equal && i < x->n; i++)
        equal = str_eq(x->token[i], y->token[i]);
    return equal;
}

/* Adds the spelling of TEXT by FOLDING, unless it has no word or is the same as the first one. */
static enum err_kind add_spelling(struct reader *r, struct search_term *term, int64_t folding,
                                  struct str text, struct err *e)
{
    struct search_spelling *spelling = &term->spelling[term->n_spellings];
    struct tokens tokens = {.arena = r->arena, .spelling = spelling};
    spelling->n = 0;
    TRY(fts_tokens(r->c, folding, text, add_token, &tokens, e));
    r->out->cut = r->out->cut || tokens.cut;
    bool known = term->n_spellings > 0 && spelling_equal(spelling, &term->spelling[0]);
    term->n_spellings += spelling->n > 0 && !known;
    return OK;
}

/* Adds the term at [from, to), unless it contains no word. */
static enum err_kind add_term(struct reader *r, struct search_term term, struct err *e)
{
    struct search_terms *out = r->out;
    struct str text = str_of(out->text.p + term.from, term.to - term.from);
    TRY(add_spelling(r, &term, FOLDING_NOW, searchable_text(r->arena, text), e));
    if (term.n_spellings == 0)
        return OK;
    if (r->folding == FOLDING_FIRST)
        TRY(add_spelling(r, &term, FOLDING_FIRST, searchable_spaced(r->arena, text), e));
    if (out->n == SEARCH_TERMS_MAX) {
        out->cut = true;
        return OK;
    }
    out->item[out->n++] = term;
    out->n_wanted += !term.excluded;
    return OK;
}

static enum err_kind read_term(struct reader *r, struct err *e)
{
    struct str text = r->out->text;
    struct search_term term = {0};
    if (text.p[r->at] == '-') {
        term.excluded = true;
        r->at++;
    }
    size_t mark = quote_length(str_skip(text, r->at));
    r->at += mark;
    term.from = r->at;
    term.to = r->at = run_end(text, r->at, mark > 0);
    term.unfinished = mark == 0 && !term.excluded && r->at == text.n;
    if (mark > 0)
        r->at += quote_length(str_skip(text, r->at));
    return term.to > term.from ? add_term(r, term, e) : OK;
}

enum err_kind search_terms_parse(struct db_conn *c, int64_t folding, struct str text,
                                 struct arena *a, struct search_terms *out, struct err *e)
{
    *out = (struct search_terms){.text = with_plain_spaces(a, utf8_cut(text, SEARCH_TEXT_MAX)),
                                 .cut = text.n > SEARCH_TEXT_MAX};
    struct reader r = {.c = c, .folding = folding, .arena = a, .out = out};
    while (r.at < out->text.n) {
        if (out->text.p[r.at] == ' ')
            r.at++;
        else
            TRY(read_term(&r, e));
    }
    return OK;
}

void search_word_quoted(struct buf *b, struct str word)
{
    buf_add_char(b, '"');
    for (size_t i = 0; i < word.n; i++)
        buf_add_char(b, word.p[i] == '"' ? ' ' : word.p[i]);
    buf_add_char(b, '"');
}

void search_spelling_quoted(struct buf *b, const struct search_spelling *s)
{
    struct buf words = buf_in(b->arena);
    for (int i = 0; i < s->n; i++) {
        if (i > 0)
            buf_add_char(&words, ' ');
        buf_add(&words, s->token[i]);
    }
    search_word_quoted(b, buf_str(&words));
    buf_release(&words);
}
