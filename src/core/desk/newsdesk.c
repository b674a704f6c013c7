/* SPDX-License-Identifier: MIT */
/* Every action is one write job: it reads the article as it is now, decides, changes it, and writes
 * the audit line, so that two editors at once can never leave a half of each. */
#include "core/desk/newsdesk.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "core/news/archive.h"
#include "core/audit/audit.h"
#include "core/search/index/desk.h"
#include "core/search/index/index.h"
#include "core/news/section.h"
#include "core/news/translation.h"
#include "core/people/user.h"
#include "text/excerpt.h"
#include "text/proofread.h"
#include "text/markdown.h"
#include "text/slug.h"

enum { EXCERPT_CHARACTERS = 220 };

static const char *const status_names[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = "draft",
    [ARTICLE_REVIEW] = "in review",
    [ARTICLE_SCHEDULED] = "scheduled",
    [ARTICLE_PUBLISHED] = "published",
    [ARTICLE_UNPUBLISHED] = "unpublished",
    [ARTICLE_TRASHED] = "in the trash",
};

const char *article_status_name(enum article_status status)
{
    return (unsigned)status < ARTICLE_STATUSES ? status_names[status] : "";
}

static const char *const status_keys[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = "draft",
    [ARTICLE_REVIEW] = "review",
    [ARTICLE_SCHEDULED] = "scheduled",
    [ARTICLE_PUBLISHED] = "published",
    [ARTICLE_UNPUBLISHED] = "unpublished",
    [ARTICLE_TRASHED] = "trash",
};

const char *article_status_key(enum article_status status)
{
    return (unsigned)status < ARTICLE_STATUSES ? status_keys[status] : "";
}

bool article_status_parse(struct str key, enum article_status *out)
{
    for (int i = 0; i < ARTICLE_STATUSES; i++)
        if (str_eq(key, str_from(status_keys[i]))) {
            *out = (enum article_status)i;
            return true;
        }
    return false;
}

bool article_editable(const struct actor *who, const struct article *art)
{
    if (role_may(who->role, RIGHT_PUBLISH))
        return true;
    return role_may(who->role, RIGHT_WRITE) && art->author_id == who->user_id &&
           (art->status == ARTICLE_DRAFT || art->status == ARTICLE_REVIEW ||
            art->status == ARTICLE_UNPUBLISHED);
}

/* ---- saving ---- */

void article_check(const struct settings *s, const struct article_edit *edit, struct problems *p)
{
    if (str_empty(edit->title))
        problem_add(p, "title", "An article needs a headline.");
    else if (edit->title.n > TITLE_MAX)
        problem_add(p, "title", "The headline is longer than %d bytes.", TITLE_MAX);
    if (edit->slug.n > SLUG_MAX)
        problem_add(p, "slug", "The address is longer than %d bytes.", SLUG_MAX);
    if (edit->standfirst.n > STANDFIRST_MAX)
        problem_add(p, "standfirst", "The standfirst is longer than %d bytes.", STANDFIRST_MAX);
    if (edit->body.n > BODY_MAX)
        problem_add(p, "body", "The text is longer than %d bytes.", BODY_MAX);
    else
        proofread_check(edit->body, s->address, p);
    if (edit->section_id <= 0)
        problem_add(p, "section", "An article needs a section.");
    picture_check(&edit->picture, p);
    translations_check(edit->translations, s->language, p);
    int64_t tags = 0;
    for (struct str rest = edit->tags; rest.p != NULL;) {
        struct str name = str_trim(str_split(&rest, ','));
        tags += !utf8_blank(name);
        if (name.n > 100)
            problem_add(p, "tags", "A tag is longer than 100 bytes.");
    }
    if (tags > TAGS_MAX)
        problem_add(p, "tags", "An article can have %d tags.", TAGS_MAX);
}

struct save {
    const struct actor *who;
    const struct article_edit *edit;
    struct problems *problems;
    struct arena *arena;
    struct str slug, excerpt, translations;
    int64_t words;
    int64_t now;
    int64_t id, version;
};

static void bind_picture(struct stmt *s, const struct picture *p)
{
    bool any = !str_empty(p->path);
    stmt_text(s, ARG_PICTURE, p->path);
    stmt_text(s, ARG_PICTURE_ALT, p->alt);
    stmt_text(s, ARG_PICTURE_CAPTION, p->caption);
    stmt_text(s, ARG_PICTURE_CREDIT, p->credit);
    stmt_int(s, ARG_PICTURE_WIDTH, any ? p->width : 0);
    stmt_int(s, ARG_PICTURE_HEIGHT, any ? p->height : 0);
}

