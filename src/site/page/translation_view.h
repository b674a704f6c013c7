/* SPDX-License-Identifier: MIT */
/* An article's translations: for its readers, and for the machines that choose which of them to
 * list (hreflang). */
#ifndef SITE_PAGE_TRANSLATION_VIEW_H
#define SITE_PAGE_TRANSLATION_VIEW_H

#include "core/news/translation.h"
#include "web/context.h"

struct translation_view {
    struct str tag, direction, name, url;
    bool original; /* the article was translated from it */
};
/* LANGUAGE, DIRECTION, NAME, URL, ORIGINAL */
extern const struct tpl_field translation_fields[];
/* Those of the article whose translations TEXT has that a reader can choose, by what the languages
 * call themselves. */
struct tpl_list translations_list(struct context *c, struct str text);

struct alternate_view {
    struct str tag, url;
    struct str locale; /* for OpenGraph; empty: it has none, or is the page's own */
};
/* HREFLANG, HREF, OTHER_LOCALE */
extern const struct tpl_field alternate_fields[];
/* All of them by their whole addresses, the article at PATH itself first: who lists them wants each
 * to name all. None where there are no translations, or where the site's own address, ADDRESS, is
 * empty. */
struct tpl_list alternates_list(struct context *c, struct str text, struct str address,
                                struct str path);

struct other_text_view {
    struct str tag, url; /* the url is whole */
    bool more;           /* another one follows */
};
/* IN_LANGUAGE, WORK_URL, MORE */
extern const struct tpl_field other_text_fields[];
/* The same texts for machines that ask which was written first: those that the article was
 * translated into, or the one that it was translated from (*from, NULL: none). Where that is known,
 * the others are not the article's translations but the original's. */
void other_texts(struct context *c, struct str text, struct tpl_list *into,
                 const struct other_text_view **from);

/* "pt-BR" as "pt_BR", in A; a language without a country has no such name. */
struct str og_locale(struct arena *a, struct str tag);

#endif
