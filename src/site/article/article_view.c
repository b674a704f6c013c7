/* SPDX-License-Identifier: MIT */
/* Puts an article's page together from its parts. The page depends on struct article_ask, the
 * settings, and the rows that the parts read: corrections, comments, neighbours, related and
 * most-read articles, videos. A preview leaves out all that is for the public: comments, links to
 * other articles, structured data.
 *
 * Invariant: the page shows no other article's comments or their number, since a comment makes only
 * its own article's page stale. related_view.c and most_read.c leave them out. */
#include "site/article/article_view.h"

#include "core/news/video.h"
#include "site/article/article_parts.h"
#include "site/page/cards.h"
#include "site/article/comments_view.h"
#include "site/page/feed_links.h"
#include "site/lists/most_read.h"
#include "site/page/picture_view.h"
#include "site/article/related_view.h"
#include "site/page/structured.h"
#include "site/page/translation_view.h"
#include "site/page/video_card.h"
#include "text/excerpt.h"
#include "web/fragment.h"

enum { VIDEOS_BELOW = 3, DESCRIPTION_MAX = 300 };

struct tag_view {
    struct str name, url;
};
static const struct tpl_field tag_fields[] = {TPL_FIELD(tag_view, "NAME", TPL_STR, name),
                                              TPL_FIELD(tag_view, "URL", TPL_STR, url), TPL_END};

