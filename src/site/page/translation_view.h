/* SPDX-License-Identifier: MIT */
/* An article's translations: for readers, and for search engines, which choose the one to list
 * (hreflang). TEXT is always the article's `translations`, as stored. */
#ifndef SITE_PAGE_TRANSLATION_VIEW_H
#define SITE_PAGE_TRANSLATION_VIEW_H

#include "core/news/translation.h"
#include "web/context.h"

struct translation_view {
    struct str tag, direction, name, url;
    bool original; /* the article was translated from this one */
};
/* LANGUAGE, DIRECTION, NAME, URL, ORIGINAL */
extern const struct tpl_field translation_fields[];
/* The translations in TEXT that a reader can choose, each with its language's own name. */
struct tpl_list translations_list(struct context *c, struct str text);

struct alternate_view {
    struct str tag, url;
    struct str locale; /* for OpenGraph; empty if it has none, or for the page itself */
};
/* HREFLANG, HREF, OTHER_LOCALE */
extern const struct tpl_field alternate_fields[];
/* All translations with their absolute addresses, and first the article at PATH itself: search
 * engines require that each page names all. Empty if there are no translations, or if ADDRESS, the
 * site's own, is empty. */
struct tpl_list alternates_list(struct context *c, struct str text, struct str address,
                                struct str path);

struct other_text_view {
    struct str tag, url; /* the url is absolute if the settings name the site's address */
    bool more;           /* another one follows */
};
/* IN_LANGUAGE, WORK_URL, MORE */
extern const struct tpl_field other_text_fields[];
/* The translations for structured data, which distinguishes the original. *into lists those that
 * the article was translated into; *from is the one that it was translated from, or NULL. If *from
 * is set, *into is empty: the others are translations of the original, not of this article. */
void other_texts(struct context *c, struct str text, struct tpl_list *into,
                 const struct other_text_view **from);

/* "pt-BR" as "pt_BR", "zh-Hant-TW" as "zh_TW", in A; empty for a language without a country. */
struct str og_locale(struct arena *a, struct str tag);

#endif
