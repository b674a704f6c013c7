/* SPDX-License-Identifier: MIT */
#include "admin/page/frame.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/rand.h"
#include "base/url.h"
#include "core/people/account_notice.h"
#include "core/talk/moderation.h"
#include "web/answer.h"
#include "web/cookie.h"

/* ---- the navigation ---- */

static const struct {
    enum place place;
    enum right right;
    const char *url, *label, *icon;
} places[] = {
    {PLACE_OVERVIEW, RIGHT_SIGNED_IN, "/admin/", "Overview", "overview"},
    {PLACE_COMMENTS, RIGHT_MODERATE, "/admin/comments?status=pending", "Comments", "comments"},
    {PLACE_ARTICLES, RIGHT_WRITE, "/admin/articles", "Articles", "articles"},
    {PLACE_VIDEOS, RIGHT_VIDEOS, "/admin/videos", "Videos", "videos"},
    {PLACE_BREAKING, RIGHT_PUBLISH, "/admin/breaking", "Breaking news", "breaking"},
    {PLACE_SETTINGS, RIGHT_SETTINGS, "/admin/settings", "Settings", "settings"},
    {PLACE_USERS, RIGHT_USERS, "/admin/users", "Users", "users"},
    {PLACE_AUDIT, RIGHT_AUDIT, "/admin/audit", "Audit log", "audit"},
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
            .label = str_from(places[i].label),
            .icon = str_from(places[i].icon),
            .current = places[i].place == place,
        };
        if (places[i].place == PLACE_COMMENTS)
            TRY(pending_count(c, &item->badge, e));
    }
    v->nav.items = nav;
    v->name = c->session->user.name;
    v->role = str_from(role_name(c->session->user.role));
    v->csrf = c->session->csrf;
    v->profile_current = place == PLACE_PROFILE;
    *out = v;
    return OK;
}

/* ---- the notice ---- */

#define NOTICE_COOKIE "notice"
enum { NOTICE_TTL_S = 60, NOTICE_TEXT_MAX = 600 };

