/* SPDX-License-Identifier: MIT */
/* Loads the entries of the sample's live blogs: live/NN-name.md belongs to the article with that
 * name. They are inserted with times in the past, and the article's last update is the time of the
 * last entry. */
#include "cli/sample/sample_parts.h"
#include "core/desk/live_write.h"
#include "core/search/index/index.h"

struct blog {
    const struct sample *sample;
    const struct record_list *list;
    const struct sample_article *article;
};

static enum err_kind add_entry(struct db_conn *c, const struct blog *blog, const struct record *r,
                               int64_t *at, struct err *e)
{
    const struct sample_person *user;
    TRY(sample_person(blog->sample, r, "user", &user, e));
    TRY(sample_after(blog->sample, r, blog->article, at, e));
    if (str_empty(r->body))
        return record_fail(r, "user", e, "the entry is empty");
    struct stmt *s = db_stmt(c, SQL_LIVE_ENTRY_INSERT);
    stmt_int(s, ARG_ARTICLE_ID, blog->article->id);
    stmt_int(s, ARG_AT, *at);
    stmt_text(s, ARG_TITLE, record_text(r, "title"));
    stmt_text(s, ARG_BODY, r->body);
    stmt_int(s, ARG_USER_ID, user->id);
    stmt_text(s, ARG_TOKEN, STR_NONE);
    stmt_int(s, ARG_NOW, *at);
    return stmt_run(s, e);
}

static enum err_kind blog_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct blog *blog = arg;
    int64_t at = 0;
    for (size_t i = 0; i < blog->list->n; i++)
        if (add_entry(c, blog, &blog->list->items[i], &at, e) != OK)
            return record_wrap(&blog->list->items[i], e);
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
    stmt_int(s, ARG_ID, blog->article->id);
    stmt_int(s, ARG_AT, at);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_ARTICLE_TOUCH);
    stmt_int(s, ARG_ID, blog->article->id);
    stmt_int(s, ARG_NOW, at);
    TRY(stmt_run(s, e));
    TRY(search_index_put(c, blog->article->id, e));
    return db_content_changed(c, e);
}

enum err_kind sample_add_live(const struct sample *sample, struct err *e)
{
    const struct embed_file *file;
    const char *name;
    for (size_t at = 0; (file = sample_next_file("live/", &at, &name)) != NULL;) {
        struct record_list list;
        struct blog blog = {.sample = sample, .list = &list};
        TRY(record_parse(sample->arena, file, name, "after user title", &list, e));
        TRY(sample_article_named(sample, name, &blog.article, e));
        TRY(db_write(sample->db, blog_job, &blog, e));
    }
    return OK;
}
