/* SPDX-License-Identifier: MIT */
/* Classifies the sender of a request by its headers. */
#ifndef CORE_VIEWS_VISITOR_H
#define CORE_VIEWS_VISITOR_H

#include "base/str.h"

enum visitor { VISITOR_PERSON, VISITOR_ROBOT, VISITOR_AI_ROBOT, VISITOR_PREFETCH };

/* Classifies a visitor. A prefetch has "prefetch" in SEC_PURPOSE, PURPOSE or X_MOZ. A robot is a
 * visitor that names itself one, gives a contact address, is a program's library, or does not look
 * like any browser or application that people use. Reads at most the first 512 bytes of USER_AGENT.
 * Any thread. */
enum visitor visitor_classify(struct str user_agent, struct str sec_purpose, struct str purpose,
                              struct str x_moz);

/* A crawler for language models. NAME is its name in robots.txt; WORD is what its User-Agent
 * contains, written as in visitor_words.h (NULL: the name in lower case). Entries with only a word
 * come after all entries with a name. */
struct visitor_ai {
    const char *name, *word;
};

/* All crawlers; the last entry has neither name nor word. */
extern const struct visitor_ai visitor_ai[];

#endif