struct notice_view {
    struct str text, undo, back, csrf;
    bool bad, good;
};
static const struct tpl_field notice_fields[] = {
    TPL_FIELD(notice_view, "TEXT", TPL_STR, text),
    TPL_FIELD(notice_view, "UNDO", TPL_STR, undo),
    TPL_FIELD(notice_view, "UNDO", TPL_IF_TEXT, undo),
    TPL_FIELD(notice_view, "BACK", TPL_STR, back),
    TPL_FIELD(notice_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(notice_view, "BAD", TPL_BOOL, bad),
    TPL_FIELD(notice_view, "GOOD", TPL_BOOL, good),
    TPL_END,
};

/* The cookie is MAC ":" BAD ":" UNDO ":" TEXT; the MAC binds it to the session. */
static struct str notice_signed_text(const struct context *c, struct str rest)
{
    return arena_printf(c->arena, "notice:%.*s:%.*s", STR_ARG(c->session->csrf), STR_ARG(rest));
}

void notice_set(struct context *c, const struct notice *n)
{
    struct str rest = arena_printf(c->arena, "%d:%" PRId64 ":%.*s", n->bad, n->undo,
                                   STR_ARG(utf8_cut(n->text, NOTICE_TEXT_MAX)));
    struct str mac = secret_sign(&c->settings->secret, c->arena, notice_signed_text(c, rest));
    struct str whole = arena_printf(c->arena, "%.*s:%.*s", STR_ARG(mac), STR_ARG(rest));
    cookie_set(c, NOTICE_COOKIE, url_encode(c->arena, whole), NOTICE_TTL_S);
}

void notice_done(struct context *c, const char *fmt, ...)
{
    char text[NOTICE_TEXT_MAX];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    utf8_drop_partial(text);
    va_end(args);
    struct notice n = {.text = arena_dup(c->arena, utf8_cut(str_from(text), sizeof text))};
    notice_set(c, &n);
}

/* The notice that waits for this page, if any; NULL where there is none or it is not ours. */
static struct notice_view *notice_take(struct context *c)
{
    struct str sent = cookie_get(c, NOTICE_COOKIE), rest;
    if (str_empty(sent) || c->x->rq.method == METHOD_POST)
        return NULL;
    cookie_set(c, NOTICE_COOKIE, STR_NONE, 0);
    if (!url_decode(c->arena, sent, false, &rest))
        return NULL;
    struct str mac = str_split(&rest, ':');
    if (rest.p == NULL ||
        !secret_verify(&c->settings->secret, c->arena, notice_signed_text(c, rest), mac))
        return NULL;
    struct notice_view *v = ARENA_NEW(c->arena, struct notice_view);
    v->bad = str_eq(str_split(&rest, ':'), STR("1"));
    v->good = !v->bad;
    v->undo = str_split(&rest, ':');
    if (str_eq(v->undo, STR("0")))
        v->undo = STR_NONE;
    v->text = rest;
    v->back = c->x->rq.query;
    v->csrf = c->session->csrf;
    return v;
}

/* ---- what changed of the account ---- */

struct change_view {
    struct str what, when, iso, who, kind, at, csrf;
};
static const struct tpl_field change_fields[] = {
    TPL_FIELD(change_view, "WHAT", TPL_STR, what), TPL_FIELD(change_view, "WHEN", TPL_STR, when),
    TPL_FIELD(change_view, "ISO", TPL_STR, iso),   TPL_FIELD(change_view, "WHO", TPL_STR, who),
    TPL_FIELD(change_view, "KIND", TPL_STR, kind), TPL_FIELD(change_view, "AT", TPL_STR, at),
    TPL_FIELD(change_view, "CSRF", TPL_STR, csrf), TPL_END,
};

static const char *thing_changed(struct str what)
{
    if (str_eq(what, STR("password")))
        return "password";
    return str_eq(what, STR("email")) ? "e-mail address" : "sign-in name";
}

static enum err_kind changes_make(struct context *c, struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct account_notice notices[ACCOUNT_NOTICES_MAX];
    size_t n;
    TRY(context_db(c, &conn, e));
    TRY(account_notice_list(conn, c->session->user.id, c->arena, notices, &n, e));
    struct change_view *items = ARENA_ARRAY(c->arena, struct change_view, n);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct change_view){
            .what = str_from(thing_changed(notices[i].what)),
            .when = when_long(c, notices[i].at),
            .iso = when_iso(c, notices[i].at),
            .who = notices[i].by_self ? STR("you") : notices[i].who,
            .kind = notices[i].what,
            .at = arena_printf(c->arena, "%" PRId64, notices[i].at),
            .csrf = c->session->csrf,
        };
    *out = (struct tpl_list){items, n};
    return OK;
}

/* ---- the frame ---- */

