/* SPDX-License-Identifier: MIT */
/* Editions are added under a lock and never removed before the whole is, so a pointer to one stays
 * good. */
#include "web/edition.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/language.h"
#include "base/log.h"
#include "core/site/site_paths.h"
#include "tmpl/tpl_files.h"

enum { EDITIONS_MAX = 64, LANGUAGE_MAX = 36 };

struct templates {
    const char *site_dir, *template_dir;
    bool once;
    char assets[ASSETS_VERSION_MAX];
    bool fonts;
    _Atomic int refs;
    pthread_mutex_t lock; /* guards the two below */
    struct {
        struct edition edition;
        char language[LANGUAGE_MAX];
    } editions[EDITIONS_MAX];
    size_t n_editions;
};

/* ---- a site's own catalogues ---- */

/* To whom the problems of one file are reported. */
struct reporting {
    const char *file;
    catalogue_report_fn *report;
    void *arg;
};

/* A catalogue_report_fn. */
static void report_with_file(void *arg, const char *sentence)
{
    const struct reporting *r = arg;
    struct arena *a = arena_new(1024);
    r->report(r->arg, arena_printf(a, SITE_TRANSLATIONS "/%s: %s", r->file, sentence).p);
    arena_free(&a);
}

/* A catalogue_report_fn. */
static void log_problem(void *arg, const char *sentence)
{
    (void)arg;
    log_warn("%s", sentence);
}

/* The tag in the name of the catalogue F, "translations/pt-BR.po". */
static const char *tag_of(struct arena *a, const struct tpl_file *f)
{
    struct str name = str_from(f->name);
    return arena_cstr(a, str_head(name, name.n - 3));
}

/* The site's own file for LANGUAGE; *out is NULL if it has none. */
static enum err_kind find_own(struct arena *a, const char *site_dir, struct str language,
                              struct tpl_file **out, struct err *e)
{
    struct tpl_file *first = NULL;
    size_t n = 0;
    TRY(tpl_files_read(a, site_path(a, site_dir, SITE_TRANSLATIONS), ".po", true, &first, e));
    for (struct tpl_file *f = first; f != NULL; f = f->next)
        n++;
    const char **tags = ARENA_ARRAY(a, const char *, n + 1);
    n = 0;
    for (struct tpl_file *f = first; f != NULL; f = f->next)
        tags[n++] = tag_of(a, f);
    *out = first;
    for (size_t i = catalogue_fitting(language, tags, n); i > 0 && *out != NULL; i--)
        *out = (*out)->next;
    return OK;
}

static enum err_kind load_words(const char *site_dir, struct str language,
                                catalogue_report_fn *report, void *arg, struct catalogue **out,
                                struct err *e)
{
    struct arena *a = arena_new(4096);
    struct tpl_file *own = NULL;
    enum err_kind kind = find_own(a, site_dir, language, &own, e);
    if (kind == OK && own == NULL)
        kind = catalogue_new(out, language, STR_NONE, NULL, NULL, e);
    else if (kind == OK) {
        struct reporting reporting = {own->name, report, arg};
        kind = catalogue_new(out, language, own->text, report_with_file, &reporting, e);
        if (kind != OK)
            (void)err_wrap(e, SITE_TRANSLATIONS "/%s", own->name);
    }
    arena_free(&a);
    return kind;
}

/* ---- editions ---- */

static void edition_clear(struct edition *d)
{
    if (d->set != NULL)
        tpl_set_free(&d->set);
    catalogue_free(&d->words);
}

static enum err_kind load_edition(const struct templates *t, struct str language,
                                  struct edition *out, struct err *e)
{
    TRY(load_words(t->site_dir, language, log_problem, NULL, &out->words, e));
    struct arena *a = arena_new(1024);
    const char *own = site_path(a, t->site_dir, SITE_TEMPLATES);
    enum err_kind kind = t->once
                             ? tpl_set_load_lazily(&out->set, t->template_dir, own, out->words, e)
                             : tpl_set_load(&out->set, t->template_dir, own, out->words, e);
    arena_free(&a);
    if (kind != OK)
        edition_clear(out);
    return kind;
}

