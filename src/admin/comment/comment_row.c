/* SPDX-License-Identifier: MIT */
/* Each row is a form of its own that carries the status it was seen with, so the page works without
 * scripts, and a decision that comes too late is noticed. */
#include "admin/comment/comment_row.h"

#include <inttypes.h>

#include "admin/comment/comment_view.h"
#include "admin/comment/decision.h"
#include "admin/words/comment_words.h"
#include "admin/page/written.h"
#include "admin/comment/queue_place.h"
#include "base/rand.h"
#include "text/html_cut.h"
#include "core/talk/comment_status.h"
#include "core/talk/comment_queue.h"

enum { TOKEN_BYTES = 15 };

static const struct tpl_field reply_fields[] = {
    TPL_FIELD(comment_reply_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(comment_reply_view, "REPLY_LABEL", TPL_STR, label), TPL_END};

const struct tpl_field comment_row_fields[] = {
    TPL_FIELD(comment_row_view, "ID", TPL_INT, id),
    TPL_FIELD(comment_row_view, "SEEN", TPL_INT, seen),
    TPL_FIELD(comment_row_view, "STATUS", TPL_STR, status),
    TPL_FIELD(comment_row_view, "STATUS_NAME", TPL_STR, status_shown),
    TPL_FIELD(comment_row_view, "SHOW_STATUS", TPL_BOOL, show_status),
    TPL_FIELD(comment_row_view, "WHOLE", TPL_BOOL, whole),
    TPL_FIELD(comment_row_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(comment_row_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(comment_row_view, "EDIT_URL", TPL_STR, edit_url),
    TPL_FIELD(comment_row_view, "ISO", TPL_STR, iso),
    TPL_FIELD(comment_row_view, "WHEN", TPL_STR, when),
    TPL_FIELD(comment_row_view, "WHEN_LONG", TPL_STR, when_long),
    TPL_FIELD(comment_row_view, "EMAIL", TPL_STR, email),
    TPL_FIELD(comment_row_view, "EMAIL", TPL_IF_TEXT, email),
    TPL_FIELD(comment_row_view, "WEBSITE", TPL_STR, website),
    TPL_FIELD(comment_row_view, "WEBSITE", TPL_IF_TEXT, website),
    TPL_FIELD(comment_row_view, "WEBSITE_SHOWN", TPL_STR, website_shown),
    TPL_FIELD(comment_row_view, "ADDR", TPL_STR, addr),
    TPL_FIELD(comment_row_view, "ADDR", TPL_IF_TEXT, addr),
    TPL_FIELD(comment_row_view, "ADDR_URL", TPL_STR, addr_url),
    TPL_FIELD(comment_row_view, "RECORD", TPL_STR, record),
    TPL_FIELD(comment_row_view, "RECORD", TPL_IF_TEXT, record),
    TPL_FIELD(comment_row_view, "HELD", TPL_STR, held),
    TPL_FIELD(comment_row_view, "HELD", TPL_IF_TEXT, held),
    TPL_FIELD(comment_row_view, "IS_HELD", TPL_BOOL, is_held),
    TPL_FIELD(comment_row_view, "IS_REFUSED", TPL_BOOL, is_refused),
    TPL_FIELD(comment_row_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(comment_row_view, "ALL_URL", TPL_STR, all_url),
    TPL_FIELD(comment_row_view, "ALL_URL", TPL_IF_TEXT, all_url),
    TPL_FIELD(comment_row_view, "LESS_URL", TPL_STR, less_url),
    TPL_FIELD(comment_row_view, "LESS_URL", TPL_IF_TEXT, less_url),
    TPL_FIELD(comment_row_view, "IS_REPLY", TPL_BOOL, is_reply),
    TPL_FIELD(comment_row_view, "IS_FIRST", TPL_BOOL, is_first),
    TPL_FIELD(comment_row_view, "ARTICLE", TPL_STR, article),
    TPL_FIELD(comment_row_view, "ARTICLE_URL", TPL_STR, article_url),
    TPL_FIELD(comment_row_view, "ARTICLE_URL", TPL_IF_TEXT, article_url),
    TPL_FIELD(comment_row_view, "ARTICLE_HIDDEN", TPL_BOOL, article_hidden),
    TPL_FIELD(comment_row_view, "ONLY_URL", TPL_STR, only_url),
    TPL_FIELD(comment_row_view, "ONLY_URL", TPL_IF_TEXT, only_url),
    TPL_FIELD(comment_row_view, "DECIDED", TPL_STR, decided),
    TPL_FIELD(comment_row_view, "DECIDED", TPL_IF_TEXT, decided),
    TPL_SUB(comment_row_view, "ACTS", TPL_LIST, acts, decision_fields,
            sizeof(struct decision_view)),
    TPL_SUB(comment_row_view, "REPLY", TPL_VIEW, reply, reply_fields, 0),
    TPL_END};

static struct str website_shown(struct str url)
{
    struct str s = str_skip(url, str_find(url, STR("://")) + 3);
    return str_ends(s, STR("/")) ? str_head(s, s.n - 1) : s;
}

/* What was decided before on the same e-mail address. */
static struct str record_shown(struct context *c, const struct comment *it)
{
    if (str_empty(it->email))
        return STR_NONE;
    if (it->approved_before == 0 && it->refused_before == 0)
        return say(c, "No earlier decisions");
    return SAY(c, "{approved} approved, {refused} refused before",
               PUT_N("approved", it->approved_before), PUT_N("refused", it->refused_before));
}

static struct str decided_shown(struct context *c, const struct comment *it)
{
    struct str decided = STR_NONE, edited = STR_NONE;
    if (!str_empty(it->decided_by)) {
        const struct message m = {
            .english = comment_status_words[it->status].decided,
            .values = {PUT("name", it->decided_by), PUT("when", when_shown(c, it->decided_at))}};
        decided = say_message(c, &m);
    }
    if (it->edited_at)
        edited = SAY(c, "Edited {when}.", PUT("when", when_shown(c, it->edited_at)));
    return sentences_joined(c, decided, edited);
}

/* The rule that decided; nothing where a person has decided since. */
static void held_make(struct context *c, struct comment_row_view *row, const struct comment *it)
{
    if (it->status == COMMENT_APPROVED ||
        (it->status != COMMENT_PENDING && !str_empty(it->decided_by)))
        return;
    row->held = say_stored(c, it->held_reason);
    row->is_held = it->status == COMMENT_PENDING;
    row->is_refused = !row->is_held;
}

/* Links to everything from the same address and on the same article, in the same tab. */
static void filters_make(struct context *c, const struct queue_place *at,
                         struct comment_row_view *row, const struct comment *it)
{
    struct queue_place same = {.tab = at->tab == TAB_MINE ? QUEUE_ALL : at->tab};
    same.addr = it->addr;
    row->addr_url = queue_url(c, &same);
    same.addr = STR_NONE;
    same.article_id = it->article_id;
    if (at->article_id == 0)
        row->only_url = queue_url(c, &same);
}

static const struct comment_reply_view *reply_make(struct context *c, const struct comment *it)
{
    if (it->status != COMMENT_PENDING && it->status != COMMENT_APPROVED)
        return NULL;
    struct comment_reply_view *reply = ARENA_NEW(c->arena, struct comment_reply_view);
    reply->token = rand_token(c->arena, TOKEN_BYTES);
    reply->label = it->status == COMMENT_PENDING ? say(c, "Approve and reply") : say(c, "Reply");
    return reply;
}

/* The text, which is cut where it is long: a page of the queue stays a page. The field "all" of the
 * page's address names the comment that is shown whole. */
static void text_make(struct context *c, const struct queue_place *at, struct comment_row_view *row,
                      const struct comment *it)
{
    static const struct html_limits limits = {.characters = 1000, .lines = 20, .bytes = 16 * 1024};
    struct problems nonsense = {0};
    bool cut;
    struct html whole = comment_shown(c, it);
    row->text = html_cut(c->arena, whole, &limits, &cut);
    if (!cut)
        return;
    struct str page = queue_url(c, at);
    if (form_int(&c->query, "all", 1, INT64_MAX, 0, &nonsense) == it->id) {
        row->text = whole;
        row->less_url = arena_printf(c->arena, "%.*s#c%" PRId64, STR_ARG(page), it->id);
    } else {
        row->all_url =
            arena_printf(c->arena, "%.*s&all=%" PRId64 "#c%" PRId64, STR_ARG(page), it->id, it->id);
    }
}

struct comment_row_view comment_row_make(struct context *c, const struct queue_place *at,
                                         const struct comment *it)
{
    struct str page = arena_printf(c->arena, "/admin/comments/%" PRId64, it->id);
    struct comment_row_view row = {
        .id = it->id,
        .seen = it->status,
        .status = str_from(comment_status_name(it->status)),
        .status_shown = comment_status_shown(c, it->status),
        .show_status = at->tab == QUEUE_ALL || at->tab == TAB_MINE,
        .whole = !str_empty(it->body),
        .author = comment_author(c, it),
        .staff = it->user_id != 0,
        .edit_url = queue_page_url(c, page, at),
        .iso = when_iso(c, it->created_at),
        .when = when_shown(c, it->created_at),
        .when_long = when_long(c, it->created_at),
        .email = it->email,
        .website = it->url,
        .website_shown = website_shown(it->url),
        .addr = it->addr,
        .record = record_shown(c, it),
        .is_reply = it->parent_id != 0,
        .is_first = it->parent_id == 0,
        .article = it->article_title,
        .article_url = comment_link(c, it),
        .article_hidden = it->article_day == 0,
        .decided = decided_shown(c, it),
        .reply = reply_make(c, it),
    };
    if (row.whole)
        row.acts = decisions_for(c, it->status, true, &row.author);
    text_make(c, at, &row, it);
    held_make(c, &row, it);
    filters_make(c, at, &row, it);
    return row;
}
