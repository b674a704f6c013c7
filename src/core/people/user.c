/* SPDX-License-Identifier: MIT */
/* Reads accounts, and splits a person's list of links. user_write.c changes accounts,
 * user_password.c sets and checks passwords. */
#include "core/people/user.h"

#include "base/collation.h"
#include "base/url.h"
#include "base/utf8.h"

struct user user_from_row(struct stmt *s, struct arena *a)
{
    return (struct user){
        .id = stmt_col_int(s, COL_ID),
        .login = stmt_col_text(s, COL_LOGIN, a),
        .slug = stmt_col_text(s, COL_SLUG, a),
        .name = stmt_col_text(s, COL_NAME, a),
        .email = stmt_col_text(s, COL_EMAIL, a),
        .bio = stmt_col_text(s, COL_BIO, a),
        .picture = stmt_col_text(s, COL_PICTURE, a),
        .links = stmt_col_text(s, COL_LINKS, a),
        .language = stmt_col_text(s, COL_LANGUAGE, a),
        .role = (enum role)stmt_col_int(s, COL_ROLE),
        .disabled = stmt_col_int(s, COL_DISABLED) != 0,
        .created_at = stmt_col_int(s, COL_CREATED_AT),
    };
}

static enum err_kind one_user(struct stmt *s, struct arena *a, struct user *out, struct err *e)
{
    bool found = stmt_next(s);
    if (found)
        *out = user_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such user."));
}

enum err_kind user_by_id(struct db_conn *c, int64_t id, struct arena *a, struct user *out,
                         struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_ID);
    stmt_int(s, ARG_ID, id);
    return one_user(s, a, out, e);
}

enum err_kind user_by_slug(struct db_conn *c, struct str slug, struct arena *a, struct user *out,
                           struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    return one_user(s, a, out, e);
}

enum err_kind user_by_login(struct db_conn *c, struct str login, struct arena *a, struct user *out,
                            struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_BY_LOGIN);
    stmt_text(s, ARG_LOGIN, utf8_fold(a, login));
    return one_user(s, a, out, e);
}

enum { USERS_MAX = 1000 };

static struct str name_of(const void *user)
{
    return ((const struct user *)user)->name;
}

enum err_kind user_list(struct db_conn *c, struct str language, struct arena *a,
                        struct user_list *out, struct err *e)
{
    *out = (struct user_list){.items = ARENA_ARRAY(a, struct user, USERS_MAX)};
    struct stmt *s = db_stmt(c, SQL_USER_ALL);
    while (out->n < USERS_MAX && stmt_next(s))
        out->items[out->n++] = user_from_row(s, a);
    TRY(stmt_done(s, e));
    collation_sort(language, out->items, out->n, sizeof *out->items, name_of, a);
    return OK;
}

enum err_kind user_authors(struct db_conn *c, struct str language, struct arena *a,
                           struct user_list *out, struct err *e)
{
    *out = (struct user_list){.items = ARENA_ARRAY(a, struct user, USERS_MAX)};
    struct stmt *s = db_stmt(c, SQL_USER_AUTHORS);
    while (out->n < USERS_MAX && stmt_next(s)) {
        struct user *user = &out->items[out->n++];
        *user = user_from_row(s, a);
        user->articles = stmt_col_int(s, COL_ARTICLES);
    }
    TRY(stmt_done(s, e));
    collation_sort(language, out->items, out->n, sizeof *out->items, name_of, a);
    return OK;
}

static struct str host_of(struct str url)
{
    struct str rest = str_skip(url, str_find(url, STR("//")) + 2);
    rest = str_head(rest, str_index(rest, '/'));
    return str_starts(rest, STR("www.")) ? str_skip(rest, 4) : rest;
}

struct user_link *user_links(struct str links, struct arena *a, size_t *n)
{
    struct user_link *out = ARENA_ARRAY(a, struct user_link, USER_LINKS_MAX);
    *n = 0;
    while (links.p != NULL && *n < USER_LINKS_MAX) {
        struct str line = str_trim(str_split(&links, '\n')), url = str_split(&line, ' ');
        if (url_is_web(url))
            out[(*n)++] = (struct user_link){url, utf8_blank(line) ? host_of(url) : str_trim(line)};
    }
    return out;
}
