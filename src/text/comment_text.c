/* SPDX-License-Identifier: MIT */
/* Comments are rendered by render.c in the dialect for comments. Links are counted in the text as
 * typed, so an address inside code counts, too: the moderation rules are to see every address that
 * a reader can copy. */
#include "text/comment_text.h"

#include "base/utf8.h"
#include "text/render.h"

struct html comment_html(struct arena *a, struct str text, enum direction around)
{
    const struct markdown_hooks hooks = {.around = around};
    return markdown_render(a, text, DIALECT_COMMENT, &hooks);
}

bool comment_fits(struct str text)
{
    struct arena *a = arena_new(64 * 1024);
    bool fits = markdown_affordable(a, text, DIALECT_COMMENT, NULL);
    arena_free(&a);
    return fits;
}

/* What is between the tags is what a reader sees. */
bool comment_is_blank(struct str text)
{
    struct arena *a = arena_new(64 * 1024);
    struct html html = comment_html(a, text, DIRECTION_LTR);
    bool blank = true;
    for (struct str rest = str_of(html.p, html.n); blank && rest.n > 0;) {
        blank = utf8_blank(str_split(&rest, '<'));
        (void)str_split(&rest, '>');
    }
    arena_free(&a);
    return blank;
}

static bool starts_ieq(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_ieq(str_head(s, prefix.n), prefix);
}

int64_t comment_link_count(struct str text)
{
    int64_t n = 0;
    while (text.n > 0) {
        size_t step = 1;
        bool scheme = false;
        if (starts_ieq(text, STR("http://")) || starts_ieq(text, STR("https://"))) {
            scheme = true;
            step = str_index(text, '/') + 2;
        }
        /* "https://www.example.org" is one address. */
        bool www = starts_ieq(str_skip(text, scheme ? step : 0), STR("www."));
        if (www)
            step = (scheme ? step : 0) + 4;
        n += scheme || www;
        text = str_skip(text, step);
    }
    return n;
}
