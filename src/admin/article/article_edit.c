/* SPDX-License-Identifier: MIT */
/* The editor's page. What can be done to an article depends on its status and on who asks:
 * offer_acts decides it here for the buttons, core/desk/article_move.c and article_write.c once
 * more for what is sent. */
#include "admin/article/article_edit.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/article/article_fields.h"
#include "admin/article/article_tabs.h"
#include "admin/article/article_views.h"
#include "admin/article/status_words.h"
#include "admin/page/frame.h"
#include "admin/page/input.h"
#include "core/desk/article_write.h"
#include "text/proofread.h"

struct theirs_view {
    struct str conflict, url, title, standfirst, body;
};
static const struct tpl_field theirs_fields[] = {
    TPL_FIELD(theirs_view, "CONFLICT", TPL_STR, conflict),
    TPL_FIELD(theirs_view, "URL", TPL_STR, url),
    TPL_FIELD(theirs_view, "TITLE", TPL_STR, title),
    TPL_FIELD(theirs_view, "STANDFIRST", TPL_STR, standfirst),
    TPL_FIELD(theirs_view, "BODY", TPL_STR, body),
    TPL_END,
};

struct note_view {
    struct str text;
};
static const struct tpl_field note_fields[] = {TPL_FIELD(note_view, "TEXT", TPL_STR, text),
                                               TPL_END};

