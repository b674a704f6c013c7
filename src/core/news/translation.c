/* SPDX-License-Identifier: MIT */
/* Parses the lines of an article's translations. The form's check and the reader use the same
 * parser (parts_of); the check reports what the reader would skip. */
#include "core/news/translation.h"

#include "base/buf.h"
#include "base/language.h"
#include "base/url.h"
#include "base/utf8.h"

#define FIELD "translations"

static struct str parse_language(struct str typed, struct arena *a)
{
    return str_ieq(typed, STR("x-default")) ? STR("x-default") : language_tag(typed, a);
}

/* Removes the first word from *line and returns it. */
static struct str next_word(struct str *line)
{
    size_t at = 0;
    while (at < line->n && line->p[at] != ' ' && line->p[at] != '\t')
        at++;
    struct str word = str_head(*line, at);
    *line = str_trim(str_skip(*line, at));
    return word;
}

/* The parts of a line as typed. If more than an address and the word "original" follows the
 * language, all of it is the URL. */
static struct translation parse_line(struct str line)
{
    line = str_trim(line);
    struct translation parts = {.language = next_word(&line)};
    struct str rest = line;
    parts.url = next_word(&rest);
    parts.original = str_ieq(rest, STR("original"));
    if (rest.n > 0 && !parts.original)
        parts.url = line;
    return parts;
}

static bool is_address(struct str url)
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

static bool has_language(const struct translation *list, size_t n, struct str language)
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
        struct translation line = parse_line(str_split(&text, '\n'));
        line.language = parse_language(line.language, a);
        line.original = line.original && !has_original(out, *n);
        if (!str_empty(line.language) && !str_eq(line.language, own_tag) &&
            !has_language(out, *n, line.language) && is_address(line.url))
            out[(*n)++] = line;
    }
    return out;
}

/* Checks LINE, the NTH that is not empty; SEEN are the lines before it. */
static void check_line(struct translation line, size_t nth, struct str own,
                       const struct translation *seen, struct arena *a, struct problems *p)
{
    struct str language = parse_language(line.language, a);
    const struct message_value at = PUT_N("line", nth);
    if (str_empty(language))
        problem_say(p, FIELD,
                    MESSAGE("Line {line}: there is no language “{language}”; examples: de, pt-BR, "
                            "ar.",
                            at, PUT("language", utf8_cut(line.language, 40))));
    else if (str_empty(line.url))
        problem_say(p, FIELD, MESSAGE("Line {line} has a language but no address after it.", at));
    else if (!is_address(line.url))
        problem_say(p, FIELD,
                    MESSAGE("Line {line} has no address that begins with https://, http:// or, on "
                            "this site, with /.",
                            at));
    else if (str_eq(language, language_tag(own, a)))
        problem_say(
            p, FIELD,
            MESSAGE("Line {line} names the site’s own language, which this article is in.", at));
    else if (line.original && str_eq(language, STR("x-default")))
        problem_say(
            p, FIELD,
            MESSAGE("Line {line}: x-default cannot be the original; name its language.", at));
    else if (line.original && has_original(seen, nth - 1))
        problem_say(p, FIELD, MESSAGE("Line {line} names a second original.", at));
    else if (has_language(seen, nth - 1, language))
        problem_say(
            p, FIELD,
            MESSAGE("Line {line} names {language} a second time.", at, PUT("language", language)));
}

void translations_check(struct str text, struct str own, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct translation seen[TRANSLATIONS_MAX];
    size_t n = 0;
    while (text.p != NULL) {
        struct translation line = parse_line(str_split(&text, '\n'));
        if (str_empty(line.language))
            continue;
        if (n == TRANSLATIONS_MAX) {
            problem_say(p, FIELD,
                        MESSAGE("At most {max} translations fit.", PUT_N("max", TRANSLATIONS_MAX)));
            break;
        }
        check_line(line, n + 1, own, seen, a, p);
        line.language = parse_language(line.language, a);
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
