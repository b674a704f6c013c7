/* SPDX-License-Identifier: MIT */
/* Feeds arbitrary bytes to what readers' and writers' text goes through: the cleaning at the edge,
 * then both dialects of Markdown and all that is made of a text besides. What comes out must be
 * markup that no browser has to mend, with nothing in it that runs: every tag closed in its order,
 * no element, attribute or address that a text may not bring. And it costs what the length of the
 * text costs, in bytes and in steps. The first byte chooses how. */
#include "base/fold.h"
#include "base/utf8.h"
#include "text/comment_text.h"
#include "text/excerpt.h"
#include "text/markdown.h"
#include "text/searchable.h"
#include "text/slug.h"
#include "text/words.h"

#include <stdio.h>
#include <stdlib.h>

#include "../unit/step_counter.h"

/* A fold_word_fn. ARG is the text. */
static void check_word(void *arg, struct str word, size_t from, size_t to)
{
    const struct str *text = arg;
    if (word.n == 0 || !utf8_valid(word) || from >= to || to > text->n ||
        !utf8_valid(str_of(text->p + from, to - from)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    OPEN_MAX = 4096,
    /* For all that is made of a text here; some start with tables that they fill. */
    STEPS_PER_BYTE = 1000,
    STEPS_BASE = 1 << 18,
};

struct markup {
    struct str whole, rest;
    struct str open[OPEN_MAX];
    size_t n_open;
    bool comment; /* of a reader, whose links are marked */
};

_Noreturn static void bad(const struct markup *m, const char *what)
{
    fprintf(stderr, "%s, before: %.*s\nin: %.*s\n", what, STR_ARG(str_head(m->rest, 60)),
            STR_ARG(m->whole));
    abort();
}

static bool is_one_of(struct str s, const char *const *names)
{
    for (; *names != NULL; names++)
        if (str_eq(s, str_from(*names)))
            return true;
    return false;
}

static struct str take_name(struct markup *m)
{
    size_t n = 0;
    while (n < m->rest.n && ((m->rest.p[n] >= 'a' && m->rest.p[n] <= 'z') ||
                             (m->rest.p[n] >= '0' && m->rest.p[n] <= '9') || m->rest.p[n] == '-'))
        n++;
    struct str name = str_head(m->rest, n);
    m->rest = str_skip(m->rest, n);
    return name;
}

static void check_address(const struct markup *m, struct str url)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (url.n >= strlen(schemes[i]) &&
            str_ieq(str_head(url, strlen(schemes[i])), str_from(schemes[i])))
            return;
    size_t colon = str_index(url, ':'), slash = str_index(url, '/');
    if (colon < url.n && colon < slash && str_index(url, '#') > colon &&
        str_index(url, '?') > colon)
        bad(m, "an address of another kind");
}

/* name="value", and nothing that runs. Tells of a link's mark. */
static bool take_attribute(struct markup *m)
{
    m->rest = str_skip(m->rest, 1);
    struct str name = take_name(m);
    if (name.n == 0 || str_starts(name, STR("on")) || str_eq(name, STR("style")))
        bad(m, "an attribute that may not be");
    if (!str_starts(m->rest, STR("=\"")))
        return false; /* one without a value */
    m->rest = str_skip(m->rest, 2);
    struct str value = str_head(m->rest, str_index(m->rest, '"'));
    if (value.n == m->rest.n || str_index(value, '<') < value.n)
        bad(m, "a value without an end");
    m->rest = str_skip(m->rest, value.n + 1);
    if (str_eq(name, STR("href")) || str_eq(name, STR("src")))
        check_address(m, value);
    return str_eq(name, STR("rel")) && str_eq(value, STR("nofollow ugc noopener"));
}

static void take_tag(struct markup *m)
{
    static const char *const banned[] = {"script", "style",  "iframe", "object", "embed", "form",
                                         "base",   "button", "meta",   "link",   "svg",   NULL};
    static const char *const empty[] = {"br", "hr", "img", "input", NULL};
    m->rest = str_skip(m->rest, 1);
    bool closing = str_starts(m->rest, STR("/"));
    m->rest = str_skip(m->rest, closing);
    struct str name = take_name(m);
    if (name.n == 0 || is_one_of(name, banned))
        bad(m, "an element that may not be");
    if (closing) {
        if (m->n_open == 0 || !str_eq(m->open[--m->n_open], name))
            bad(m, "an end without its beginning");
    } else {
        bool marked = false;
        while (str_starts(m->rest, STR(" ")))
            marked |= take_attribute(m);
        if (m->comment && str_eq(name, STR("a")) && !marked)
            bad(m, "a reader's link without its mark");
        for (size_t i = 0; i < m->n_open && str_eq(name, STR("div")); i++)
            if (str_eq(m->open[i], STR("p")))
                bad(m, "a block in a paragraph");
        if (!is_one_of(name, empty)) {
            if (m->n_open == OPEN_MAX)
                bad(m, "too deep");
            m->open[m->n_open++] = name;
        }
    }
    if (!str_starts(m->rest, STR(">")))
        bad(m, "a tag without an end");
    m->rest = str_skip(m->rest, 1);
}

static void check_markup(struct html html, bool comment)
{
    static struct markup m;
    m = (struct markup){.whole = str_of(html.p, html.n), .comment = comment};
    if (!utf8_valid(m.whole))
        bad(&m, "bytes that are no text");
    for (m.rest = m.whole; m.rest.n > 0;) {
        if (m.rest.p[0] == '<')
            take_tag(&m);
        else if ((unsigned char)m.rest.p[0] < ' ' && m.rest.p[0] != '\n' && m.rest.p[0] != '\t')
            bad(&m, "a control character");
        else
            m.rest = str_skip(m.rest, 1);
    }
    if (m.n_open > 0)
        bad(&m, "a beginning without its end");
}

static struct html shortcode(void *ctx, const struct shortcode *code)
{
    (void)ctx;
    if (!str_starts(code->name, STR("p")))
        return (struct html){0};
    struct str html = code->alone ? STR("<div>views</div>") : STR("<i>views</i>");
    return (struct html){html.p, html.n};
}

static struct html between(void *ctx, int i)
{
    (void)ctx;
    struct str html = i <= 6 ? STR("<p>a link</p>") : STR_NONE;
    return (struct html){html.p, html.n};
}

static void heading(void *ctx, int level, struct str id, struct str words)
{
    (void)ctx;
    if (level < 2 || level > 6 || id.n == 0 || !utf8_valid(words))
        abort();
}

/* TEXT may cost what was counted since BEFORE. */
static void check_steps(struct str text, uint64_t before)
{
    uint64_t taken = steps - before;
    if (taken <= STEPS_PER_BYTE * text.n + STEPS_BASE)
        return;
    fprintf(stderr, "%zu steps for %zu bytes\nin: %.*s\n", (size_t)taken, text.n, STR_ARG(text));
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct markdown_hooks hooks = {
        .shortcode = shortcode, .after_paragraph = between, .heading = heading};
    if (size < 1)
        return 0;
    struct arena *a = arena_new(4096);
    struct str typed = str_of((const char *)data + 1, size - 1), text;
    struct err e;
    enum utf8_lines lines = data[0] & 1 ? UTF8_MANY_LINES : UTF8_ONE_LINE;
    uint64_t before = steps;
    if (utf8_clean(a, typed, lines, &text, &e) == OK) {
        if (!utf8_valid(text) || str_index(text, '\0') < text.n)
            abort();
        struct html comment = comment_html(a, text, DIRECTION_LTR);
        struct html article = markdown_html(a, text, NULL);
        check_steps(typed, before);
        if (comment.n > 8 * text.n + 64 * 1024 || article.n > 20 * text.n + 64 * 1024)
            abort();
        check_markup(comment, true);
        check_markup(markdown_html(a, text, data[0] & 2 ? &hooks : NULL), false);
        before = steps;
        if (comment_link_count(text) < 0 || word_count(a, text) < 0)
            abort();
        struct str made[] = {
            excerpt_from(a, text, data[0]), plain_text_from(a, text), slug_from(a, text, STR("x")),
            searchable_text(a, text),       utf8_fold(a, text),       utf8_cut(text, data[0])};
        fold_words(text, check_word, &text);
        check_steps(text, before);
        for (size_t i = 0; i < sizeof made / sizeof *made; i++)
            if (!utf8_valid(made[i]))
                abort();
        struct words *w = NULL;
        struct str line;
        if (words_compile(&w, text, &e) == OK)
            words_match(w, text, a, &line);
        words_free(&w);
    } else if (utf8_valid(typed)) {
        abort();
    }
    arena_free(&a);
    return 0;
}
