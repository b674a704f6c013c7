/* SPDX-License-Identifier: MIT */
/* Readers' names that can be taken for the newsroom's. */
#ifndef CORE_PEOPLE_STAFF_NAME_H
#define CORE_PEOPLE_STAFF_NAME_H

#include "core/site/setting.h"

/* Says in *WHY, a sentence for moderators in A, why a reader's NAME can be taken for that of
 * somebody who works here: it looks like the name, sign-in name or page address of an account (a
 * disabled one, too) or like the site's name, or has a word such as "Staff" or "Editor" in any of
 * many languages. Empty where it cannot. */
MUST_CHECK enum err_kind staff_name_judge(struct db_conn *c, const struct settings *s,
                                          struct str name, struct arena *a, struct str *why,
                                          struct err *e);

#endif
