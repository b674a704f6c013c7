/* SPDX-License-Identifier: MIT */
/* What kind of visitor sent a request, by what its headers say of themselves. */
#ifndef CORE_VIEWS_VISITOR_H
#define CORE_VIEWS_VISITOR_H

#include "base/str.h"

enum visitor { VISITOR_PERSON, VISITOR_ROBOT, VISITOR_AI_ROBOT, VISITOR_PREFETCH };

/* A prefetch says so in one of SEC_PURPOSE, PURPOSE (both "prefetch") or X_MOZ ("prefetch"); a
 * robot is whoever names itself one, leaves an address, is a program's library, or does not look
 * like any browser or application that people use. Reads at most the first 512 bytes of USER_AGENT.
 * Any thread. */
enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz);

/* A collector of text for language models: NAME is what robots.txt knows it by, WORD what its
 * User-Agent has in it, as in visitor_words.h (NULL: the name in lower case). Those that have only
 * a word stand behind all that have a name. */
struct visitor_ai {
    const char *name, *word;
};

/* All of them; the last has neither. */
extern const struct visitor_ai visitor_ai[];

#endif
