/* SPDX-License-Identifier: MIT */
/* A live blog in the newsroom: a form for the next entry, the entries, and the end of it all. */
#include "admin/admin.h"
#include "admin/article/article_tabs.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/article/live_form.h"
#include "admin/page/notice.h"
#include "admin/page/pager.h"
#include "admin/page/written.h"
#include "core/desk/article_write.h"
#include "base/rand.h"
#include "text/excerpt.h"
#include "web/answer.h"

#include <inttypes.h>

enum { ENTRIES_ON_PAGE = 30, EXCERPT_CHARACTERS = 160, TOKEN_BYTES = 15 };

struct entry_view {
    int64_t id;
    struct str url, iso, when, title, text, author;
    bool edited, as_written;
};
static const struct tpl_field entry_fields[] = {
    TPL_FIELD(entry_view, "ID", TPL_INT, id),
    TPL_FIELD(entry_view, "URL", TPL_STR, url),
    TPL_FIELD(entry_view, "ISO", TPL_STR, iso),
    TPL_FIELD(entry_view, "WHEN", TPL_STR, when),
    TPL_FIELD(entry_view, "TITLE", TPL_STR, title),
    TPL_FIELD(entry_view, "TITLE", TPL_IF_TEXT, title),
    TPL_FIELD(entry_view, "TEXT", TPL_STR, text),
    TPL_FIELD(entry_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(entry_view, "EDITED", TPL_BOOL, edited),
    TPL_FIELD(entry_view, "AS_WRITTEN", TPL_BOOL, as_written),
    TPL_END,
};

struct page_view {
    struct str heading, public_url, action, csrf, token, submit, about;
    struct tpl_include tabs, summary, fields, pager;
    bool editable, on, over, none, any;
    struct str state;
    struct tpl_list entries;
};
static const struct tpl_field page_fields[] = {
    TPL_FIELD(page_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(page_view, "PUBLIC_URL", TPL_STR, public_url),
    TPL_FIELD(page_view, "PUBLIC_URL", TPL_IF_TEXT, public_url),
    TPL_FIELD(page_view, "ACTION", TPL_STR, action),
    TPL_FIELD(page_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(page_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(page_view, "SUBMIT", TPL_STR, submit),
    TPL_FIELD(page_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(page_view, "ABOUT", TPL_IF_TEXT, about),
    TPL_FIELD(page_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(page_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_FIELD(page_view, "FIELDS", TPL_INCLUDE, fields),
    TPL_FIELD(page_view, "EDITABLE", TPL_BOOL, editable),
    TPL_FIELD(page_view, "ON", TPL_BOOL, on),
    TPL_FIELD(page_view, "OVER", TPL_BOOL, over),
    TPL_FIELD(page_view, "STATE", TPL_STR, state),
    TPL_FIELD(page_view, "NONE", TPL_BOOL, none),
    TPL_FIELD(page_view, "ANY", TPL_BOOL, any),
    TPL_SUB(page_view, "ENTRIES", TPL_LIST, entries, entry_fields, sizeof(struct entry_view)),
    TPL_FIELD(page_view, "PAGER", TPL_INCLUDE, pager),
    TPL_END,
};
TPL_TEMPLATE(article_live, "admin/article_live.tpl", page_view, page_fields);

/* ---- showing ---- */

static struct entry_view entry_make(struct context *c, const struct article *art,
                                    const struct live_entry *it)
{
    struct str title = it->title;
    return (struct entry_view){
        .id = it->id,
        .url = live_entry_url(c, art, it->id),
        .iso = when_iso(c, it->at),
        .when = when_long(c, it->at),
        .title = title,
        .text = excerpt_from(c->arena, it->body, EXCERPT_CHARACTERS),
        .author = it->author_name,
        .edited = it->edited_at != 0,
        .as_written = it->edited_at == 0,
    };
}

/* The page of entries that the query's "before" names. */
static enum err_kind entries_make(struct context *c, const struct article *art, struct page_view *v,
                                  struct err *e)
{
    struct db_conn *conn;
    struct live_list list;
    struct live_place place = {.side = LIVE_NEWEST};
    struct str before = form_raw(&c->query, "before");
    if (!str_empty(before)) {
        place.side = LIVE_OLDER;
        if (!article_key_parse(before, &place.key))
            return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
    }
    TRY(context_db(c, &conn, e));
    TRY(live_list(conn, art->id, &place, ENTRIES_ON_PAGE, c->arena, &list, e));
    struct entry_view *items = ARENA_ARRAY(c->arena, struct entry_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        items[i] = entry_make(c, art, &list.items[i]);
    v->entries = (struct tpl_list){items, list.n};
    v->none = list.n == 0;
    v->any = list.n > 0;
    struct str older = STR_NONE;
    if (list.older) {
        const struct live_entry *last = &list.items[list.n - 1];
        older = arena_printf(c->arena, "%.*s?before=%" PRId64 "-%" PRId64, STR_ARG(v->action),
                             last->at, last->id);
    }
    v->pager = pager_include(c, place.side == LIVE_OLDER ? v->action : STR_NONE, older);
    return OK;
}

static struct str state_of(struct context *c, const struct article *art)
{
    if (art->live == LIVE_OVER)
        return SAY(c, "Ended on {when}.", PUT("when", when_long(c, art->live_ended_at)));
    return art->status == ARTICLE_PUBLISHED ? say(c, "Live now.") : say(c, "Not published yet.");
}

enum err_kind live_page_answer(struct context *c, int status, const struct article *art,
                               const struct live_typed *typed, struct str token,
                               const struct problems *p, struct str failed, struct err *e)
{
    struct actor who = context_actor(c);
    bool public = art->status == ARTICLE_PUBLISHED;
    struct page_view v = {
        .heading = art->title,
        .public_url = public ? article_url(art, c->arena) : STR_NONE,
        .action = live_url(c, art),
        .csrf = c->session->csrf,
        .token = str_empty(token) ? rand_token(c->arena, TOKEN_BYTES) : token,
        .submit = public ? say(c, "Publish the entry") : say(c, "Add the entry"),
        .about =
            public ? STR_NONE : say(c, "Readers see the entries when the article is published."),
        .tabs = article_tabs(c, art, TAB_LIVE),
        .summary = summary_include(c, failed, p),
        .fields = live_fields(c, typed, p),
        .editable = article_editable(&who, art) && art->status != ARTICLE_TRASHED,
        .on = art->live == LIVE_ON,
        .over = art->live == LIVE_OVER,
        .state = state_of(c, art),
    };
    TRY(entries_make(c, art, &v, e));
    return frame_answer(c, status, art->title, PLACE_ARTICLES, tpl_article_live(&v), e);
}

enum err_kind admin_live(struct context *c, struct err *e)
{
    struct article art;
    struct live_typed nothing = {0};
    TRY(live_of_route(c, &art, e));
    return live_page_answer(c, 200, &art, &nothing, STR_NONE, NULL, STR_NONE, e);
}

/* ---- changing ---- */

static enum err_kind refuse(struct context *c, enum err_kind kind, const struct article *art,
                            const struct live_typed *typed, const struct problems *p, struct err *e)
{
    if (p->n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p->n ? STR_NONE : context_failure(c, e);
    return live_page_answer(c, refusal_status(kind, p), art, typed, live_token(c), p, failed, e);
}

static enum err_kind add(struct context *c, const struct article *art, struct err *e)
{
    struct problems p = {0};
    struct actor who = context_actor(c);
    struct live_typed typed = live_read(c, &p);
    struct live_edit edit = live_edit_of(c, &typed, NULL, &p);
    edit.token = live_token(c);
    int64_t id;
    enum err_kind kind =
        p.n > 0 ? err_repeat(e, ERR_INVALID, &p.item[0].said)
                : live_entry_save(c->app->db, c->settings, &who, art->id, &edit, &id, &p, e);
    if (kind != OK)
        return refuse(c, kind, art, &typed, &p, e);
    bool public = art->status == ARTICLE_PUBLISHED;
    live_notice(c, public ? N_("The entry is published.") : N_("The entry is added."), typed.body);
    return answer_see_other(c, live_url(c, art));
}

static enum err_kind set_over(struct context *c, const struct article *art, bool over,
                              struct err *e)
{
    struct problems none = {0};
    struct live_typed nothing = {0};
    struct actor who = context_actor(c);
    enum err_kind kind = live_set_ended(c->app->db, &who, art->id, over, e);
    if (kind != OK)
        return refuse(c, kind, art, &nothing, &none, e);
    notice_say(c, over ? MESSAGE("The live coverage has ended.")
                       : MESSAGE("The live coverage goes on."));
    return answer_see_other(c, live_url(c, art));
}

enum err_kind admin_live_save(struct context *c, struct err *e)
{
    struct article art;
    TRY(live_of_route(c, &art, e));
    struct str act = pressed(c);
    if (str_eq(act, STR("end")) || str_eq(act, STR("resume")))
        return set_over(c, &art, str_eq(act, STR("end")), e);
    if (!str_eq(act, STR("add")))
        return err_say(e, ERR_INVALID, MESSAGE("There is no such button."));
    return add(c, &art, e);
}
