/* SPDX-License-Identifier: MIT */
/* Three views of the translations that an article's row lists: for readers, for search engines
 * (hreflang), and for structured data. "x-default" names no language, so only search engines get
 * it.
 */
#include "site/page/translation_view.h"

#include "base/language.h"
#include "base/url.h"
#include "site/page/address.h"

const struct tpl_field translation_fields[] = {
    TPL_FIELD(translation_view, "LANGUAGE", TPL_STR, tag),
    TPL_FIELD(translation_view, "DIRECTION", TPL_STR, direction),
    TPL_FIELD(translation_view, "NAME", TPL_STR, name),
    TPL_FIELD(translation_view, "URL", TPL_STR, url),
    TPL_FIELD(translation_view, "ORIGINAL", TPL_BOOL, original),
    TPL_END};

const struct tpl_field alternate_fields[] = {
    TPL_FIELD(alternate_view, "HREFLANG", TPL_STR, tag),
    TPL_FIELD(alternate_view, "HREF", TPL_STR, url),
    TPL_FIELD(alternate_view, "OTHER_LOCALE", TPL_STR, locale),
    TPL_FIELD(alternate_view, "OTHER_LOCALE", TPL_IF_TEXT, locale), TPL_END};

struct tpl_list translations_list(struct context *c, struct str text)
{
    struct tpl_list out = {0};
    size_t n;
    if (str_empty(text))
        return out;
    const struct translation *list = translations_read(text, c->settings->language, c->arena, &n);
    struct translation_view *views = ARENA_ARRAY(c->arena, struct translation_view, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!str_eq(list[i].language, STR("x-default")))
            views[out.n++] = (struct translation_view){
                .tag = list[i].language,
                .direction = str_from(language_direction(list[i].language)),
                .name = language_name(list[i].language, c->arena),
                .url = list[i].url,
                .original = list[i].original,
            };
    out.items = views;
    return out;
}

const struct tpl_field other_text_fields[] = {
    TPL_FIELD(other_text_view, "IN_LANGUAGE", TPL_STR, tag),
    TPL_FIELD(other_text_view, "WORK_URL", TPL_STR, url),
    TPL_FIELD(other_text_view, "MORE", TPL_BOOL, more), TPL_END};

void other_texts(struct context *c, struct str text, struct tpl_list *into,
                 const struct other_text_view **from)
{
    *into = (struct tpl_list){0};
    *from = NULL;
    size_t n;
    if (str_empty(text))
        return;
    const struct translation *list = translations_read(text, c->settings->language, c->arena, &n);
    struct other_text_view *views = ARENA_ARRAY(c->arena, struct other_text_view, n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].language, STR("x-default")))
            continue;
        struct other_text_view *view = &views[into->n++];
        *view = (struct other_text_view){list[i].language, page_address(c, list[i].url), true};
        if (list[i].original)
            *from = view;
    }
    if (into->n > 0)
        views[into->n - 1].more = false;
    *into = (struct tpl_list){views, *from == NULL ? into->n : 0};
}

struct tpl_list alternates_list(struct context *c, struct str text, struct str address,
                                struct str path)
{
    size_t n;
    if (str_empty(text) || str_empty(address))
        return (struct tpl_list){0};
    const struct translation *list = translations_read(text, c->settings->language, c->arena, &n);
    if (n == 0)
        return (struct tpl_list){0};
    struct alternate_view *views = ARENA_ARRAY(c->arena, struct alternate_view, n + 1);
    views[0] = (struct alternate_view){.tag = c->settings->language,
                                       .url = arena_join(c->arena, address, path)};
    for (size_t i = 0; i < n; i++) {
        struct str url = list[i].url;
        views[i + 1] = (struct alternate_view){
            .tag = list[i].language,
            .url = url_is_web(url) ? url : arena_join(c->arena, address, url),
            .locale = og_locale(c->arena, list[i].language),
        };
    }
    return (struct tpl_list){views, n + 1};
}

struct str og_locale(struct arena *a, struct str tag)
{
    struct str code = language_code(tag, a), region = language_region(tag, a);
    bool country = region.n == 2; /* not a part of the world, such as 419 */
    return country ? arena_printf(a, "%.*s_%.*s", STR_ARG(code), STR_ARG(region)) : STR_NONE;
}
