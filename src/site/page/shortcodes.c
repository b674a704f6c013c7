/* SPDX-License-Identifier: MIT */
/* One template a piece. A piece that reads other rows than the text's own sets `of_site`, so that
 * the text is rendered again when they change. */
#include "site/page/shortcodes.h"

#include "base/digits.h"
#include "site/page/social.h"
#include "site/page/video_pieces.h"

struct post_views_view {
    int64_t id;
    struct str count, assets;
    bool block, in_line;
};
static const struct tpl_field post_views_fields[] = {
    TPL_FIELD(post_views_view, "ID", TPL_INT, id),
    TPL_FIELD(post_views_view, "COUNT", TPL_STR, count),
    TPL_FIELD(post_views_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(post_views_view, "BLOCK", TPL_BOOL, block),
    TPL_FIELD(post_views_view, "INLINE", TPL_BOOL, in_line),
    TPL_END};
TPL_TEMPLATE(post_views, "site/post_views.tpl", post_views_view, post_views_fields);

static struct html post_views(struct text_job *w, const struct shortcode *code)
{
    struct str wanted = shortcode_attr(code, "id");
    int64_t id = w->article->id, base = w->article->base_views + w->article->views_elsewhere;
    if (!str_empty(wanted) && (!digits_int(wanted, &id) || id <= 0))
        return text_nothing;
    struct err why;
    w->of_site = w->of_site || id != w->article->id;
    if (id != w->article->id &&
        !text_row_found(w, article_base_views(w->conn, id, &base, &why), &why))
        return text_nothing;
    struct post_views_view v = {
        .id = id,
        .count = hole_mark(w->c->arena, (struct hole){HOLE_VIEWS, id, base}),
        .assets = context_assets(w->c),
        .block = code->alone,
        .in_line = !code->alone,
    };
    return text_expand(w, tpl_post_views(&v));
}

struct social_links_view {
    struct tpl_list links;
    struct str assets;
    bool block, in_line;
};
static const struct tpl_field social_links_fields[] = {
    TPL_SUB(social_links_view, "LINKS", TPL_LIST, links, social_fields, sizeof(struct social_view)),
    TPL_FIELD(social_links_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(social_links_view, "BLOCK", TPL_BOOL, block),
    TPL_FIELD(social_links_view, "INLINE", TPL_BOOL, in_line), TPL_END};
TPL_TEMPLATE(social_link, "site/social_link.tpl", social_links_view, social_links_fields);
TPL_TEMPLATE(social_links, "site/social_links.tpl", social_links_view, social_links_fields);

static struct social_links_view social_links(struct text_job *w, struct tpl_list links, bool block)
{
    return (struct social_links_view){
        .links = links,
        .assets = context_assets(w->c),
        .block = block,
        .in_line = !block,
    };
}

static struct html all_social_links(struct text_job *w, bool block)
{
    if (w->links.n == 0)
        return text_nothing;
    struct social_links_view v = social_links(w, w->links, block);
    return text_expand(w, tpl_social_links(&v));
}

struct html shortcode_piece(struct text_job *w, const struct shortcode *code)
{
    switch (shortcode_kind(code->name)) {
    case SHORTCODE_VIDEO:
        return video_piece(w, code);
    case SHORTCODE_POST_VIEWS:
        return w->for_feed ? text_nothing : post_views(w, code);
    case SHORTCODE_LATEST_VIDEOS:
        return w->for_feed ? text_nothing : latest_videos_piece(w, code);
    case SHORTCODE_SOCIAL:
        return w->for_feed ? text_nothing : all_social_links(w, code->alone);
    default:
        return (struct html){NULL, 0};
    }
}

struct html paragraph_piece(struct text_job *w, int i)
{
    if (!w->link_paragraphs || (size_t)i > w->links.n)
        return text_nothing;
    const struct social_view *links = w->links.items;
    struct social_links_view v = social_links(w, (struct tpl_list){&links[i - 1], 1}, true);
    return text_expand(w, tpl_social_link(&v));
}
