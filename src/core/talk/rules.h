/* SPDX-License-Identifier: MIT */
/* The settings' rules that decide whether a comment is held, as far as they need nothing but the
 * comment. */
#ifndef CORE_TALK_RULES_H
#define CORE_TALK_RULES_H

#include "core/site/setting.h"
#include "core/talk/submission.h"

struct verdict {
    enum comment_status status; /* approved, pending or trash */
    struct str
        reason; /* for the moderators, a packed message (base/message.h); empty if approved */
};

/* Judges a comment: the first rule that applies decides (disallowed words, moderation words, links,
 * hold all). A signed-in writer's comment is approved. The reason lives in A. */
struct verdict rules_judge(const struct settings *s, const struct comment_submission *sub,
                           struct arena *a);

#endif
