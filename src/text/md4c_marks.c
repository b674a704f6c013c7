/* SPDX-License-Identifier: MIT */
/* One pass over the text, in time proportional to its length. It looks only at what is typed, and
 * need not know what is code: there every mark is taken out again. What is marked, and why:
 *
 * - A lone '~' becomes a noncharacter, since md4c strikes with one tilde, too. Next to emphasis a
 *   '!' stands between the two, so that md4c still sees punctuation there.
 * - Between an emphasis mark and punctuation there goes a joint, which md4c takes for a letter, if
 *   one of the two neighbours is wide or of a script without spaces. CommonMark's rule needs spaces
 *   around punctuation, which Chinese or Thai text does not have. Not for '_', which marks no
 *   emphasis within a word.
 * - Addresses with letters outside of ASCII, or next to such, are put in '<' and '>'. md4c takes
 *   only ASCII for a host, and all up to the next space for the address.
 * - In comments a bar parts the "]" and the ":" that could define a link, and stands before what
 *   could make a heading. A backslash would do so in running text only.
 * - In a delimiter row of a table, cells of fewer than three characters get more hyphens. They are
 *   no noncharacters, so the row's place is remembered. */
#include "text/md4c_marks.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/md4c_mark_codes.h"
#include "text/table_row.h"
#include "text/wordbreak.h"

enum { LOCAL_PART_MAX = 64, MIDDLE_DOT = 0xB7 };

struct marking {
    struct arena *a;
    struct str source;
    struct buf out;
    size_t copied;     /* bytes of the source that are in OUT */
    size_t links_from; /* addresses that begin before this were looked at */
    enum dialect dialect;
    struct md4c_row *rows;
    size_t n_rows, room;
};

/* ---- editing ---- */

static void copy_to(struct marking *m, size_t at)
{
    buf_add(&m->out, str_of(m->source.p + m->copied, at - m->copied));
    m->copied = at;
}

/* Puts MARK into the output before the source's AT. */
static void insert(struct marking *m, size_t at, const char *mark)
{
    copy_to(m, at);
    buf_add_c(&m->out, mark);
}

static struct str from(const struct marking *m, size_t at)
{
    return str_skip(m->source, at);
}

/* The code point before AT in its line, and the one at AT; -1 at the line's ends. */
static int32_t cp_before(const struct marking *m, size_t at)
{
    size_t begin = at;
    while (begin > 0 && at - begin < 4) {
        begin--;
        if (((unsigned char)m->source.p[begin] & 0xC0) != 0x80)
            break;
    }
    struct str s = str_of(m->source.p + begin, at - begin);
    int32_t cp = utf8_next(&s);
    return cp == '\n' ? -1 : cp;
}

static int32_t cp_at(const struct marking *m, size_t at)
{
    struct str s = from(m, at);
    int32_t cp = utf8_next(&s);
    return cp == '\n' ? -1 : cp;
}

/* True for letters and punctuation that are written without spaces around them. */
static bool is_unspaced(int32_t cp)
{
    return cp >= 0x80 && (word_is_spaceless(cp) || utf8_is_wide(cp));
}

/* ---- tildes and emphasis ---- */

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static size_t run_length(const struct marking *m, size_t at)
{
    size_t end = at;
    while (end < m->source.n && m->source.p[end] == m->source.p[at])
        end++;
    return end - at;
}

static bool is_emphasis(int32_t cp)
{
    return cp == '*' || cp == '_';
}

static size_t mark_tilde(struct marking *m, size_t at)
{
    size_t n = run_length(m, at);
    if (n > 1)
        return n;
    if (is_emphasis(cp_before(m, at)))
        insert(m, at, "!" BUMPER_ENDS);
    insert(m, at, TILDE);
    m->copied = at + 1;
    if (is_emphasis(cp_at(m, at + 1)))
        insert(m, at + 1, BUMPER "!");
    return 1;
}

static size_t mark_emphasis(struct marking *m, size_t at)
{
    size_t n = run_length(m, at);
    if (at == 0 || at + n == m->source.n ||
        (is_ascii(m->source.p[at - 1]) && is_ascii(m->source.p[at + n])))
        return n;
    int32_t before = cp_before(m, at), behind = cp_at(m, at + n);
    if (before < 0 || behind < 0 || utf8_is_space(before) || utf8_is_space(behind) ||
        !(is_unspaced(before) || is_unspaced(behind)))
        return n;
    bool left = utf8_is_punctuation(before), right = utf8_is_punctuation(behind);
    if (left && !right)
        insert(m, at, JOINT);
    else if (right && !left)
        insert(m, at + n, JOINT);
    return n;
}

