/* SPDX-License-Identifier: MIT */
/* Parses Markdown with md4c and keeps the words. A block ends with a space, raw HTML is reduced to
 * its words (raw_html.h), and shortcodes and references to footnotes are removed from the finished
 * text. So a '[' that begins neither, since it is in code or escaped, is marked in it (LITERAL).
 * Like the renderer, it never gives md4c a text that would take too long (md4c_input), and its own
 * callbacks stop md4c when the text grows past a bound (plain_text).
 *
 * Lengths are counted in grapheme clusters, not in columns: Chinese text then gets as many
 * characters as it had room for when it was cut at its spaces, and nothing depends on a font. */
#include "text/excerpt.h"

#include <md4c.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/address.h"
#include "text/footnotes.h"
#include "text/md4c_input.h"
#include "text/raw_html.h"
#include "text/reference.h"
#include "text/shortcode.h"
#include "text/wordbreak.h"

#define LITERAL "\xEF\xBF\xBF" /* a '[' that is text; U+FFFF, which no clean text contains */

struct plain {
    struct arena *arena;
    enum dialect dialect;
    struct md4c_text input;
    struct buf text;
    bool all; /* keep everything, also headings, code, tables and pictures */
    /* More bytes of text, or more blocks, stop md4c, which can be made to add cells without end. */
    size_t bound, blocks_max, blocks;
    int hidden; /* depth of headings, code blocks, pictures and tables that are left out */

    struct buf raw;                       /* raw HTML whose words are not yet in TEXT */
    const char *source, *source_end, *at; /* AT: where md4c's last run of text begins */
    struct raw_scripts scripts;
    bool in_block; /* in a block of raw HTML */
    int in_cell, in_code;
};

static bool hides(const struct plain *p, MD_BLOCKTYPE type)
{
    return !p->all && (type == MD_BLOCK_H || type == MD_BLOCK_CODE || type == MD_BLOCK_TABLE);
}

/* Adds S, in which no '[' begins a shortcode. */
static void add_literal(struct plain *p, struct str s)
{
    while (s.n > 0) {
        size_t at = str_index(s, '[');
        buf_add(&p->text, str_head(s, at));
        if (at < s.n)
            buf_add_c(&p->text, p->dialect == DIALECT_ARTICLE ? LITERAL : "[");
        s = str_skip(s, at + 1);
    }
}

/* Adds S, a code. In a table, a '|' within code is typed as "\\|". */
static void add_code(struct plain *p, struct str s)
{
    while (p->in_cell > 0 && p->in_code > 0 && s.n > 0) {
        size_t at = str_find(s, STR("\\|"));
        add_literal(p, str_head(s, at));
        s = str_skip(s, at + 1);
    }
    add_literal(p, s);
}

/* A decoded '[' begins no shortcode. */
static void add_reference(struct plain *p, struct str reference)
{
    struct str text = reference_text(p->arena, reference);
    if (str_eq(text, STR("[")))
        add_literal(p, text);
    else
        buf_add(&p->text, text);
}

/* Adds the words of the raw HTML gathered so far. */
static void flush_raw(struct plain *p)
{
    if (p->raw.n == 0)
        return;
    struct raw_html html = raw_html_of(buf_str(&p->raw));
    struct raw_piece piece;
    while (raw_html_next(&html, &piece)) {
        if (piece.kind == RAW_TAG && piece.gap != GAP_NONE)
            buf_add_char(&p->text, ' ');
        else if (piece.kind == RAW_TEXT)
            buf_add(&p->text, piece.typed);
        else if (piece.kind == RAW_ENTITY)
            add_reference(p, piece.typed);
        if (piece.kind == RAW_TAG && raw_tag_hides(&piece) && !p->in_block)
            raw_scripts_open(&p->scripts, &piece, p->at, p->source_end);
    }
    p->raw.n = 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    (void)detail;
    struct plain *p = ctx;
    flush_raw(p);
    if (p->text.n > 0 && !str_ends(buf_str(&p->text), STR(" "))) /* a list in an item */
        buf_add_char(&p->text, ' ');
    p->in_block = type == MD_BLOCK_HTML;
    p->in_cell += type == MD_BLOCK_TD || type == MD_BLOCK_TH;
    p->hidden += hides(p, type);
    return ++p->blocks > p->blocks_max ? -1 : 0;
}

/* Removes white space at the end of the text. Each block does so, so no block has to look through
 * the white space of all blocks before it. */
