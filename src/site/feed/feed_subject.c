/* SPDX-License-Identifier: MIT */
/* The route's pattern says what kind of feed it is, its argument which one. */
#include "site/feed/feed_subject.h"

#include "core/news/section.h"
#include "core/people/user.h"
#include "site/page/cards.h"
#include "web/route.h"

static enum article_scope scope_of(const struct context *c)
{
    struct str pattern = str_from(c->route->pattern);
    return str_starts(pattern, STR("/section/"))  ? SCOPE_SECTION
           : str_starts(pattern, STR("/tag/"))    ? SCOPE_TAG
           : str_starts(pattern, STR("/author/")) ? SCOPE_AUTHOR
                                                  : SCOPE_ALL;
}

struct str feed_subject_path(struct context *c)
{
    switch (scope_of(c)) {
    case SCOPE_SECTION:
        return section_url(c->arena, c->arg[0]);
    case SCOPE_TAG:
        return tag_url(c->arena, c->arg[0]);
    case SCOPE_AUTHOR:
        return author_url(c->arena, c->arg[0]);
    case SCOPE_ALL:
        break;
    }
    return STR("/");
}

static enum err_kind find_section(struct context *c, struct db_conn *conn, struct feed_subject *s,
                                  struct err *e)
{
    struct section section;
    TRY(section_by_slug(conn, c->arg[0], c->arena, &section, e));
    s->id = section.id;
    s->title = section.name;
    s->description = section.description;
    return OK;
}

static enum err_kind find_tag(struct context *c, struct db_conn *conn, struct feed_subject *s,
                              struct err *e)
{
    struct tag tag;
    TRY(tag_by_slug(conn, c->arg[0], c->arena, &s->id, &tag, e));
    s->title = tag.name;
    return OK;
}

static enum err_kind find_author(struct context *c, struct db_conn *conn, struct feed_subject *s,
                                 struct err *e)
{
    struct user user;
    TRY(user_by_slug(conn, c->arg[0], c->arena, &user, e));
    s->id = user.id;
    s->title = user.name;
    s->description = user.bio;
    return OK;
}

enum err_kind feed_subject_find(struct context *c, struct db_conn *conn, struct feed_subject *s,
                                struct err *e)
{
    const struct settings *set = c->settings;
    *s = (struct feed_subject){.scope = scope_of(c), .path = feed_subject_path(c)};
    switch (s->scope) {
    case SCOPE_SECTION:
        TRY(find_section(c, conn, s, e));
        break;
    case SCOPE_TAG:
        TRY(find_tag(c, conn, s, e));
        break;
    case SCOPE_AUTHOR:
        TRY(find_author(c, conn, s, e));
        break;
    case SCOPE_ALL:
        s->description = set->tagline;
        break;
    }
    s->title = str_empty(s->title) ? set->site_name
                                   : arena_printf(c->arena, "%.*s - %.*s", STR_ARG(s->title),
                                                  STR_ARG(set->site_name));
    if (str_empty(s->description)) /* RSS and Atom require one */
        s->description = s->title;
    return OK;
}