/* BEFORE: the article as it is; NULL for a new one. Coverage that has ended since the form was made
 * stays over. */
static enum article_live live_of(const struct save *it, const struct article *before)
{
    bool over = before != NULL && before->live == LIVE_OVER;
    return it->edit->live != LIVE_NO && over ? LIVE_OVER : it->edit->live;
}

static int64_t author_of(const struct save *it)
{
    return it->edit->author_id ? it->edit->author_id : it->who->user_id;
}

static void bind_fields(struct stmt *s, const struct save *it, const struct article *before,
                        int64_t base_views)
{
    const struct article_edit *edit = it->edit;
    stmt_text(s, ARG_SLUG, it->slug);
    stmt_text(s, ARG_TITLE, edit->title);
    stmt_text(s, ARG_STANDFIRST, edit->standfirst);
    stmt_text(s, ARG_BODY, edit->body);
    stmt_text(s, ARG_EXCERPT, it->excerpt);
    stmt_int(s, ARG_WORDS, it->words);
    stmt_int(s, ARG_SECTION_ID, edit->section_id);
    stmt_int(s, ARG_AUTHOR_ID, author_of(it));
    stmt_int(s, ARG_SOCIAL_LINKS, edit->social_links);
    stmt_int(s, ARG_COMMENTS_OPEN, edit->comments_open);
    stmt_int(s, ARG_BASE_VIEWS, base_views);
    stmt_int(s, ARG_LIVE, live_of(it, before));
    stmt_text(s, ARG_TRANSLATIONS, it->translations);
    bind_picture(s, &edit->picture);
    stmt_int(s, ARG_NOW, it->now);
}

static enum err_kind put_tags(struct db_conn *c, const struct save *it, int64_t published_at,
                              struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_TAG_CLEAR);
    stmt_int(s, ARG_ID, it->id);
    TRY(stmt_run(s, e));
    int64_t position = 0;
    for (struct str rest = it->edit->tags; rest.p != NULL;) {
        struct str name = str_trim(str_split(&rest, ','));
        if (utf8_blank(name))
            continue;
        s = db_stmt(c, SQL_TAG_PUT);
        struct str slug = slug_from(it->arena, name, STR("tag"));
        stmt_text(s, ARG_SLUG, slug);
        stmt_text(s, ARG_NAME, name);
        int64_t tag_id = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
        TRY(stmt_run(s, e));
        s = db_stmt(c, SQL_ARTICLE_TAG_PUT);
        stmt_int(s, ARG_ID, it->id);
        stmt_int(s, ARG_TAG_ID, tag_id);
        stmt_int(s, ARG_POSITION, position++);
        stmt_int(s, ARG_PUBLISHED_AT, published_at);
        TRY(stmt_run(s, e));
    }
    return OK;
}

/* Whether another article has, or had, this permalink. */
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

/* The slug of an article that has a permalink changes: the old one goes on as a redirect. */
static enum err_kind move_permalink(struct db_conn *c, const struct save *it,
                                    const struct article *before, struct err *e)
{
    bool taken;
    TRY(permalink_taken(c, before->day, it->slug, it->id, &taken, e));
    if (taken) {
        problem_add(it->problems, "slug", "Another article of that day has this address.");
        return err_set(e, ERR_CONFLICT, "Another article of that day has this address.");
    }
    struct stmt *s = db_stmt(c, SQL_ARTICLE_ALIAS_REMOVE);
    stmt_int(s, ARG_DAY, before->day);
    stmt_text(s, ARG_SLUG, it->slug);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_ARTICLE_ALIAS_ADD);
    stmt_int(s, ARG_DAY, before->day);
    stmt_text(s, ARG_SLUG, before->slug);
    stmt_int(s, ARG_ID, it->id);
    return stmt_run(s, e);
}

static enum err_kind insert_article(struct db_conn *c, struct save *it, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_INSERT);
    bind_fields(s, it, NULL, it->edit->base_views > 0 ? it->edit->base_views : 0);
    TRY(stmt_run(s, e));
    it->id = db_last_id(c);
    it->version = 1;
    TRY(put_tags(c, it, 0, e));
    TRY(search_unless_damaged(search_desk_put(c, it->id, e), e));
    return audit_add(c, it->who, "article.add", "article", it->id, STR_NONE, it->edit->title, e);
}

