/* SPDX-License-Identifier: MIT */
/* A catalogue is a map from the English to its entry. The key of an entry with a context is the
 * context, U+0004 and the English, as in gettext's own .mo files. */
#include "translations/catalogue.h"

#include <assert.h>
#include <pthread.h>

#include "base/embed.h"
#include "base/language.h"
#include "base/str_map.h"
#include "base/utf8.h"
#include "translations/fits.h"
#include "translations/plural.h"
#include "translations/po.h"

#define SHIPPED_FOLDER "src/translations/"
enum { SHIPPED_MAX = 32, FIRST_BYTES = 64 * 1024, TAG_MAX = 40 };

struct catalogue {
    struct arena *arena;
    struct str_map entries;        /* the key to the index in `found` and 1 */
    const struct po_entry **found; /* where two have a key, the site's own */
    size_t n_found;
    struct plural plural;
    struct number_format numbers;
    bool right_to_left, english, foreign;
};

/* ---- which one ---- */

/* The tags of the embedded catalogues, read once. */
static const char *shipped[SHIPPED_MAX];
static struct str shipped_texts[SHIPPED_MAX];
static pthread_once_t shipped_once = PTHREAD_ONCE_INIT;

static void list_shipped(void)
{
    static char tags[SHIPPED_MAX][TAG_MAX];
    size_t n = 0;
    shipped[n++] = "en"; /* the source's own language: no file */
    for (size_t i = 0; i < embed_file_count; i++) {
        struct str name = str_from(embed_files[i].name);
        if (!str_starts(name, STR(SHIPPED_FOLDER)) || !str_ends(name, STR(".po")))
            continue;
        struct str tag = str_skip(name, sizeof SHIPPED_FOLDER - 1);
        tag.n -= 3;
        assert(n + 1 < SHIPPED_MAX && tag.n < TAG_MAX);
        memcpy(tags[n], tag.p, tag.n);
        shipped_texts[n] = str_of(embed_files[i].bytes, embed_files[i].size);
        shipped[n] = tags[n];
        n++;
    }
}

const char *catalogue_shipped(size_t i)
{
    pthread_once(&shipped_once, list_shipped);
    return i < SHIPPED_MAX ? shipped[i] : NULL;
}

size_t catalogue_fitting(struct str language, const char *const *tags, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ieq(language, str_from(tags[i])))
            return i;
    size_t i = 0;
    while (i < n && !language_same(language, str_from(tags[i])))
        i++;
    return i;
}

/* ---- loading ---- */

struct loading {
    struct catalogue *k;
    catalogue_report_fn *report; /* NULL: what is wrong is left out silently */
    void *arg;
};

static struct str key_of(struct arena *a, struct str context, struct str english)
{
    return context.n == 0 ? english
                          : arena_printf(a, "%.*s\x04%.*s", STR_ARG(context), STR_ARG(english));
}

static void report(const struct loading *l, const struct po_entry *entry, const char *why)
{
    if (l->report != NULL)
        l->report(l->arg, arena_printf(l->k->arena, "line %zu: %s: “%.*s”", entry->line, why,
                                       STR_ARG(str_head(entry->id, 100)))
                              .p);
}

/* Whether ENTRY says something in each form, and with the places and tags of the English. */
static bool is_usable(const struct loading *l, const struct po_entry *entry, struct str *problem)
{
    bool counted = entry->plural.n > 0;
    for (size_t i = 0; i < entry->n_forms; i++) {
        if (entry->forms[i].n == 0)
            return false; /* not translated yet */
        struct str english = counted && i > 0 ? entry->plural : entry->id;
        if (!fits_english(english, entry->forms[i], counted)) {
            *problem = STR("its places in braces or its tags are not those of the English");
            return false;
        }
    }
    if (counted && entry->n_forms != l->k->plural.n_forms)
        *problem = STR("it has not as many forms as Plural-Forms says");
    else if (!counted && entry->n_forms != 1)
        *problem = STR("it has forms for numbers, but counts nothing");
    return problem->n == 0;
}

static void add_entry(struct loading *l, const struct po_entry *entry)
{
    struct str problem = STR_NONE;
    if (entry->fuzzy)
        return;
    if (!is_usable(l, entry, &problem)) {
        if (problem.n > 0)
            report(l, entry, problem.p);
        return;
    }
    struct catalogue *k = l->k;
    size_t *at = str_map_at(&k->entries, k->arena, key_of(k->arena, entry->context, entry->id));
    if (*at == 0)
        *at = ++k->n_found;
    k->found[*at - 1] = entry;
}

/* Makes room for N more entries. */
static void make_room(struct catalogue *k, size_t n)
{
    const struct po_entry **more = arena_zalloc_array(k->arena, k->n_found + n, sizeof *more);
    if (k->n_found > 0)
        memcpy(more, k->found, k->n_found * sizeof *more);
    k->found = more;
}

