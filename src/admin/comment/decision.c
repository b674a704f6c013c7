/* SPDX-License-Identifier: MIT */
/* One table says which decision each tab of the queue offers, and what becomes of a comment. */
#include "admin/comment/decision.h"

#include "admin/comment/comment_view.h"
#include "admin/comment/queue_place.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "core/talk/comment_queue.h"

#define IN(tab) (1u << (tab))
enum { MIXED = 1u << QUEUE_ALL | 1u << TAB_MINE };

/* In the order of the buttons. */
static const struct decision decisions[] = {
    {.name = "approve",
     .label = "Approve",
     .done = "approved",
     .from = IN(COMMENT_PENDING) | MIXED,
     .to = COMMENT_APPROVED,
     .main = true},
    {.name = "unapprove",
     .label = "Unapprove",
     .done = "unapproved",
     .from = IN(COMMENT_APPROVED) | MIXED,
     .to = COMMENT_PENDING},
    {.name = "notspam",
     .label = "Not spam",
     .done = "moved from spam to pending",
     .from = IN(COMMENT_SPAM),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "restore",
     .label = "Restore",
     .done = "restored to pending",
     .from = IN(COMMENT_TRASH),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "spam",
     .label = "Spam",
     .done = "marked as spam",
     .from = IN(COMMENT_PENDING) | IN(COMMENT_APPROVED) | IN(COMMENT_TRASH) | MIXED,
     .to = COMMENT_SPAM},
    {.name = "trash",
     .label = "Trash",
     .done = "moved to the trash",
     .from = IN(COMMENT_PENDING) | IN(COMMENT_APPROVED) | MIXED,
     .to = COMMENT_TRASH},
};
enum { DECISIONS = sizeof decisions / sizeof decisions[0] };

const struct decision *decision_named(struct str name)
{
    for (size_t i = 0; i < DECISIONS; i++)
        if (str_eq(name, str_from(decisions[i].name)))
            return &decisions[i];
    return NULL;
}

const struct tpl_field decision_fields[] = {TPL_FIELD(decision_view, "DO", TPL_STR, name),
                                            TPL_FIELD(decision_view, "LABEL", TPL_STR, label),
                                            TPL_FIELD(decision_view, "MAIN", TPL_BOOL, main),
                                            TPL_FIELD(decision_view, "DANGER", TPL_BOOL, danger),
                                            TPL_END};

struct tpl_list decisions_for(struct context *c, int tab, bool deleting)
{
    struct decision_view *views = ARENA_ARRAY(c->arena, struct decision_view, DECISIONS + 1);
    size_t n = 0;
    for (size_t i = 0; i < DECISIONS; i++)
        if (decisions[i].from & IN(tab))
            views[n++] = (struct decision_view){.name = str_from(decisions[i].name),
                                                .label = str_from(decisions[i].label),
                                                .main = decisions[i].main};
    if (deleting && (tab == COMMENT_SPAM || tab == COMMENT_TRASH))
        views[n++] = (struct decision_view){
            .name = STR(DECISION_DELETE), .label = STR("Delete for good"), .danger = true};
    return (struct tpl_list){views, n};
}

void decision_notice(struct context *c, const char *done, const struct moderation_result *result)
{
    const char *why = result->stale_text[0] ? result->stale_text : "decided otherwise since";
    struct buf b = buf_in(c->arena);
    if (result->changed > 0)
        buf_printf(&b, "%.*s %s.", STR_ARG(comments_shown(c, result->changed)), done);
    else
        buf_add_c(&b, result->stale == 1 ? "Nothing was changed: " : "Nothing was changed.");
    if (result->stale == 1 && result->changed == 0)
        buf_printf(&b, "%s.", why);
    else if (result->stale == 1)
        buf_printf(&b, " 1 was left as it was: %s.", why);
    else if (result->stale > 1)
        buf_printf(&b, " %.*s were left as they were; the first: %s.",
                   STR_ARG(number_shown(c, result->stale)), why);
    struct notice notice = {
        .text = buf_str(&b),
        .bad = result->changed == 0 || result->stale > 0,
        .undo = result->moderation_id,
    };
    notice_set(c, &notice);
}