static enum err_kind set_revised(struct db_conn *c, int64_t id, int64_t at, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_AT, at);
    return stmt_run(s, e);
}

/* What has been changed is tried again at once. */
static enum err_kind clear_failure(struct db_conn *c, int64_t id, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_PUBLISH_FAILURE_CLEAR);
    stmt_int(s, ARG_ID, id);
    return stmt_run(s, e);
}

static enum err_kind update_article(struct db_conn *c, struct save *it, struct err *e)
{
    struct article before;
    TRY(article_by_id(c, it->id, it->arena, &before, e));
    if (!article_editable(it->who, &before))
        return err_set(e, ERR_FORBIDDEN, "This article can only be changed by an editor.");
    if (before.version != it->edit->version)
        return audit_conflict(c, "article", it->id, "saved this article", it->arena, e);
    if (before.day != 0 && !str_eq(before.slug, it->slug))
        TRY(move_permalink(c, it, &before, e));

    struct stmt *s = db_stmt(c, SQL_ARTICLE_UPDATE);
    stmt_int(s, ARG_ID, it->id);
    bind_fields(s, it, &before,
                it->edit->base_views < 0 ? before.base_views : it->edit->base_views);
    TRY(stmt_run(s, e));
    TRY(clear_failure(c, it->id, e));
    TRY(search_unless_damaged(search_desk_put(c, it->id, e), e));
    it->version = before.version + 1;
    bool published = before.status == ARTICLE_PUBLISHED;
    TRY(put_tags(c, it, published ? before.published_at : 0, e));
    if (published && it->edit->revised)
        TRY(set_revised(c, it->id, it->now, e));
    if (published)
        TRY(search_unless_damaged(search_index_put(c, it->id, e), e));
    TRY(audit_add(c, it->who, "article.change", "article", it->id, before.title, it->edit->title,
                  e));
    return published ? db_content_changed(c, e) : OK;
}

/* The section may have been removed since the form was made. */
static enum err_kind check_references(struct db_conn *c, const struct save *it, struct err *e)
{
    bool exists;
    struct user author;
    TRY(section_exists(c, it->edit->section_id, &exists, e));
    if (exists) {
        enum err_kind kind = user_by_id(c, author_of(it), it->arena, &author, e);
        if (kind != ERR_NOT_FOUND)
            return kind;
    }
    problem_add(it->problems, exists ? "author" : "section", "There is no such %s.",
                exists ? "author" : "section");
    return err_set(e, ERR_INVALID, "There is no such %s.", exists ? "author" : "section");
}

static enum err_kind save_job(struct db_conn *c, void *arg, struct err *e)
{
    struct save *it = arg;
    struct used_form *form = it->edit->form;
    it->id = it->edit->id;
    TRY(used_form_find(c, form, e));
    if (used_form_done(form)) {
        it->id = form->id;
        it->version = form->version;
        return OK;
    }
    TRY(check_references(c, it, e));
    TRY(it->id == 0 ? insert_article(c, it, e) : update_article(c, it, e));
    return used_form_put(c, form, it->id, it->version, it->now, e);
}

/* What is made of EDIT before the database is asked. */
static struct save save_of(const struct settings *s, const struct actor *who,
                           const struct article_edit *edit, struct problems *p, struct arena *a)
{
    return (struct save){
        .who = who,
        .edit = edit,
        .problems = p,
        .arena = a,
        .now = clock_now(),
        .id = edit->id,
        .slug = slug_from(a, str_empty(edit->slug) ? edit->title : edit->slug, STR("article")),
        .excerpt = excerpt_from(a, edit->body, EXCERPT_CHARACTERS),
        .words = (int64_t)word_count(a, edit->body),
        .translations = translations_tidy(edit->translations, s->language, a),
    };
}

enum err_kind article_save(struct db *db, const struct settings *s, const struct actor *who,
                           const struct article_edit *edit, int64_t *id, int64_t *version,
                           struct problems *p, struct err *e)
{
    article_check(s, edit, p);
    if (p->n > 0)
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    struct arena *a = arena_new(64 * 1024);
    struct save it = save_of(s, who, edit, p, a);
    enum err_kind kind = db_write(db, save_job, &it, e);
    arena_free(&a);
    *id = it.id;
    *version = it.version;
    return kind;
}

/* ---- from one status to another ---- */

struct move {
    const struct actor *who;
    const struct settings *settings; /* for publishing only */
    int64_t id;
    enum article_status to;
    int64_t at; /* of publishing (0: now) and scheduling */
    int64_t now;
    struct arena *arena;
};

