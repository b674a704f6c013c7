/* SPDX-License-Identifier: MIT */
/* Every list of articles on the site is made of these cards, so they look the same everywhere. */
#include "site/page/cards.h"

#include "base/url.h"

const struct tpl_field card_fields[] = {
    TPL_FIELD(card_view, "TITLE", TPL_STR, title),
    TPL_FIELD(card_view, "URL", TPL_STR, url),
    TPL_FIELD(card_view, "SECTION", TPL_STR, section),
    TPL_FIELD(card_view, "SECTION_URL", TPL_STR, section_url),
    TPL_FIELD(card_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(card_view, "AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(card_view, "ISO", TPL_STR, iso),
    TPL_FIELD(card_view, "DATE", TPL_STR, date),
    TPL_FIELD(card_view, "SUMMARY", TPL_STR, summary),
    TPL_FIELD(card_view, "SUMMARY", TPL_IF_TEXT, summary),
    TPL_FIELD(card_view, "COMMENTS", TPL_STR, comments),
    TPL_FIELD(card_view, "COMMENTS", TPL_IF_TEXT, comments),
    TPL_FIELD(card_view, "LIVE", TPL_BOOL, live),
    TPL_SUB(card_view, "PICTURE", TPL_VIEW, picture, picture_fields, 0),
    TPL_END};

static struct str slug_url(struct arena *a, const char *kind, struct str slug)
{
    struct str encoded = url_encode(a, slug);
    return arena_printf(a, "/%s/%.*s/", kind, STR_ARG(encoded));
}

struct str section_url(struct arena *a, struct str slug)
{
    return slug_url(a, "section", slug);
}

struct str author_url(struct arena *a, struct str slug)
{
    return slug_url(a, "author", slug);
}

struct str tag_url(struct arena *a, struct str slug)
{
    return slug_url(a, "tag", slug);
}

static struct str comments_shown(struct context *c, int64_t n)
{
    return n <= 0 ? STR_NONE : SAY_N(c, "{n} comment", "{n} comments", n);
}

struct card_view card_of(struct context *c, const struct article *art)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    return (struct card_view){
        .title = art->title,
        .url = article_url(art, a),
        .section = art->section_name,
        .section_url = section_url(a, art->section_slug),
        .author = art->author_name,
        .author_url = author_url(a, art->author_slug),
        .iso = locale_iso(l, art->published_at, a),
        .date = locale_date(l, art->published_at, DATE_SHORT, a),
        .summary = str_empty(art->standfirst) ? art->excerpt : art->standfirst,
        .comments = comments_shown(c, art->comment_count),
        .live = art->live == LIVE_ON,
        .picture = picture_view_of(&art->picture, a),
    };
}

struct tpl_list card_list(struct context *c, const struct article *items, size_t n)
{
    struct card_view *cards = ARENA_ARRAY(c->arena, struct card_view, n);
    for (size_t i = 0; i < n; i++)
        cards[i] = card_of(c, &items[i]);
    return (struct tpl_list){cards, n};
}

struct cards_view {
    struct tpl_list cards;
    bool with_section;
};
static const struct tpl_field cards_fields[] = {
    TPL_SUB(cards_view, "CARDS", TPL_LIST, cards, card_fields, sizeof(struct card_view)),
    TPL_FIELD(cards_view, "WITH_SECTION", TPL_BOOL, with_section), TPL_END};
TPL_TEMPLATE(cards, "site/cards.tpl", cards_view, cards_fields);

struct index_view {
    const struct card_view *lead; /* shown larger than the others; NULL: none */
    struct tpl_list cards;
    bool with_section;
};
static const struct tpl_field index_fields[] = {
    TPL_SUB(index_view, "LEAD", TPL_VIEW, lead, card_fields, 0),
    TPL_SUB(index_view, "CARDS", TPL_LIST, cards, card_fields, sizeof(struct card_view)),
    TPL_FIELD(index_view, "WITH_SECTION", TPL_BOOL, with_section), TPL_END};
TPL_TEMPLATE(index, "site/index.tpl", index_view, index_fields);

static struct tpl_include index_include(struct context *c, const struct article *items, size_t n,
                                        enum cards_look look)
{
    struct index_view *v = ARENA_NEW(c->arena, struct index_view);
    struct tpl_list all = card_list(c, items, n);
    const struct card_view *cards = all.items;
    bool lead = look == CARDS_SECTION_FRONT;
    *v = (struct index_view){
        .lead = lead ? cards : NULL,
        .cards = {cards + lead, n - lead},
        .with_section = look == CARDS_INDEX,
    };
    return tpl_index(v);
}

struct tpl_include cards_include(struct context *c, const struct article *items, size_t n,
                                 enum cards_look look)
{
    if (n == 0)
        return (struct tpl_include){0};
    if (look != CARDS_GRID)
        return index_include(c, items, n, look);
    struct cards_view *v = ARENA_NEW(c->arena, struct cards_view);
    *v = (struct cards_view){card_list(c, items, n), true};
    return tpl_cards(v);
}