static void trim_end(struct buf *text)
{
    while (text->n > 0 && memchr(" \n\t", text->p[text->n - 1], 3) != NULL)
        text->n--;
}

/* Adds a separating dot after a heading or cell that ends without punctuation. */
static void end_piece(struct plain *p, MD_BLOCKTYPE type)
{
    bool piece = type == MD_BLOCK_H || type == MD_BLOCK_P || type == MD_BLOCK_LI ||
                 type == MD_BLOCK_TD || type == MD_BLOCK_TH;
    if (!piece || p->text.n == 0 || str_ends(buf_str(&p->text), STR("\u00B7")))
        return;
    unsigned char end = (unsigned char)p->text.p[p->text.n - 1];
    if (end >= 0x80 || (end >= 'a' && end <= 'z') || (end >= 'A' && end <= 'Z') ||
        (end >= '0' && end <= '9'))
        buf_add_c(&p->text, " \u00B7 ");
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    (void)detail;
    struct plain *p = ctx;
    flush_raw(p);
    p->in_block = false;
    p->in_cell -= type == MD_BLOCK_TD || type == MD_BLOCK_TH;
    p->hidden -= hides(p, type);
    trim_end(&p->text);
    if (p->all && p->dialect == DIALECT_ARTICLE)
        end_piece(p, type);
    if (p->text.n > 0)
        buf_add_char(&p->text, ' ');
    return p->text.n > p->bound ? -1 : 0;
}

/* In comments a picture is shown as typed. */
static int enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    (void)detail;
    struct plain *p = ctx;
    p->in_code += type == MD_SPAN_CODE;
    p->hidden += type == MD_SPAN_IMG && !p->all;
    if (type == MD_SPAN_IMG && p->dialect == DIALECT_COMMENT)
        buf_add_c(&p->text, "![");
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    struct plain *p = ctx;
    p->in_code -= type == MD_SPAN_CODE;
    p->hidden -= type == MD_SPAN_IMG && !p->all;
    if (type == MD_SPAN_IMG && p->dialect == DIALECT_COMMENT) {
        const MD_SPAN_IMG_DETAIL *picture = detail;
        struct str address = attribute_text(p->arena, &picture->src);
        buf_printf(&p->text, "](%.*s)", STR_ARG(address));
    }
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE n, void *ctx)
{
    struct plain *p = ctx;
    struct str run = str_of(at, n);
    if (at >= p->source && at < p->source_end)
        p->at = at;
    if (p->hidden > 0)
        return 0;
    run = md4c_unmark(p->arena, &p->input, run);
    if (type == MD_TEXT_HTML) {
        buf_add(&p->raw, run);
        return 0;
    }
    flush_raw(p);
    if (p->at < p->scripts.hidden_until)
        return 0;
    if (type == MD_TEXT_NORMAL) {
        bool escaped = at > p->source && at < p->source_end && at[-1] == '\\';
        add_literal(p, str_head(run, escaped));
        buf_add(&p->text, str_skip(run, escaped));
    } else if (type == MD_TEXT_CODE) {
        add_code(p, run);
    } else if (type == MD_TEXT_ENTITY) {
        add_reference(p, run);
    } else {
        buf_add_char(&p->text, ' ');
    }
    return p->text.n > p->bound ? -1 : 0;
}

/* Unknown shortcodes are shown as typed, so they are kept. */
static bool is_dropped(const struct shortcode *code)
{
    return shortcode_kind(code->name) != SHORTCODE_UNKNOWN || str_eq(code->name, STR("pull-quote"));
}

/* S without its shortcodes and references to NOTES, which get their numbers. A shortcode in double
 * brackets gives its literal text. */
static struct str without_codes(struct arena *a, struct str s, struct footnotes *notes)
{
    struct buf b = buf_in(a);
    while (s.n > 0) {
        size_t at = str_index(s, '[');
        buf_add(&b, str_head(s, at));
        s = str_skip(s, at);
        if (s.n == 0)
            break;
        struct shortcode code;
        bool literal;
        size_t call, n = shortcode_parse(s, &code, &literal);
        if (notes->n > 0 && footnote_by_call(notes, s, &call) != NULL)
            n = call;
        else if (n > 0 && literal)
            buf_add(&b, str_of(s.p + 1, n - 2));
        else if (n == 0 || !is_dropped(&code))
            buf_add(&b, str_head(s, n > 0 ? n : 1));
        s = str_skip(s, n > 0 ? n : 1);
    }
    return buf_str(&b);
}

