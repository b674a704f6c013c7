/* SPDX-License-Identifier: MIT */
#include "core/news/translation.h"

#include "base/buf.h"
#include "base/language.h"
#include "base/url.h"
#include "base/utf8.h"

#define FIELD "translations"

static struct str language_of(struct str typed, struct arena *a)
{
    return str_ieq(typed, STR("x-default")) ? STR("x-default") : language_tag(typed, a);
}

/* Takes the first word off *line. */
static struct str word_of(struct str *line)
{
    size_t at = 0;
    while (at < line->n && line->p[at] != ' ' && line->p[at] != '\t')
        at++;
    struct str word = str_head(*line, at);
    *line = str_trim(str_skip(*line, at));
    return word;
}

/* The parts of a line as they were typed; URL is all behind the language where that is more than an
 * address and the word. */
static struct translation parts_of(struct str line)
{
    line = str_trim(line);
    struct translation it = {.language = word_of(&line)};
    struct str rest = line;
    it.url = word_of(&rest);
    it.original = str_ieq(rest, STR("original"));
    if (rest.n > 0 && !it.original)
        it.url = line;
    return it;
}

static bool address_ok(struct str url)
{
    bool local = url_is_local(url) && str_index(url, ' ') == url.n;
    return url.n <= TRANSLATION_URL_MAX && (local || url_is_web(url));
}

static bool has_original(const struct translation *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].original)
            return true;
    return false;
}

static bool among(const struct translation *list, size_t n, struct str language)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].language, language))
            return true;
    return false;
}

struct translation *translations_read(struct str text, struct str own, struct arena *a, size_t *n)
{
    struct translation *out = ARENA_ARRAY(a, struct translation, TRANSLATIONS_MAX);
    struct str own_tag = language_tag(own, a);
    *n = 0;
    while (text.p != NULL && *n < TRANSLATIONS_MAX) {
        struct translation it = parts_of(str_split(&text, '\n'));
        it.language = language_of(it.language, a);
        it.original = it.original && !has_original(out, *n);
        if (!str_empty(it.language) && !str_eq(it.language, own_tag) &&
            !among(out, *n, it.language) && address_ok(it.url))
            out[(*n)++] = it;
    }
    return out;
}

/* LINE, the NTH of those that say something; SEEN are those before it. */
static void check_line(struct translation line, size_t nth, struct str own,
                       const struct translation *seen, struct arena *a, struct problems *p)
{
    struct str language = language_of(line.language, a);
    if (str_empty(language))
        problem_add(p, FIELD, "Line %zu: there is no language “%.*s”; examples: de, pt-BR, ar.",
                    nth, STR_ARG(utf8_cut(line.language, 40)));
    else if (str_empty(line.url))
        problem_add(p, FIELD, "Line %zu names a language but no address behind it.", nth);
    else if (!address_ok(line.url))
        problem_add(p, FIELD,
                    "Line %zu has no address that begins with https://, http:// or, on this site, "
                    "with /.",
                    nth);
    else if (str_eq(language, language_tag(own, a)))
        problem_add(p, FIELD, "Line %zu names the site’s own language, which this article is in.",
                    nth);
    else if (line.original && str_eq(language, STR("x-default")))
        problem_add(p, FIELD, "Line %zu: what is translated is in a language.", nth);
    else if (line.original && has_original(seen, nth - 1))
        problem_add(p, FIELD, "Line %zu names a second original.", nth);
    else if (among(seen, nth - 1, language))
        problem_add(p, FIELD, "Line %zu names %.*s a second time.", nth, STR_ARG(language));
}

void translations_check(struct str text, struct str own, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct translation seen[TRANSLATIONS_MAX];
    size_t n = 0;
    while (text.p != NULL) {
        struct translation line = parts_of(str_split(&text, '\n'));
        if (str_empty(line.language))
            continue;
        if (n == TRANSLATIONS_MAX) {
            problem_add(p, FIELD, "There is room for %d translations.", TRANSLATIONS_MAX);
            break;
        }
        check_line(line, n + 1, own, seen, a, p);
        line.language = language_of(line.language, a);
        seen[n++] = line;
    }
    arena_free(&a);
}

struct str translations_tidy(struct str text, struct str own, struct arena *a)
{
    size_t n;
    const struct translation *list = translations_read(text, own, a, &n);
    struct buf b = buf_in(a);
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&b, i > 0 ? "\n" : "");
        buf_add(&b, list[i].language);
        buf_add_c(&b, " ");
        buf_add(&b, list[i].url);
        buf_add_c(&b, list[i].original ? " original" : "");
    }
    return buf_str(&b);
}