/* Writes what ART now is. */
static enum err_kind put_status(struct db_conn *c, const struct move *it, const struct article *art,
                                enum article_status before, const char *action, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_STATUS);
    stmt_int(s, ARG_ID, it->id);
    stmt_int(s, ARG_STATUS, art->status);
    stmt_int(s, ARG_STATUS_BEFORE, art->status_before);
    stmt_int(s, ARG_DAY, art->day);
    stmt_text(s, ARG_SLUG, art->slug);
    stmt_int(s, ARG_PUBLISHED_AT, art->published_at);
    stmt_int(s, ARG_NOW, it->now);
    TRY(stmt_run(s, e));
    TRY(clear_failure(c, it->id, e));
    TRY(search_unless_damaged(search_desk_put(c, it->id, e), e));
    TRY(audit_add(c, it->who, action, "article", it->id, str_from(status_names[before]),
                  str_from(status_names[art->status]), e));
    if (before != ARTICLE_PUBLISHED && art->status != ARTICLE_PUBLISHED)
        return OK;
    TRY(search_unless_damaged(search_index_put(c, it->id, e), e));
    return db_content_changed(c, e);
}

/* Gives ART the permalink of DAY, on which it is published, with a free slug. */
static enum err_kind fix_permalink(struct db_conn *c, const struct move *it, struct article *art,
                                   int64_t day, struct err *e)
{
    art->day = day;
    struct str wanted = art->slug;
    for (int n = 2;; n++) {
        bool taken;
        TRY(permalink_taken(c, art->day, art->slug, it->id, &taken, e));
        if (!taken)
            return OK;
        art->slug = arena_printf(it->arena, "%.*s-%d", STR_ARG(wanted), n);
    }
}

static enum err_kind publish(struct db_conn *c, const struct move *it, struct article *art,
                             enum article_status before, struct err *e)
{
    if (before == ARTICLE_TRASHED)
        return err_set(e, ERR_CONFLICT, "The article is in the trash: restore it first.");
    if (before == ARTICLE_PUBLISHED)
        return OK;
    /* One that was published before keeps its date, and its place in the lists. */
    bool again = art->day != 0 && before != ARTICLE_SCHEDULED;
    bool due = before == ARTICLE_SCHEDULED && art->published_at <= it->now;
    if (it->at)
        art->published_at = it->at;
    else if (!again && !due)
        art->published_at = it->now;
    int64_t day = archive_day(it->settings, art->published_at);
    if (art->day == 0)
        TRY(fix_permalink(c, it, art, day, e));
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_ARCHIVE_DAY);
    stmt_int(s, ARG_ID, it->id);
    stmt_int(s, ARG_DAY, day);
    TRY(stmt_run(s, e));
    art->status = ARTICLE_PUBLISHED;
    return put_status(c, it, art, before, "article.publish", e);
}

static enum err_kind move_article(struct db_conn *c, const struct move *it, struct err *e)
{
    struct article art;
    TRY(article_by_id(c, it->id, it->arena, &art, e));
    if (!article_editable(it->who, &art))
        return err_set(e, ERR_FORBIDDEN, "This article can only be changed by an editor.");
    enum article_status before = art.status;
    switch (it->to) {
    case ARTICLE_PUBLISHED:
        return publish(c, it, &art, before, e);
    case ARTICLE_SCHEDULED:
        if (before == ARTICLE_TRASHED || before == ARTICLE_PUBLISHED)
            return err_set(e, ERR_CONFLICT, "The article is %s.", status_names[before]);
        art.published_at = it->at;
        art.status = ARTICLE_SCHEDULED;
        return put_status(c, it, &art, before, "article.schedule", e);
    case ARTICLE_UNPUBLISHED:
        if (before != ARTICLE_PUBLISHED && before != ARTICLE_SCHEDULED)
            return err_set(e, ERR_CONFLICT, "The article is %s.", status_names[before]);
        art.status = art.day != 0 ? ARTICLE_UNPUBLISHED : ARTICLE_DRAFT;
        return put_status(c, it, &art, before, "article.unpublish", e);
    case ARTICLE_REVIEW:
    case ARTICLE_DRAFT:
        if (before != ARTICLE_DRAFT && before != ARTICLE_REVIEW)
            return err_set(e, ERR_CONFLICT, "The article is %s.", status_names[before]);
        art.status = it->to;
        return put_status(c, it, &art, before,
                          it->to == ARTICLE_REVIEW ? "article.submit" : "article.return", e);
    case ARTICLE_TRASHED:
        if (before == ARTICLE_TRASHED)
            return OK;
        art.status_before = before;
        art.status = ARTICLE_TRASHED;
        return put_status(c, it, &art, before, "article.trash", e);
    default:
        return err_set(e, ERR_BUG, "an article cannot become %d", (int)it->to);
    }
}

