/* SPDX-License-Identifier: MIT */
/* A message is taken apart into words, variables and tags; the translation is put together with the
 * variables and tags of the template. Whether a message may be marked as English depends on what is
 * around it: `surroundings` follows the template's tags as far as that needs. */
#include "tmpl/tpl_message.h"

#include "tmpl/tpl_text.h"
#include "translations/catalogue.h"
#include "translations/fits.h"

#define BEGIN_NAME "_"
#define END_MARKER "{{/_}}"
#define ENGLISH    " lang=\"en\" dir=\"ltr\""

/* ---- where a message stands ---- */

struct surroundings {
    bool in_tag;             /* between < and > */
    struct str without_tags; /* the open element that holds text only; empty: none */
};

/* Elements in which a tag would be shown as text. */
static bool holds_text_only(struct str name)
{
    static const char *const names[] = {"title", "option", "textarea", "script", "style"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_eq(name, str_from(names[i])))
            return true;
    return false;
}

static struct str element_name(struct str after_bracket)
{
    size_t n = 0;
    while (n < after_bracket.n && after_bracket.p[n] >= 'a' && after_bracket.p[n] <= 'z')
        n++;
    return str_head(after_bracket, n);
}

/* Follows PIECE, text of the template without markers. */
static void follow(struct surroundings *at, struct str piece)
{
    for (size_t i = 0; i < piece.n; i++) {
        struct str rest = str_skip(piece, i + 1);
        if (piece.p[i] == '>') {
            at->in_tag = false;
        } else if (piece.p[i] == '<' && rest.n > 0 && rest.p[0] == '/') {
            at->in_tag = true;
            if (str_eq(element_name(str_skip(rest, 1)), at->without_tags))
                at->without_tags = STR_NONE;
        } else if (piece.p[i] == '<') {
            at->in_tag = true;
            if (at->without_tags.n == 0 && holds_text_only(element_name(rest)))
                at->without_tags = element_name(rest);
        }
    }
}

/* ---- a message and its parts ---- */

struct part {
    struct str shown;  /* as translators see it: "{NAME}", "<a>" */
    struct str source; /* as the template has it */
};

struct message_text {
    struct part parts[TPL_MESSAGE_PARTS_MAX];
    size_t n_parts;
    struct buf english; /* the form for translators */
    struct arena *a;
};

/* Adds a part, unless a tag is there twice: its attributes could not be told apart. */
static const char *add_part(struct message_text *m, struct str shown, struct str source,
                            bool may_repeat)
{
    for (size_t i = 0; i < m->n_parts && !may_repeat; i++)
        if (str_eq(m->parts[i].shown, shown))
            return "holds the same tag twice";
    if (m->n_parts == TPL_MESSAGE_PARTS_MAX)
        return "has too many tags and variables";
    m->parts[m->n_parts++] = (struct part){shown, source};
    buf_add(&m->english, shown);
    return NULL;
}

/* The length of the marker at the beginning of S, if it is that of a variable; else 0. */
static size_t variable_marker(struct str s, struct str *name)
{
    size_t at;
    size_t end = tpl_text_marker(s, 0, &at, name);
    if (end == 0 || at != 0 || name->n == 0 ||
        !((name->p[0] >= 'A' && name->p[0] <= 'Z') || (name->p[0] >= 'a' && name->p[0] <= 'z')))
        return 0;
    *name = str_head(*name, str_index(*name, ':'));
    return end;
}

/* The length of the tag at the beginning of S; 0 if it does not end. Its attributes may hold
 * markers. */
static size_t tag_length(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        struct str rest = str_skip(s, i);
        if (str_starts(rest, STR("{{")))
            i += str_find(rest, STR("}}"));
        else if (s.p[i] == '>')
            return i + 1;
    }
    return 0;
}

/* Reads the tag at the beginning of S; returns its length, or 0 with *why set. */
static size_t read_tag(struct message_text *m, struct str s, const char **why)
{
    size_t n = tag_length(s);
    bool closes = s.n > 1 && s.p[1] == '/';
    struct str name = element_name(str_skip(s, closes ? 2 : 1));
    if (n == 0 || name.n == 0) {
        *why = "has a < that is no tag";
        return 0;
    }
    *why = add_part(m, arena_printf(m->a, "<%s%.*s>", closes ? "/" : "", STR_ARG(name)),
                    str_head(s, n), false);
    return *why == NULL ? n : 0;
}

/* Reads the character reference at the beginning of S; returns its length, or 0 with *why set. */
static size_t read_reference(struct message_text *m, struct str s, const char **why)
{
    static const struct {
        struct str source;
        char stands_for;
    } references[] = {
        {STR("&amp;"), '&'}, {STR("&lt;"), '<'}, {STR("&gt;"), '>'}, {STR("&quot;"), '"'}};
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++)
        if (str_starts(s, references[i].source)) {
            buf_add_char(&m->english, references[i].stands_for);
            return references[i].source.n;
        }
    *why = "has a character reference: write the character itself";
    return 0;
}

/* Takes BODY, the source of a message, apart. Returns what is wrong with it, or NULL. */
static const char *take_apart(struct message_text *m, struct str body)
{
    const char *why = body.n == 0                      ? "is empty"
                      : body.n > TPL_MESSAGE_BYTES_MAX ? "is too long"
                      : str_index(body, '\n') < body.n ? "does not end on its line"
                                                       : NULL;
    for (size_t i = 0, n; i < body.n && why == NULL; i += n) {
        struct str rest = str_skip(body, i), name;
        n = 1;
        if (str_starts(rest, STR("{{"))) {
            n = variable_marker(rest, &name);
            why = n == 0 ? "holds a section, an include or a comment"
                         : add_part(m, arena_printf(m->a, "{%.*s}", STR_ARG(name)),
                                    str_head(rest, n), true);
        } else if (body.p[i] == '<') {
            n = read_tag(m, rest, &why);
        } else if (body.p[i] == '&') {
            n = read_reference(m, rest, &why);
        } else {
            buf_add_char(&m->english, body.p[i]);
        }
    }
    return why;
}