/* S with single spaces, and with brackets in place of their marks. */
static void add_finished(struct buf *b, struct str s)
{
    const struct str literal = STR(LITERAL);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i];
        if (c == literal.p[0] && str_starts(str_skip(s, i), literal)) {
            c = '[';
            i += literal.n - 1;
        }
        if (c != ' ' || (b->n > 0 && b->p[b->n - 1] != ' '))
            buf_add_char(b, c);
    }
}

/* The words of MARKDOWN's paragraphs, or of ALL its parts. NOTES are those that it may refer to. */
static struct str words_of(struct arena *a, struct str markdown, enum dialect dialect, bool all,
                           struct footnotes *notes)
{
    struct plain p = {
        .arena = a, .dialect = dialect, .text = buf_in(a), .raw = buf_in(a), .all = all};
    const MD_PARSER parser = {
        .flags = md4c_flags(dialect),
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = on_text,
    };
    p.bound = 4 * markdown.n + 1024;
    p.blocks_max = markdown.n / 2 + 1024;
    if (!md4c_input(a, markdown, dialect, &p.input)) {
        buf_add(&p.text, markdown); /* the page shows it as typed, too */
    } else if (p.input.text.n > 1) {
        p.source = p.at = p.input.text.p;
        p.source_end = p.source + p.input.text.n;
        md_parse(p.source, (MD_SIZE)p.input.text.n, &parser, &p);
    }
    struct str text = buf_str(&p.text);
    return dialect == DIALECT_ARTICLE ? without_codes(a, text, notes) : text;
}

/* The same with single spaces, and, where ALL is asked for, with the notes. Nothing is left for a
 * separating dot at the end to separate. */
static struct str plain_text(struct arena *a, struct str markdown, enum dialect dialect, bool all)
{
    struct footnotes notes = {0}, none = {0};
    struct buf b = buf_in(a);
    if (dialect == DIALECT_ARTICLE)
        markdown = footnotes_extract(a, markdown, &notes);
    add_finished(&b, words_of(a, markdown, dialect, all, &notes));
    for (int i = 1; all && i <= notes.called; i++) {
        struct str note = footnote_by_number(&notes, i)->text;
        add_finished(&b, STR(" "));
        add_finished(&b, words_of(a, note, dialect, all, &none));
    }
    struct str text = str_trim(buf_str(&b)), dot = STR(" \u00B7");
    return all && str_ends(text, dot) ? str_head(text, text.n - dot.n) : text;
}

/* True if a text may be cut before a character: a space, or a border of one that is written without
 * spaces. */
static bool may_cut(int32_t before, int32_t cp)
{
    const int32_t pair[] = {before, cp};
    for (size_t i = 0; i < 2; i++) {
        bool hangul = pair[i] >= 0xAC00 && pair[i] <= 0xD7A3;
        if (pair[i] == ' ' || word_is_spaceless(pair[i]) || (utf8_is_wide(pair[i]) && !hangul))
            return true;
    }
    return false;
}

struct str text_cut(struct arena *a, struct str text, size_t n_chars)
{
    struct str rest = text;
    size_t best = 0, best_n = 0, last = 0;
    int32_t before = -1;
    for (size_t n = 0; n < n_chars && rest.n > 0; n++) {
        struct str character = rest;
        int32_t cp = utf8_next(&character);
        last = text.n - rest.n;
        if (n > 0 && may_cut(before, cp)) {
            best = last;
            best_n = n;
        }
        (void)utf8_character(&rest);
        before = cp;
    }
    if (rest.n == 0)
        return text;
    struct str beginning = str_head(text, 2 * best_n < n_chars ? last : best);
    return arena_join(a, str_trim(beginning), STR("\u2026"));
}

struct str excerpt_from(struct arena *a, struct str markdown, size_t n_chars)
{
    return text_cut(a, plain_text(a, markdown, DIALECT_ARTICLE, false), n_chars);
}

struct str excerpt_from_comment(struct arena *a, struct str comment, size_t n_chars)
{
    return text_cut(a, plain_text(a, comment, DIALECT_COMMENT, true), n_chars);
}

int64_t word_count(struct arena *a, struct str markdown)
{
    struct str rest = plain_text(a, markdown, DIALECT_ARTICLE, false), word;
    int64_t words = 0, letters = 0;
    bool spaceless;
    while (word_next(&rest, &word, &spaceless)) {
        words += !spaceless;
        letters += spaceless;
    }
    return words + (letters + 1) / 2;
}

struct str plain_text_from(struct arena *a, struct str markdown)
{
    return plain_text(a, markdown, DIALECT_ARTICLE, true);
}
