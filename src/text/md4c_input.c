/* SPDX-License-Identifier: MIT */
/* md4c 0.4.8 looks past the end of a text that does not end with a line's end: a link that is cut
 * off there is read on in whatever lies behind it in memory, and ends the process where that closes
 * it. So a text gets a line's end.
 *
 * Some of what md4c does before it first tells of anything is quadratic. What can begin an address
 * ("://", "www.", "@"), a link's target ("](") or a definition ("]:") has it walk through the rest
 * of the block; where links are defined, so has every bracket, and elsewhere through the lines of
 * it; and each line has it walk through all that the line may stand in. Those steps are counted
 * here from above, and a text with too many is refused. A block is taken to end at a blank line and
 * before an item of a list that is not indented (a numbered one: where the list began after a blank
 * line), all of which end every block of running text. */
#include "text/md4c_input.h"

#include "base/buf.h"

/* Short texts may do what they like. */
enum {
    ARTICLE_STEPS_PER_BYTE = 512,
    ARTICLE_STEPS_BASE = 1 << 24,
    COMMENT_STEPS_PER_BYTE = 128,
    COMMENT_STEPS_BASE = 1 << 20,
};

struct line {
    struct str text;
    size_t prefix; /* bytes that may be marks of quotations and lists, and indentation */
};

static struct line line_take(struct str *rest)
{
    struct line it = {.text = str_split(rest, '\n')};
    while (it.prefix < it.text.n && memchr(" \t>*-+.)0123456789", it.text.p[it.prefix], 19) != NULL)
        it.prefix++;
    return it;
}

/* What marks the item that S begins with: one of "-*+", or what stands behind its number; 0: it
 * begins with none that is sure to be one. */
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

/* Whether the line cannot go on with the block before it. *LIST is ' ' behind a blank line, the
 * mark of the numbered list that began there, or 0. */
static bool ends_block(const struct line *it, char *list)
{
    if (str_trim(it->text).n == 0) {
        *list = ' ';
        return true;
    }
    char mark = item_mark(it->text);
    bool numbered = mark == '.' || mark == ')';
    if (numbered && (*list == ' ' || *list == mark)) {
        *list = mark;
        return true;
    }
    if (*list == ' ' || mark != 0)
        *list = 0;
    return mark != 0 && !numbered;
}

static bool walks_on(struct str s, bool defined)
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

size_t md4c_steps_most(size_t n, bool comment)
{
    return comment ? COMMENT_STEPS_PER_BYTE * n + COMMENT_STEPS_BASE
                   : ARTICLE_STEPS_PER_BYTE * n + ARTICLE_STEPS_BASE;
}

size_t md4c_steps(struct str text, size_t most)
{
    bool defined = str_find(text, STR("]:")) < text.n;
    char list = ' ';
    size_t steps = 0, bytes = 0, lines = 0, walks = 0, brackets = 0, deepest = 0;
    for (struct str rest = text; rest.p != NULL && steps <= most;) {
        struct line it = line_take(&rest);
        if (ends_block(&it, &list)) {
            steps += walks * bytes + brackets * lines;
            walks = bytes = brackets = lines = 0;
        }
        for (size_t i = 0; i < it.text.n; i++) {
            walks += walks_on(str_skip(it.text, i), defined);
            brackets += it.text.p[i] == '[';
        }
        lines++;
        bytes += it.text.n + 1;
        deepest = it.prefix > deepest ? it.prefix : deepest;
        steps += deepest;
    }
    return steps + walks * bytes + brackets * lines;
}

/* What stands between the "]" and the ":" that could define a link. It is a noncharacter, which no
 * clean text has, so that it can be taken out of all that md4c makes of the text, code and
 * addresses too. A backslash would do in running text only. */
static const char BAR[] = "\xEF\xBF\xBE";
enum { BAR_BYTES = sizeof BAR - 1 };

static struct str without_definitions(struct arena *a, struct str text)
{
    size_t at = str_find(text, STR("]:"));
    if (at == text.n)
        return text;
    struct buf out = buf_in(a);
    for (; at < text.n; at = str_find(text, STR("]:"))) {
        buf_add(&out, str_head(text, at + 1));
        buf_add(&out, str_of(BAR, BAR_BYTES));
        text = str_skip(text, at + 1);
    }
    buf_add(&out, text);
    return buf_str(&out);
}

void md4c_output(struct buf *html)
{
    struct str rest = buf_str(html), bar = str_of(BAR, BAR_BYTES);
    size_t at = str_find(rest, bar), n = at;
    while (at < rest.n) {
        rest = str_skip(rest, at + BAR_BYTES);
        at = str_find(rest, bar);
        memmove(html->p + n, rest.p, at);
        n += at;
    }
    html->n = n;
}

bool md4c_input(struct arena *a, struct str text, bool comment, struct str *out)
{
    if (comment)
        text = without_definitions(a, text);
    size_t most = md4c_steps_most(text.n, comment);
    if (md4c_steps(text, most) > most)
        return false;
    *out = arena_join(a, text, STR("\n"));
    return true;
}
