/* SPDX-License-Identifier: MIT */
/* Where somebody is signed in, and how they end it. */
#include "admin/admin.h"
#include "admin/page/input.h"
#include "admin/words/browser_words.h"
#include "admin/people/profile.h"
#include "admin/page/notice.h"
#include "admin/page/tabs.h"
#include "admin/page/written.h"
#include "admin/page/frame.h"
#include "web/answer.h"

#define SESSIONS_URL "/admin/profile/sessions"

struct row_view {
    struct str browser, session, csrf, since, since_iso, seen, seen_iso;
    bool is_this, is_other;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "BROWSER", TPL_STR, browser),
    TPL_FIELD(row_view, "SESSION", TPL_STR, session),
    TPL_FIELD(row_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(row_view, "SINCE", TPL_STR, since),
    TPL_FIELD(row_view, "SINCE_ISO", TPL_STR, since_iso),
    TPL_FIELD(row_view, "SEEN", TPL_STR, seen),
    TPL_FIELD(row_view, "SEEN_ISO", TPL_STR, seen_iso),
    TPL_FIELD(row_view, "IS_THIS", TPL_BOOL, is_this),
    TPL_FIELD(row_view, "IS_OTHER", TPL_BOOL, is_other),
    TPL_END,
};

struct sessions_view {
    struct str csrf, token;
    bool others;
    struct tpl_list rows;
    struct tpl_include tabs;
};
static const struct tpl_field sessions_fields[] = {
    TPL_FIELD(sessions_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(sessions_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(sessions_view, "OTHERS", TPL_BOOL, others),
    TPL_SUB(sessions_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_FIELD(sessions_view, "TABS", TPL_INCLUDE, tabs),
    TPL_END,
};
TPL_TEMPLATE(sessions, "admin/sessions.tpl", sessions_view, sessions_fields);

struct tpl_include profile_tabs(struct context *c, bool sessions)
{
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, 2);
    tabs[0] = (struct tab_view){
        .url = STR("/admin/profile"), .label = say(c, "Profile"), .current = !sessions};
    tabs[1] = (struct tab_view){
        .url = STR(SESSIONS_URL), .label = say(c, "Where you are signed in"), .current = sessions};
    return tabs_include(c, N_("Your account"), tabs, 2);
}

static struct row_view row_make(struct context *c, const struct session_entry *it)
{
    bool is_this = str_eq(it->token_hash, c->session->token_hash);
    return (struct row_view){
        .browser = browser_shown(c, it->browser),
        .session = it->token_hash,
        .csrf = c->session->csrf,
        .since = when_long(c, it->since),
        .since_iso = when_iso(c, it->since),
        .seen = is_this ? say(c, "now") : when_shown(c, it->seen_at),
        .seen_iso = when_iso(c, is_this ? c->now : it->seen_at),
        .is_this = is_this,
        .is_other = !is_this,
    };
}

enum err_kind admin_sessions(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct session_list list;
    TRY(context_db(c, &conn, e));
    TRY(session_list(conn, c->settings, c->session->user.id, c->arena, &list, e));
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        rows[i] = row_make(c, &list.items[i]);
    const struct sessions_view v = {
        .csrf = c->session->csrf,
        .token = form_token(c),
        .others = list.n > 1,
        .rows = {rows, list.n},
        .tabs = profile_tabs(c, true),
    };
    return frame_answer(c, 200, say(c, "Where you are signed in"), PLACE_PROFILE, tpl_sessions(&v),
                        e);
}

enum err_kind admin_sessions_end(struct context *c, struct err *e)
{
    struct actor who = context_actor(c);
    struct str session = form_raw(&c->form, "session");
    if (str_eq(pressed(c), STR("others"))) {
        struct used_form form = form_used(c);
        TRY(session_close_all(c->app->db, &who, who.user_id, c->session->token_hash, &form, e));
        notice_say(c, MESSAGE("You are signed out everywhere else."));
    } else {
        enum err_kind kind = session_end(c->app->db, &who, session, e);
        if (kind != OK && kind != ERR_NOT_FOUND)
            return kind;
        notice_say(c, MESSAGE("That session has ended."));
    }
    return answer_see_other(c, STR(SESSIONS_URL));
}
