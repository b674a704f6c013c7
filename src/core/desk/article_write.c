/* SPDX-License-Identifier: MIT */
/* Saves articles. A save is one write job: it reads the article as it is now, decides, changes it
 * and writes the audit line, so two editors who act at once never leave half of each change. Slug,
 * excerpt and word count are computed before, without the write lock. */
#include "core/desk/article_write_internal.h"

#include "base/clock.h"
#include "core/audit/audit.h"
#include "core/desk/article_permalink.h"
#include "core/desk/article_tags.h"
#include "core/desk/publish_failure.h"
#include "core/news/section.h"
#include "core/news/translation.h"
#include "core/people/user.h"
#include "core/search/index/desk.h"
#include "core/search/index/index.h"
#include "text/excerpt.h"
#include "text/proofread.h"
#include "text/slug.h"

enum { EXCERPT_CHARACTERS = 220 };

bool article_editable(const struct actor *who, const struct article *art)
{
    if (role_may(who->role, RIGHT_PUBLISH))
        return true;
    return role_may(who->role, RIGHT_WRITE) && art->author_id == who->user_id &&
           (art->status == ARTICLE_DRAFT || art->status == ARTICLE_REVIEW ||
            art->status == ARTICLE_UNPUBLISHED);
}

void article_check(const struct settings *s, const struct article_edit *edit, struct problems *p)
{
    if (str_empty(edit->title))
        problem_say(p, "title", MESSAGE("An article needs a headline."));
    else if (edit->title.n > TITLE_MAX)
        problem_say(p, "title",
                    MESSAGE("The headline is too long; at most about {max} characters fit.",
                            PUT_N("max", TITLE_MAX)));
    if (edit->slug.n > SLUG_TYPED_MAX)
        problem_say(p, "slug",
                    MESSAGE("The address is too long; at most about {max} characters fit.",
                            PUT_N("max", SLUG_TYPED_MAX)));
    if (edit->standfirst.n > STANDFIRST_MAX)
        problem_say(p, "standfirst",
                    MESSAGE("The standfirst is too long; at most about {max} characters fit.",
                            PUT_N("max", STANDFIRST_MAX)));
    if (edit->body.n > BODY_MAX)
        problem_say(p, "body",
                    MESSAGE("The text is too long; at most about {max} characters fit.",
                            PUT_N("max", BODY_MAX)));
    else
        proofread_check(edit->body, s->address, p);
    if (edit->section_id <= 0)
        problem_say(p, "section", MESSAGE("An article needs a section."));
    picture_check(&edit->picture, p);
    translations_check(edit->translations, s->language, p);
    tags_check(edit->tags, p);
}

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

/* The value of `live` to store. BEFORE is the stored article; NULL for a new one. Coverage that has
 * ended since the form was made stays ended. */
static enum article_live live_to_store(const struct article_save *save,
                                       const struct article *before)
{
    bool over = before != NULL && before->live == LIVE_OVER;
    return save->edit->live != LIVE_NO && over ? LIVE_OVER : save->edit->live;
}

static int64_t author_of(const struct article_save *save)
{
    return save->edit->author_id ? save->edit->author_id : save->who->user_id;
}

static void bind_fields(struct stmt *s, const struct article_save *save,
                        const struct article *before, int64_t base_views)
{
    const struct article_edit *edit = save->edit;
    stmt_text(s, ARG_SLUG, save->slug);
    stmt_text(s, ARG_TITLE, edit->title);
    stmt_text(s, ARG_STANDFIRST, edit->standfirst);
    stmt_text(s, ARG_BODY, edit->body);
    stmt_text(s, ARG_EXCERPT, save->excerpt);
    stmt_int(s, ARG_WORDS, save->words);
    stmt_int(s, ARG_SECTION_ID, edit->section_id);
    stmt_int(s, ARG_AUTHOR_ID, author_of(save));
    stmt_int(s, ARG_SOCIAL_LINKS, edit->social_links);
    stmt_int(s, ARG_COMMENTS_OPEN, edit->comments_open);
    stmt_int(s, ARG_BASE_VIEWS, base_views);
    stmt_int(s, ARG_LIVE, live_to_store(save, before));
    stmt_text(s, ARG_TRANSLATIONS, save->translations);
    bind_picture(s, &edit->picture);
    stmt_int(s, ARG_NOW, save->now);
}