static enum err_kind move_job(struct db_conn *c, void *arg, struct err *e)
{
    return move_article(c, arg, e);
}

static enum err_kind move(struct db *db, db_write_fn *job, struct move it, struct err *e)
{
    it.now = clock_now();
    it.arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, &it, e);
    arena_free(&it.arena);
    return kind;
}

/* ---- many new ones ---- */

struct batch {
    struct save *saves;
    size_t n, at; /* at: the one that is being added */
    bool publishes;
    const struct settings *settings;
};

static enum err_kind batch_job(struct db_conn *c, void *arg, struct err *e)
{
    struct batch *it = arg;
    for (it->at = 0; it->at < it->n; it->at++) {
        struct save *save = &it->saves[it->at];
        TRY(save_job(c, save, e));
        const struct move move = {.who = save->who,
                                  .settings = it->settings,
                                  .id = save->id,
                                  .to = ARTICLE_PUBLISHED,
                                  .now = save->now,
                                  .arena = save->arena};
        if (it->publishes)
            TRY(move_article(c, &move, e));
    }
    return OK;
}

static enum err_kind add_in(struct db *db, struct batch *it, const struct actor *who,
                            const struct article_edit *edits, struct arena *a, struct problems *p,
                            struct err *e)
{
    for (it->at = 0; it->at < it->n; it->at++) {
        article_check(it->settings, &edits[it->at], p);
        if (p->n > 0)
            return err_set(e, ERR_INVALID, "%s", p->item[0].text);
        it->saves[it->at] = save_of(it->settings, who, &edits[it->at], p, a);
    }
    return db_write(db, batch_job, it, e);
}

enum err_kind article_add_all(struct db *db, const struct settings *s, const struct actor *who,
                              const struct article_edit *edits, size_t n, bool publishes,
                              int64_t *ids, size_t *failed, struct problems *p, struct err *e)
{
    if (publishes && !role_may(who->role, RIGHT_PUBLISH))
        return err_set(e, ERR_FORBIDDEN, "Only an editor can publish.");
    struct arena *a = arena_new(64 * 1024);
    struct batch it = {
        .saves = ARENA_ARRAY(a, struct save, n), .n = n, .publishes = publishes, .settings = s};
    enum err_kind kind = add_in(db, &it, who, edits, a, p, e);
    *failed = it.at < n ? it.at : 0;
    for (size_t i = 0; kind == OK && i < n; i++)
        ids[i] = it.saves[i].id;
    arena_free(&a);
    return kind;
}

enum err_kind article_publish(struct db *db, const struct settings *s, const struct actor *who,
                              int64_t id, int64_t at, struct err *e)
{
    if (!role_may(who->role, RIGHT_PUBLISH))
        return err_set(e, ERR_FORBIDDEN, "Only an editor can publish.");
    return move(
        db, move_job,
        (struct move){.who = who, .settings = s, .id = id, .to = ARTICLE_PUBLISHED, .at = at}, e);
}

enum err_kind article_schedule(struct db *db, const struct actor *who, int64_t id, int64_t at,
                               struct err *e)
{
    if (!role_may(who->role, RIGHT_PUBLISH))
        return err_set(e, ERR_FORBIDDEN, "Only an editor can schedule.");
    if (at <= clock_now())
        return err_set(e, ERR_INVALID, "The time to publish at must be in the future.");
    return move(db, move_job,
                (struct move){.who = who, .id = id, .to = ARTICLE_SCHEDULED, .at = at}, e);
}

enum err_kind article_unpublish(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return move(db, move_job, (struct move){.who = who, .id = id, .to = ARTICLE_UNPUBLISHED}, e);
}

enum err_kind article_submit(struct db *db, const struct actor *who, int64_t id, bool done,
                             struct err *e)
{
    return move(db, move_job,
                (struct move){.who = who, .id = id, .to = done ? ARTICLE_REVIEW : ARTICLE_DRAFT},
                e);
}

