/* SPDX-License-Identifier: MIT */
/* The decisions that can be taken on comments: their buttons, and the notice about what was done.
 */
#ifndef ADMIN_COMMENT_DECISION_H
#define ADMIN_COMMENT_DECISION_H

#include "core/talk/moderation.h"
#include "web/context.h"

/* What was done to {n} comments: messages, marked with N_. */
struct decision_done {
    const char *one, *many;
};

struct decision {
    const char *name;               /* the value of the field "do" */
    const char *label;              /* on the button; a message, as are the next two */
    const char *does, *does_ticked; /* "Approve the comment by {name}", "... the ticked comments" */
    struct decision_done done;
    unsigned from; /* the tabs that offer it: a set of 1u << tab */
    enum comment_status to;
    bool main;
};

/* The one that a form asks for, by its name; NULL where there is none such. Deleting is none of
 * them: it cannot be undone. */
const struct decision *decision_named(struct str name);
#define DECISION_DELETE "delete"
extern const struct decision_done decision_deleted;

/* A button of a form. */
struct decision_view {
    struct str name, label, does;
    bool main, danger;
};
extern const struct tpl_field decision_fields[];
/* The buttons for what is in TAB; with DELETING the one that deletes for good, where it may.
 * AUTHOR: whose comment they are about; NULL: they are about all that are ticked. */
struct tpl_list decisions_for(struct context *c, int tab, bool deleting, const struct str *author);

/* Tells on the next page what a decision has changed (DONE) and what it left alone. */
void decision_notice(struct context *c, const struct decision_done *done,
                     const struct moderation_result *result);

#endif
