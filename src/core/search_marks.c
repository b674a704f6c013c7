/* SPDX-License-Identifier: MIT */
#include "core/search_marks.h"

#include "db/fts.h"

struct held {
    const struct search_plan *plan;
    bool choice[SEARCH_TERMS_MAX][CHOICES_MAX];
};

static bool is_phrase(struct str quoted)
{
    return str_index(quoted, ' ') < quoted.n;
}

/* A fts_token_fn. */
static void note_token(void *arg, struct str token)
{
    struct held *held = arg;
    for (int g = 0; g < held->plan->n; g++) {
        const struct search_group *group = &held->plan->group[g];
        for (int i = 0; i < group->n; i++) {
            struct str quoted = group->choice[i].words;
            if (quoted.n == token.n + 2 && memcmp(quoted.p + 1, token.p, token.n) == 0)
                held->choice[g][i] = true;
        }
    }
}

enum err_kind search_marks(struct db_conn *c, const struct search_plan *plan, int64_t id,
                           struct str otherwise, struct arena *a, struct str *out, struct err *e)
{
    struct held held = {.plan = plan};
    struct str texts[3] = {STR_NONE, STR_NONE, STR_NONE};
    struct stmt *s = db_stmt(c, SQL_SEARCH_DOC_TEXTS);
    stmt_int(s, ARG_ID, id);
    if (stmt_next(s)) {
        texts[0] = stmt_col_text(s, COL_TITLE, a);
        texts[1] = stmt_col_text(s, COL_STANDFIRST, a);
        texts[2] = stmt_col_text(s, COL_BODY, a);
    }
    TRY(stmt_done(s, e));
    for (int i = 0; i < 3; i++)
        TRY(fts_tokens(c, texts[i], note_token, &held, e));
    struct buf b = buf_in(a);
    for (int g = 0; g < plan->n; g++)
        for (int i = 0; i < plan->group[g].n; i++) {
            struct str quoted = plan->group[g].choice[i].words;
            if (!held.choice[g][i] && !is_phrase(quoted))
                continue;
            buf_add_c(&b, b.n > 0 ? " OR " : "");
            buf_add(&b, quoted);
        }
    *out = b.n > 0 ? buf_str(&b) : otherwise;
    return OK;
}
