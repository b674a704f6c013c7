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
     .label = N_("Approve"),
     .does = N_("Approve the comment by {name}"),
     .does_ticked = N_("Approve the ticked comments"),
     .done = {FORMS("{n} comment approved.", "{n} comments approved.")},
     .from = IN(COMMENT_PENDING) | MIXED,
     .to = COMMENT_APPROVED,
     .main = true},
    {.name = "unapprove",
     .label = N_("Unapprove"),
     .does = N_("Unapprove the comment by {name}"),
     .does_ticked = N_("Unapprove the ticked comments"),
     .done = {FORMS("{n} comment unapproved.", "{n} comments unapproved.")},
     .from = IN(COMMENT_APPROVED) | MIXED,
     .to = COMMENT_PENDING},
    {.name = "notspam",
     .label = N_("Not spam"),
     .does = N_("Not spam: the comment by {name}"),
     .does_ticked = N_("Not spam: the ticked comments"),
     .done = {FORMS("{n} comment moved from spam to pending.",
                    "{n} comments moved from spam to pending.")},
     .from = IN(COMMENT_SPAM),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "restore",
     .label = N_("Restore"),
     .does = N_("Restore the comment by {name}"),
     .does_ticked = N_("Restore the ticked comments"),
     .done = {FORMS("{n} comment restored to pending.", "{n} comments restored to pending.")},
     .from = IN(COMMENT_TRASH),
     .to = COMMENT_PENDING,
     .main = true},
    {.name = "spam",
     .label = N_("Spam"),
     .does = N_("Spam: the comment by {name}"),
     .does_ticked = N_("Spam: the ticked comments"),
     .done = {FORMS("{n} comment marked as spam.", "{n} comments marked as spam.")},
     .from = IN(COMMENT_PENDING) | IN(COMMENT_APPROVED) | IN(COMMENT_TRASH) | MIXED,
     .to = COMMENT_SPAM},
    {.name = "trash",
     .label = N_("Trash"),
     .does = N_("Trash the comment by {name}"),
     .does_ticked = N_("Trash the ticked comments"),
     .done = {FORMS("{n} comment moved to the trash.", "{n} comments moved to the trash.")},
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
                                            TPL_FIELD(decision_view, "DOES", TPL_STR, does),
                                            TPL_FIELD(decision_view, "MAIN", TPL_BOOL, main),
                                            TPL_FIELD(decision_view, "DANGER", TPL_BOOL, danger),
                                            TPL_END};

const struct decision_done decision_deleted = {
    FORMS("{n} comment deleted for good.", "{n} comments deleted for good.")};

/* A button's name for those who do not see what it stands beside. */
static struct str does_shown(struct context *c, const char *one, const char *ticked,
                             const struct str *author)
{
    const struct message m = {.english = author != NULL ? one : ticked,
                              .values = {PUT("name", author != NULL ? *author : STR_NONE)}};
    return say_message(c, &m);
}

struct tpl_list decisions_for(struct context *c, int tab, bool deleting, const struct str *author)
{
    struct decision_view *views = ARENA_ARRAY(c->arena, struct decision_view, DECISIONS + 1);
    size_t n = 0;
    for (size_t i = 0; i < DECISIONS; i++)
        if (decisions[i].from & IN(tab))
            views[n++] = (struct decision_view){
                .name = str_from(decisions[i].name),
                .label = say(c, decisions[i].label),
                .does = does_shown(c, decisions[i].does, decisions[i].does_ticked, author),
                .main = decisions[i].main};
    if (deleting && (tab == COMMENT_SPAM || tab == COMMENT_TRASH))
        views[n++] = (struct decision_view){
            .name = STR(DECISION_DELETE),
            .label = say(c, "Delete for good"),
            .does = does_shown(c, N_("Delete the comment by {name} for good"),
                               N_("Delete the ticked comments for good"), author),
            .danger = true};
    return (struct tpl_list){views, n};
}

/* Why the first target that was left alone was. */
static struct str why_shown(struct context *c, const struct moderation_result *result)
{
    static const char *const decided[COMMENT_STATUSES] = {
        [COMMENT_PENDING] = N_("Already returned to the queue by {name}, {ago}."),
        [COMMENT_APPROVED] = N_("Already approved by {name}, {ago}."),
        [COMMENT_SPAM] = N_("Already marked as spam by {name}, {ago}."),
        [COMMENT_TRASH] = N_("Already moved to the trash by {name}, {ago}."),
    };
    if (result->stale_kind == STALE_DELETED)
        return say(c, "Already deleted.");
    if (result->stale_kind != STALE_DECIDED)
        return say(c, "Decided otherwise since.");
    struct str name = str_from(result->stale_by);
    const struct message m = {
        .english = decided[result->stale_status],
        .values = {PUT("name", str_empty(name) ? say(c, "somebody else") : name),
                   PUT("ago", ago_shown(c, result->stale_ago_s))}};
    return say_message(c, &m);
}

void decision_notice(struct context *c, const struct decision_done *done,
                     const struct moderation_result *result)
{
    const struct message what = {
        .english = done->one, .many = done->many, .n = (uint64_t)result->changed};
    struct str text = result->changed > 0 ? say_message(c, &what) : say(c, "Nothing was changed.");
    if (result->stale > 1 || (result->stale == 1 && result->changed > 0))
        text =
            sentences_joined(c, text,
                             SAY_N(c, "{n} was left as it was.",
                                   "{n} were left as they were. About the first:", result->stale));
    if (result->stale > 0)
        text = sentences_joined(c, text, why_shown(c, result));
    struct notice notice = {
        .text = text,
        .bad = result->changed == 0 || result->stale > 0,
        .undo = result->moderation_id,
    };
    notice_set(c, &notice);
}
