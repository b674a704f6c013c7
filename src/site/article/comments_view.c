/* SPDX-License-Identifier: MIT */
/* Shows the comments of an article. Threads are nested lists, but a template cannot recurse. So
 * each comment says which lists begin and end around it: `deeper` begins the list of its answers,
 * `closed` ends the comment, and each of `ups` ends a list and the comment that it answers. */
#include "site/article/comments_view.h"

#include <inttypes.h>

#include "base/pack.h"
#include "text/comment_text.h"
#include "web/answer.h"
#include "web/fragment.h"
#include "core/talk/comment_check.h"

enum { LEVELS_MAX = 10 }; /* the most that settings.thread_depth can be */

struct up_view {
    char none;
};
static const struct tpl_field up_fields[] = {TPL_END};
static const struct up_view ups[LEVELS_MAX];

struct comment_view {
    int64_t id;
    struct str author, website, iso, when, link, reply_link;
    struct str answered, answered_link; /* whom it answers, if the nesting does not show it */
    bool answered_unnamed;
    struct html text;
    bool shown, removed, staff, by_author, edited, anonymous, deeper, closed;
    struct tpl_list ups;
};
static const struct tpl_field comment_fields[] = {
    TPL_FIELD(comment_view, "ID", TPL_INT, id),
    TPL_FIELD(comment_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(comment_view, "WEBSITE", TPL_STR, website),
    TPL_FIELD(comment_view, "WEBSITE", TPL_IF_TEXT, website),
    TPL_FIELD(comment_view, "ANONYMOUS", TPL_BOOL, anonymous),
    TPL_FIELD(comment_view, "ISO", TPL_STR, iso),
    TPL_FIELD(comment_view, "WHEN", TPL_STR, when),
    TPL_FIELD(comment_view, "LINK", TPL_STR, link),
    TPL_FIELD(comment_view, "REPLY_LINK", TPL_STR, reply_link),
    TPL_FIELD(comment_view, "REPLY_LINK", TPL_IF_TEXT, reply_link),
    TPL_FIELD(comment_view, "ANSWERED", TPL_STR, answered),
    TPL_FIELD(comment_view, "ANSWERED", TPL_IF_TEXT, answered),
    TPL_FIELD(comment_view, "ANSWERED_UNNAMED", TPL_BOOL, answered_unnamed),
    TPL_FIELD(comment_view, "ANSWERED_LINK", TPL_STR, answered_link),
    TPL_FIELD(comment_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(comment_view, "SHOWN", TPL_BOOL, shown),
    TPL_FIELD(comment_view, "REMOVED", TPL_BOOL, removed),
    TPL_FIELD(comment_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(comment_view, "BY_AUTHOR", TPL_BOOL, by_author),
    TPL_FIELD(comment_view, "EDITED", TPL_BOOL, edited),
    TPL_FIELD(comment_view, "DEEPER", TPL_BOOL, deeper),
    TPL_FIELD(comment_view, "CLOSED", TPL_BOOL, closed),
    TPL_SUB(comment_view, "UPS", TPL_LIST, ups, up_fields, sizeof(struct up_view)),
    TPL_END};

struct comments_view {
    struct str heading, next, first, assets;
    bool some, none, paged, cut, past_end;
    struct tpl_list comments;
    struct tpl_include own, form;
};
static const struct tpl_field comments_fields[] = {
    TPL_FIELD(comments_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(comments_view, "SOME", TPL_BOOL, some),
    TPL_FIELD(comments_view, "NONE", TPL_BOOL, none),
    TPL_SUB(comments_view, "COMMENTS", TPL_LIST, comments, comment_fields,
            sizeof(struct comment_view)),
    TPL_FIELD(comments_view, "CUT", TPL_BOOL, cut),
    TPL_FIELD(comments_view, "PAST_END", TPL_BOOL, past_end),
    TPL_FIELD(comments_view, "PAGED", TPL_BOOL, paged),
    TPL_FIELD(comments_view, "NEXT", TPL_STR, next),
    TPL_FIELD(comments_view, "NEXT", TPL_IF_TEXT, next),
    TPL_FIELD(comments_view, "FIRST", TPL_STR, first),
    TPL_FIELD(comments_view, "FIRST", TPL_IF_TEXT, first),
    TPL_FIELD(comments_view, "ASSETS", TPL_STR, assets),
    TPL_FIELD(comments_view, "OWN", TPL_INCLUDE, own),
    TPL_FIELD(comments_view, "FORM", TPL_INCLUDE, form),
    TPL_END};
TPL_TEMPLATE(comments, "site/comments.tpl", comments_view, comments_fields);

struct str comments_url(const struct article *art, int64_t after, struct arena *a)
{
    struct str url = article_url(art, a);
    return after == 0 ? url : arena_printf(a, "%.*s?comments-after=%" PRId64, STR_ARG(url), after);
}

static struct str reply_link(const struct comments_view_ask *ask, int64_t id, struct arena *a)
{
    struct str url = comments_url(ask->article, ask->after, a);
    return arena_printf(a, "%.*s%creplytocom=%" PRId64 "#respond", STR_ARG(url),
                        ask->after ? '&' : '?', id);
}

/* The comment that item I answers, if both are on the same level; otherwise NULL. */
static const struct comment *answered_beside(const struct comment_page *page, size_t i)
{
    const struct comment_thread_item *item = &page->items[i];
    if (item->removed || item->comment.parent_id == 0)
        return NULL;
    for (size_t k = i; k-- > 0 && page->items[k].level >= item->level;)
        if (page->items[k].comment.id == item->comment.parent_id)
            return &page->items[k].comment;
    return NULL;
}

/* The comment's text as HTML, from its fragment. It depends on nothing but the body. */
static enum err_kind text_of(struct context *c, const struct comment *comment, struct html *out,
                             struct err *e)
{
    struct fragment_key key = {FRAGMENT_COMMENT, comment->id};
    struct str kept;
    TRY(fragment_find(c, key, comment->body, &kept, e));
    if (kept.p == NULL) {
        struct html html = comment_html(c->arena, comment->body, DIRECTION_AUTO);
        kept = str_of(html.p, html.n);
        fragment_store(c, key, comment->body, true, kept);
    }
    *out = (struct html){kept.p, kept.n};
    return OK;
}

static void fill_comment(struct context *c, const struct comments_view_ask *ask,
                         const struct comment *comment, bool open, struct comment_view *v)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    struct str page = comments_url(ask->article, ask->after, a);
    v->author = str_empty(comment->author) ? say(c, "Anonymous") : comment->author;
    v->website = comment->url;
    v->anonymous = str_empty(comment->url);
    v->iso = locale_iso(l, comment->created_at, a);
    v->when = locale_date(l, comment->created_at, DATE_TIME, a);
    v->link = arena_printf(a, "%.*s#comment-%" PRId64, STR_ARG(page), comment->id);
    v->staff = comment->user_id != 0;
    v->by_author = comment->user_id != 0 && comment->user_id == ask->article->author_id;
    v->edited = comment->edited_at != 0;
    if (open)
        v->reply_link = reply_link(ask, comment->id, a);
}

static enum err_kind comment_list(struct context *c, const struct comments_view_ask *ask,
                                  const struct comment_page *page, struct tpl_list *out,
                                  struct err *e)
{
    const char *why;
    bool open = comment_open(c->settings, ask->article, c->now, &why);
    struct comment_view *views = ARENA_ARRAY(c->arena, struct comment_view, page->n);
    for (size_t i = 0; i < page->n; i++) {
        const struct comment_thread_item *item = &page->items[i];
        struct comment_view *v = &views[i];
        int64_t next = i + 1 < page->n ? page->items[i + 1].level : 1;
        v->id = item->comment.id;
        v->removed = item->removed;
        v->shown = !item->removed;
        v->deeper = next > item->level;
        v->closed = !v->deeper;
        int64_t up = item->level > next ? item->level - next : 0;
        v->ups = (struct tpl_list){ups, (size_t)(up < LEVELS_MAX ? up : LEVELS_MAX)};
        if (item->removed)
            continue;
        fill_comment(c, ask, &item->comment, open, v);
        TRY(text_of(c, &item->comment, &v->text, e));
        const struct comment *beside = answered_beside(page, i);
        if (beside != NULL) {
            v->answered = beside->author;
            v->answered_unnamed = str_empty(beside->author);
            v->answered_link = arena_printf(c->arena, "#comment-%" PRId64, beside->id);
        }
    }
    *out = (struct tpl_list){views, page->n};
    return OK;
}

static struct str heading(struct context *c, int64_t n)
{
    return n <= 0 ? say(c, "Comments") : SAY_N(c, "{n} Comment", "{n} Comments", n);
}

static bool page_has(const struct comment_page *page, int64_t id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].comment.id == id)
            return true;
    return false;
}

/* Makes the whole part of the page, with FORM. */
static enum err_kind threads_make(struct context *c, const struct comments_view_ask *ask,
                                  const struct comment_page *page, struct tpl_include form,
                                  struct tpl_include *out, struct err *e)
{
    struct arena *a = c->arena;
    struct comments_view *v = ARENA_NEW(a, struct comments_view);
    *v = (struct comments_view){
        .heading = heading(c, ask->article->comment_count),
        .assets = context_assets(c),
        .some = page->n > 0,
        .none = page->n == 0 && ask->after == 0 && ask->own_id == 0,
        .paged = page->next_key != 0 || ask->after != 0,
        .cut = page->cut,
        .past_end = page->n == 0 && ask->after != 0,
        .own = ask->own,
        .form = form,
    };
    TRY(comment_list(c, ask, page, &v->comments, e));
    if (page->next_key != 0)
        v->next = arena_join(a, comments_url(ask->article, page->next_key, a), STR("#comments"));
    if (ask->after != 0)
        v->first = arena_join(a, comments_url(ask->article, 0, a), STR("#comments"));
    *out = tpl_comments(v);
    return OK;
}

/* ---- stored threads ---- */

static void pack_comment(struct buf *b, const struct comment_thread_item *item)
{
    const struct comment *comment = &item->comment;
    pack_int(b, comment->id);
    pack_int(b, comment->parent_id);
    pack_int(b, item->level);
    pack_int(b, item->removed);
    pack_int(b, comment->user_id);
    pack_int(b, comment->created_at);
    pack_int(b, comment->edited_at);
    pack_str(b, comment->author);
    pack_str(b, comment->url);
    pack_str(b, comment->body);
}

/* Everything that the first page of comments depends on, except the templates. */
static struct str threads_inputs(struct context *c, const struct comments_view_ask *ask,
                                 const struct comment_page *page, struct str form)
{
    const char *why;
    const struct article *art = ask->article;
    struct buf b = buf_in(c->arena);
    buf_reserve(&b, 16 * 1024);
    pack_str(&b, c->settings->language); /* dates and numbers */
    pack_int(&b, (int64_t)zone_rules(locale_zone(c->settings->locale)));
    pack_int(&b, comment_open(c->settings, art, c->now, &why));
    pack_int(&b, art->day);
    pack_str(&b, art->slug);
    pack_int(&b, art->author_id);
    pack_int(&b, art->comment_count);
    pack_str(&b, form);
    pack_int(&b, page->next_key);
    pack_int(&b, page->cut);
    for (size_t i = 0; i < page->n; i++)
        pack_comment(&b, &page->items[i]);
    return buf_str(&b);
}

/* Takes the threads from their fragment, or else makes and stores them. They change only when a
 * comment is approved, while an article's page is rendered again for many other reasons. */
static enum err_kind threads_find(struct context *c, const struct comments_view_ask *ask,
                                  const struct comment_page *page, struct tpl_include *out,
                                  struct err *e)
{
    struct fragment_key key = {FRAGMENT_THREADS, ask->article->id};
    struct str form_text, kept;
    TRY(answer_expand(c, ask->form, &form_text, e));
    struct str inputs = threads_inputs(c, ask, page, form_text);
    TRY(fragment_find(c, key, inputs, &kept, e));
    if (kept.p == NULL) {
        TRY(threads_make(c, ask, page, fragment_shown(c, form_text), out, e));
        TRY(answer_expand(c, *out, &kept, e));
        fragment_store(c, key, inputs, true, kept);
    }
    *out = fragment_shown(c, kept);
    return OK;
}

enum err_kind comments_include(struct context *c, const struct comments_view_ask *ask,
                               struct tpl_include *out, struct err *e)
{
    struct db_conn *conn;
    struct comment_page page;
    TRY(context_db(c, &conn, e));
    TRY(comment_page(conn, c->settings, ask->article->id, ask->after, c->arena, &page, e));
    if (ask->own_anchor != NULL)
        *ask->own_anchor = page_has(&page, ask->own_id)
                               ? STR("your-comment")
                               : arena_printf(c->arena, "comment-%" PRId64, ask->own_id);
    return ask->for_all && ask->after == 0 ? threads_find(c, ask, &page, out, e)
                                           : threads_make(c, ask, &page, ask->form, out, e);
}
