/* SPDX-License-Identifier: MIT */
/* Applies the rules in order. The verdict depends on the settings and the submission only, never on
 * the database, so the same comment gets the same verdict when its author edits it. */
#include "core/talk/rules.h"

#include <inttypes.h>

#include "text/comment_text.h"
#include "text/words.h"

/* The line of W that matches a field of the comment; empty: none. */
static struct str matching_line(const struct words *w, const struct comment_submission *sub,
                                struct arena *a)
{
    const struct str fields[] = {sub->body, sub->author, sub->email,
                                 sub->url,  sub->addr,   sub->user_agent};
    struct str line = STR_NONE;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (words_match(w, fields[i], a, &line))
            break;
    return line;
}

struct verdict rules_judge(const struct settings *s, const struct comment_submission *sub,
                           struct arena *a)
{
    if (sub->user_id != 0)
        return (struct verdict){COMMENT_APPROVED, STR_NONE};
    struct str line = matching_line(s->trash_matcher, sub, a);
    if (!str_empty(line))
        return (struct verdict){
            COMMENT_TRASH,
            message_pack(MESSAGE("“{line}” is on the list of disallowed words.", PUT("line", line)),
                         a)};
    line = matching_line(s->held_matcher, sub, a);
    if (!str_empty(line))
        return (struct verdict){
            COMMENT_PENDING,
            message_pack(MESSAGE("“{line}” is on the list of moderation words.", PUT("line", line)),
                         a)};
    int64_t links = (int64_t)comment_link_count(sub->body);
    if (s->hold_links > 0 && links >= s->hold_links)
        return (struct verdict){COMMENT_PENDING,
                                message_pack(COUNTED("It has {n} link; {limit} or more are held.",
                                                     "It has {n} links; {limit} or more are held.",
                                                     links, PUT_N("limit", s->hold_links)),
                                             a)};
    if (s->hold_all)
        return (struct verdict){COMMENT_PENDING,
                                str_from(N_("Every comment is held for a moderator."))};
    return (struct verdict){COMMENT_APPROVED, STR_NONE};
}
