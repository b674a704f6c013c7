/* SPDX-License-Identifier: MIT */
/* What the frame holds depends on the page's place and on who is signed in: the menu on their
 * right, a count of what waits where they may moderate, and the changes of their account. */
#include "admin/page/frame.h"

#include "admin/page/account_changes.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "admin/words/role_words.h"
#include "core/talk/moderation.h"
#include "web/answer.h"

static const struct {
    enum place place;
    enum right right;
    const char *url, *label, *icon;
} places[] = {
    {PLACE_OVERVIEW, RIGHT_SIGNED_IN, "/admin/", N_("Overview"), "overview"},
    {PLACE_COMMENTS, RIGHT_MODERATE, "/admin/comments?status=pending", N_("Comments"), "comments"},
    {PLACE_ARTICLES, RIGHT_WRITE, "/admin/articles", N_("Articles"), "articles"},
    {PLACE_VIDEOS, RIGHT_VIDEOS, "/admin/videos", N_("Videos"), "videos"},
    {PLACE_BREAKING, RIGHT_PUBLISH, "/admin/breaking", N_("Breaking news"), "breaking"},
    {PLACE_SETTINGS, RIGHT_SETTINGS, "/admin/settings", N_("Settings"), "settings"},
    {PLACE_USERS, RIGHT_USERS, "/admin/users", N_("Users"), "users"},
    {PLACE_AUDIT, RIGHT_AUDIT, "/admin/audit", N_("Audit log"), "audit"},
};
enum { PLACES = sizeof places / sizeof places[0] };

struct nav_view {
    struct str url, label, icon, badge;
    bool current;
};
static const struct tpl_field nav_fields[] = {
    TPL_FIELD(nav_view, "URL", TPL_STR, url),
    TPL_FIELD(nav_view, "LABEL", TPL_STR, label),
    TPL_FIELD(nav_view, "ICON", TPL_STR, icon),
    TPL_FIELD(nav_view, "BADGE", TPL_STR, badge),
    TPL_FIELD(nav_view, "BADGE", TPL_IF_TEXT, badge),
    TPL_FIELD(nav_view, "CURRENT", TPL_BOOL, current),
    TPL_END,
};

struct person_view {
    struct str name, role, csrf;
    bool profile_current;
    struct tpl_list nav;
};
static const struct tpl_field person_fields[] = {
    TPL_FIELD(person_view, "NAME", TPL_STR, name),
    TPL_FIELD(person_view, "ROLE", TPL_STR, role),
    TPL_FIELD(person_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(person_view, "PROFILE_CURRENT", TPL_BOOL, profile_current),
    TPL_SUB(person_view, "NAV", TPL_LIST, nav, nav_fields, sizeof(struct nav_view)),
    TPL_END,
};

static enum err_kind pending_count(struct context *c, struct str *out, struct err *e)
{
    struct db_conn *conn;
    int64_t totals[COMMENT_STATUSES];
    TRY(context_db(c, &conn, e));
    TRY(comment_totals(conn, totals, e));
    *out = count_shown(c, totals[COMMENT_PENDING]);
    return OK;
}

static enum err_kind person_make(struct context *c, enum place place, struct person_view **out,
                                 struct err *e)
{
    struct person_view *v = ARENA_NEW(c->arena, struct person_view);
    struct nav_view *nav = ARENA_ARRAY(c->arena, struct nav_view, PLACES);
    for (int i = 0; i < PLACES; i++) {
        if (!context_may(c, places[i].right))
            continue;
        struct nav_view *item = &nav[v->nav.n++];
        *item = (struct nav_view){
            .url = str_from(places[i].url),
            .label = say(c, places[i].label),
            .icon = str_from(places[i].icon),
            .current = places[i].place == place,
        };
        if (places[i].place == PLACE_COMMENTS)
            TRY(pending_count(c, &item->badge, e));
    }
    v->nav.items = nav;
    v->name = c->session->user.name;
    v->role = role_shown(c, c->session->user.role);
    v->csrf = c->session->csrf;
    v->profile_current = place == PLACE_PROFILE;
    *out = v;
    return OK;
}

struct layout_view {
    struct str language, direction, title, site_name, assets;
    const struct person_view *person;
    struct tpl_list changes;
    const struct notice_view *notice;
    struct tpl_include content;
};
static const struct tpl_field layout_fields[] = {
    TPL_FIELD(layout_view, "LANG", TPL_STR, language),
    TPL_FIELD(layout_view, "DIR", TPL_STR, direction),
    TPL_FIELD(layout_view, "TITLE", TPL_STR, title),
    TPL_FIELD(layout_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(layout_view, "ASSETS", TPL_STR, assets),
    TPL_SUB(layout_view, "PERSON", TPL_VIEW, person, person_fields, 0),
    TPL_SUB(layout_view, "CHANGES", TPL_LIST, changes, account_change_fields,
            sizeof(struct account_change_view)),
    TPL_SUB(layout_view, "NOTICE", TPL_VIEW, notice, notice_fields, 0),
    TPL_FIELD(layout_view, "CONTENT", TPL_INCLUDE, content),
    TPL_END,
};
TPL_TEMPLATE(layout, "admin/layout.tpl", layout_view, layout_fields);

enum err_kind frame_answer(struct context *c, int status, struct str title, enum place place,
                           struct tpl_include content, struct err *e)
{
    struct layout_view v = {
        .language = context_language(c),
        .direction = context_direction(c),
        .title = title,
        .site_name = c->settings->site_name,
        .assets = context_assets(c),
        .content = content,
    };
    struct person_view *person = NULL;
    if (c->session != NULL) {
        TRY(person_make(c, place, &person, e));
        TRY(account_changes_make(c, &v.changes, e));
        v.notice = notice_take(c);
    }
    v.person = person;
    return answer_html(c, status, tpl_layout(&v), e);
}
