/* SPDX-License-Identifier: MIT */
/* Parses Markdown with md4c and keeps the words. A block ends with a space, raw HTML is reduced to
 * its words (raw_html.h), and shortcodes are removed from the finished text. Like the renderer, it
 * never gives md4c a text that would take too long (md4c_input), and its own callbacks stop md4c
 * when the text grows past a bound (plain_text). */
#include "text/excerpt.h"

#include <md4c.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/md4c_input.h"
#include "text/raw_html.h"
#include "text/shortcode.h"
#include "text/wordbreak.h"

struct plain {
    struct buf text;
    bool all;     /* keep everything, also headings, code, tables and pictures */
    size_t bound; /* bytes of text; more stops md4c, which can be made to add cells without end */
    int hidden;   /* depth of headings, code blocks, pictures and tables that are left out */

    struct buf raw;                       /* raw HTML whose words are not yet in TEXT */
    const char *source, *source_end, *at; /* AT: where md4c's last run of text begins */
    struct raw_scripts scripts;
    bool in_block; /* in a block of raw HTML */
};

static bool hides(const struct plain *p, MD_BLOCKTYPE type)
{
    return !p->all && (type == MD_BLOCK_H || type == MD_BLOCK_CODE || type == MD_BLOCK_TABLE);
}

/* The text of a character reference that is common in prose; a space for all others. */
static struct str entity(struct str s)
{
    static const struct {
        const char *name, *text;
    } known[] = {
        {"&amp;", "&"},         {"&lt;", "<"},         {"&gt;", ">"},         {"&quot;", "\""},
        {"&apos;", "'"},        {"&nbsp;", " "},       {"&ndash;", "\u2013"}, {"&mdash;", "\u2014"},
        {"&hellip;", "\u2026"}, {"&lsquo;", "\u2018"}, {"&rsquo;", "\u2019"}, {"&ldquo;", "\u201C"},
        {"&rdquo;", "\u201D"},  {"&euro;", "\u20AC"},  {"&pound;", "\u00A3"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(s, str_from(known[i].name)))
            return str_from(known[i].text);
    return STR(" ");
}

/* Adds the words of the raw HTML gathered so far. */
static void flush_raw(struct plain *p)
{
    struct raw_html html = raw_html_of(buf_str(&p->raw));
    struct raw_piece piece;
    while (raw_html_next(&html, &piece)) {
        if (piece.kind == RAW_TAG && piece.gap != GAP_NONE)
            buf_add_char(&p->text, ' ');
        else if (piece.kind == RAW_TEXT || piece.kind == RAW_ENTITY)
            buf_add(&p->text, piece.kind == RAW_TEXT ? piece.typed : entity(piece.typed));
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
    p->in_block = type == MD_BLOCK_HTML;
    p->hidden += hides(p, type);
    return 0;
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
    p->hidden -= hides(p, type);
    trim_end(&p->text);
    if (p->all)
        end_piece(p, type);
    if (p->text.n > 0)
        buf_add_char(&p->text, ' ');
    return p->text.n > p->bound;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    (void)detail;
    struct plain *p = ctx;
    p->hidden += type == MD_SPAN_IMG && !p->all;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    (void)detail;
    struct plain *p = ctx;
    p->hidden -= type == MD_SPAN_IMG && !p->all;
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
    if (type == MD_TEXT_HTML) {
        buf_add(&p->raw, run);
        return 0;
    }
    flush_raw(p);
    if (p->at < p->scripts.hidden_until)
        return 0;
    if (type == MD_TEXT_NORMAL || type == MD_TEXT_CODE)
        buf_add(&p->text, run);
    else if (type == MD_TEXT_ENTITY)
        buf_add(&p->text, entity(run));
    else
        buf_add_char(&p->text, ' ');
    return 0;
}

/* Unknown shortcodes are shown as typed, so they are kept. */
static bool is_dropped(const struct shortcode *code)
{
    return shortcode_kind(code->name) != SHORTCODE_UNKNOWN || str_eq(code->name, STR("pull-quote"));
}

/* S without its shortcodes. One in double brackets gives its literal text. */
static struct str without_codes(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    while (s.n > 0) {
        size_t at = str_index(s, '[');
        buf_add(&b, str_head(s, at));
        s = str_of(s.p + at, s.n - at);
        if (s.n == 0)
            break;
        struct shortcode code;
        bool literal;
        size_t n = shortcode_parse(s, &code, &literal);
        if (n > 0 && literal)
            buf_add(&b, str_of(s.p + 1, n - 2));
        else if (n == 0 || !is_dropped(&code))
            buf_add(&b, str_head(s, n > 0 ? n : 1));
        n = n > 0 ? n : 1;
        s = str_of(s.p + n, s.n - n);
    }
    return buf_str(&b);
}

/* The words of MARKDOWN's paragraphs, or of ALL its parts, with single spaces. */
static struct str plain_text(struct arena *a, struct str markdown, bool all)
{
    struct plain p = {.text = buf_in(a), .raw = buf_in(a), .all = all};
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = on_text,
    };
    p.bound = 4 * markdown.n + 1024;
    struct str input;
    if (!md4c_input(a, markdown, false, &input)) {
        buf_add(&p.text, markdown); /* the page shows it as typed, too */
    } else if (input.n > 1) {
        p.source = p.at = input.p;
        p.source_end = input.p + input.n;
        md_parse(input.p, (MD_SIZE)input.n, &parser, &p);
    }
    struct str raw = without_codes(a, buf_str(&p.text));
    struct buf b = buf_in(a);
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i] == '\n' || raw.p[i] == '\t' ? ' ' : raw.p[i];
        if (c != ' ' || (b.n > 0 && b.p[b.n - 1] != ' '))
            buf_add_char(&b, c);
    }
    return str_trim(buf_str(&b));
}

struct str excerpt_from(struct arena *a, struct str markdown, size_t n_chars)
{
    struct str plain = plain_text(a, markdown, false), rest = plain;
    size_t word_end = 0;
    for (size_t i = 0; i < n_chars && rest.n > 0; i++) {
        size_t before = plain.n - rest.n;
        if (utf8_next(&rest) == ' ')
            word_end = before;
    }
    if (rest.n == 0)
        return plain;
    size_t cut = rest.p[0] == ' ' || word_end == 0 ? plain.n - rest.n : word_end;
    return arena_printf(a, "%.*s\u2026", STR_ARG(str_head(plain, cut)));
}

int64_t word_count(struct arena *a, struct str markdown)
{
    struct str rest = plain_text(a, markdown, false), word;
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
    return plain_text(a, markdown, true);
}
