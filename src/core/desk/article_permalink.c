/* SPDX-License-Identifier: MIT */
/* A permalink is an article's day and slug. It is compared with those that other articles have and
 * once had (article_alias), so no article ever takes over another's redirect. */
#include "core/desk/article_permalink.h"

/* Sets *taken if another article has, or had, this permalink. */
static enum err_kind permalink_taken(struct db_conn *c, int64_t day, struct str slug, int64_t id,
                                     bool *taken, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_PERMALINK_TAKEN);
    stmt_int(s, ARG_DAY, day);
    stmt_text(s, ARG_SLUG, slug);
    stmt_int(s, ARG_ID, id);
    *taken = stmt_next(s);
    return stmt_done(s, e);
}

enum err_kind article_permalink_move(struct db_conn *c, const struct article *before,
                                     struct str slug, struct problems *p, struct err *e)
{
    bool taken;
    TRY(permalink_taken(c, before->day, slug, before->id, &taken, e));
    if (taken) {
        problem_say(p, "slug",
                    MESSAGE("Another article of that day has this address. Choose another one."));
        return err_say(e, ERR_CONFLICT, MESSAGE("Another article of that day has this address."));
    }
    struct stmt *s = db_stmt(c, SQL_ARTICLE_ALIAS_REMOVE);
    stmt_int(s, ARG_DAY, before->day);
    stmt_text(s, ARG_SLUG, slug);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_ARTICLE_ALIAS_ADD);
    stmt_int(s, ARG_DAY, before->day);
    stmt_text(s, ARG_SLUG, before->slug);
    stmt_int(s, ARG_ID, before->id);
    return stmt_run(s, e);
}

enum err_kind article_permalink_fix(struct db_conn *c, struct article *art, int64_t day,
                                    struct arena *a, struct err *e)
{
    art->day = day;
    struct str wanted = art->slug;
    for (int n = 2;; n++) {
        bool taken;
        TRY(permalink_taken(c, art->day, art->slug, art->id, &taken, e));
        if (!taken)
            return OK;
        art->slug = arena_printf(a, "%.*s-%d", STR_ARG(wanted), n);
    }
}