/* With the lock held: the edition for LANGUAGE, which is made if it is new. */
static enum err_kind find_or_load(struct templates *t, struct str language,
                                  const struct edition **out, struct err *e)
{
    for (size_t i = 0; i < t->n_editions; i++)
        if (str_eq(str_from(t->editions[i].language), language)) {
            *out = &t->editions[i].edition;
            return OK;
        }
    if (t->n_editions == EDITIONS_MAX || language.n >= LANGUAGE_MAX)
        return err_set(e, ERR_BUSY, "too many languages in use until the next reload");
    struct edition fresh = {0};
    TRY(load_edition(t, language, &fresh, e));
    char *name = t->editions[t->n_editions].language;
    memcpy(name, language.p, language.n); /* a NUL follows */
    fresh.language = name;
    t->editions[t->n_editions].edition = fresh;
    *out = &t->editions[t->n_editions++].edition;
    return OK;
}

const struct edition *templates_edition(struct templates *t, struct str language)
{
    struct err e;
    const struct edition *found = NULL;
    pthread_mutex_lock(&t->lock);
    if (find_or_load(t, language, &found, &e) != OK) {
        log_error("no pages in %.*s: %s", STR_ARG(language), e.msg);
        found = &t->editions[0].edition;
    }
    pthread_mutex_unlock(&t->lock);
    return found;
}

/* ---- all of them ---- */

enum err_kind templates_new(struct templates **out, const char *site_dir, const char *template_dir,
                            bool once, struct str language, struct err *e)
{
    struct arena *a = arena_new(1024);
    struct templates *t = check_memory(calloc(1, sizeof *t));
    t->site_dir = site_dir;
    t->template_dir = template_dir;
    t->once = once;
    const char *assets = site_path(a, site_dir, SITE_ASSETS);
    assets_version_read(assets, t->assets);
    t->fonts = assets_have_fonts(assets);
    arena_free(&a);
    pthread_mutex_init(&t->lock, NULL);
    atomic_store(&t->refs, 1);
    const struct edition *first;
    enum err_kind kind = find_or_load(t, language, &first, e);
    if (kind != OK)
        templates_unref(&t);
    *out = t;
    return kind;
}

struct templates *templates_ref(struct templates *t)
{
    atomic_fetch_add(&t->refs, 1);
    return t;
}

void templates_unref(struct templates **tp)
{
    struct templates *t = *tp;
    *tp = NULL;
    if (t == NULL || atomic_fetch_sub(&t->refs, 1) != 1)
        return;
    for (size_t i = 0; i < t->n_editions; i++)
        edition_clear(&t->editions[i].edition);
    pthread_mutex_destroy(&t->lock);
    free(t);
}

static int compare_tags(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

const struct str *templates_languages(const struct templates *t, struct arena *a, size_t *n)
{
    struct err e;
    struct tpl_file *own = NULL;
    size_t n_shipped = 0, n_own = 0;
    if (tpl_files_read(a, site_path(a, t->site_dir, SITE_TRANSLATIONS), ".po", true, &own, &e) !=
        OK)
        log_error("no list of the site's own languages: %s", e.msg);
    while (catalogue_shipped(n_shipped) != NULL)
        n_shipped++;
    for (const struct tpl_file *f = own; f != NULL; f = f->next)
        n_own++;
    struct str *tags = ARENA_ARRAY(a, struct str, n_shipped + n_own);
    *n = 0;
    for (size_t i = 0; i < n_shipped; i++)
        tags[(*n)++] = str_from(catalogue_shipped(i));
    for (const struct tpl_file *f = own; f != NULL; f = f->next) {
        struct str tag = language_tag(str_from(tag_of(a, f)), a);
        bool known = str_empty(tag);
        for (size_t i = 0; i < *n && !known; i++)
            known = str_eq(tags[i], tag);
        if (!known)
            tags[(*n)++] = tag;
    }
    qsort(tags + 1, *n - 1, sizeof *tags, compare_tags);
    return tags;
}

const char *templates_assets(const struct templates *t)
{
    return t->assets;
}

bool templates_have_fonts(const struct templates *t)
{
    return t->fonts;
}

enum err_kind catalogues_check(const char *site_dir, catalogue_report_fn *report, void *arg,
                               struct err *e)
{
    struct arena *a = arena_new(4096);
    struct tpl_file *f = NULL;
    struct catalogue *k = NULL;
    enum err_kind kind =
        tpl_files_read(a, site_path(a, site_dir, SITE_TRANSLATIONS), ".po", true, &f, e);
    for (; kind == OK && f != NULL; f = f->next) {
        kind = load_words(site_dir, str_from(tag_of(a, f)), report, arg, &k, e);
        catalogue_free(&k);
    }
    arena_free(&a);
    return kind;
}
