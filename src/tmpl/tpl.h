/* SPDX-License-Identifier: MIT */
/* Templates. A page's handler fills a struct (its view). A table beside the struct binds its
 * members to the template's variables by name. The template engine (ctemplate, behind tpl_shim.cc)
 * escapes each value by the context in which it stands. Handlers never see the engine.
 *
 *     struct tag_view { struct str name, url; };
 *     static const struct tpl_field tag_fields[] = {
 *         TPL_FIELD(tag_view, "NAME", TPL_STR, name),
 *         TPL_FIELD(tag_view, "URL", TPL_STR, url),
 *         TPL_END};
 *     struct article_view { struct str title; struct html body; struct tpl_list tags; ... };
 *     static const struct tpl_field article_fields[] = {
 *         TPL_FIELD(article_view, "TITLE", TPL_STR, title),
 *         TPL_FIELD(article_view, "BODY", TPL_HTML, body),
 *         TPL_SUB(article_view, "TAGS", TPL_LIST, tags, tag_fields, sizeof(struct tag_view)),
 *         TPL_END};
 *     TPL_TEMPLATE(article, "site/article.tpl", article_view, article_fields);
 *
 * tpl_article(&view) then makes the struct tpl_include that answers and includes take.
 *
 * In the template: {{TITLE}}, {{BODY:none}}, {{#TAGS}}<a href="{{URL}}">{{NAME}}</a>{{/TAGS}}.
 * Inside a section, a name that its own table lacks is looked up in the tables around it. */
#ifndef TMPL_TPL_H
#define TMPL_TPL_H

#include "base/buf.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tpl_kind {
    TPL_STR,     /* struct str: a variable, escaped */
    TPL_HTML,    /* struct html: a variable that the template writes {{NAME:none}} */
    TPL_INT,     /* int64_t: a variable, in decimal */
    TPL_BOOL,    /* bool: a section {{#NAME}}, shown if true */
    TPL_IF_TEXT, /* struct str: a section, shown if it is not empty */
    TPL_LIST,    /* struct tpl_list: a section, shown once per item with the item's own table */
    TPL_VIEW,    /* a pointer: a section with the table of what it points to; hidden if NULL */
    TPL_INCLUDE, /* struct tpl_include: {{>NAME}}, another template with a view of its own */
};

struct tpl_list {
    const void *items; /* an array of N structs of the field's item_size */
    size_t n;
};

struct tpl_field {
    const char *name;
    enum tpl_kind kind;
    size_t offset;
    const struct tpl_field *sub; /* for TPL_LIST and TPL_VIEW */
    size_t item_size;            /* for TPL_LIST */
};

/* A template and what it shows, to be expanded or included in another template. Only the functions
 * that TPL_TEMPLATE declares make one, so a view always comes with its own table and template. FILE
 * is NULL to show nothing. */
struct tpl_include {
    const char *file;
    const struct tpl_field *fields;
    const void *view;
};

#define TPL_FIELD(type, name, kind, member)                                                        \
    {                                                                                              \
        name, kind, TPL_OFFSET(type, kind, member), NULL, 0                                        \
    }
#define TPL_SUB(type, name, kind, member, fields, item_size)                                       \
    {                                                                                              \
        name, kind, TPL_OFFSET(type, kind, member), fields, item_size                              \
    }
/* Does not compile if the member's type does not fit the kind. */
#define TPL_OFFSET(type, kind, member)                                                             \
    (offsetof(struct type, member) + _Generic(((struct type *)0)->member, TPL_TYPE_##kind : 0))
#define TPL_TYPE_TPL_STR     struct str
#define TPL_TYPE_TPL_HTML    struct html
#define TPL_TYPE_TPL_INT     int64_t
#define TPL_TYPE_TPL_BOOL    bool
#define TPL_TYPE_TPL_IF_TEXT struct str
#define TPL_TYPE_TPL_LIST    struct tpl_list
#define TPL_TYPE_TPL_VIEW    default
#define TPL_TYPE_TPL_INCLUDE struct tpl_include
/* The last row of a table. */
#define TPL_END                                                                                    \
    {                                                                                              \
        NULL, TPL_STR, 0, NULL, 0                                                                  \
    }

/* TEXT, which was expanded before, as an include. *text and its bytes must live until the include
 * is expanded. */
struct tpl_include tpl_include_html(const struct html *text);

/* Declares the template FILE, which shows a struct VIEW by the table FIELDS. Defines the function
 * tpl_NAME, the only way to show the template; it takes nothing but that struct. The compiler warns
 * of a template that is never shown, since its function is then unused.
 *
 * The linker gathers all declarations in the section "tpl_known" of the program. There tpl_names.c
 * finds them to check a site's own templates, so nobody has to keep a list of all pages. */
struct tpl_known {
    const char *file;
    const struct tpl_field *fields;
};
#define TPL_TEMPLATE(name, file, view, fields)                                                     \
    static const struct tpl_known *const tpl_known_##name                                          \
        __attribute__((section("tpl_known"), used)) = &(const struct tpl_known){file, fields};     \
    static struct tpl_include tpl_##name(const struct view *v)                                     \
    {                                                                                              \
        return (struct tpl_include){file, fields, v};                                              \
    }                                                                                              \
    _Static_assert(sizeof(struct view) > 0, "the view is complete")

/* A parsed set of all templates in one language, immutable; any number of threads may expand from
 * it. */
struct tpl_set;
struct catalogue; /* translations/catalogue.h */

/* Parses all templates: the shipped ones and a site's own. The shipped ones are in the program,
 * under "templates/"; if SHIPPED_DIR is not NULL, the files of that folder are used instead. A file
 * under OVERRIDE_DIR (NULL, or a folder that may be absent) replaces the shipped one of the same
 * relative name; a file without a shipped counterpart is added. Messages (tpl_message.h) are put in
 * from WORDS, which must outlive the set; NULL leaves them in English.
 *
 * ERR_INVALID if a template does not parse or does not begin with the auto-escape pragma; the
 * message names the file and, if known, the line of the first such template. ERR_IO if a file
 * cannot be read. *out is then unchanged. */
MUST_CHECK enum err_kind tpl_set_load(struct tpl_set **out, const char *shipped_dir,
                                      const char *override_dir, const struct catalogue *words,
                                      struct err *e);
/* Like tpl_set_load, but parses a template when it is first shown: for a process that answers one
 * request. tpl_expand then reports a broken template, as ERR_BUG. */
MUST_CHECK enum err_kind tpl_set_load_lazily(struct tpl_set **out, const char *shipped_dir,
                                             const char *override_dir,
                                             const struct catalogue *words, struct err *e);
/* Sets *s to NULL, which it may be already. */
void tpl_set_free(struct tpl_set **s);
/* How many templates have been parsed, and how many there are. */
size_t tpl_set_parsed(const struct tpl_set *s);
size_t tpl_set_size(const struct tpl_set *s);

/* Expands WHAT to the end of OUT. ERR_BUG if there is no such template or the engine fails; OUT is
 * then unchanged. */
MUST_CHECK enum err_kind tpl_expand(const struct tpl_set *s, struct tpl_include what,
                                    struct buf *out, struct err *e);

#ifdef __cplusplus
}
#endif
#endif
