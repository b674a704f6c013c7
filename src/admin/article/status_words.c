/* SPDX-License-Identifier: MIT */
/* One row for each status, and one sentence below it, so that a new status gets all its words in
 * one place: the compiler names a status without a sentence. */
#include "admin/article/status_words.h"

#include "admin/page/frame.h"
#include "admin/page/written.h"
#include "base/clock.h"
#include "core/desk/article_due.h"

const struct article_status_words article_status_words[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = {N_("Draft"), N_("Drafts"), N_("No drafts"),
                       N_("What is begun and not sent on waits here.")},
    [ARTICLE_REVIEW] = {N_("In review"), N_("In review"), N_("Nothing to review"),
                        N_("What authors send to the editors waits here.")},
    [ARTICLE_SCHEDULED] = {N_("Scheduled"), N_("Scheduled"), N_("Nothing is scheduled"),
                           N_("What is given a time to be published at waits here.")},
    [ARTICLE_PUBLISHED] = {N_("Published"), N_("Published"), N_("Nothing is published"),
                           N_("What readers can see is here.")},
    [ARTICLE_UNPUBLISHED] = {N_("Unpublished"), N_("Unpublished"), N_("Nothing was taken back"),
                             N_("What was published and is not on the site now is here.")},
    [ARTICLE_TRASHED] = {N_("In the trash"), N_("Trash"), N_("The trash is empty"),
                         N_("What is moved to the trash can be restored from here.")},
};

struct str article_state_text(struct context *c, const struct article *art)
{
    if (art == NULL)
        return say(c, "Nothing has been saved yet.");
    struct str saved = when_shown(c, art->updated_at);
    struct str moment = when_exact(c, art->published_at);
    switch (art->status) {
    case ARTICLE_SCHEDULED:
        if (article_is_overdue(art, clock_now()))
            return SAY(c,
                       "Could not be published on {when}. That is tried again by itself, and as "
                       "soon as the article is saved; the program’s log says why.",
                       PUT("when", moment));
        return SAY(c, "Will be published on {when}.", PUT("when", moment));
    case ARTICLE_PUBLISHED:
        return SAY(c, "Published {when}, last changed {changed}.", PUT("when", moment),
                   PUT("changed", saved));
    case ARTICLE_UNPUBLISHED:
        return SAY(c, "Was published on {when}; readers cannot see it now.", PUT("when", moment));
    case ARTICLE_REVIEW:
        return SAY(c, "Waits for an editor; last changed {changed}.", PUT("changed", saved));
    case ARTICLE_DRAFT:
    case ARTICLE_TRASHED:
    case ARTICLE_STATUSES:
        break;
    }
    return SAY(c, "Last changed {changed}.", PUT("changed", saved));
}
