/* SPDX-License-Identifier: MIT */
/* What kind of visitor sent a request, by what its headers say of themselves. */
#ifndef CORE_VISITOR_H
#define CORE_VISITOR_H

#include "base/str.h"

enum visitor { VISITOR_PERSON, VISITOR_ROBOT, VISITOR_AI_ROBOT, VISITOR_PREFETCH };

/* A prefetch says so in one of SEC_PURPOSE, PURPOSE (both "prefetch") or X_MOZ ("prefetch"); a
 * robot is whoever names itself one, leaves an address, is a program's library, or does not look
 * like any browser that people use. Reads at most the first 512 bytes of USER_AGENT. */
enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz);

/* The collectors of text for language models by the names that robots.txt knows them by; a NULL
 * ends them. Each is told by visitor_classify, too. */
extern const char *const visitor_ai_names[];

#endif