static const struct part *find_part(const struct message_text *m, struct str shown)
{
    for (size_t i = 0; i < m->n_parts; i++)
        if (str_eq(m->parts[i].shown, shown))
            return &m->parts[i];
    return NULL;
}

/* The length of the place or tag at the beginning of S; 1 if there is none. */
static size_t part_length(struct str s)
{
    size_t at, end = 0;
    struct str name;
    bool closes;
    if (s.p[0] == '{')
        end = message_next_place(s, 0, &at, &name);
    else if (s.p[0] == '<')
        end = fits_next_tag(s, 0, &at, &name, &closes);
    return end > 0 && at == 0 ? end : 1;
}

/* Adds TRANSLATION, which fits M's English (fits.h), as the source of a template. */
static void put_together(const struct message_text *m, struct str translation, struct buf *out)
{
    for (size_t i = 0, n; i < translation.n; i += n) {
        struct str rest = str_skip(translation, i);
        n = part_length(rest);
        const struct part *part = n > 1 ? find_part(m, str_head(rest, n)) : NULL;
        if (part != NULL)
            buf_add(out, part->source);
        else if (translation.p[i] == '{') /* two of them would begin a marker */
            buf_add_c(out, "&#123;");
        else
            buf_add_escaped(out, str_head(rest, 1));
        n = part != NULL ? n : 1;
    }
}

/* ---- a template ---- */

struct reading {
    const struct catalogue *k;
    bool is_page;
    struct buf *out; /* NULL: messages are only reported */
    tpl_message_fn *found;
    void *arg;
    struct surroundings around;
    struct arena *a;
};

static void say(const struct reading *r, const struct message_text *m, struct str context,
                struct str body)
{
    struct str translation =
        r->k == NULL ? STR_NONE : catalogue_find(r->k, context, buf_str(&m->english));
    bool marked = translation.p == NULL && r->k != NULL && !catalogue_is_english(r->k) &&
                  r->is_page && !r->around.in_tag && r->around.without_tags.n == 0;
    if (marked)
        buf_add_c(r->out, "<span" ENGLISH ">");
    if (translation.p == NULL)
        buf_add(r->out, body);
    else
        put_together(m, translation, r->out);
    if (marked)
        buf_add_c(r->out, "</span>");
}

/* The message whose source is BODY. */
static enum err_kind read_message(struct reading *r, struct str context, struct str body,
                                  size_t line, struct err *e)
{
    struct message_text m = {.english = buf_in(r->a), .a = r->a};
    const char *why = take_apart(&m, body);
    if (why == NULL && str_eq(r->around.without_tags, STR("script")))
        why = "stands in a script";
    if (why != NULL)
        return err_set(e, ERR_INVALID, "line %zu: a message %s", line, why);
    if (r->found != NULL)
        r->found(r->arg, &(struct tpl_message){context, buf_str(&m.english), line});
    if (r->out != NULL)
        say(r, &m, context, body);
    return OK;
}

static bool begins_message(struct str inside, struct str *context)
{
    *context = str_trim(str_skip(inside, 1));
    return str_eq(inside, STR(BEGIN_NAME)) || str_starts(inside, STR(BEGIN_NAME " "));
}

static void add_out(struct reading *r, struct str s)
{
    if (r->out != NULL)
        buf_add(r->out, s);
}

static enum err_kind read_template(struct reading *r, struct str text, struct err *e)
{
    size_t line = 1, from = 0, at;
    struct str inside, context;
    for (size_t end; (end = tpl_text_marker(text, from, &at, &inside)) > 0; from = end) {
        struct str before = str_of(text.p + from, at - from);
        follow(&r->around, before);
        add_out(r, before);
        line += tpl_text_lines(before);
        if (begins_message(inside, &context)) {
            struct str rest = str_skip(text, end);
            struct str body = str_head(rest, str_find(rest, STR(END_MARKER)));
            if (body.n == rest.n)
                return err_set(e, ERR_INVALID, "line %zu: a message is never closed", line);
            TRY(read_message(r, context, body, line, e));
            end += body.n + sizeof END_MARKER - 1;
        } else if (str_eq(inside, STR("_language"))) {
            add_out(r, r->k != NULL && catalogue_is_foreign(r->k) ? STR(ENGLISH) : STR_NONE);
        } else {
            add_out(r, str_of(text.p + at, end - at));
            line += tpl_text_lines(inside);
        }
    }
    add_out(r, str_skip(text, from));
    return OK;
}

static enum err_kind read_all(struct reading *r, struct str text, struct err *e)
{
    r->a = arena_new(4096);
    enum err_kind kind = read_template(r, text, e);
    arena_free(&r->a);
    return kind;
}

enum err_kind tpl_message_translate(struct str text, const struct catalogue *k, bool is_page,
                                    struct buf *out, struct err *e)
{
    struct reading r = {.k = k, .is_page = is_page, .out = out};
    return read_all(&r, text, e);
}

enum err_kind tpl_message_each(struct str text, tpl_message_fn *found, void *arg, struct err *e)
{
    struct reading r = {.found = found, .arg = arg};
    return read_all(&r, text, e);
}
