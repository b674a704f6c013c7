/* SPDX-License-Identifier: MIT */
/* What was changed of one's account, shown over every page until one says that it is known. */
#ifndef ADMIN_PAGE_ACCOUNT_CHANGES_H
#define ADMIN_PAGE_ACCOUNT_CHANGES_H

#include "web/context.h"

struct account_change_view {
    struct str when, iso, who, kind, at, csrf;
    bool is_password, is_email, is_login; /* what was changed: one of them */
    bool by_self, by_other;
};
extern const struct tpl_field account_change_fields[];

/* The changes that the signed-in person has not said to know, as account_change_views. */
MUST_CHECK enum err_kind account_changes_make(struct context *c, struct tpl_list *out,
                                              struct err *e);

#endif