/* ---- addresses ---- */

/* True if an address may begin behind BEFORE: md4c's rule, and letters and punctuation of scripts
 * without spaces. */
static bool begins_address(int32_t before)
{
    if (before < 0 || utf8_is_space(before))
        return true;
    if (before < 0x80)
        return memchr("*_~([", before, 5) != NULL;
    return is_unspaced(before) || !utf8_is_word(before);
}

/* The length of what may be a host at the beginning of S; *named is true if it has two labels. */
static size_t host_length(struct str s, bool *named)
{
    size_t n = 0, label = 0;
    *named = false;
    for (struct str rest = s; rest.n > 0; n = s.n - rest.n) {
        int32_t cp = utf8_next(&rest);
        if (cp == '.' ? label == 0 : cp != '-' && cp != '_' && !utf8_is_word(cp))
            break;
        struct str ahead = rest;
        *named = *named || (cp == '.' && utf8_is_word(utf8_next(&ahead)));
        label = cp == '.' ? 0 : label + 1;
    }
    return n;
}

/* The length of the path, query and fragment at the beginning of S: up to a space, to a sign that
 * no address has, or to a parenthesis that was not opened in it. */
static size_t path_length(struct str s)
{
    size_t open = 0, n = 0;
    for (struct str rest = s; rest.n > 0; n = s.n - rest.n) {
        int32_t cp = utf8_next(&rest);
        if (cp < 0x80 ? cp <= ' ' || memchr("<>`\"|\\]{}^", cp, 10) != NULL
                      : utf8_is_space(cp) || (utf8_is_punctuation(cp) && cp != MIDDLE_DOT))
            break;
        open += cp == '(';
        if (cp == ')' && open-- == 0)
            break;
    }
    while (n > 0 && memchr("?!.,:;*_~'", s.p[n - 1], 10) != NULL)
        n--;
    return n;
}

