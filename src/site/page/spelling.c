/* SPDX-License-Identifier: MIT */
/* A list is looked for only after its address has found nothing, so the right spelling costs no
 * query. The redirect must not give away what the page would not: a tag of drafts, or the account
 * of somebody who has written nothing. */
#include "site/page/spelling.h"

#include "core/news/section.h"
#include "core/people/user.h"
#include "site/page/cards.h"
#include "text/slug.h"
#include "web/answer.h"
#include "web/route.h"

static enum err_kind has_articles(struct db_conn *conn, enum article_scope scope, int64_t id,
                                  struct arena *a, struct err *e)
{
    struct article_list list;
    struct article_query q = {.scope = scope, .scope_id = id, .limit = 1};
    TRY(article_list(conn, &q, a, &list, e));
    return list.n > 0 ? OK : err_set(e, ERR_NOT_FOUND, "There are no articles.");
}

/* Finds the list of the route's kind that has SLUG. *url is its page. */
static enum err_kind find_list(struct context *c, struct db_conn *conn, struct str slug,
                               struct str *url, struct err *e)
{
    struct str pattern = str_from(c->route->pattern);
    struct section section;
    struct user user;
    struct tag tag;
    int64_t id;
    if (str_starts(pattern, STR("/section/"))) {
        *url = section_url(c->arena, slug);
        return section_by_slug(conn, slug, c->arena, &section, e);
    }
    if (str_starts(pattern, STR("/tag/"))) {
        *url = tag_url(c->arena, slug);
        TRY(tag_by_slug(conn, slug, c->arena, &id, &tag, e));
        return has_articles(conn, SCOPE_TAG, id, c->arena, e);
    }
    *url = author_url(c->arena, slug);
    TRY(user_by_slug(conn, slug, c->arena, &user, e));
    bool is_page = str_ends(pattern, STR(":slug/"));
    return is_page && !user.disabled && role_may(user.role, RIGHT_WRITE)
               ? OK
               : has_articles(conn, SCOPE_AUTHOR, user.id, c->arena, e);
}

/* What follows the slug in the request's path: "feed.xml" of "/section/Town/feed.xml". */
static struct str path_after_slug(const struct context *c)
{
    struct str rest = str_skip(c->x->rq.path, 1);
    (void)str_split(&rest, '/');
    (void)str_split(&rest, '/');
    return rest;
}

enum err_kind spelling_moved(struct context *c, struct err *e)
{
    struct str spellings[SLUG_SPELLINGS], url;
    struct db_conn *conn;
    struct err unused;
    slug_spellings(c->arena, c->arg[0], spellings);
    for (size_t i = 0; i < SLUG_SPELLINGS; i++) {
        if (str_empty(spellings[i]) || str_eq(spellings[i], c->arg[0]))
            continue;
        TRY(context_db(c, &conn, e));
        enum err_kind kind = find_list(c, conn, spellings[i], &url, &unused);
        if (kind == OK)
            return answer_moved_with_query(c, arena_join(c->arena, url, path_after_slug(c)));
        if (kind != ERR_NOT_FOUND) {
            *e = unused;
            return kind;
        }
    }
    return ERR_NOT_FOUND;
}