struct edit_view {
    struct str heading, status, status_name, state, public_url, locked, action, csrf;
    struct str save_label, unpublish_label;
    int64_t id, version;
    struct str token; /* tells this form from all others: core/site/used_form.h */
    bool editable, dated, save_main, submit_main, publish_main;
    bool may_submit, may_return, may_schedule, may_publish, may_unpublish, may_trash, may_restore;
    const struct theirs_view *theirs;
    struct tpl_list notes;
    bool any_notes, more_notes;
    const void *views;
    struct tpl_include tabs, summary, text_fields, side_fields;
};
static const struct tpl_field edit_fields[] = {
    TPL_FIELD(edit_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(edit_view, "STATUS", TPL_STR, status),
    TPL_FIELD(edit_view, "STATUS_NAME", TPL_STR, status_name),
    TPL_FIELD(edit_view, "STATE", TPL_STR, state),
    TPL_FIELD(edit_view, "PUBLIC_URL", TPL_STR, public_url),
    TPL_FIELD(edit_view, "PUBLIC_URL", TPL_IF_TEXT, public_url),
    TPL_FIELD(edit_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(edit_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_SUB(edit_view, "THEIRS", TPL_VIEW, theirs, theirs_fields, 0),
    TPL_FIELD(edit_view, "ANY_TOLD", TPL_BOOL, any_notes),
    TPL_SUB(edit_view, "TOLD", TPL_LIST, notes, note_fields, sizeof(struct note_view)),
    TPL_FIELD(edit_view, "MORE_TOLD", TPL_BOOL, more_notes),
    TPL_FIELD(edit_view, "LOCKED", TPL_STR, locked),
    TPL_FIELD(edit_view, "LOCKED", TPL_IF_TEXT, locked),
    TPL_FIELD(edit_view, "ACTION", TPL_STR, action),
    TPL_FIELD(edit_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(edit_view, "ID", TPL_INT, id),
    TPL_FIELD(edit_view, "VERSION", TPL_INT, version),
    TPL_FIELD(edit_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(edit_view, "TEXT_FIELDS", TPL_INCLUDE, text_fields),
    TPL_FIELD(edit_view, "SIDE_FIELDS", TPL_INCLUDE, side_fields),
    TPL_FIELD(edit_view, "EDITABLE", TPL_BOOL, editable),
    TPL_FIELD(edit_view, "SAVE_MAIN", TPL_BOOL, save_main),
    TPL_FIELD(edit_view, "SAVE_LABEL", TPL_STR, save_label),
    TPL_FIELD(edit_view, "MAY_SUBMIT", TPL_BOOL, may_submit),
    TPL_FIELD(edit_view, "SUBMIT_MAIN", TPL_BOOL, submit_main),
    TPL_FIELD(edit_view, "MAY_RETURN", TPL_BOOL, may_return),
    TPL_FIELD(edit_view, "MAY_SCHEDULE", TPL_BOOL, may_schedule),
    TPL_FIELD(edit_view, "MAY_PUBLISH", TPL_BOOL, may_publish),
    TPL_FIELD(edit_view, "PUBLISH_MAIN", TPL_BOOL, publish_main),
    TPL_FIELD(edit_view, "MAY_UNPUBLISH", TPL_BOOL, may_unpublish),
    TPL_FIELD(edit_view, "UNPUBLISH_LABEL", TPL_STR, unpublish_label),
    TPL_SUB(edit_view, "VIEWS", TPL_VIEW, views, article_views_fields, 0),
    TPL_FIELD(edit_view, "MAY_TRASH", TPL_BOOL, may_trash),
    TPL_FIELD(edit_view, "MAY_RESTORE", TPL_BOOL, may_restore),
    TPL_END,
};
TPL_TEMPLATE(article_edit, "admin/article_edit.tpl", edit_view, edit_fields);

/* Why the form cannot be changed; empty where it can. */
static struct str locked_text(struct context *c, const struct actor *who, const struct article *art)
{
    if (art == NULL)
        return STR_NONE;
    if (art->status == ARTICLE_TRASHED)
        return say(c, "This article is in the trash: restore it to change it.");
    if (!article_editable(who, art))
        return say(c, "Only an editor can change this article now.");
    return STR_NONE;
}

static bool may_restore(const struct actor *who, const struct article *art)
{
    struct article restored = *art;
    restored.status = art->status_before;
    return article_editable(who, &restored);
}

static void offer_acts(struct context *c, struct edit_view *v, const struct actor *who,
                       const struct article *art)
{
    bool editor = role_may(who->role, RIGHT_PUBLISH);
    enum article_status status = art ? art->status : ARTICLE_DRAFT;
    bool published = status == ARTICLE_PUBLISHED, scheduled = status == ARTICLE_SCHEDULED;
    v->editable = str_empty(v->locked);
    v->may_submit = status == ARTICLE_DRAFT;
    v->submit_main = !editor;
    v->may_return = status == ARTICLE_REVIEW;
    v->may_publish = editor && !published;
    v->publish_main = !scheduled;
    v->may_schedule = editor && !published && !scheduled;
    v->dated = editor && !published;
    v->may_unpublish = editor && (published || scheduled);
    v->unpublish_label = published ? say(c, "Unpublish") : say(c, "Cancel the schedule");
    v->save_main = published || scheduled || (!editor && !v->may_submit);
    v->save_label = published || scheduled ? say(c, "Save changes") : say(c, "Save");
    v->may_trash = art != NULL && v->editable;
    v->may_restore = art != NULL && status == ARTICLE_TRASHED && may_restore(who, art);
}

static const struct theirs_view *theirs_make(struct context *c, const struct article_page *page,
                                             struct str url)
{
    if (str_empty(page->conflict))
        return NULL;
    const struct article *art = page->form.art;
    struct theirs_view *v = ARENA_NEW(c->arena, struct theirs_view);
    *v = (struct theirs_view){page->conflict, url, art->title, art->standfirst, art->body};
    return v;
}

/* What readers see otherwise than it was typed. */
static void notes_make(struct context *c, const struct article_page *page, struct edit_view *v)
{
    struct proofread proof;
    markdown_proofread(c->arena, page->form.body, c->settings->address, &proof);
    struct note_view *items = ARENA_ARRAY(c->arena, struct note_view, proof.n + 1);
    size_t n = 0;
    if (plain_has_markup(page->form.standfirst))
        items[n++].text =
            say(c, "The standfirst is shown as it is typed, HTML and shortcodes too.");
    for (size_t i = 0; i < proof.n; i++)
        items[n++].text = say_proofread(c, &proof, i);
    v->notes = (struct tpl_list){items, n};
    v->any_notes = n > 0;
    v->more_notes = proof.more;
}

enum err_kind article_page_answer(struct context *c, int status, const struct article_page *page,
                                  struct err *e)
{
    const struct article *art = page->form.art;
    struct actor who = context_actor(c);
    enum article_status is = art ? art->status : ARTICLE_DRAFT;
    struct str name = art ? art->title : say(c, "New article");
    struct edit_view v = {
        .heading = name,
        .status = str_from(article_status_key(is)),
        .status_name = say(c, article_status_name(is)),
        .state = article_state_text(c, art),
        .public_url = is == ARTICLE_PUBLISHED ? article_url(art, c->arena) : STR_NONE,
        .locked = locked_text(c, &who, art),
        .action = art ? arena_printf(c->arena, "/admin/articles/%" PRId64, art->id)
                      : STR("/admin/articles/new"),
        .csrf = c->session->csrf,
        .id = art ? art->id : 0,
        .version = page->form.version,
        .token = form_token(c),
        .summary = summary_include(c, page->failed, page->problems),
        .text_fields = article_text_fields(c, &page->form, page->problems),
    };
    offer_acts(c, &v, &who, art);
    v.theirs = theirs_make(c, page, v.action);
    if (page->form.body.n <= BODY_MAX)
        notes_make(c, page, &v);
    if (art != NULL)
        v.tabs = article_tabs(c, art, TAB_TEXT);
    TRY(article_side_fields(c, &page->form, v.dated, page->problems, &v.side_fields, e));
    if (art != NULL)
        TRY(article_views_make(c, art, &v.views, e));
    return frame_answer(c, status, name, PLACE_ARTICLES, tpl_article_edit(&v), e);
}

enum err_kind admin_article_new(struct context *c, struct err *e)
{
    struct article_page page = {.form = article_form_of(c, NULL)};
    return article_page_answer(c, 200, &page, e);
}

enum err_kind admin_article_edit(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    int64_t id;
    TRY(path_id(c, &id, e));
    TRY(context_db(c, &conn, e));
    TRY(article_by_id(conn, id, c->arena, &art, e));
    TRY(article_may_open(c, &art, e));
    struct article_page page = {.form = article_form_of(c, &art)};
    return article_page_answer(c, 200, &page, e);
}