static enum err_kind insert_article(struct db_conn *c, struct article_save *save, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_INSERT);
    bind_fields(s, save, NULL, save->edit->base_views > 0 ? save->edit->base_views : 0);
    TRY(stmt_run(s, e));
    save->id = db_last_id(c);
    save->version = 1;
    TRY(article_tags_store(c, save->id, save->edit->tags, 0, save->arena, e));
    TRY(search_unless_damaged(search_desk_put(c, save->id, e), e));
    return audit_add(c, save->who, "article.add", "article", save->id, STR_NONE, save->edit->title,
                     e);
}

static enum err_kind set_revised(struct db_conn *c, int64_t id, int64_t at, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_AT, at);
    return stmt_run(s, e);
}

/* What is said of a conflict. */
static const struct audit_conflict_words conflict_words = {
    .unknown = N_("Somebody saved this article just now."),
    .just_now = N_("{name} saved this article just now."),
    .seconds = N_("{name} saved this article {n} s ago."),
    .minutes = N_("{name} saved this article {n} min ago."),
    .hours = N_("{name} saved this article {n} h ago."),
};

static enum err_kind update_article(struct db_conn *c, struct article_save *save, struct err *e)
{
    struct article before;
    TRY(article_by_id(c, save->id, save->arena, &before, e));
    if (!article_editable(save->who, &before))
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can change this article."));
    if (before.version != save->edit->version)
        return audit_conflict(c, "article", save->id, &conflict_words, save->arena, e);
    if (before.day != 0 && !str_eq(before.slug, save->slug))
        TRY(article_permalink_move(c, &before, save->slug, save->problems, e));

    struct stmt *s = db_stmt(c, SQL_ARTICLE_UPDATE);
    stmt_int(s, ARG_ID, save->id);
    bind_fields(s, save, &before,
                save->edit->base_views < 0 ? before.base_views : save->edit->base_views);
    TRY(stmt_run(s, e));
    TRY(publish_failure_clear(c, save->id, e));
    TRY(search_unless_damaged(search_desk_put(c, save->id, e), e));
    save->version = before.version + 1;
    bool published = before.status == ARTICLE_PUBLISHED;
    TRY(article_tags_store(c, save->id, save->edit->tags, published ? before.published_at : 0,
                           save->arena, e));
    if (published && save->edit->revised)
        TRY(set_revised(c, save->id, save->now, e));
    if (published)
        TRY(search_unless_damaged(search_index_put(c, save->id, e), e));
    TRY(audit_add(c, save->who, "article.change", "article", save->id, before.title,
                  save->edit->title, e));
    return published ? db_content_changed(c, e) : OK;
}

/* The section or the author may have been removed since the form was made. */
static enum err_kind check_references(struct db_conn *c, const struct article_save *save,
                                      struct err *e)
{
    bool exists;
    struct user author;
    TRY(section_exists(c, save->edit->section_id, &exists, e));
    if (exists) {
        enum err_kind kind = user_by_id(c, author_of(save), save->arena, &author, e);
        if (kind != ERR_NOT_FOUND)
            return kind;
    }
    const struct message *missing =
        exists ? MESSAGE("There is no such author.") : MESSAGE("There is no such section.");
    problem_say(save->problems, exists ? "author" : "section", missing);
    return err_say(e, ERR_INVALID, missing);
}

enum err_kind article_save_within(struct db_conn *c, struct article_save *save, struct err *e)
{
    struct used_form *form = save->edit->form;
    save->id = save->edit->id;
    TRY(used_form_find(c, form, e));
    if (used_form_done(form)) {
        save->id = form->id;
        save->version = form->version;
        return OK;
    }
    TRY(check_references(c, save, e));
    TRY(save->id == 0 ? insert_article(c, save, e) : update_article(c, save, e));
    return used_form_add(c, form, save->id, save->version, save->now, e);
}

static enum err_kind save_job(struct db_conn *c, void *arg, struct err *e)
{
    return article_save_within(c, arg, e);
}

struct article_save article_save_prepare(const struct settings *s, const struct actor *who,
                                         const struct article_edit *edit, struct problems *p,
                                         struct arena *a)
{
    return (struct article_save){
        .who = who,
        .edit = edit,
        .problems = p,
        .arena = a,
        .now = clock_now(),
        .id = edit->id,
        .slug = slug_typed(a, edit->slug, edit->title, STR("article")),
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
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    struct arena *a = arena_new(64 * 1024);
    struct article_save save = article_save_prepare(s, who, edit, p, a);
    enum err_kind kind = db_write(db, save_job, &save, e);
    arena_free(&a);
    *id = save.id;
    *version = save.version;
    return kind;
}
