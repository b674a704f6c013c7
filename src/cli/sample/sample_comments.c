/* SPDX-License-Identifier: MIT */
/* The sample's comments have their own dates, addresses and decisions, which the functions for
 * readers' comments do not allow. So they are inserted by the statement that those functions use.
 * They are inserted in the order of their times, since a comment's id decides its place in threads
 * and queues. */
#include <stdlib.h>

#include "base/rand.h"
#include "cli/sample/sample_parts.h"
#include "core/talk/comment.h"
#include "core/talk/moderation.h"
#include "core/talk/comment_status.h"
#include "core/talk/rules.h"

static const char keys[] = "id reply_to author email url user after status held addr agent";
static const char usual_agent[] =
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

struct entry {
    const struct record *record;
    const struct sample_article *article;
    const struct sample_person *user; /* NULL: a reader */
    struct entry *parent;
    int64_t at;
    size_t order; /* its place in the files */
    enum comment_status status;
    int64_t id, root_id, depth; /* set when it is inserted */
};

struct entries {
    const struct sample *sample;
    struct entry *items;
    size_t n;
    const struct sample_person *moderator;
};

/* ---- reading ---- */

/* The earlier comment on the same article that `reply_to` names. */
static enum err_kind parent_of(struct entries *all, size_t first, struct entry *entry,
                               struct err *e)
{
    struct str name = record_text(entry->record, "reply_to");
    if (str_empty(name))
        return OK;
    for (struct entry *p = all->items + first; p < entry; p++)
        if (str_eq(record_text(p->record, "id"), name)) {
            entry->parent = p;
            return entry->at >= p->at ? OK
                                      : record_fail(entry->record, "after", e,
                                                    "it is older than the comment that it answers");
        }
    return record_fail(entry->record, "reply_to", e, "no comment before it has the id \"%.*s\"",
                       STR_ARG(name));
}

static enum err_kind read_entry(struct entries *all, const struct record *r,
                                const struct sample_article *article, size_t first, struct err *e)
{
    struct entry *entry = &all->items[all->n];
    *entry = (struct entry){.record = r, .article = article, .order = all->n, .depth = 1};
    all->n++;
    struct str unused;
    if (record_has(r, "user"))
        TRY(sample_person(all->sample, r, "user", &entry->user, e));
    else
        TRY(record_need(r, "author", &unused, e));
    if (!comment_status_parse(record_text(r, "status"), &entry->status))
        return record_fail(r, "status", e, "the status is pending, approved, spam or trash");
    if (str_empty(r->body))
        return record_fail(r, "author", e, "the comment is empty");
    TRY(sample_after(all->sample, r, article, &entry->at, e));
    return parent_of(all, first, entry, e);
}

static enum err_kind read_all(struct entries *all, struct err *e)
{
    const struct sample *sample = all->sample;
    const struct embed_file *file;
    const char *name;
    size_t most = 0;
    for (size_t at = 0; (file = sample_next_file("comments/", &at, &name)) != NULL;)
        most += file->size / 8 + 1; /* an upper bound: "---\n---\n" is the shortest record */
    all->items = ARENA_ARRAY(sample->arena, struct entry, most);
    for (size_t at = 0; (file = sample_next_file("comments/", &at, &name)) != NULL;) {
        struct record_list list;
        const struct sample_article *article = NULL;
        TRY(record_parse(sample->arena, file, name, keys, &list, e));
        TRY(sample_article_named(sample, name, &article, e));
        size_t first = all->n;
        for (size_t i = 0; i < list.n; i++)
            TRY(read_entry(all, &list.items[i], article, first, e));
    }
    return OK;
}

/* ---- writing ---- */

/* Why the comment is held, as the rules say it (a message that is translated when it is shown).
 * Where they say something else today, the record's own words. */
static struct str reason_of(const struct entries *all, const struct record *r)
{
    struct arena *a = all->sample->arena;
    struct str told = record_text(r, "held");
    const struct comment_submission sub = {.author = record_text(r, "author"),
                                           .email = record_text(r, "email"),
                                           .url = record_text(r, "url"),
                                           .body = r->body,
                                           .addr = record_text(r, "addr"),
                                           .user_agent = record_text(r, "agent")};
    struct str judged = rules_judge(all->sample->settings, &sub, a).reason;
    return str_eq(message_packed_english(judged, a), told) ? judged : told;
}