static enum err_kind add_file(struct loading *l, struct str text, struct err *e)
{
    struct po_entry *first = NULL;
    size_t n = 0;
    TRY(po_read(l->k->arena, text, &first, e));
    if (first != NULL && first->id.n == 0) {
        struct str rule = po_header_field(first->forms[0], STR("Plural-Forms"));
        if (rule.n > 0)
            TRY(plural_parse(rule, &l->k->plural, e));
        first = first->next;
    }
    for (struct po_entry *entry = first; entry != NULL; entry = entry->next)
        n++;
    make_room(l->k, n);
    for (struct po_entry *entry = first; entry != NULL; entry = entry->next)
        add_entry(l, entry);
    return OK;
}

enum err_kind catalogue_new(struct catalogue **out, struct str language, struct str own,
                            catalogue_report_fn *report_fn, void *arg, struct err *e)
{
    struct arena *a = arena_new(FIRST_BYTES);
    struct catalogue *k = ARENA_NEW(a, struct catalogue);
    k->arena = a;
    struct loading l = {.k = k};
    size_t n = 0;
    while (catalogue_shipped(n) != NULL)
        n++;
    size_t i = catalogue_fitting(language, shipped, n);
    enum err_kind kind = plural_parse(STR("nplurals=2; plural=(n != 1);"), &k->plural, e);
    if (kind == OK)
        kind = number_format_of(language, &k->numbers, e);
    k->right_to_left = strcmp(language_direction(language), "rtl") == 0;
    if (kind == OK && i < n && shipped_texts[i].n > 0)
        kind = add_file(&l, shipped_texts[i], e);
    k->english = i == 0;
    k->foreign = i == n && own.n == 0;
    l.report = report_fn;
    l.arg = arg;
    if (kind == OK && own.n > 0)
        kind = add_file(&l, own, e);
    if (kind == OK)
        *out = k;
    else
        catalogue_free(&k);
    return kind;
}

void catalogue_free(struct catalogue **k)
{
    struct arena *a = *k == NULL ? NULL : (*k)->arena;
    *k = NULL;
    arena_free(&a);
}

bool catalogue_is_english(const struct catalogue *k)
{
    return k->english;
}

bool catalogue_is_foreign(const struct catalogue *k)
{
    return k->foreign;
}

/* ---- saying ---- */

static const struct po_entry *find_entry(const struct catalogue *k, struct str key)
{
    const size_t *at = k->n_found == 0 ? NULL : str_map_find(&k->entries, key);
    return at == NULL ? NULL : k->found[*at - 1];
}

struct str catalogue_find(const struct catalogue *k, struct str context, struct str english)
{
    if (k->n_found == 0)
        return STR_NONE;
    struct arena *a = context.n == 0 ? NULL : arena_new(1024);
    const struct po_entry *entry = find_entry(k, key_of(a, context, english));
    arena_free(&a);
    return entry == NULL ? STR_NONE : entry->forms[0];
}

struct str catalogue_say(const struct catalogue *k, const char *english)
{
    struct str text = catalogue_find(k, STR_NONE, str_from(english));
    return text.p == NULL ? str_from(english) : text;
}

/* A message_number_fn. */
static size_t print_number(const void *arg, uint64_t n, char *out)
{
    return number_print(arg, n, out);
}

#define FIRST_STRONG_ISOLATE  "\xe2\x81\xa8" /* U+2068 */
#define LEFT_TO_RIGHT_ISOLATE "\xe2\x81\xa6" /* U+2066 */
#define END_OF_ISOLATE        "\xe2\x81\xa9" /* U+2069 */

static struct str isolated(struct arena *a, const char *begin, struct str s)
{
    return arena_printf(a, "%s%.*s" END_OF_ISOLATE, begin, STR_ARG(s));
}

struct str catalogue_message(const struct catalogue *k, const struct message *m, struct arena *a)
{
    struct message isolating = *m;
    for (size_t i = 0; i < MESSAGE_VALUES_MAX && isolating.values[i].name != NULL; i++) {
        struct message_value *v = &isolating.values[i];
        if (!v->is_number && utf8_has_direction(v->text, !k->right_to_left))
            v->text = isolated(a, FIRST_STRONG_ISOLATE, v->text);
    }
    const struct po_entry *entry = find_entry(k, str_from(m->english));
    if (entry != NULL && m->many != NULL && entry->plural.n == 0)
        entry = NULL; /* the translation of another message, which counts nothing */
    struct str sentence = str_from(m->many != NULL && m->n != 1 ? m->many : m->english);
    if (entry != NULL)
        sentence = entry->forms[m->many == NULL ? 0 : plural_form(&k->plural, m->n)];
    struct buf out = buf_in(a);
    message_fill(&isolating, sentence, print_number, &k->numbers, &out);
    if (entry == NULL && k->right_to_left)
        return isolated(a, LEFT_TO_RIGHT_ISOLATE, buf_str(&out));
    return arena_dup(a, buf_str(&out));
}

struct str catalogue_stored(const struct catalogue *k, struct str packed, struct arena *a)
{
    struct message m = message_unpack(packed, a);
    return catalogue_message(k, &m, a);
}

struct str catalogue_said(const struct catalogue *k, const struct said *s, struct arena *a)
{
    struct message m = said_message(s);
    return catalogue_message(k, &m, a);
}
