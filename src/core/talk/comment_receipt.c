/* SPDX-License-Identifier: MIT */
/* A receipt's secret is a MAC of the form's token, so the same form leads to the same receipt. The
 * database has only a hash of the secret. */
#include "core/talk/comment_receipt.h"

#include <inttypes.h>

#include "base/rand.h"
#include "core/news/article.h"
#include "core/talk/comment_key.h"

struct str comment_form_digest(const struct comment_submission *sub, struct arena *a)
{
    /* No field except the last can contain a newline. */
    struct str all = arena_printf(a, "%" PRId64 "\n%" PRId64 "\n%.*s\n%.*s\n%.*s\n%.*s",
                                  sub->article_id, sub->parent_id, STR_ARG(sub->author),
                                  STR_ARG(sub->email), STR_ARG(sub->url), STR_ARG(sub->body));
    return comment_key(a, all);
}

static struct str secret_under(const unsigned char *key, struct str token, struct arena *a)
{
    return mac_token(a, key, arena_join(a, STR("receipt:"), token));
}

struct str comment_receipt_secret(const struct settings *settings, struct str token,
                                  struct arena *a)
{
    return secret_under(secret_key(&settings->secret), token, a);
}

static bool is_same_form(struct stmt *row, const struct comment_submission *sub, struct arena *a)
{
    struct str sent = stmt_col_text(row, COL_FORM_DIGEST, a);
    if (str_empty(sent)) /* stored by a version without form digests */
        return str_eq(stmt_col_text(row, COL_BODY, a), sub->body);
    return str_eq(sent, sub->form_digest);
}

/* Finds the comment whose receipt was made with KEY. */
static enum err_kind find_receipt_with(struct db_conn *c, const unsigned char *key,
                                       const struct comment_submission *sub, struct arena *a,
                                       struct comment_receipt *out, struct err *e)
{
    struct article article = {0};
    struct str secret = secret_under(key, sub->token, a), hash = comment_key(a, secret);
    struct stmt *s = db_stmt(c, SQL_COMMENT_FIND_RECEIPT);
    stmt_text(s, ARG_RECEIPT_HASH, hash);
    bool found = stmt_next(s), same = found && is_same_form(s, sub, a);
    if (same) {
        *out = (struct comment_receipt){
            .comment_id = stmt_col_int(s, COL_ID),
            .status = (enum comment_status)stmt_col_int(s, COL_STATUS),
            .secret = secret,
        };
        article.id = stmt_col_int(s, COL_ARTICLE_ID);
    }
    TRY(stmt_done(s, e));
    if (!found)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("Nothing was sent with this form."));
    if (!same)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("Your last comment was sent with this form. Please press the button "
                               "once more to post this one."));
    TRY(article_by_id(c, article.id, a, &article, e));
    out->article_url = article_url(&article, a);
    return OK;
}

enum err_kind comment_find_receipt(struct db_conn *c, const struct settings *settings,
                                   const struct comment_submission *sub, struct arena *a,
                                   struct comment_receipt *out, struct err *e)
{
    const unsigned char *other = secret_other_key(&settings->secret);
    enum err_kind kind = find_receipt_with(c, secret_key(&settings->secret), sub, a, out, e);
    return kind == ERR_NOT_FOUND && other != NULL ? find_receipt_with(c, other, sub, a, out, e)
                                                  : kind;
}
