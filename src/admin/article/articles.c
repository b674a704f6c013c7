/* SPDX-License-Identifier: MIT */
/* The newsroom's list of articles: editors see everybody's, authors their own. It goes by key:
 * "older than the article changed at ... with the id ...". */
#include "admin/admin.h"
#include "admin/article/article_form.h"
#include "admin/article/article_views.h"
#include "admin/article/status_words.h"
#include "admin/page/list_page.h"
#include "admin/page/tabs.h"
#include "admin/page/written.h"

#include <inttypes.h>

enum { ROWS_SHOWN = 50, TAB_ALL = ARTICLE_STATUSES, TABS };

struct row_view {
    struct str url, title, byline, section, status, status_name, due, iso, when;
    struct str views, comment_count;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "URL", TPL_STR, url),
    TPL_FIELD(row_view, "TITLE", TPL_STR, title),
    TPL_FIELD(row_view, "BYLINE", TPL_STR, byline),
    TPL_FIELD(row_view, "SECTION", TPL_STR, section),
    TPL_FIELD(row_view, "STATUS", TPL_STR, status),
    TPL_FIELD(row_view, "STATUS_NAME", TPL_STR, status_name),
    TPL_FIELD(row_view, "DUE", TPL_STR, due),
    TPL_FIELD(row_view, "DUE", TPL_IF_TEXT, due),
    TPL_FIELD(row_view, "ISO", TPL_STR, iso),
    TPL_FIELD(row_view, "WHEN", TPL_STR, when),
    TPL_FIELD(row_view, "VIEWS", TPL_STR, views),
    TPL_FIELD(row_view, "COMMENT_COUNT", TPL_STR, comment_count),
    TPL_END,
};

struct list_view {
    struct tpl_list rows;
};
static const struct tpl_field list_fields[] = {
    TPL_SUB(list_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_END,
};
TPL_TEMPLATE(articles, "admin/articles.tpl", list_view, list_fields);

static const struct article_status_words all_words = {
    .tab = N_("All"),
    .empty_title = N_("No articles yet"),
    .empty = N_("The first one begins with “New article”."),
};

static const struct article_status_words *words_of(int status)
{
    return status == TAB_ALL ? &all_words : &article_status_words[status];
}

static const int tab_order[TABS] = {TAB_ALL,           ARTICLE_DRAFT,     ARTICLE_REVIEW,
                                    ARTICLE_SCHEDULED, ARTICLE_PUBLISHED, ARTICLE_UNPUBLISHED,
                                    ARTICLE_TRASHED};

static struct str list_url(const struct context *c, int status)
{
    if (status == TAB_ALL)
        return STR("/admin/articles");
    return arena_printf(c->arena, "/admin/articles?status=%s",
                        article_status_key((enum article_status)status));
}

/* The tabs; with counts for those who see every article. */
static enum err_kind tabs_make(struct context *c, int current, struct tpl_include *out,
                               struct err *e)
{
    int64_t totals[TABS] = {0};
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    if (context_may(c, RIGHT_PUBLISH))
        TRY(article_totals(conn, totals, e));
    for (int i = 0; i < ARTICLE_STATUSES; i++)
        totals[TAB_ALL] += i == ARTICLE_TRASHED ? 0 : totals[i];
    struct tab_view *views = ARENA_ARRAY(c->arena, struct tab_view, TABS);
    for (int i = 0; i < TABS; i++) {
        int status = tab_order[i];
        views[i] = (struct tab_view){
            .url = list_url(c, status),
            .label = say(c, words_of(status)->tab),
            .count = count_shown(c, totals[status]),
            .current = status == current,
        };
    }
    *out = tabs_include(c, N_("Articles by status"), views, TABS);
    return OK;
}

static struct tpl_list rows_make(struct context *c, const struct article_list *list)
{
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list->n);
    for (size_t i = 0; i < list->n; i++) {
        const struct article *art = &list->items[i];
        rows[i] = (struct row_view){
            .url = arena_printf(c->arena, "/admin/articles/%" PRId64, art->id),
            .title = art->title,
            .byline = art->author_name,
            .section = art->section_name,
            .status = str_from(article_status_key(art->status)),
            .status_name = say(c, article_status_name(art->status)),
            .due = article_due_text(c, art),
            .iso = when_iso(c, art->updated_at),
            .when = when_shown(c, art->updated_at),
            .views = number_shown(c, article_views_shown(c, art)),
            .comment_count = number_shown(c, art->comment_count),
        };
    }
    return (struct tpl_list){rows, list->n};
}

/* The page of the list that follows LIST; empty where there is none. */
static struct str older_url(const struct context *c, int status, const struct article_list *list)
{
    if (!list->older || list->n == 0)
        return STR_NONE;
    const struct article *last = &list->items[list->n - 1];
    struct str key = arena_printf(c->arena, "%" PRId64 "-%" PRId64, last->updated_at, last->id);
    return list_older_url(c, list_url(c, status), key);
}

enum err_kind admin_articles(struct context *c, struct err *e)
{
    struct str key = form_raw(&c->query, "status"), before = form_raw(&c->query, "before");
    enum article_status status = (enum article_status)TAB_ALL;
    struct article_key from = {0};
    if (!str_empty(key) && !article_status_parse(key, &status))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such list."));
    if (!str_empty(before) && !article_key_parse(before, &from))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of the list."));

    struct db_conn *conn;
    struct article_list list;
    const struct article_desk_query query = {
        .status = status,
        .author_id = context_may(c, RIGHT_PUBLISH) ? 0 : c->session->user.id,
        .before_updated_at = from.published_at,
        .before_id = from.id,
        .limit = ROWS_SHOWN,
    };
    TRY(context_db(c, &conn, e));
    TRY(article_desk_list(conn, &query, c->arena, &list, e));

    const struct list_view v = {rows_make(c, &list)};
    struct list_page page = {
        .place = PLACE_ARTICLES,
        .heading = say(c, "Articles"),
        .new_url = "/admin/articles/new",
        .new_label = N_("New article"),
        .n = list.n,
        .rows = tpl_articles(&v),
        .empty_title = words_of((int)status)->empty_title,
        .empty = words_of((int)status)->empty,
        .first = str_empty(before) ? STR_NONE : list_url(c, (int)status),
        .older = older_url(c, (int)status, &list),
    };
    TRY(tabs_make(c, (int)status, &page.tabs, e));
    return list_page_answer(c, &page, e);
}
