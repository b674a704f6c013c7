/* SPDX-License-Identifier: MIT */
/* A family or a school shares an address, too. So the suspicion needs many comments (COMMENTS_MIN)
 * by many different people (PEOPLE_MIN), and not one from elsewhere among the NEWEST. */
#include "core/site/same_address.h"

enum { NEWEST = 100, COMMENTS_MIN = 20, PEOPLE_MIN = 8 };

struct person {
    struct str author, email;
};

static bool is_known(const struct person *people, int n, struct person one)
{
    for (int i = 0; i < n; i++)
        if (str_ieq(people[i].author, one.author) && str_ieq(people[i].email, one.email))
            return true;
    return false;
}

enum err_kind same_address_find(struct db_conn *c, struct arena *a, struct same_address *out,
                                struct err *e)
{
    struct person *people = ARENA_ARRAY(a, struct person, NEWEST);
    struct same_address found = {0};
    bool same = true;
    struct stmt *s = db_stmt(c, SQL_COMMENT_NEWEST_OF_READERS);
    stmt_int(s, ARG_ROW_LIMIT, NEWEST);
    while (same && stmt_next(s)) {
        struct str addr = stmt_col_text(s, COL_ADDR, a);
        struct person one = {stmt_col_text(s, COL_AUTHOR, a), stmt_col_text(s, COL_EMAIL, a)};
        if (found.comments++ == 0)
            found.addr = addr;
        same = str_eq(addr, found.addr);
        if (!is_known(people, found.people, one))
            people[found.people++] = one;
    }
    TRY(stmt_done(s, e));
    bool enough = found.comments >= COMMENTS_MIN && found.people >= PEOPLE_MIN;
    *out = same && enough ? found : (struct same_address){0};
    return OK;
}
