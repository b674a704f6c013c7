/* SPDX-License-Identifier: MIT */
/* Detects readers' names that can be mistaken for the newsroom's. */
#ifndef CORE_PEOPLE_STAFF_NAME_H
#define CORE_PEOPLE_STAFF_NAME_H

#include "core/site/setting.h"

/* Sets *WHY to a message for moderators (message_pack), in A, if a reader's NAME can be mistaken
 * for a person who works here: it looks like the name, sign-in name or page address of an account
 * (even a disabled one) or like the site's name, or contains a word such as "Staff" or "Editor" in
 * any of many languages. Empty otherwise. ERR_DB. */
MUST_CHECK enum err_kind staff_name_judge(struct db_conn *c, const struct settings *s,
                                          struct str name, struct arena *a, struct str *why,
                                          struct err *e);

#endif
