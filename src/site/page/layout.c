/* SPDX-License-Identifier: MIT */
/* The frame around a page. It is rendered with every page and stored in the cache as part of it.
 * The part that comes from the database (the sections, the newest article's year) is a fragment
 * that all pages share.
 *
 * If that part cannot be read, a page for the cache fails: a frame without its sections must not be
 * stored. A page that is answered uncached, above all an error page, is shown without it. */
#include "site/page/layout.h"

#include "base/embed.h"
#include "base/language.h"
#include "base/log.h"
#include "base/pack.h"
#include "base/url.h"
#include "core/news/breaking.h"
#include "core/news/section.h"
#include "site/page/address.h"
#include "site/page/letters.h"
#include "site/page/feed_links.h"
#include "site/page/social.h"
#include "site/page/translation_view.h"
#include "text/excerpt.h"
#include "web/answer_page.h"
#include "web/fragment.h"

enum { DESCRIPTION_MAX = 300 /* characters; search engines show about half of that */ };

struct section_link {
    struct str name, url;
    struct str current; /* for aria-current: "page", "true" (a page in that section), or empty */
};
static const struct tpl_field section_link_fields[] = {
    TPL_FIELD(section_link, "NAME", TPL_STR, name), TPL_FIELD(section_link, "URL", TPL_STR, url),
    TPL_FIELD(section_link, "CURRENT", TPL_STR, current),
    TPL_FIELD(section_link, "CURRENT", TPL_IF_TEXT, current), TPL_END};

