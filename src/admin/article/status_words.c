/* SPDX-License-Identifier: MIT */
/* One row for each status, and one sentence below it, so that a new status gets all its words in
 * one place: the compiler names a status without a sentence. */
#include "admin/article/status_words.h"

#include "admin/page/frame.h"
#include "admin/page/written.h"
#include "base/clock.h"
#include "core/desk/article_due.h"

const struct article_status_words article_status_words[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = {"Draft", "Drafts", "No drafts", "What is begun and not sent on waits here."},
    [ARTICLE_REVIEW] = {"In review", "In review", "Nothing to review",
                        "What authors send to the editors waits here."},
    [ARTICLE_SCHEDULED] = {"Scheduled", "Scheduled", "Nothing is scheduled",
                           "What is given a time to be published at waits here."},
    [ARTICLE_PUBLISHED] = {"Published", "Published", "Nothing is published",
                           "What readers can see is here."},
    [ARTICLE_UNPUBLISHED] = {"Unpublished", "Unpublished", "Nothing was taken back",
                             "What was published and is not on the site now is here."},
    [ARTICLE_TRASHED] = {"In the trash", "Trash", "The trash is empty",
                         "What is moved to the trash can be restored from here."},
};

struct str article_state_text(const struct context *c, const struct article *art)
{
    if (art == NULL)
        return STR("Nothing has been saved yet.");
    struct str saved = when_shown(c, art->updated_at);
    struct str moment = when_exact(c, art->published_at);
    switch (art->status) {
    case ARTICLE_SCHEDULED:
        if (article_is_overdue(art, clock_now()))
            return arena_printf(
                c->arena,
                "Could not be published on %.*s. That is tried again by itself, and "
                "as soon as the article is saved; the program’s log says why.",
                STR_ARG(moment));
        return arena_printf(c->arena, "Will be published on %.*s.", STR_ARG(moment));
    case ARTICLE_PUBLISHED:
        return arena_printf(c->arena, "Published %.*s, last changed %.*s.", STR_ARG(moment),
                            STR_ARG(saved));
    case ARTICLE_UNPUBLISHED:
        return arena_printf(c->arena, "Was published on %.*s; readers cannot see it now.",
                            STR_ARG(moment));
    case ARTICLE_REVIEW:
        return arena_printf(c->arena, "Waits for an editor; last changed %.*s.", STR_ARG(saved));
    case ARTICLE_DRAFT:
    case ARTICLE_TRASHED:
    case ARTICLE_STATUSES:
        break;
    }
    return arena_printf(c->arena, "Last changed %.*s.", STR_ARG(saved));
}