enum err_kind article_trash(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return move(db, move_job, (struct move){.who = who, .id = id, .to = ARTICLE_TRASHED}, e);
}

static enum err_kind restore_job(struct db_conn *c, void *arg, struct err *e)
{
    struct move *it = arg;
    struct article art;
    TRY(article_by_id(c, it->id, it->arena, &art, e));
    if (art.status != ARTICLE_TRASHED)
        return err_set(e, ERR_CONFLICT, "The article is %s.", status_names[art.status]);
    bool missed = art.status_before == ARTICLE_SCHEDULED && art.published_at <= it->now;
    art.status = missed ? ARTICLE_DRAFT : art.status_before;
    if (!article_editable(it->who, &art))
        return err_set(e, ERR_FORBIDDEN, "This article can only be restored by an editor.");
    return put_status(c, it, &art, ARTICLE_TRASHED, "article.restore", e);
}

enum err_kind article_restore(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    return move(db, restore_job, (struct move){.who = who, .id = id}, e);
}

/* ---- what is due ---- */

enum {
    DUE_MAX = 100,   /* looked at in one go */
    DUE_WAIT_S = 60, /* after a first failure; doubled with each further one */
    DUE_WAIT_MAX_S = 60 * 60,
};

struct due {
    struct move move;
    bool published;
};

/* One article alone, so that one which cannot be published holds up no other. */
static enum err_kind due_job(struct db_conn *c, void *arg, struct err *e)
{
    struct due *due = arg;
    struct article art;
    due->published = false;
    TRY(article_by_id(c, due->move.id, due->move.arena, &art, e));
    if (art.status != ARTICLE_SCHEDULED || art.published_at > due->move.now)
        return OK; /* somebody was faster */
    TRY(move_article(c, &due->move, e));
    due->published = true;
    return OK;
}

static enum err_kind failure_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct move *it = arg;
    struct stmt *s = db_stmt(c, SQL_PUBLISH_FAILURE_TRIES);
    stmt_int(s, ARG_ID, it->id);
    int64_t tries = stmt_next(s) ? stmt_col_int(s, COL_TRIES) : 0;
    TRY(stmt_done(s, e));
    int64_t wait = tries < 6 ? (int64_t)DUE_WAIT_S << tries : DUE_WAIT_MAX_S;
    s = db_stmt(c, SQL_PUBLISH_FAILURE_PUT);
    stmt_int(s, ARG_ID, it->id);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_WAIT, wait < DUE_WAIT_MAX_S ? wait : DUE_WAIT_MAX_S);
    return stmt_run(s, e);
}

/* Publishes the article of IT, or notes that it could not be: only what would fail for every
 * article ends the round. */
static enum err_kind publish_one(struct db *db, struct move it, int *n, struct err *e)
{
    struct due due = {.move = it};
    enum err_kind kind = db_write(db, due_job, &due, e);
    *n += kind == OK && due.published;
    if (kind == OK || kind == ERR_BUSY)
        return kind;
    log_error("article %" PRId64 " cannot be published at its time, and is tried again: %s", it.id,
              e->msg);
    return db_write(db, failure_job, &it, e);
}

static enum err_kind due_list(struct db *db, int64_t now, int64_t ids[DUE_MAX], int *n,
                              struct err *e)
{
    struct db_conn *c;
    *n = 0;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_ARTICLE_DUE);
    stmt_int(s, ARG_NOW, now);
    while (*n < DUE_MAX && stmt_next(s))
        ids[(*n)++] = stmt_col_int(s, COL_ID);
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}

bool article_overdue(const struct article *art, int64_t now)
{
    return art->status == ARTICLE_SCHEDULED && art->published_at <= now - DUE_WAIT_S;
}

enum err_kind article_publish_due(struct db *db, const struct settings *s, int64_t now, int *n,
                                  struct err *e)
{
    static const struct actor clock = {0, {"the clock", 9}, ROLE_ADMIN};
    int64_t ids[DUE_MAX];
    int found;
    *n = 0;
    TRY(due_list(db, now, ids, &found, e));
    if (found == 0)
        return OK;
    struct move it = {.who = &clock, .settings = s, .to = ARTICLE_PUBLISHED, .now = now};
    it.arena = arena_new(64 * 1024);
    enum err_kind kind = OK;
    for (int i = 0; i < found && kind == OK; i++) {
        it.id = ids[i];
        kind = publish_one(db, it, n, e);
        arena_reset(it.arena);
    }
    arena_free(&it.arena);
    return kind;
}
