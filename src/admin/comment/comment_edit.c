/* SPDX-License-Identifier: MIT */
/* Changing what a reader wrote. The form carries a fingerprint of what it was made from: where
 * somebody has changed the comment since, nothing is overwritten; the page shows the comment as it
 * is now above what was typed, and saving again is then a decision. */
#include "admin/page/form_page.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/notice.h"
#include "admin/comment/queue_place.h"
#include "admin/comment/decision.h"
#include "admin/comment/comment_view.h"
#include "web/answer.h"
#include "web/http/status.h"

enum { AUTHOR, EMAIL, WEBSITE, TEXT, FIELDS };

static const struct field_spec specs[FIELDS] = {
    [AUTHOR] = {.name = "author", .kind = FIELD_LINE, .label = N_("Name")},
    [EMAIL] = {.name = "email",
               .kind = FIELD_EMAIL,
               .label = N_("E-mail"),
               .hint = N_("Shown to the newsroom only.")},
    [WEBSITE] = {.name = "url", .kind = FIELD_URL, .label = N_("Website"), .optional = true},
    [TEXT] = {.name = "comment",
              .kind = FIELD_TEXT,
              .label = N_("Comment"),
              .required = true,
              .rows = 10},
};
static const size_t bytes_max[FIELDS] = {COMMENT_AUTHOR_MAX, COMMENT_EMAIL_MAX, COMMENT_URL_MAX,
                                         COMMENT_BODY_MAX};

/* ---- the page ---- */

enum { ACTS_MAX = 3 };

/* What else can be decided about IT, as forms of their own. */
static size_t acts_make(struct context *c, const struct comment *it, struct form_act *acts)
{
    static const struct form_act all[] = {
        {.action = "approve",
         .title = N_("Approve"),
         .about = N_("Readers see it at once."),
         .label = N_("Approve")},
        {.action = "unapprove",
         .title = N_("Unapprove"),
         .about = N_("It goes back to pending; readers no longer see it."),
         .label = N_("Unapprove")},
        {.action = "notspam",
         .title = N_("Not spam"),
         .about = N_("It goes back to pending."),
         .label = N_("Not spam")},
        {.action = "restore",
         .title = N_("Restore"),
         .about = N_("It goes back to pending."),
         .label = N_("Restore")},
        {.action = "spam",
         .title = N_("Spam"),
         .about = N_("It is kept with the spam."),
         .label = N_("Spam")},
        {.action = "trash",
         .title = N_("Trash"),
         .about = N_("It can be restored from there."),
         .label = N_("Move to trash"),
         .danger = true},
        {.action = DECISION_DELETE,
         .title = N_("Delete for good"),
         .about = N_("You are asked once more. This cannot be undone."),
         .label = N_("Delete…"),
         .danger = true},
    };
    struct tpl_list offered = decisions_for(c, (int)it->status, true, NULL);
    const struct decision_view *views = offered.items;
    size_t n = 0;
    for (size_t i = 0; i < offered.n && n < ACTS_MAX; i++) {
        for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
            if (!str_eq(views[i].name, str_from(all[k].action)))
                continue;
            acts[n] = all[k];
            acts[n++].url = arena_printf(c->arena, "/admin/comments/%" PRId64 "/moderate?seen=%d",
                                         it->id, (int)it->status);
        }
    }
    return n;
}

struct edit_page {
    const struct comment *it;
    struct queue_place at;
    struct field_value values[FIELDS];
    const struct problems *problems;
    struct str failed;
};

static enum err_kind page_answer(struct context *c, int status, const struct edit_page *edit,
                                 struct err *e)
{
    const struct comment *it = edit->it;
    struct form_act acts[ACTS_MAX];
    struct form_page page = {
        .place = PLACE_COMMENTS,
        .heading = SAY(c, "Comment by {name}", PUT("name", comment_author(c, it))),
        .up = queue_url(c, &edit->at),
        .up_label = say(c, "Comments"),
        .action = arena_printf(c->arena, "/admin/comments/%" PRId64, it->id),
        .submit = N_("Save comment"),
        .back = queue_back(c, &edit->at),
        .token = comment_fingerprint(it, c->arena),
        .quote = quote_include(c, it),
        .specs = specs,
        .values = edit->values,
        .n = FIELDS,
        .problems = edit->problems,
        .failed = edit->failed,
        .acts = acts,
        .n_acts = acts_make(c, it, acts),
    };
    return form_page_answer(c, status, &page, e);
}

enum err_kind admin_comment_edit(struct context *c, struct err *e)
{
    struct comment it;
    struct edit_page edit = {.it = &it};
    TRY(comment_of_route(c, &it, e));
    TRY(queue_place_back(c, &c->query, &edit.at, e));
    edit.values[AUTHOR].value = it.author;
    edit.values[EMAIL].value = it.email;
    edit.values[WEBSITE].value = it.url;
    edit.values[TEXT].value = it.body;
    return page_answer(c, 200, &edit, e);
}

/* ---- saving ---- */

static void edit_read(struct context *c, struct field_value values[FIELDS], struct problems *p)
{
    for (int i = 0; i < FIELDS; i++)
        values[i].value =
            form_text(&c->form, specs[i].name, i == TEXT ? UTF8_MARKDOWN : UTF8_ONE_LINE,
                      bytes_max[i], c->arena, p);
}

/* Somebody was faster: shows the comment as it is now, and what was typed in the form. */
static enum err_kind changed_answer(struct context *c, struct edit_page *edit, struct err *e)
{
    struct comment now_is;
    struct db_conn *conn;
    TRY(context_db_renew(c, &conn, e));
    TRY(comment_by_id(conn, edit->it->id, c->arena, &now_is, e));
    edit->it = &now_is;
    edit->failed = say(c, "Somebody has changed this comment since. It is shown here as it is now; "
                          "saving again replaces it with what you typed below.");
    return page_answer(c, 409, edit, e);
}

enum err_kind admin_comment_save(struct context *c, struct err *e)
{
    struct comment it;
    struct problems problems = {0};
    struct edit_page edit = {.it = &it, .problems = &problems};
    TRY(comment_of_route(c, &it, e));
    TRY(queue_place_back(c, &c->form, &edit.at, e));
    edit_read(c, edit.values, &problems);
    if (problems.n > 0)
        return page_answer(c, 422, &edit, e);
    struct comment_edit change = {
        .id = it.id,
        .seen = form_raw(&c->form, "token"),
        .author = edit.values[AUTHOR].value,
        .email = edit.values[EMAIL].value,
        .url = edit.values[WEBSITE].value,
        .body = edit.values[TEXT].value,
    };
    struct actor who = context_actor(c);
    enum err_kind kind = comment_edit(c->app->db, c->settings, &who, &change, &problems, e);
    if (kind == ERR_CONFLICT)
        return changed_answer(c, &edit, e);
    if (refused_on_form(kind)) {
        if (problems.n == 0)
            edit.failed = context_failure(c, e);
        return page_answer(c, status_of(kind), &edit, e);
    }
    TRY(kind);
    notice_say(c, MESSAGE("The comment is saved."));
    return answer_see_other(c, queue_url(c, &edit.at));
}
