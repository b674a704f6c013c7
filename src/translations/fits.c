/* SPDX-License-Identifier: MIT */
/* Compares the two sentences place by place and tag by tag. Messages are short, so each search
 * looks through the whole sentence. */
#include "translations/fits.h"

#include "base/message.h"

enum { OPEN_MAX = 16 };

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

size_t fits_next_tag(struct str s, size_t from, size_t *at, struct str *name, bool *closes)
{
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] != '<')
            continue;
        size_t begin = i + 1;
        *closes = begin < s.n && s.p[begin] == '/';
        begin += *closes;
        size_t end = begin;
        while (end < s.n && is_name_char(s.p[end]))
            end++;
        if (end > begin && end < s.n && s.p[end] == '>') {
            *at = i;
            *name = str_of(s.p + begin, end - begin);
            return end + 1;
        }
    }
    *at = s.n;
    return 0;
}

static size_t count_tag(struct str s, struct str wanted, bool closing)
{
    size_t n = 0, from = 0, at;
    struct str name;
    bool closes;
    for (size_t end; (end = fits_next_tag(s, from, &at, &name, &closes)) > 0; from = end)
        n += closes == closing && str_eq(name, wanted);
    return n;
}

static bool has_tags_of(struct str x, struct str y)
{
    size_t from = 0, at;
    struct str name;
    bool closes;
    for (size_t end; (end = fits_next_tag(x, from, &at, &name, &closes)) > 0; from = end)
        if (count_tag(x, name, closes) != count_tag(y, name, closes))
            return false;
    return true;
}

/* Whether each closing tag of S closes the last one that is open. A tag that is never closed (<br>)
 * is none. */
static bool is_nested(struct str s)
{
    struct str open[OPEN_MAX];
    size_t n_open = 0, from = 0, at;
    struct str name;
    bool closes;
    for (size_t end; (end = fits_next_tag(s, from, &at, &name, &closes)) > 0; from = end) {
        if (closes && (n_open == 0 || !str_eq(open[--n_open], name)))
            return false;
        if (closes || count_tag(s, name, true) == 0)
            continue;
        if (n_open == OPEN_MAX)
            return false;
        open[n_open++] = name;
    }
    return n_open == 0;
}

bool fits_english(struct str english, struct str translation, bool may_drop_n)
{
    return message_places_agree(english, translation, may_drop_n) &&
           has_tags_of(english, translation) && has_tags_of(translation, english) &&
           is_nested(translation);
}