static enum err_kind insert(struct db_conn *c, const struct entries *all, struct entry *entry,
                            struct err *e)
{
    const struct record *r = entry->record;
    const struct sample_person *user = entry->user;
    struct arena *a = all->sample->arena;
    struct str agent = record_text(r, "agent");
    struct stmt *s = db_stmt(c, SQL_COMMENT_INSERT);
    stmt_int(s, ARG_ARTICLE_ID, entry->article->id);
    if (entry->parent != NULL)
        stmt_int(s, ARG_PARENT_ID, entry->parent->id);
    else
        stmt_null(s, ARG_PARENT_ID);
    stmt_int(s, ARG_ROOT_ID, entry->parent ? entry->parent->root_id : 0);
    stmt_int(s, ARG_DEPTH, entry->depth);
    stmt_int(s, ARG_STATUS, entry->status);
    stmt_text(s, ARG_HELD_REASON, record_has(r, "held") ? reason_of(all, r) : STR_NONE);
    if (user != NULL)
        stmt_int(s, ARG_USER_ID, user->id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_AUTHOR, user ? user->name : record_text(r, "author"));
    stmt_text(s, ARG_EMAIL, user ? user->email : record_text(r, "email"));
    stmt_text(s, ARG_URL, record_text(r, "url"));
    stmt_text(s, ARG_BODY, r->body);
    stmt_text(s, ARG_ADDR, record_text(r, "addr"));
    stmt_text(s, ARG_USER_AGENT, str_empty(agent) ? str_from(usual_agent) : agent);
    stmt_text(s, ARG_BROWSER, STR_NONE);
    /* No form was sent, and nobody has a receipt. These only have to be unique. */
    stmt_text(s, ARG_RECEIPT_HASH, hash_hex(a, rand_token(a, 24)));
    stmt_text(s, ARG_DIGEST, hash_hex(a, rand_token(a, 24)));
    stmt_text(s, ARG_FORM_DIGEST, STR_NONE);
    stmt_int(s, ARG_NOW, entry->at);
    stmt_int(s, ARG_DECIDED_AT, 0);
    TRY(stmt_run(s, e));
    entry->id = db_last_id(c);
    return OK;
}

/* Records that a moderator decided, ten minutes after the comment came. A refusal by a rule has no
 * moderator. */
static enum err_kind add_decision(struct db_conn *c, const struct entries *all,
                                  const struct entry *entry, struct err *e)
{
    bool by_rule = entry->status != COMMENT_APPROVED && record_has(entry->record, "held");
    if (entry->status == COMMENT_PENDING || by_rule)
        return OK;
    const struct sample_person *who = entry->user ? entry->user : all->moderator;
    int64_t at = entry->user ? entry->at : entry->at + 600;
    struct stmt *s = db_stmt(c, SQL_SAMPLE_COMMENT_DECIDED);
    stmt_int(s, ARG_ID, entry->id);
    stmt_int(s, ARG_DECIDED_AT, at < all->sample->now ? at : all->sample->now);
    stmt_int(s, ARG_DECIDED_BY, who->id);
    return stmt_run(s, e);
}

static enum err_kind insert_entry(struct db_conn *c, const struct entries *all, struct entry *entry,
                                  struct err *e)
{
    if (entry->parent != NULL)
        entry->depth = entry->parent->depth + 1;
    TRY(insert(c, all, entry, e));
    entry->root_id = entry->parent ? entry->parent->root_id : entry->id;
    if (entry->parent == NULL) {
        struct stmt *s = db_stmt(c, SQL_COMMENT_IS_ITS_OWN_ROOT);
        stmt_int(s, ARG_ID, entry->id);
        TRY(stmt_run(s, e));
    }
    return add_decision(c, all, entry, e);
}

static int by_time(const void *x, const void *y)
{
    const struct entry *a = *(struct entry *const *)x, *b = *(struct entry *const *)y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static enum err_kind insert_job(struct db_conn *c, void *arg, struct err *e)
{
    struct entries *all = arg;
    struct entry **sorted = ARENA_ARRAY(all->sample->arena, struct entry *, all->n + 1);
    for (size_t i = 0; i < all->n; i++)
        sorted[i] = &all->items[i];
    qsort(sorted, all->n, sizeof *sorted, by_time);
    for (size_t i = 0; i < all->n; i++)
        if (insert_entry(c, all, sorted[i], e) != OK)
            return record_wrap(sorted[i]->record, e);
    return db_content_changed(c, e);
}

enum err_kind sample_add_comments(const struct sample *sample, struct err *e)
{
    struct entries all = {.sample = sample};
    for (size_t i = 0; i < sample->n_people; i++)
        if (sample->people[i].role == ROLE_MODERATOR)
            all.moderator = &sample->people[i];
    if (all.moderator == NULL)
        return err_set(e, ERR_INVALID, "people.md has no moderator");
    enum err_kind kind = read_all(&all, e);
    if (kind == OK)
        kind = db_write(sample->db, insert_job, &all, e);
    return kind;
}
