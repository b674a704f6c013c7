/* SPDX-License-Identifier: MIT */
/* The settings' rules that say whether a comment is held: those that need nothing but the comment.
 */
#ifndef CORE_TALK_RULES_H
#define CORE_TALK_RULES_H

#include "core/site/setting.h"
#include "core/talk/submission.h"

struct verdict {
    enum comment_status status; /* approved, pending or trash */
    struct str reason;          /* a sentence for the moderators; empty where approved */
};

/* The first rule that applies decides: disallowed words, moderation words, links, hold all. What a
 * signed-in writer says is approved. REASON lives in A. */
struct verdict rules_judge(const struct settings *s, const struct comment_submission *sub,
                           struct arena *a);

#endif