static bool has_wide_bytes(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

static void mark_link(struct marking *m, size_t at, size_t end, const char *scheme)
{
    insert(m, at, LINK_BEGIN "<");
    buf_add_c(&m->out, scheme);
    insert(m, end, ">" LINK_END);
}

/* Marks the address that may begin at AT. Returns how much of the source needs no other mark. */
static size_t mark_address(struct marking *m, size_t at)
{
    struct str s = from(m, at);
    bool www = str_ieq(str_head(s, 4), STR("www."));
    size_t scheme = str_ieq(str_head(s, 8), STR("https://"))  ? 8
                    : str_ieq(str_head(s, 7), STR("http://")) ? 7
                                                              : 0;
    if (at < m->links_from || (!www && scheme == 0) || !begins_address(cp_before(m, at)))
        return 1;
    bool named;
    size_t end = at + scheme + host_length(str_skip(s, scheme), &named);
    m->links_from = end;
    if (!named)
        return 1;
    end += m->source.p[end - 1] == '.' ? 0 : path_length(from(m, end));
    end -= m->source.p[end - 1] == '.';
    m->links_from = end;
    bool ascii =
        !has_wide_bytes(str_of(s.p, end - at)) && cp_before(m, at) < 0x80 && cp_at(m, end) < 0x80;
    if (ascii)
        return 1;
    mark_link(m, at, end, www ? "http://" SCHEME : "");
    return end - at;
}

static bool is_of_mailbox(int32_t cp)
{
    return utf8_is_word(cp) || cp == '.' || cp == '-' || cp == '_' || cp == '+';
}

/* Marks the e-mail address around the '@' at AT if it has letters outside of ASCII. */
static size_t mark_mail(struct marking *m, size_t at)
{
    bool named;
    size_t begin = at, end = at + 1 + host_length(from(m, at + 1), &named);
    int32_t before = cp_before(m, begin);
    for (; begin > m->copied && at - begin < LOCAL_PART_MAX && is_of_mailbox(before);
         before = cp_before(m, begin)) {
        char bytes[4];
        begin -= utf8_encode(before, bytes);
    }
    end -= m->source.p[end - 1] == '.';
    if (!named || begin == at || before == '<' || before == ':' || before == '/' ||
        !has_wide_bytes(str_of(m->source.p + begin, end - begin)))
        return 1;
    mark_link(m, begin, end, "mailto:" SCHEME);
    return end - at;
}

/* ---- tables ---- */

static struct str line_at(const struct marking *m, size_t at)
{
    struct str s = from(m, at);
    return str_head(s, str_index(s, '\n'));
}

static void add_row(struct marking *m, struct md4c_row row)
{
    if (m->n_rows == m->room) {
        m->room = m->room > 0 ? 2 * m->room : 16;
        struct md4c_row *rows = ARENA_ARRAY(m->a, struct md4c_row, m->room);
        if (m->n_rows > 0)
            memcpy(rows, m->rows, m->n_rows * sizeof *rows);
        m->rows = rows;
    }
    m->rows[m->n_rows++] = row;
}

/* Marks the line at AT if it is a delimiter row for the line at HEADER, before it. Returns how much
 * of the source needs no other mark. */
static size_t mark_row(struct marking *m, size_t header, size_t at)
{
    struct str row;
    struct buf longer = buf_in(m->a);
    if (!table_row_stretch(line_at(m, header), line_at(m, at), &row, &longer))
        return 0;
    copy_to(m, (size_t)(row.p - m->source.p));
    add_row(m, (struct md4c_row){.at = m->out.n, .n = longer.n, .typed = row});
    buf_add(&m->out, buf_str(&longer));
    m->copied += row.n;
    return m->copied - at;
}

/* ---- headings of comments ---- */

/* Where the line begins whose quotation marks and white space end at AT; SIZE_MAX if the line has
 * something else before AT. */
static size_t line_of(const struct marking *m, size_t at)
{
    while (at > 0 && memchr(" \t>", m->source.p[at - 1], 3) != NULL)
        at--;
    return at == 0 || m->source.p[at - 1] == '\n' ? at : SIZE_MAX;
}

static bool ends_line(const struct marking *m, size_t at)
{
    return at == m->source.n || m->source.p[at] == '\n';
}

/* True if the N bytes at AT are all that is in a line under another one. */
static bool underlines(const struct marking *m, size_t at, size_t n)
{
    size_t line = line_of(m, at);
    if (line == SIZE_MAX || line == 0 ||
        (!ends_line(m, at + n) && str_trim(line_at(m, at + n)).n > 0))
        return false;
    size_t above = line - 1;
    while (above > 0 && memchr(" \t", m->source.p[above - 1], 2) != NULL)
        above--;
    return above > 0 && m->source.p[above - 1] != '\n';
}

/* Marks the run of '#', '=' or '-' at AT if it would make a heading. Returns its length.
 * Lines of so few characters that marks would be most of the cost are left as they are: a lone '#',
 * and underlines of one or two. */
static size_t mark_heading(struct marking *m, size_t at)
{
    const char *typed = m->source.p;
    size_t n = run_length(m, at), end = at + n;
    bool apart = at == 0 || memchr(" \t>\n", typed[at - 1], 4) != NULL;
    bool named = end < m->source.n && (typed[end] == ' ' || typed[end] == '\t');
    if (apart && (typed[at] == '#' ? named : n > 2 && underlines(m, at, n)))
        insert(m, at, BAR);
    return n;
}

/* ---- the whole ---- */

/* Marks what is at AT. Returns how much of the source needs no other mark. */
static size_t mark_at(struct marking *m, size_t at)
{
    bool comment = m->dialect == DIALECT_COMMENT;
    struct str s = from(m, at);
    switch (s.p[0]) {
    case '\\':
        return s.n > 1 && (unsigned char)s.p[1] < 0x80 && utf8_is_punctuation(s.p[1]) ? 2 : 1;
    case '~':
        return comment ? 1 : mark_tilde(m, at);
    case '*':
        return mark_emphasis(m, at);
    case ']':
        if (comment && s.n > 1 && s.p[1] == ':')
            insert(m, at + 1, BAR);
        return 1;
    case 'h':
    case 'H':
    case 'w':
    case 'W':
        return mark_address(m, at);
    case '#':
    case '=':
    case '-':
        return comment ? mark_heading(m, at) : 1;
    default:
        return comment ? 1 : mark_mail(m, at);
    }
}

void md4c_mark(struct arena *a, struct str text, enum dialect dialect, struct md4c_text *out)
{
    struct marking m = {.a = a, .source = text, .out = buf_in(a), .dialect = dialect};
    size_t line = 0;
    buf_reserve(&m.out, text.n + 1);
    for (size_t at = 0; at < text.n;) {
        char c = text.p[at];
        if (c != '\n') {
            at += memchr("\\~*]hHwW#=-@", c, 12) != NULL ? mark_at(&m, at) : 1;
            continue;
        }
        at++;
        size_t begin = at;
        if (dialect == DIALECT_ARTICLE)
            at += mark_row(&m, line, at);
        line = begin;
    }
    bool marked = m.out.n > 0;
    if (text.n > 0)
        copy_to(&m, text.n);
    buf_add_char(&m.out, '\n');
    *out = (struct md4c_text){buf_str(&m.out), marked, m.rows, m.n_rows};
}
