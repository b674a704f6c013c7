/* SPDX-License-Identifier: MIT */
/* The lines of the audit log in words. The stored lines are in the terms of the program; here they
 * become sentences in the language of whoever reads them. */
#ifndef ADMIN_SITE_AUDIT_WORDS_H
#define ADMIN_SITE_AUDIT_WORDS_H

#include "core/audit/audit.h"
#include "web/context.h"

/* What was done: "Published article 12". An action that is not known is shown as it is stored. */
struct str audit_sentence(struct context *c, const struct audit_entry *entry);
/* Who did it. */
struct str audit_who(struct context *c, const struct audit_entry *entry);
/* VALUE, what was before or after it: names of statuses and roles in words, other texts as they
 * are. */
struct str audit_value(struct context *c, const struct audit_entry *entry, struct str value);
/* "12 times, the last 27 November 2026, 14:05, from 203.0.113.7"; empty for most lines. */
struct str audit_note(struct context *c, const struct audit_entry *entry);

#endif
