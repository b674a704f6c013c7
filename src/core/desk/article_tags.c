/* SPDX-License-Identifier: MIT */
/* A tag is found by its name in the form of utf8_caseless, not by its slug: "C", "C#" and "C++"
 * have one slug, and are three tags. The slug is numbered until it is free, and stays then.
 *
 * A tag that was made before the form was stored has an empty one. Its slug was made as that of a
 * heading still is, so it is found by that and gets its form then. */
#include "core/desk/article_tags.h"

#include "base/utf8.h"
#include "text/slug.h"

/* Every punctuation mark that Unicode names a comma or a semicolon. */
static bool is_separator(int32_t cp)
{
    static const int32_t separators[] = {
        ',',    ';',    0x055D, 0x060C, 0x061B,  0x07F8,  0x1363,  0x1364,  0x1802,
        0x1808, 0x204F, 0x2E32, 0x2E34, 0x2E35,  0x2E41,  0x2E49,  0x2E4C,  0x3001,
        0xA4FE, 0xA60D, 0xA6F5, 0xA6F6, 0xFE10,  0xFE11,  0xFE14,  0xFE50,  0xFE51,
        0xFE54, 0xFF0C, 0xFF1B, 0xFF64, 0x1144D, 0x1145A, 0x16E97, 0x1DA87, 0x1DA89,
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (cp == separators[i])
            return true;
    return false;
}

bool tag_next(struct str *rest, struct str *name)
{
    while (rest->n > 0) {
        struct str from = *rest;
        size_t n = from.n;
        while (rest->n > 0) {
            size_t at = from.n - rest->n;
            if (is_separator(utf8_next(rest))) {
                n = at;
                break;
            }
        }
        *name = utf8_trim(str_head(from, n));
        if (!utf8_blank(*name))
            return true;
    }
    return false;
}

void tags_check(struct str line, struct problems *p)
{
    int64_t n = 0;
    for (struct str name; tag_next(&line, &name); n++)
        if (name.n > TAG_NAME_MAX)
            problem_say(p, "tags",
                        MESSAGE("A tag is too long; at most about {max} characters fit.",
                                PUT_N("max", TAG_NAME_MAX)));
    if (n > TAGS_MAX)
        problem_say(p, "tags",
                    MESSAGE("An article can have at most {max} tags.", PUT_N("max", TAGS_MAX)));
}

/* The id of the row that S finds; 0 if there is none. */
static enum err_kind found_id(struct stmt *s, int64_t *id, struct err *e)
{
    *id = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    return stmt_done(s, e);
}

/* Finds a tag without a form that is NAME's, and gives it FOLDED. *id is 0 if there is none. */
static enum err_kind adopt_tag(struct db_conn *c, struct str name, struct str folded,
                               struct arena *a, int64_t *id, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_TAG_WITHOUT_FORM);
    stmt_text(s, ARG_SLUG, slug_of_heading(a, name, STR("tag")));
    bool same = stmt_next(s) && str_eq(utf8_caseless(a, stmt_col_text(s, COL_NAME, a)), folded);
    *id = same ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    if (*id == 0)
        return OK;
    s = db_stmt(c, SQL_TAG_SET_FORM);
    stmt_int(s, ARG_ID, *id);
    stmt_text(s, ARG_FOLDED, folded);
    return stmt_run(s, e);
}

static enum err_kind add_tag(struct db_conn *c, struct str name, struct str folded, struct arena *a,
                             int64_t *id, struct err *e)
{
    struct str slug = slug_from(a, name, STR("tag"));
    *id = 0;
    for (int64_t n = 1; *id == 0; n++) {
        struct stmt *s = db_stmt(c, SQL_TAG_ADD);
        stmt_text(s, ARG_SLUG, slug_numbered(a, slug, n));
        stmt_text(s, ARG_NAME, name);
        stmt_text(s, ARG_FOLDED, folded);
        TRY(found_id(s, id, e));
    }
    return OK;
}

static enum err_kind tag_id(struct db_conn *c, struct str name, struct arena *a, int64_t *id,
                            struct err *e)
{
    struct str folded = utf8_caseless(a, name);
    struct stmt *s = db_stmt(c, SQL_TAG_BY_FORM);
    stmt_text(s, ARG_FOLDED, folded);
    TRY(found_id(s, id, e));
    if (*id == 0)
        TRY(adopt_tag(c, name, folded, a, id, e));
    return *id != 0 ? OK : add_tag(c, name, folded, a, id, e);
}

enum err_kind article_tags_store(struct db_conn *c, int64_t article_id, struct str line,
                                 int64_t published_at, struct arena *a, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TAG_CLEAR);
    stmt_int(s, ARG_ID, article_id);
    TRY(stmt_run(s, e));
    int64_t position = 0, id;
    for (struct str name; tag_next(&line, &name);) {
        TRY(tag_id(c, name, a, &id, e));
        s = db_stmt(c, SQL_ARTICLE_TAG_PUT);
        stmt_int(s, ARG_ID, article_id);
        stmt_int(s, ARG_TAG_ID, id);
        stmt_int(s, ARG_POSITION, position++);
        stmt_int(s, ARG_PUBLISHED_AT, published_at);
        TRY(stmt_run(s, e));
    }
    return OK;
}
