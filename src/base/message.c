/* SPDX-License-Identifier: MIT */
/* Fills the places of a sentence, and keeps a message whose values would go away. A place is a name
 * in braces: letters, digits and "_". Any other brace stands for itself. */
#include "base/message.h"

#include <inttypes.h>

#include "base/utf8_partial.h"

enum { PLACE_NAME_MAX = 32, DIGITS_MAX = 160 };

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

size_t message_next_place(struct str s, size_t from, size_t *at, struct str *name)
{
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] != '{')
            continue;
        size_t end = i + 1;
        while (end < s.n && end - i <= PLACE_NAME_MAX && is_name_char(s.p[end]))
            end++;
        if (end > i + 1 && end < s.n && s.p[end] == '}') {
            *at = i;
            *name = str_of(s.p + i + 1, end - i - 1);
            return end + 1;
        }
    }
    *at = s.n;
    return 0;
}

static size_t plain_number(uint64_t n, char *out)
{
    char digits[24];
    size_t len = 0;
    do
        digits[len++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    for (size_t i = 0; i < len; i++)
        out[i] = digits[len - 1 - i];
    return len;
}

static void add_number(uint64_t n, message_number_fn *print, const void *arg, struct buf *out)
{
    char *to = buf_reserve(out, DIGITS_MAX);
    out->n += print != NULL ? print(arg, n, to) : plain_number(n, to);
}

/* Adds the value of the place NAME; false if there is none. */
static bool add_value(const struct message *m, struct str name, message_number_fn *print,
                      const void *arg, struct buf *out)
{
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && m->values[i].name != NULL; i++) {
        const struct message_value *v = &m->values[i];
        if (!str_eq(str_from(v->name), name))
            continue;
        if (v->is_number)
            add_number(v->number, print, arg, out);
        else
            buf_add(out, v->text);
        return true;
    }
    if (m->many == NULL || !str_eq(name, STR("n")))
        return false;
    add_number(m->n, print, arg, out);
    return true;
}

void message_fill(const struct message *m, struct str sentence, message_number_fn *print,
                  const void *arg, struct buf *out)
{
    size_t from = 0, at;
    struct str name;
    for (size_t end; (end = message_next_place(sentence, from, &at, &name)) > 0; from = end) {
        buf_add(out, str_of(sentence.p + from, at - from));
        if (!add_value(m, name, print, arg, out))
            buf_add(out, str_of(sentence.p + at, end - at));
    }
    buf_add(out, str_skip(sentence, from));
}

static size_t count_place(struct str s, struct str wanted)
{
    size_t n = 0, from = 0, at;
    struct str name;
    for (size_t end; (end = message_next_place(s, from, &at, &name)) > 0; from = end)
        n += str_eq(name, wanted);
    return n;
}

/* Whether each place of X is in Y as often. */
static bool has_places_of(struct str x, struct str y, bool may_drop_n)
{
    size_t from = 0, at;
    struct str name;
    for (size_t end; (end = message_next_place(x, from, &at, &name)) > 0; from = end)
        if (count_place(x, name) != count_place(y, name) && !(may_drop_n && str_eq(name, STR("n"))))
            return false;
    return true;
}

bool message_places_agree(struct str english, struct str translation, bool may_drop_n)
{
    return has_places_of(english, translation, may_drop_n) &&
           has_places_of(translation, english, false);
}

/* ---- stored messages ---- */

/* The parts of a packed message end in UNIT: the English, the other English, the number that is
 * counted, and for each value its name, its kind ("t" or "n") and itself. None of them can hold
 * this character, since stored texts hold no control characters. */
#define UNIT '\x1f'

static void pack_part(struct buf *b, struct str part)
{
    buf_add_char(b, UNIT);
    buf_add(b, part);
}

struct str message_pack(const struct message *m, struct arena *a)
{
    struct buf b = buf_in(a);
    buf_add_c(&b, m->english);
    if (m->many == NULL && m->values[0].name == NULL)
        return buf_str(&b);
    pack_part(&b, str_from(m->many));
    pack_part(&b, arena_printf(a, "%" PRIu64, m->n));
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && m->values[i].name != NULL; i++) {
        const struct message_value *v = &m->values[i];
        pack_part(&b, str_from(v->name));
        pack_part(&b, v->is_number ? STR("n") : STR("t"));
        pack_part(&b, v->is_number ? arena_printf(a, "%" PRIu64, v->number) : v->text);
    }
    return buf_str(&b);
}

static uint64_t unpack_number(struct str part)
{
    int64_t n = 0;
    return str_int(part, &n) ? (uint64_t)n : 0;
}

struct message message_unpack(struct str packed, struct arena *a)
{
    struct message m = {.english = arena_cstr(a, str_split(&packed, UNIT))};
    if (packed.p == NULL)
        return m;
    struct str many = str_split(&packed, UNIT);
    m.many = many.n > 0 ? arena_cstr(a, many) : NULL;
    m.n = unpack_number(str_split(&packed, UNIT));
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && packed.p != NULL; i++) {
        struct message_value *v = &m.values[i];
        v->name = arena_cstr(a, str_split(&packed, UNIT));
        v->is_number = str_eq(str_split(&packed, UNIT), STR("n"));
        v->text = str_split(&packed, UNIT);
        v->number = v->is_number ? unpack_number(v->text) : 0;
    }
    return m;
}

struct str message_packed_english(struct str packed, struct arena *a)
{
    struct message m = message_unpack(packed, a);
    struct buf b = buf_in(a);
    bool other = m.many != NULL && m.n != 1;
    message_fill(&m, str_from(other ? m.many : m.english), NULL, NULL, &b);
    return buf_str(&b);
}

/* ---- kept messages ---- */

void said_keep(struct said *s, const struct message *m)
{
    *s = (struct said){.english = m->english, .many = m->many, .n = m->n};
    size_t used = 0;
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && m->values[i].name != NULL; i++) {
        const struct message_value *v = &m->values[i];
        struct said_value *to = &s->values[i];
        *to = (struct said_value){v->name, v->is_number, v->number, (uint16_t)used, 0};
        size_t fits = utf8_whole(str_head(v->text, sizeof s->text - used));
        if (fits > 0)
            memcpy(s->text + used, v->text.p, fits);
        to->bytes = (uint16_t)fits;
        used += fits;
    }
}

struct message said_message(const struct said *s)
{
    struct message m = {.english = s->english, .many = s->many, .n = s->n};
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && s->values[i].name != NULL; i++) {
        const struct said_value *v = &s->values[i];
        m.values[i] = (struct message_value){v->name, str_of(s->text + v->at, v->bytes),
                                             v->is_number, v->number};
    }
    return m;
}

void message_english(const struct message *m, char *out, size_t size)
{
    struct buf filled = {0};
    bool other = m->many != NULL && m->n != 1;
    message_fill(m, str_from(other ? m->many : m->english), NULL, NULL, &filled);
    size_t n = utf8_whole(str_head(buf_str(&filled), size - 1));
    if (n > 0)
        memcpy(out, filled.p, n);
    out[n] = '\0';
    buf_release(&filled);
}
