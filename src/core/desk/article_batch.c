/* SPDX-License-Identifier: MIT */
/* Adds a batch of articles in one write job: it costs one transaction, and if one article cannot be
 * saved, none is. */
#include "core/desk/article_batch.h"

#include "core/desk/article_move_internal.h"
#include "core/desk/article_write_internal.h"

struct batch {
    struct article_save *saves;
    size_t n, at; /* at: the index of the one being added */
    bool publishes;
    const struct settings *settings;
};

static enum err_kind batch_job(struct db_conn *c, void *arg, struct err *e)
{
    struct batch *it = arg;
    for (it->at = 0; it->at < it->n; it->at++) {
        struct article_save *save = &it->saves[it->at];
        TRY(article_save_within(c, save, e));
        const struct article_move move = {.who = save->who,
                                          .settings = it->settings,
                                          .id = save->id,
                                          .to = ARTICLE_PUBLISHED,
                                          .now = save->now,
                                          .arena = save->arena};
        if (it->publishes)
            TRY(article_move_within(c, &move, e));
    }
    return OK;
}

static enum err_kind add_batch(struct db *db, struct batch *batch, const struct actor *who,
                               const struct article_edit *edits, struct arena *a,
                               struct problems *p, struct err *e)
{
    for (batch->at = 0; batch->at < batch->n; batch->at++) {
        article_check(batch->settings, &edits[batch->at], p);
        if (p->n > 0)
            return err_repeat(e, ERR_INVALID, &p->item[0].said);
        batch->saves[batch->at] =
            article_save_prepare(batch->settings, who, &edits[batch->at], p, a);
    }
    return db_write(db, batch_job, batch, e);
}

enum err_kind article_add_all(struct db *db, const struct settings *s, const struct actor *who,
                              const struct article_edit *edits, size_t n, bool publishes,
                              int64_t *ids, size_t *failed, struct problems *p, struct err *e)
{
    if (publishes && !role_may(who->role, RIGHT_PUBLISH))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can publish."));
    struct arena *a = arena_new(64 * 1024);
    struct batch batch = {.saves = ARENA_ARRAY(a, struct article_save, n),
                          .n = n,
                          .publishes = publishes,
                          .settings = s};
    enum err_kind kind = add_batch(db, &batch, who, edits, a, p, e);
    *failed = batch.at < n ? batch.at : 0;
    for (size_t i = 0; kind == OK && i < n; i++)
        ids[i] = batch.saves[i].id;
    arena_free(&a);
    return kind;
}
