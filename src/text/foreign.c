/* SPDX-License-Identifier: MIT */
#include "text/foreign.h"

#include "base/url.h"
#include "text/markdown.h"

struct search {
    struct arena *arena;
    struct str own;
    struct str first; /* empty: none so far */
};

/* A hook that is told of every picture; it knows the size of none. */
static bool on_picture(void *ctx, struct str url, int64_t *width, int64_t *height)
{
    struct search *it = ctx;
    (void)width;
    (void)height;
    struct str path = str_skip(url, it->own.n);
    bool ours = it->own.n > 0 && str_starts(url, it->own) && str_starts(path, STR("/"));
    if (it->first.n == 0 && url_is_web(url) && !ours)
        it->first = url;
    return false;
}

static size_t line_of(struct str text, struct str piece)
{
    size_t at = str_find(text, piece), line = 1;
    if (at == text.n)
        return 0;
    for (size_t i = 0; i < at; i++)
        line += text.p[i] == '\n';
    return line;
}

bool markdown_foreign_picture(struct str markdown, struct str own, size_t *line)
{
    struct search it = {.arena = arena_new(64 * 1024), .own = own};
    const struct markdown_hooks hooks = {.ctx = &it, .picture_size = on_picture};
    (void)markdown_html(it.arena, markdown, &hooks);
    bool found = it.first.n > 0;
    *line = found ? line_of(markdown, it.first) : 0;
    arena_free(&it.arena);
    return found;
}
