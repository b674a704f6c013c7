/* SPDX-License-Identifier: MIT */
/* Templates. A page's handler fills a struct (its view); a table of rows beside the struct binds
 * its members to the template's variables by name; the template engine (ctemplate, behind
 * tpl_shim.cc) escapes each by the context in which it stands. Handlers never see the engine.
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
 *
 * In the template: {{TITLE}}, {{BODY:none}}, {{#TAGS}}<a href="{{URL}}">{{NAME}}</a>{{/TAGS}}.
 * Inside a section a name that its own table lacks is looked up in the tables around it. */
#ifndef TMPL_TPL_H
#define TMPL_TPL_H

#include "base/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tpl_kind {
    TPL_STR,     /* struct str: a variable, escaped */
    TPL_HTML,    /* struct html: a variable that the template writes {{NAME:none}} */
    TPL_INT,     /* int64_t: a variable, in decimal */
    TPL_BOOL,    /* bool: a section {{#NAME}}, shown where true */
    TPL_IF_TEXT, /* struct str: a section, shown where it is not empty */
    TPL_LIST,    /* struct tpl_list: a section, once for each item with its own table */
    TPL_VIEW, /* const void *: a section with the table of what it points to; hidden where NULL */
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
    const struct tpl_field *sub; /* of TPL_LIST and TPL_VIEW */
    size_t item_size;            /* of TPL_LIST */
};

/* FILE is a template's name; FIELDS and VIEW what it shows. FILE empty: nothing is included. */
struct tpl_include {
    const char *file;
    const struct tpl_field *fields;
    const void *view;
};

#define TPL_FIELD(type, name, kind, member)                                                        \
    {                                                                                              \
        name, kind, offsetof(struct type, member), NULL, 0                                         \
    }
#define TPL_SUB(type, name, kind, member, fields, item_size)                                       \
    {                                                                                              \
        name, kind, offsetof(struct type, member), fields, item_size                               \
    }
/* A table's last row. */
#define TPL_END                                                                                    \
    {                                                                                              \
        NULL, TPL_STR, 0, NULL, 0                                                                  \
    }

/* Says that the template FILE shows a view of FIELDS, the table above it; once for each template.
 * What looks at a site's own templates (tpl_names.h) finds these in a section of the program's own:
 * the linker gathers them, so that no list of all pages is kept beside the pages. */
struct tpl_known {
    const char *file;
    const struct tpl_field *fields;
};
#define TPL_KNOWN(file, fields)          TPL_KNOWN_AT(file, fields, __LINE__)
#define TPL_KNOWN_AT(file, fields, line) TPL_KNOWN_AS(file, fields, line)
#define TPL_KNOWN_AS(file, fields, line)                                                           \
    static const struct tpl_known *const tpl_known_##line                                          \
        __attribute__((section("tpl_known"), used)) = &(const struct tpl_known)                    \
    {                                                                                              \
        file, fields                                                                               \
    }

/* A parsed set of all templates, immutable; any number of threads may expand from it. */
struct tpl_set;

/* Parses every shipped template (those that the build put into the program under "templates/";
 * where SHIPPED_DIR is not NULL the files of that folder instead) with a site's own files over
 * them: a file of the same relative name under OVERRIDE_DIR (NULL, or a folder that may be absent)
 * takes its place, and one that has no shipped counterpart is added. ERR_INVALID names the file,
 * and the line where the engine tells it, of the first template that does not parse or does not
 * begin with the auto-escape pragma; *out is then unchanged. */
MUST_CHECK enum err_kind tpl_set_load(struct tpl_set **out, const char *shipped_dir,
                                      const char *override_dir, struct err *e);
void tpl_set_free(struct tpl_set **s);

/* Expands the template FILE ("site/home.tpl") with VIEW, described by FIELDS, to the end of OUT.
 * ERR_BUG where there is no such template, or the engine fails: OUT is then as it was. */
MUST_CHECK enum err_kind tpl_expand(const struct tpl_set *s, const char *file,
                                    const struct tpl_field *fields, const void *view,
                                    struct buf *out, struct err *e);

#ifdef __cplusplus
}
#endif
#endif