struct layout_view {
    struct str title, site_name, assets;
    const struct person_view *person;
    struct tpl_list changes;
    const struct notice_view *notice;
    struct tpl_include content;
};
static const struct tpl_field layout_fields[] = {
    TPL_FIELD(layout_view, "TITLE", TPL_STR, title),
    TPL_FIELD(layout_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(layout_view, "ASSETS", TPL_STR, assets),
    TPL_SUB(layout_view, "PERSON", TPL_VIEW, person, person_fields, 0),
    TPL_SUB(layout_view, "CHANGES", TPL_LIST, changes, change_fields, sizeof(struct change_view)),
    TPL_SUB(layout_view, "NOTICE", TPL_VIEW, notice, notice_fields, 0),
    TPL_FIELD(layout_view, "CONTENT", TPL_INCLUDE, content),
    TPL_END,
};
TPL_TEMPLATE(layout, "admin/layout.tpl", layout_view, layout_fields);

enum err_kind frame_answer(struct context *c, int status, struct str title, enum place place,
                           struct tpl_include content, struct err *e)
{
    struct layout_view v = {
        .title = title,
        .site_name = c->settings->site_name,
        .assets = context_assets(c),
        .content = content,
    };
    struct person_view *person = NULL;
    if (c->session != NULL) {
        TRY(person_make(c, place, &person, e));
        TRY(changes_make(c, &v.changes, e));
        v.notice = notice_take(c);
    }
    v.person = person;
    return answer_html(c, status, tpl_layout(&v), e);
}

/* ---- shared views ---- */

struct tabs_view {
    struct str label;
    struct tpl_list tabs;
};
static const struct tpl_field tab_fields[] = {
    TPL_FIELD(tab_view, "URL", TPL_STR, url),
    TPL_FIELD(tab_view, "LABEL", TPL_STR, label),
    TPL_FIELD(tab_view, "COUNT", TPL_STR, count),
    TPL_FIELD(tab_view, "COUNT", TPL_IF_TEXT, count),
    TPL_FIELD(tab_view, "CURRENT", TPL_BOOL, current),
    TPL_END,
};
static const struct tpl_field tabs_fields[] = {
    TPL_FIELD(tabs_view, "TABS_LABEL", TPL_STR, label),
    TPL_SUB(tabs_view, "TABS", TPL_LIST, tabs, tab_fields, sizeof(struct tab_view)),
    TPL_END,
};
TPL_TEMPLATE(tabs, "admin/tabs.tpl", tabs_view, tabs_fields);

struct tpl_include tabs_include(struct context *c, const char *label, const struct tab_view *tabs,
                                size_t n)
{
    struct tabs_view *v = ARENA_NEW(c->arena, struct tabs_view);
    *v = (struct tabs_view){str_from(label), {tabs, n}};
    return tpl_tabs(v);
}

struct pager_view {
    struct str first, older;
};
static const struct tpl_field pager_fields[] = {
    TPL_FIELD(pager_view, "FIRST", TPL_STR, first),
    TPL_FIELD(pager_view, "FIRST", TPL_IF_TEXT, first),
    TPL_FIELD(pager_view, "OLDER", TPL_STR, older),
    TPL_FIELD(pager_view, "OLDER", TPL_IF_TEXT, older),
    TPL_END,
};
TPL_TEMPLATE(pager, "admin/pager.tpl", pager_view, pager_fields);

struct tpl_include pager_include(struct context *c, struct str first, struct str older)
{
    if (str_empty(first) && str_empty(older))
        return (struct tpl_include){0};
    struct pager_view *v = ARENA_NEW(c->arena, struct pager_view);
    *v = (struct pager_view){first, older};
    return tpl_pager(v);
}

struct str when_shown(const struct context *c, int64_t at)
{
    enum { MINUTE = 60, HOUR = 3600, DAY = 24 * 3600 };
    int64_t ago = c->now - at;
    if (ago < 0 || ago >= DAY)
        return locale_date(c->settings->locale, at, DATE_SHORT, c->arena);
    if (ago < MINUTE)
        return STR("just now");
    if (ago < HOUR)
        return arena_printf(c->arena, "%" PRId64 " min ago", ago / MINUTE);
    return arena_printf(c->arena, "%" PRId64 " h ago", ago / HOUR);
}

struct str when_iso(const struct context *c, int64_t at)
{
    return locale_iso(c->settings->locale, at, c->arena);
}

struct str when_long(const struct context *c, int64_t at)
{
    return locale_date(c->settings->locale, at, DATE_TIME, c->arena);
}

struct str number_shown(const struct context *c, int64_t n)
{
    char text[NUMBER_MAX];
    size_t length = number_print(&c->settings->numbers, (uint64_t)(n < 0 ? 0 : n), text);
    return arena_dup(c->arena, str_of(text, length));
}

struct str count_shown(const struct context *c, int64_t n)
{
    return n > 0 ? number_shown(c, n) : STR_NONE;
}
