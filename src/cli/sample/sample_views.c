/* SPDX-License-Identifier: MIT */
/* Counts two weeks of views. They are added one by one to the counter file and flushed day by day,
 * as a server does, so the file and the database agree as on a real site. */
#include "cli/sample/sample_parts.h"
#include "core/site/site_paths.h"
#include "core/views/views.h"

enum { DAYS = 14, DAY_S = 24 * 3600 };

/* How many views of each kind there are for every hundred by people. */
static const int share[VIEW_REASONS] = {
    [VIEW_COUNTED] = 100, [VIEW_ROBOT] = 21, [VIEW_AI_ROBOT] = 13,
    [VIEW_PREFETCH] = 6,  [VIEW_STAFF] = 3,  [VIEW_OTHER] = 1};

/* Counts one day of an article: half as many readers on the second day, a third on the third, and
 * so on. */
static void count_article(struct views *v, const struct sample_article *art, int64_t age_days)
{
    int64_t people = art->readers / (1 + age_days);
    for (int reason = 0; reason < VIEW_REASONS; reason++)
        for (int64_t n = people * share[reason] / 100; n > 0; n--)
            (void)views_add(v, art->id, (enum view_reason)reason);
}

static enum err_kind count_days(const struct sample *sample, struct views *v, struct err *e)
{
    for (int64_t back = DAYS; back >= 0; back--) {
        int64_t at = sample->now - back * DAY_S, flushed;
        for (size_t i = 0; i < sample->n_articles; i++) {
            const struct sample_article *art = &sample->articles[i];
            if (art->published_at != 0 && art->published_at <= at)
                count_article(v, art, (at - art->published_at) / DAY_S);
        }
        TRY(views_flush(v, sample->db, view_time_at(sample->settings->locale, at), &flushed, e));
    }
    return OK;
}

enum err_kind sample_count_views(const struct sample *sample, struct err *e)
{
    struct views *v;
    TRY(views_open(&v, site_path(sample->arena, sample->site_dir, SITE_VIEWS), sample->db, e));
    enum err_kind kind = views_reserve(v, sample->articles[sample->n_articles - 1].id, e);
    if (kind == OK)
        kind = count_days(sample, v, e);
    views_close(&v);
    return kind == OK ? OK : err_wrap(e, "counting views");
}