struct layout_view {
    struct str language, direction;
    struct str digits; /* the name of the numbering system; empty for 0 to 9 */
    struct str site_name, tagline, assets;
    struct str head_title; /* for the browser's tab: with the site's name */
    struct str title;      /* for OpenGraph: without the site's name, but never empty */
    struct str description, canonical;
    struct str absolute; /* the page's absolute address; empty if the settings name none */
    struct str og_type, archive;
    struct str at_videos;       /* for aria-current, as in section_link */
    bool fonts, no_fonts;       /* whether the site has web fonts */
    struct str letters;         /* the subset of the fonts for the language (letters.h) */
    bool east_asian;            /* whether the language is Chinese, Japanese or Korean */
    bool is_article, has_lists; /* which of the two style sheets the page needs */
    bool noindex, at_home, has_search, has_social;
    struct tpl_list sections, social;
    struct tpl_include content;
    struct str breaking, breaking_url;
    bool breaking_plain; /* the breaking news is not a link */
    /* For previews of links on other sites, and for machines: */
    struct str og_locale;
    struct str image, image_alt; /* an absolute address; empty: none */
    struct str card;             /* the kind of preview on X */
    struct tpl_list feeds, alternates;
    struct tpl_include head;
};
static const struct tpl_field layout_fields[] = {
    TPL_FIELD(layout_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(layout_view, "DIRECTION", TPL_STR, direction),
    TPL_FIELD(layout_view, "DIGITS", TPL_STR, digits),
    TPL_FIELD(layout_view, "DIGITS", TPL_IF_TEXT, digits),
    TPL_FIELD(layout_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(layout_view, "TAGLINE", TPL_STR, tagline),
    TPL_FIELD(layout_view, "TAGLINE", TPL_IF_TEXT, tagline),
    TPL_FIELD(layout_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(layout_view, "FONTS", TPL_BOOL, fonts),
    TPL_FIELD(layout_view, "NO_FONTS", TPL_BOOL, no_fonts),
    TPL_FIELD(layout_view, "LETTERS", TPL_STR, letters),
    TPL_FIELD(layout_view, "LETTERS", TPL_IF_TEXT, letters),
    TPL_FIELD(layout_view, "EAST_ASIAN", TPL_BOOL, east_asian),
    TPL_FIELD(layout_view, "HEAD_TITLE", TPL_STR, head_title),
    TPL_FIELD(layout_view, "TITLE", TPL_STR, title),
    TPL_FIELD(layout_view, "DESCRIPTION", TPL_STR, description),
    TPL_FIELD(layout_view, "DESCRIPTION", TPL_IF_TEXT, description),
    TPL_FIELD(layout_view, "CANONICAL", TPL_STR, canonical),
    TPL_FIELD(layout_view, "CANONICAL", TPL_IF_TEXT, canonical),
    TPL_FIELD(layout_view, "ABSOLUTE", TPL_STR, absolute),
    TPL_FIELD(layout_view, "ABSOLUTE", TPL_IF_TEXT, absolute),
    TPL_FIELD(layout_view, "OG_TYPE", TPL_STR, og_type),
    TPL_FIELD(layout_view, "OG_LOCALE", TPL_STR, og_locale),
    TPL_FIELD(layout_view, "OG_LOCALE", TPL_IF_TEXT, og_locale),
    TPL_FIELD(layout_view, "IMAGE", TPL_STR, image),
    TPL_FIELD(layout_view, "IMAGE", TPL_IF_TEXT, image),
    TPL_FIELD(layout_view, "IMAGE_ALT", TPL_STR, image_alt),
    TPL_FIELD(layout_view, "IMAGE_ALT", TPL_IF_TEXT, image_alt),
    TPL_FIELD(layout_view, "CARD", TPL_STR, card),
    TPL_SUB(layout_view, "FEEDS", TPL_LIST, feeds, feed_link_fields, sizeof(struct feed_link)),
    TPL_SUB(layout_view, "ALTERNATES", TPL_LIST, alternates, alternate_fields,
            sizeof(struct alternate_view)),
    TPL_FIELD(layout_view, "HEAD", TPL_INCLUDE, head),
    TPL_FIELD(layout_view, "ARCHIVE", TPL_STR, archive),
    TPL_FIELD(layout_view, "ARCHIVE", TPL_IF_TEXT, archive),
    TPL_FIELD(layout_view, "IS_ARTICLE", TPL_BOOL, is_article),
    TPL_FIELD(layout_view, "HAS_LISTS", TPL_BOOL, has_lists),
    TPL_FIELD(layout_view, "NOINDEX", TPL_BOOL, noindex),
    TPL_FIELD(layout_view, "AT_HOME", TPL_BOOL, at_home),
    TPL_FIELD(layout_view, "AT_VIDEOS", TPL_STR, at_videos),
    TPL_FIELD(layout_view, "AT_VIDEOS", TPL_IF_TEXT, at_videos),
    TPL_FIELD(layout_view, "HAS_SEARCH", TPL_BOOL, has_search),
    TPL_SUB(layout_view, "SECTIONS", TPL_LIST, sections, section_link_fields,
            sizeof(struct section_link)),
    TPL_FIELD(layout_view, "HAS_SOCIAL", TPL_BOOL, has_social),
    TPL_SUB(layout_view, "SOCIAL", TPL_LIST, social, social_fields, sizeof(struct social_view)),
    TPL_FIELD(layout_view, "BREAKING", TPL_STR, breaking),
    TPL_FIELD(layout_view, "BREAKING", TPL_IF_TEXT, breaking),
    TPL_FIELD(layout_view, "BREAKING_URL", TPL_STR, breaking_url),
    TPL_FIELD(layout_view, "BREAKING_URL", TPL_IF_TEXT, breaking_url),
    TPL_FIELD(layout_view, "BREAKING_PLAIN", TPL_BOOL, breaking_plain),
    TPL_FIELD(layout_view, "CONTENT", TPL_INCLUDE, content),
    TPL_END};
TPL_TEMPLATE(site, "layout/site.tpl", layout_view, layout_fields);

/* ---- the part from the database ---- */

static struct tpl_list section_links(struct context *c, const struct section_list *list,
                                     const struct layout_page *page)
{
    struct section_link *links = ARENA_ARRAY(c->arena, struct section_link, list->n);
    for (size_t i = 0; i < list->n; i++) {
        const struct section *s = &list->items[i];
        struct str slug = url_encode(c->arena, s->slug);
        links[i] = (struct section_link){
            .name = s->name,
            .url = arena_printf(c->arena, "/section/%.*s/", STR_ARG(slug)),
        };
        if (!str_empty(page->section) && str_eq(s->slug, page->section))
            links[i].current = str_eq(links[i].url, page->path) ? STR("page") : STR("true");
    }
    return (struct tpl_list){links, list->n};
}

/* The sections and the archive's address, packed for the fragment: the same for every page. */
static enum err_kind frame_pack(struct context *c, struct str *out, struct err *e)
{
    struct db_conn *conn;
    struct section_list sections;
    struct article_list newest;
    struct article_query q = {.scope = SCOPE_ALL, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &sections, e));
    TRY(article_list(conn, &q, c->arena, &newest, e));
    struct buf b = buf_in(c->arena);
    struct str archive = STR_NONE;
    if (newest.n > 0) {
        struct civil day = locale_civil(c->settings->locale, newest.items[0].published_at);
        archive = arena_printf(c->arena, "/%04d/", day.year);
    }
    pack_str(&b, archive);
    pack_int(&b, (int64_t)sections.n);
    for (size_t i = 0; i < sections.n; i++) {
        pack_str(&b, sections.items[i].name);
        pack_str(&b, sections.items[i].slug);
    }
    *out = buf_str(&b);
    return OK;
}

static enum err_kind read_frame(struct context *c, const struct layout_page *page,
                                struct layout_view *v, struct err *e)
{
    struct fragment_key key = {FRAGMENT_FRAME, 0};
    struct str packed;
    TRY(fragment_find(c, key, STR_NONE, &packed, e));
    if (packed.p == NULL) {
        TRY(frame_pack(c, &packed, e));
        fragment_store(c, key, STR_NONE, false, packed);
    }
    v->archive = unpack_str(&packed);
    struct section_list sections = {.n = (size_t)unpack_int(&packed)};
    sections.items = ARENA_ARRAY(c->arena, struct section, sections.n);
    for (size_t i = 0; i < sections.n; i++) {
        sections.items[i].name = unpack_str(&packed);
        sections.items[i].slug = unpack_str(&packed);
    }
    v->sections = section_links(c, &sections, page);
    return OK;
}

/* ---- the view ---- */

static bool is_east_asian(struct str language, struct arena *a)
{
    struct str code = language_code(language, a);
    return str_eq(code, STR("zh")) || str_eq(code, STR("ja")) || str_eq(code, STR("ko"));
}

static struct layout_view *view_of(struct context *c, const struct layout_page *page)
{
    const struct settings *s = c->settings;
    struct arena *a = c->arena;
    struct layout_view *v = ARENA_NEW(a, struct layout_view);
    struct str digits = str_from(locale_digits(s->locale));
    *v = (struct layout_view){
        .language = s->language,
        .direction = str_from(locale_direction(s->locale)),
        .digits = str_eq(digits, STR("latn")) ? STR_NONE : digits,
        .site_name = s->site_name,
        .tagline = s->tagline,
        .assets = context_assets(c),
        .fonts = context_fonts(c),
        .letters = embed_has_fonts ? letters_of(s->language) : STR_NONE,
        .east_asian = is_east_asian(s->language, a),
        .title = str_empty(page->title) ? s->site_name : page->title,
        .description = str_empty(page->description)
                           ? s->tagline
                           : text_cut(a, page->description, DESCRIPTION_MAX),
        .og_type = page->is_article   ? STR("article")
                   : page->is_profile ? STR("profile")
                   : page->is_video   ? STR("video.other")
                                      : STR("website"),
        .og_locale = og_locale(a, s->language),
        .image_alt = page->image_alt,
        .feeds = page->feeds.n > 0 ? page->feeds : feed_links(c, s->site_name, STR("/")),
        .alternates = page->alternates,
        .head = page->head,
        .is_article = page->is_article,
        .has_lists = !page->is_article,
        .noindex = page->noindex,
        .at_home = str_eq(page->path, STR("/")),
        .at_videos = str_eq(page->path, STR("/videos/"))       ? STR("page")
                     : str_starts(page->path, STR("/videos/")) ? STR("true")
                                                               : STR_NONE,
        .has_search = !page->at_search,
        .has_social = s->n_links > 0,
        .social = social_list(s, a),
        .content = page->content,
    };
    v->no_fonts = !v->fonts;
    if (breaking_shown(s, c->now)) {
        v->breaking = s->breaking_text;
        v->breaking_url = s->breaking_url;
        v->breaking_plain = str_empty(s->breaking_url);
    }
    if (!str_empty(page->title))
        v->head_title = arena_printf(a, "%.*s - %.*s", STR_ARG(page->title), STR_ARG(s->site_name));
    else if (!str_empty(s->tagline))
        v->head_title = arena_printf(a, "%.*s - %.*s", STR_ARG(s->site_name), STR_ARG(s->tagline));
    else
        v->head_title = s->site_name;
    /* Other sites need the absolute address of a picture. */
    struct str image = page_address(c, page->image);
    v->image = url_is_web(image) ? image : STR_NONE;
    v->card = str_empty(v->image) ? STR("summary") : STR("summary_large_image");
    /* Search engines accept only an absolute address as a canonical link. */
    if (!str_empty(s->address) && !str_empty(page->path))
        v->canonical = v->absolute = arena_join(a, s->address, page->path);
    return v;
}

enum err_kind layout_view(struct context *c, const struct layout_page *page,
                          struct tpl_include *out, struct err *e)
{
    struct layout_view *v = view_of(c, page);
    TRY(read_frame(c, page, v, e));
    *out = tpl_site(v);
    return OK;
}

enum err_kind layout_answer(struct context *c, int status, const struct layout_page *page,
                            struct err *e)
{
    struct layout_view *v = view_of(c, page);
    struct err ignored;
    if (read_frame(c, page, v, &ignored) != OK)
        log_warn("request %s: the page is shown without the site's sections: %s", c->x->rq.id,
                 ignored.msg);
    return answer_page_uncached(c, status, page->viewed, tpl_site(v), e);
}

struct str asset_url(struct context *c, const char *name)
{
    struct str version = context_assets(c);
    return arena_printf(c->arena, "/assets/%s?v=%.*s", name, STR_ARG(version));
}
