/* SPDX-License-Identifier: MIT */
/* The newsroom's first page: what waits for this person, what is in the works, and how the latest
 * articles do. Each panel is there for those who may act on it. */
#include "admin/page/frame.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/article/article_form.h"
#include "admin/article/status_words.h"
#include "admin/page/written.h"
#include "core/talk/moderation.h"
#include "core/desk/article_write.h"
#include "text/excerpt.h"

enum { COMMENTS_SHOWN = 5, WORK_SHOWN = 4, PUBLISHED_SHOWN = 8, EXCERPT_CHARS = 160 };

/* How to begin, on a site where nothing has been published. */
struct steps_view {
    bool settings, users, begin;
};
static const struct tpl_field steps_fields[] = {
    TPL_FIELD(steps_view, "MAY_SETTINGS", TPL_BOOL, settings),
    TPL_FIELD(steps_view, "MAY_USERS", TPL_BOOL, users),
    TPL_FIELD(steps_view, "MAY_BEGIN", TPL_BOOL, begin), TPL_END};

struct waiting_view {
    struct str url, author, iso, when, text, article;
    bool staff;
};
static const struct tpl_field waiting_fields[] = {
    TPL_FIELD(waiting_view, "URL", TPL_STR, url),
    TPL_FIELD(waiting_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(waiting_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(waiting_view, "ISO", TPL_STR, iso),
    TPL_FIELD(waiting_view, "WHEN", TPL_STR, when),
    TPL_FIELD(waiting_view, "TEXT", TPL_STR, text),
    TPL_FIELD(waiting_view, "ARTICLE", TPL_STR, article),
    TPL_END};

struct moderation_view {
    struct str pending;
    bool none;
    struct tpl_list comments;
};
static const struct tpl_field moderation_fields[] = {
    TPL_FIELD(moderation_view, "PENDING", TPL_STR, pending),
    TPL_FIELD(moderation_view, "PENDING", TPL_IF_TEXT, pending),
    TPL_FIELD(moderation_view, "NONE_PENDING", TPL_BOOL, none),
    TPL_SUB(moderation_view, "COMMENTS", TPL_LIST, comments, waiting_fields,
            sizeof(struct waiting_view)),
    TPL_END};

struct work_view {
    struct str url, title, status, status_shown, when, author;
};
static const struct tpl_field work_fields[] = {
    TPL_FIELD(work_view, "URL", TPL_STR, url),
    TPL_FIELD(work_view, "TITLE", TPL_STR, title),
    TPL_FIELD(work_view, "STATUS", TPL_STR, status),
    TPL_FIELD(work_view, "STATUS_NAME", TPL_STR, status_shown),
    TPL_FIELD(work_view, "WHEN", TPL_STR, when),
    TPL_FIELD(work_view, "AUTHOR", TPL_STR, author),
    TPL_END};

struct desk_view {
    bool none;
    struct tpl_list work;
};
static const struct tpl_field desk_fields[] = {
    TPL_FIELD(desk_view, "NONE_IN_WORK", TPL_BOOL, none),
    TPL_SUB(desk_view, "WORK", TPL_LIST, work, work_fields, sizeof(struct work_view)), TPL_END};

struct published_view {
    struct str url, title, iso, when, views, comments;
};
static const struct tpl_field published_fields[] = {
    TPL_FIELD(published_view, "URL", TPL_STR, url),
    TPL_FIELD(published_view, "TITLE", TPL_STR, title),
    TPL_FIELD(published_view, "ISO", TPL_STR, iso),
    TPL_FIELD(published_view, "WHEN", TPL_STR, when),
    TPL_FIELD(published_view, "VIEWS", TPL_STR, views),
    TPL_FIELD(published_view, "COMMENT_COUNT", TPL_STR, comments),
    TPL_END};

struct dashboard_view {
    struct str greeting, today;
    bool may_write, none_published, has_published;
    const struct steps_view *steps;
    const struct moderation_view *moderation;
    const struct desk_view *desk;
    struct tpl_list published;
};
static const struct tpl_field dashboard_fields[] = {
    TPL_FIELD(dashboard_view, "GREETING", TPL_STR, greeting),
    TPL_FIELD(dashboard_view, "TODAY", TPL_STR, today),
    TPL_FIELD(dashboard_view, "MAY_WRITE", TPL_BOOL, may_write),
    TPL_SUB(dashboard_view, "FIRST_STEPS", TPL_VIEW, steps, steps_fields, 0),
    TPL_SUB(dashboard_view, "MODERATION", TPL_VIEW, moderation, moderation_fields, 0),
    TPL_SUB(dashboard_view, "DESK", TPL_VIEW, desk, desk_fields, 0),
    TPL_FIELD(dashboard_view, "NONE_PUBLISHED", TPL_BOOL, none_published),
    TPL_FIELD(dashboard_view, "HAS_PUBLISHED", TPL_BOOL, has_published),
    TPL_SUB(dashboard_view, "PUBLISHED", TPL_LIST, published, published_fields,
            sizeof(struct published_view)),
    TPL_END};
TPL_TEMPLATE(dashboard, "admin/dashboard.tpl", dashboard_view, dashboard_fields);

/* ---- the panels ---- */

static enum err_kind moderation_make(struct context *c, struct db_conn *conn,
                                     const struct moderation_view **out, struct err *e)
{
    int64_t totals[COMMENT_STATUSES];
    struct comment_list list;
    struct queue_query q = {.status = COMMENT_PENDING, .limit = COMMENTS_SHOWN};
    TRY(comment_totals(conn, totals, e));
    TRY(comment_queue(conn, &q, c->arena, &list, e));
    struct waiting_view *items = ARENA_ARRAY(c->arena, struct waiting_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct comment *it = &list.items[i];
        items[i] = (struct waiting_view){
            .url = arena_printf(c->arena, "/admin/comments?status=pending#c%" PRId64, it->id),
            .author = str_empty(it->author) ? say(c, "Somebody without a name") : it->author,
            .staff = it->user_id != 0,
            .iso = when_iso(c, it->created_at),
            .when = when_shown(c, it->created_at),
            .text = excerpt_from_comment(c->arena, it->body, EXCERPT_CHARS),
            .article = it->article_title,
        };
    }
    struct moderation_view *v = ARENA_NEW(c->arena, struct moderation_view);
    v->pending = count_shown(c, totals[COMMENT_PENDING]);
    v->none = list.n == 0;
    v->comments = (struct tpl_list){items, list.n};
    *out = v;
    return OK;
}

/* What is not finished, the most urgent first: for authors their own, for editors everybody's. */
static enum err_kind desk_make(struct context *c, struct db_conn *conn,
                               const struct desk_view **out, struct err *e)
{
    static const enum article_status kinds[] = {ARTICLE_REVIEW, ARTICLE_SCHEDULED, ARTICLE_DRAFT};
    enum { KINDS = sizeof kinds / sizeof kinds[0] };
    struct work_view *items = ARENA_ARRAY(c->arena, struct work_view, KINDS * WORK_SHOWN);
    size_t n = 0;
    for (size_t k = 0; k < KINDS; k++) {
        struct article_desk_query q = {
            .status = kinds[k],
            .author_id = context_may(c, RIGHT_PUBLISH) ? 0 : c->session->user.id,
            .limit = WORK_SHOWN,
        };
        struct article_list list;
        TRY(article_desk_list(conn, &q, c->arena, &list, e));
        for (size_t i = 0; i < list.n && n < (size_t)(KINDS * WORK_SHOWN); i++) {
            const struct article *art = &list.items[i];
            bool due = art->status == ARTICLE_SCHEDULED;
            struct str when =
                due ? article_due_text(c, art)
                    : SAY(c, "changed {when}", PUT("when", when_shown(c, art->updated_at)));
            items[n++] = (struct work_view){
                .url = arena_printf(c->arena, "/admin/articles/%" PRId64, art->id),
                .title = art->title,
                .status = str_from(article_status_key(kinds[k])),
                .status_shown = say(c, article_status_words[kinds[k]].shown),
                .when = when,
                .author = art->author_name,
            };
        }
    }
    struct desk_view *v = ARENA_NEW(c->arena, struct desk_view);
    *v = (struct desk_view){.none = n == 0, .work = {items, n}};
    *out = v;
    return OK;
}

static enum err_kind published_make(struct context *c, struct db_conn *conn,
                                    struct dashboard_view *v, struct err *e)
{
    struct article_list list;
    struct article_query q = {.scope = SCOPE_ALL, .limit = PUBLISHED_SHOWN};
    TRY(article_list(conn, &q, c->arena, &list, e));
    struct actor who = context_actor(c);
    struct published_view *items = ARENA_ARRAY(c->arena, struct published_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct article *art = &list.items[i];
        bool editable = v->may_write && article_editable(&who, art);
        int64_t views = (int64_t)views_get(c->app->views, art->id, VIEW_COUNTED) + art->base_views +
                        art->views_elsewhere;
        items[i] = (struct published_view){
            .url = editable ? arena_printf(c->arena, "/admin/articles/%" PRId64, art->id)
                            : article_url(art, c->arena),
            .title = art->title,
            .iso = when_iso(c, art->published_at),
            .when = when_shown(c, art->published_at),
            .views = number_shown(c, views),
            .comments = number_shown(c, art->comment_count),
        };
    }
    v->published = (struct tpl_list){items, list.n};
    v->has_published = list.n > 0;
    v->none_published = list.n == 0;
    return OK;
}

static const struct steps_view *steps_make(struct context *c)
{
    struct steps_view *v = ARENA_NEW(c->arena, struct steps_view);
    *v = (struct steps_view){
        .settings = context_may(c, RIGHT_SETTINGS),
        .users = context_may(c, RIGHT_USERS),
        .begin = context_may(c, RIGHT_WRITE),
    };
    return v->settings || v->users || v->begin ? v : NULL;
}

static struct str greeting(struct context *c)
{
    enum { MORNING = 5, NOON = 12, EVENING = 18 };
    int hour = locale_civil(c->locale, c->now).hour;
    struct str name = c->session->user.name;
    if (hour >= MORNING && hour < NOON)
        return SAY(c, "Good morning, {name}", PUT("name", name));
    if (hour >= NOON && hour < EVENING)
        return SAY(c, "Good afternoon, {name}", PUT("name", name));
    return SAY(c, "Good evening, {name}", PUT("name", name));
}

enum err_kind admin_dashboard(struct context *c, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    struct dashboard_view v = {
        .greeting = greeting(c),
        .today = locale_date(c->locale, c->now, DATE_LONG, c->arena),
        .may_write = context_may(c, RIGHT_WRITE),
    };
    if (context_may(c, RIGHT_MODERATE))
        TRY(moderation_make(c, conn, &v.moderation, e));
    if (v.may_write)
        TRY(desk_make(c, conn, &v.desk, e));
    TRY(published_make(c, conn, &v, e));
    if (v.none_published)
        v.steps = steps_make(c);
    return frame_answer(c, 200, say(c, "Overview"), PLACE_OVERVIEW, tpl_dashboard(&v), e);
}
