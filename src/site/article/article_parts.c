/* SPDX-License-Identifier: MIT */
/* Small parts of an article's page. Each is left out if it would be of no use: a reading time for a
 * few words, contents for few headings, links for sharing without an address to share. */
#include "site/article/article_parts.h"

#include <inttypes.h>

#include "base/url.h"
#include "cache/hole.h"
#include "core/news/correction.h"

enum { WORDS_A_MINUTE = 220, WORDS_MIN = 60, PARTS_MIN = 3 };

/* ---- reading time ---- */

struct str reading_time(struct context *c, const struct article *art)
{
    if (art->words < WORDS_MIN || art->live != LIVE_NO)
        return STR_NONE;
    int64_t minutes = (art->words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
    return SAY_N(c, "{n} min read", "{n} min read", minutes);
}

/* ---- how often it was read ---- */

struct str reads_mark(struct context *c, const struct article *art)
{
    int64_t before = art->base_views + art->views_elsewhere;
    return hole_mark(c->arena, (struct hole){HOLE_READS, art->id, before});
}

/* ---- contents ---- */

const struct tpl_field heading_fields[] = {TPL_FIELD(heading_view, "ID", TPL_STR, id),
                                           TPL_FIELD(heading_view, "WORDS", TPL_STR, words),
                                           TPL_END};

struct tpl_list contents_list(struct context *c, const struct article_text *text)
{
    if (text->n_parts < PARTS_MIN)
        return (struct tpl_list){0};
    struct heading_view *items = ARENA_ARRAY(c->arena, struct heading_view, text->n_parts);
    for (size_t i = 0; i < text->n_parts; i++)
        items[i] = (struct heading_view){text->parts[i].id, text->parts[i].words};
    return (struct tpl_list){items, text->n_parts};
}

/* ---- corrections ---- */

const struct tpl_field corrected_fields[] = {TPL_FIELD(corrected_view, "ISO", TPL_STR, iso),
                                             TPL_FIELD(corrected_view, "DATE", TPL_STR, date),
                                             TPL_FIELD(corrected_view, "TEXT", TPL_STR, text),
                                             TPL_END};

enum err_kind corrections_list(struct context *c, const struct article *art, struct tpl_list *out,
                               struct err *e)
{
    struct db_conn *conn;
    struct correction_list list;
    const struct locale *l = c->settings->locale;
    TRY(context_db(c, &conn, e));
    TRY(correction_list(conn, art->id, c->arena, &list, e));
    struct corrected_view *items = ARENA_ARRAY(c->arena, struct corrected_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        items[i] = (struct corrected_view){
            .iso = locale_iso(l, list.items[i].at, c->arena),
            .date = locale_date(l, list.items[i].at, DATE_LONG, c->arena),
            .text = list.items[i].text,
        };
    *out = (struct tpl_list){items, list.n};
    return OK;
}

/* ---- sharing ---- */

const struct tpl_field share_fields[] = {
    TPL_FIELD(share_view, "ICON", TPL_STR, icon), TPL_FIELD(share_view, "LABEL", TPL_STR, label),
    TPL_FIELD(share_view, "URL", TPL_STR, url), TPL_FIELD(share_view, "OUTSIDE", TPL_BOOL, outside),
    TPL_END};

struct tpl_list share_list(struct context *c, const struct article *art)
{
    static const struct {
        const char *icon, *label;
        const char *before, *between; /* the address around title and link */
        bool link_first;
    } places[] = {
        {"mail", N_("Email"), "mailto:?subject=", "&body=", false},
        {"whatsapp", "WhatsApp", "https://wa.me/?text=", "%20", false},
        {"facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u=", NULL, true},
        {"x", "X", "https://x.com/intent/post?url=", "&text=", true},
    };
    enum { PLACES = sizeof places / sizeof places[0] };
    struct arena *a = c->arena;
    if (str_empty(c->settings->address) || art->day == 0)
        return (struct tpl_list){0};
    struct str link = url_encode(a, arena_join(a, c->settings->address, article_url(art, a)));
    struct str title = url_encode(a, art->title);
    struct share_view *items = ARENA_ARRAY(a, struct share_view, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        struct str first = places[i].link_first ? link : title;
        struct str second = places[i].between == NULL ? STR_NONE
                            : places[i].link_first    ? title
                                                      : link;
        struct str url = arena_printf(a, "%s%.*s%s%.*s", places[i].before, STR_ARG(first),
                                      places[i].between ? places[i].between : "", STR_ARG(second));
        items[i] = (struct share_view){
            .icon = str_from(places[i].icon),
            .label = say(c, places[i].label),
            .url = url,
            .outside = str_starts(url, STR("https:")),
        };
    }
    return (struct tpl_list){items, PLACES};
}
