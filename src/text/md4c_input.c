/* SPDX-License-Identifier: MIT */
/* Guards against two weaknesses of md4c 0.4.8.
 *
 * It reads past the end of a text that does not end with a newline: a link that is cut off there is
 * continued in whatever follows in memory, and the process crashes if that closes the link. So
 * every text gets a newline (md4c_marks.c).
 *
 * Part of what it does before its first callback is quadratic. At the possible beginning of an
 * address ("://", "www.", "@"), of a link's target ("](") or of a definition ("]:") it walks
 * through the rest of the block. Every '[' makes it walk, too: through the rest of the block if the
 * text defines links, through the block's lines otherwise. And for each line it walks through all
 * the blocks that the line may be nested in. md4c_steps counts those steps from above, and a text
 * with too many is refused. A block is assumed to end at a blank line, and before a list item that
 * is not indented (a numbered one only if its list began after a blank line): each of these ends
 * every block of running text. */
#include "text/md4c_input.h"

#include <md4c.h>

/* The base is so large that a short text is never refused. */
enum {
    ARTICLE_STEPS_PER_BYTE = 512,
    ARTICLE_STEPS_BASE = 1 << 24,
    COMMENT_STEPS_PER_BYTE = 128,
    COMMENT_STEPS_BASE = 1 << 20,
};

struct line {
    struct str text;
    size_t prefix; /* bytes that may be indentation, or marks of quotations and lists */
};

static struct line line_next(struct str *rest)
{
    struct line line = {.text = str_split(rest, '\n')};
    while (line.prefix < line.text.n &&
           memchr(" \t>*-+.)0123456789", line.text.p[line.prefix], 19) != NULL)
        line.prefix++;
    return line;
}

/* The mark of the list item at the beginning of S: one of "-*+", or the '.' or ')' after a number.
 * 0 if S does not certainly begin an item. */
static char item_mark(struct str s)
{
    size_t n = 0;
    while (n < s.n && n < 9 && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    s = str_skip(s, n);
    if (s.n < 3 || s.p[1] != ' ' || s.p[2] == ' ' || s.p[2] == '\t')
        return 0;
    return memchr(n > 0 ? ".)." : "-*+", s.p[0], 3) != NULL ? s.p[0] : 0;
}

/* True if the line certainly does not continue the block before it. *LIST is ' ' after a blank
 * line, the mark of the numbered list that began there, or 0. */
static bool ends_block(const struct line *line, char *list)
{
    if (str_trim(line->text).n == 0) {
        *list = ' ';
        return true;
    }
    char mark = item_mark(line->text);
    bool numbered = mark == '.' || mark == ')';
    if (numbered && (*list == ' ' || *list == mark)) {
        *list = mark;
        return true;
    }
    if (*list == ' ' || mark != 0)
        *list = 0;
    return mark != 0 && !numbered;
}

/* True if md4c walks through the rest of the block when it meets S. */
static bool starts_walk(struct str s, bool defined)
{
    switch (s.p[0]) {
    case '[':
        return defined;
    case ']':
        return s.n > 1 && (s.p[1] == '(' || s.p[1] == ':');
    case ':':
        return str_starts(s, STR("://"));
    case 'w':
    case 'W':
        return s.n > 3 && str_ieq(str_head(s, 4), STR("www."));
    default:
        return s.p[0] == '@';
    }
}

size_t md4c_steps_max(size_t n, enum dialect dialect)
{
    return dialect == DIALECT_COMMENT ? COMMENT_STEPS_PER_BYTE * n + COMMENT_STEPS_BASE
                                      : ARTICLE_STEPS_PER_BYTE * n + ARTICLE_STEPS_BASE;
}

size_t md4c_steps(struct str text, size_t most)
{
    bool defined = str_find(text, STR("]:")) < text.n;
    char list = ' ';
    size_t steps = 0, bytes = 0, lines = 0, walks = 0, brackets = 0, deepest = 0;
    for (struct str rest = text; rest.p != NULL && steps <= most;) {
        struct line line = line_next(&rest);
        if (ends_block(&line, &list)) {
            steps += walks * bytes + brackets * lines;
            walks = bytes = brackets = lines = 0;
        }
        for (size_t i = 0; i < line.text.n; i++) {
            walks += starts_walk(str_skip(line.text, i), defined);
            brackets += line.text.p[i] == '[';
        }
        lines++;
        bytes += line.text.n + 1;
        deepest = line.prefix > deepest ? line.prefix : deepest;
        steps += deepest;
    }
    return steps + walks * bytes + brackets * lines;
}

unsigned md4c_flags(enum dialect dialect)
{
    static const unsigned flags[] = {
        [DIALECT_ARTICLE] = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS,
        [DIALECT_COMMENT] =
            MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEAUTOLINKS,
    };
    return flags[dialect];
}

bool md4c_input(struct arena *a, struct str text, enum dialect dialect, struct md4c_text *out)
{
    md4c_mark(a, text, dialect, out);
    size_t most = md4c_steps_max(out->text.n, dialect);
    return md4c_steps(out->text, most) <= most;
}