struct article_view {
    int64_t id;
    struct str title, standfirst, author, author_url, section, section_url, iso, date;
    struct str updated, updated_iso; /* empty if it was not substantially changed since */
    struct str reading, reads, permalink, assets;
    struct str author_bio, author_picture;
    struct str
        told; /* for a preview: notes on what readers will see differently from the typed text */
    const struct picture_view *picture;
    struct html text;
    bool dated, tagged, with_videos, preview, public, has_contents, corrected, live_on, live_over;
    bool translated;
    struct tpl_list tags, contents, corrections, share, translations;
    struct tpl_include live, neighbours, related, comments, most_read, videos;
};
static const struct tpl_field article_fields[] = {
    TPL_FIELD(article_view, "ID", TPL_INT, id),
    TPL_FIELD(article_view, "TITLE", TPL_STR, title),
    TPL_FIELD(article_view, "STANDFIRST", TPL_STR, standfirst),
    TPL_FIELD(article_view, "STANDFIRST", TPL_IF_TEXT, standfirst),
    TPL_FIELD(article_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(article_view, "AUTHOR_URL", TPL_STR, author_url),
    TPL_FIELD(article_view, "SECTION", TPL_STR, section),
    TPL_FIELD(article_view, "SECTION_URL", TPL_STR, section_url),
    TPL_FIELD(article_view, "DATED", TPL_BOOL, dated),
    TPL_FIELD(article_view, "ISO", TPL_STR, iso),
    TPL_FIELD(article_view, "DATE", TPL_STR, date),
    TPL_FIELD(article_view, "UPDATED", TPL_STR, updated),
    TPL_FIELD(article_view, "UPDATED", TPL_IF_TEXT, updated),
    TPL_FIELD(article_view, "UPDATED_ISO", TPL_STR, updated_iso),
    TPL_FIELD(article_view, "READING", TPL_STR, reading),
    TPL_FIELD(article_view, "READING", TPL_IF_TEXT, reading),
    TPL_FIELD(article_view, "READS", TPL_STR, reads),
    TPL_FIELD(article_view, "READS", TPL_IF_TEXT, reads),
    TPL_FIELD(article_view, "TRANSLATED", TPL_BOOL, translated),
    TPL_SUB(article_view, "TRANSLATIONS", TPL_LIST, translations, translation_fields,
            sizeof(struct translation_view)),
    TPL_SUB(article_view, "PICTURE", TPL_VIEW, picture, picture_fields, 0),
    TPL_FIELD(article_view, "HAS_CONTENTS", TPL_BOOL, has_contents),
    TPL_SUB(article_view, "CONTENTS", TPL_LIST, contents, heading_fields,
            sizeof(struct heading_view)),
    TPL_FIELD(article_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(article_view, "LIVE_ON", TPL_BOOL, live_on),
    TPL_FIELD(article_view, "LIVE_OVER", TPL_BOOL, live_over),
    TPL_FIELD(article_view, "LIVE", TPL_INCLUDE, live),
    TPL_FIELD(article_view, "CORRECTED", TPL_BOOL, corrected),
    TPL_SUB(article_view, "CORRECTIONS", TPL_LIST, corrections, corrected_fields,
            sizeof(struct corrected_view)),
    TPL_FIELD(article_view, "PUBLIC", TPL_BOOL, public),
    TPL_FIELD(article_view, "PERMALINK", TPL_STR, permalink),
    TPL_FIELD(article_view, "ASSETS", TPL_STR, assets),
    TPL_SUB(article_view, "SHARE", TPL_LIST, share, share_fields, sizeof(struct share_view)),
    TPL_FIELD(article_view, "AUTHOR_BIO", TPL_STR, author_bio),
    TPL_FIELD(article_view, "AUTHOR_BIO", TPL_IF_TEXT, author_bio),
    TPL_FIELD(article_view, "AUTHOR_PICTURE", TPL_STR, author_picture),
    TPL_FIELD(article_view, "AUTHOR_PICTURE", TPL_IF_TEXT, author_picture),
    TPL_FIELD(article_view, "TAGGED", TPL_BOOL, tagged),
    TPL_SUB(article_view, "TAGS", TPL_LIST, tags, tag_fields, sizeof(struct tag_view)),
    TPL_FIELD(article_view, "NEIGHBOURS", TPL_INCLUDE, neighbours),
    TPL_FIELD(article_view, "RELATED", TPL_INCLUDE, related),
    TPL_FIELD(article_view, "COMMENTS", TPL_INCLUDE, comments),
    TPL_FIELD(article_view, "MOST_READ", TPL_INCLUDE, most_read),
    TPL_FIELD(article_view, "WITH_VIDEOS", TPL_BOOL, with_videos),
    TPL_FIELD(article_view, "VIDEOS", TPL_INCLUDE, videos),
    TPL_FIELD(article_view, "PREVIEW", TPL_BOOL, preview),
    TPL_FIELD(article_view, "TOLD", TPL_STR, told),
    TPL_FIELD(article_view, "TOLD", TPL_IF_TEXT, told),
    TPL_END};
TPL_TEMPLATE(article, "site/article.tpl", article_view, article_fields);

static struct tpl_list tag_list(struct context *c, const struct article *art)
{
    struct tag_view *tags = ARENA_ARRAY(c->arena, struct tag_view, art->n_tags);
    for (size_t i = 0; i < art->n_tags; i++)
        tags[i] = (struct tag_view){art->tags[i].name, tag_url(c->arena, art->tags[i].slug)};
    return (struct tpl_list){tags, art->n_tags};
}

/* Sets *out to the comment that the form answers; NULL if it cannot be answered (any more). */
static enum err_kind find_parent(struct context *c, const struct article_ask *ask,
                                 const struct comment **out, struct err *e)
{
    *out = NULL;
    if (ask->reply_to == 0)
        return OK;
    struct db_conn *conn;
    struct comment *parent = ARENA_NEW(c->arena, struct comment);
    TRY(context_db(c, &conn, e));
    enum err_kind kind = comment_by_id(conn, ask->reply_to, c->arena, parent, e);
    if (kind != OK)
        return kind == ERR_NOT_FOUND ? OK : kind;
    if (parent->article_id == ask->article->id && parent->status == COMMENT_APPROVED)
        *out = parent;
    return OK;
}

static enum err_kind fill_comments(struct context *c, const struct article_ask *ask,
                                   struct tpl_include *out, struct err *e)
{
    struct comment_form form = {
        .article = ask->article,
        .url = comments_url(ask->article, ask->comments_after, c->arena),
        .typed = ask->typed,
        .problems = ask->problems,
        .failed = ask->failed,
    };
    TRY(find_parent(c, ask, &form.parent, e));
    struct comments_view_ask comments = {
        .article = ask->article,
        .for_all = ask->receipt == NULL && ask->typed == NULL && ask->reply_to == 0,
        .after = ask->comments_after,
        .form = comment_form_include(c, &form),
    };
    if (ask->receipt != NULL) {
        comments.own = receipt_include(c, ask->receipt, &comments.own_anchor);
        comments.own_id = ask->receipt->comment.id;
    }
    return comments_include(c, &comments, out, e);
}

/* An include_make_fn. */
static enum err_kind make_videos(struct context *c, const void *arg, struct tpl_include *out,
                                 struct err *e)
{
    (void)arg;
    struct db_conn *conn;
    struct video_list list;
    TRY(context_db(c, &conn, e));
    TRY(video_list(conn, (struct article_key){0}, false, VIDEOS_BELOW, c->arena, &list, e));
    *out = videos_include(c, list.items, list.n, VIDEOS_BELOW_H2);
    return OK;
}

static enum err_kind fill_videos(struct context *c, struct article_view *v, struct err *e)
{
    struct fragment_key key = {FRAGMENT_VIDEOS, 0};
    TRY(fragment_include(c, key, make_videos, NULL, &v->videos, e));
    v->with_videos = v->videos.file != NULL;
    return OK;
}

/* The links to other articles. A preview has none: its article may not be public and so has no
 * place among the others. */
static enum err_kind fill_more(struct context *c, const struct article *art, struct article_view *v,
                               struct err *e)
{
    TRY(neighbours_include(c, art, &v->neighbours, e));
    TRY(related_include(c, art, &v->related, e));
    return most_read_include(c, art->id, &v->most_read, e);
}

static struct str proof_notes(struct context *c, const struct proofread *proof)
{
    enum { NOTES_BYTES_MAX = 4000 };
    return proof != NULL ? say_proofread_all(c, proof, NOTES_BYTES_MAX) : STR_NONE;
}

static struct article_view *view_of(struct context *c, const struct article_ask *ask)
{
    const struct article *art = ask->article;
    const struct locale *l = c->settings->locale;
    struct article_view *v = ARENA_NEW(c->arena, struct article_view);
    *v = (struct article_view){
        .id = art->id,
        .title = art->title,
        .standfirst = art->standfirst,
        .author = art->author_name,
        .author_url = author_url(c->arena, art->author_slug),
        .section = art->section_name,
        .section_url = section_url(c->arena, art->section_slug),
        .dated = art->published_at != 0,
        .tags = tag_list(c, art),
        .tagged = art->n_tags > 0,
        .translations = translations_list(c, art->translations),
        .preview = ask->preview != NULL,
        .told = proof_notes(c, ask->preview),
        .public = ask->preview == NULL,
        .reading = reading_time(c, art),
        .reads = ask->preview == NULL && c->settings->show_reads ? reads_mark(c, art) : STR_NONE,
        .picture = picture_view_of(&art->picture, c->arena),
        .share = share_list(c, art),
        .permalink = article_url(art, c->arena),
        .assets = context_assets(c),
        .author_bio = art->author_bio,
        .author_picture = art->author_picture,
        .live_on = art->live == LIVE_ON,
        .live_over = art->live == LIVE_OVER,
    };
    v->translated = v->translations.n > 0;
    if (v->dated) {
        v->iso = locale_iso(l, art->published_at, c->arena);
        v->date = locale_date(l, art->published_at, DATE_TIME, c->arena);
    }
    if (art->revised_at > art->published_at) {
        v->updated_iso = locale_iso(l, art->revised_at, c->arena);
        v->updated = locale_date(l, art->revised_at, DATE_TIME, c->arena);
    }
    return v;
}

/* Fills in the entries of a live blog. *page receives them, for the structured data. */
static enum err_kind fill_live(struct context *c, const struct article_ask *ask,
                               struct article_view *v, struct live_page *page, struct err *e)
{
    const struct article *art = ask->article;
    *page = (struct live_page){0};
    if (art->live == LIVE_NO)
        return OK;
    TRY(live_page_read(c, art, &ask->live, page, e));
    bool open = ask->preview == NULL && ask->live.side == LIVE_NEWEST;
    return live_include(c, art, page, open, &v->live, e);
}

/* The page's title. It begins with "Error" if a form came back, so that screen readers say so
 * first.
 */
static struct str page_title(struct context *c, const struct article_ask *ask)
{
    bool refused = ask->typed != NULL || (ask->receipt != NULL && !str_empty(ask->receipt->failed));
    return refused ? SAY(c, "Error: {page}", PUT("page", ask->article->title))
                   : ask->article->title;
}

enum err_kind article_layout(struct context *c, const struct article_ask *ask,
                             struct layout_page *out, struct err *e)
{
    const struct article *art = ask->article;
    struct article_view *v = view_of(c, ask);
    struct article_text text;
    struct live_page live;
    TRY(fill_live(c, ask, v, &live, e));
    TRY(article_text_make(c, art, &text, e));
    v->text = text.html;
    v->contents = contents_list(c, &text);
    v->has_contents = v->contents.n > 0;
    TRY(corrections_list(c, art, &v->corrections, e));
    v->corrected = v->corrections.n > 0;
    if (ask->preview == NULL) {
        TRY(fill_comments(c, ask, &v->comments, e));
        TRY(fill_more(c, art, v, e));
    }
    if (!text.has_videos)
        TRY(fill_videos(c, v, e));
    *out = (struct layout_page){
        .title = page_title(c, ask),
        .description = text_cut(
            c->arena, str_empty(art->standfirst) ? art->excerpt : art->standfirst, DESCRIPTION_MAX),
        .path = ask->preview ? STR_NONE : article_url(art, c->arena),
        .section = art->section_slug,
        .noindex = ask->preview != NULL || ask->receipt != NULL || ask->typed != NULL ||
                   ask->reply_to != 0,
        .is_article = true,
        .image = art->picture.path,
        .image_alt = art->picture.alt,
        .feeds = ask->preview ? (struct tpl_list){0}
                              : feed_links_of_article(c, art->title, article_url(art, c->arena)),
        .content = tpl_article(v),
    };
    if (!out->noindex)
        out->alternates = alternates_list(c, art->translations, c->settings->address, out->path);
    if (ask->preview == NULL)
        out->head =
            structured_article(c, &(struct structured_article){.article = art,
                                                               .text = &text,
                                                               .live = &live,
                                                               .description = out->description,
                                                               .image = out->image});
    return OK;
}
