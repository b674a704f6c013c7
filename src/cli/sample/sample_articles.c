/* SPDX-License-Identifier: MIT */
/* Loads the sample's articles in the order of their names. Each is saved by its author, and
 * published or scheduled by an editor; then the dates that lie in the past are set. */
#include "cli/sample/sample_parts.h"

#include <inttypes.h>

#include "core/desk/article_move.h"
#include "core/desk/article_write.h"
#include "core/news/correction.h"

static enum err_kind section_of(const struct sample *sample, const struct record *r, int64_t *id,
                                struct err *e)
{
    struct str slug;
    TRY(record_need(r, "section", &slug, e));
    for (size_t i = 0; i < sample->n_sections; i++)
        if (str_eq(sample->sections[i].slug, slug)) {
            *id = sample->sections[i].id;
            return OK;
        }
    return record_fail(r, "section", e, "there is no section \"%.*s\" in sections.md",
                       STR_ARG(slug));
}

/* Publishes or schedules the article, or leaves it a draft. */
static enum err_kind release(struct sample *sample, const struct record *r,
                             struct sample_article *art, struct err *e)
{
    struct str status = record_text(r, "status");
    art->written_at = sample->now;
    if (str_eq(status, STR("draft")))
        return OK;
    const struct sample_person *editor;
    int64_t at;
    TRY(sample_person(sample, r, "editor", &editor, e));
    struct actor who = sample_actor(editor);
    TRY(sample_moment(sample, r, &at, e));
    enum err_kind kind;
    if (str_eq(status, STR("scheduled"))) {
        kind = article_schedule(sample->db, &who, art->id, at, e);
    } else if (str_eq(status, STR("published"))) {
        art->published_at = art->written_at = at;
        kind = article_publish(sample->db, sample->settings, &who, art->id, at, e);
    } else {
        return record_fail(r, "status", e, "the status is draft, scheduled or published");
    }
    return kind == OK ? OK : record_wrap(r, e);
}

static enum err_kind read_picture(const struct sample *sample, const struct record *r,
                                  struct picture *out, struct err *e)
{
    *out = (struct picture){.path = record_text(r, "picture"),
                            .alt = record_text(r, "picture_alt"),
                            .caption = record_text(r, "picture_caption"),
                            .credit = record_text(r, "picture_credit")};
    if (str_empty(out->path) || picture_fill_size(out, sample->site_dir, sample->arena))
        return OK;
    return record_fail(r, "picture", e, "there is no picture %.*s", STR_ARG(out->path));
}

static enum err_kind read_live(const struct record *r, enum article_live *out, struct err *e)
{
    struct str live = record_text(r, "live");
    *out = str_eq(live, STR("on")) ? LIVE_ON : str_eq(live, STR("over")) ? LIVE_OVER : LIVE_NO;
    if (str_empty(live) || *out != LIVE_NO)
        return OK;
    return record_fail(r, "live", e, "a live blog is on or over");
}

/* Adds the article's correction, if it has one, dated a day after publication. */
static enum err_kind add_correction(const struct sample *sample, const struct record *r,
                                    struct sample_article *art, struct err *e)
{
    struct str text = record_text(r, "correction");
    const struct sample_person *editor;
    if (str_empty(text))
        return OK;
    TRY(sample_person(sample, r, "editor", &editor, e));
    struct actor who = sample_actor(editor);
    struct problems p = {0};
    if (correction_add(sample->db, &who, art->id, text, NULL, &p, e) != OK)
        return record_wrap(r, e);
    int64_t next_day = art->published_at + SAMPLE_DAY_S;
    art->corrected_at = next_day < sample->now ? next_day : sample->now;
    return OK;
}

static enum err_kind add_article(struct sample *sample, const struct record *r, const char *name,
                                 struct err *e)
{
    struct sample_article *art = &sample->articles[sample->n_articles++];
    const struct sample_person *author;
    struct article_edit edit = {.body = r->body,
                                .slug = record_text(r, "slug"),
                                .standfirst = record_text(r, "standfirst"),
                                .tags = record_text(r, "tags"),
                                .translations =
                                    sample_lines(sample, record_text(r, "translations"))};
    TRY(record_need(r, "title", &edit.title, e));
    TRY(section_of(sample, r, &edit.section_id, e));
    TRY(sample_person(sample, r, "author", &author, e));
    TRY(record_bool(r, "social_links", false, &edit.social_links, e));
    TRY(record_bool(r, "comments", true, &edit.comments_open, e));
    TRY(read_picture(sample, r, &edit.picture, e));
    TRY(read_live(r, &edit.live, e));
    TRY(record_int(r, "base_views", 0, 0, INT64_C(1) << 40, &edit.base_views, e));
    TRY(record_int(r, "readers", 0, 0, 100000, &art->readers, e));
    edit.author_id = author->id;
    art->name = sample_stem(sample, name);
    struct actor who = sample_actor(author);
    struct problems p = {0};
    int64_t version;
    if (article_save(sample->db, sample->settings, &who, &edit, &art->id, &version, &p, e) != OK)
        return p.n > 0 ? record_fail(r, p.item[0].field, e, "%s", p.item[0].text)
                       : record_wrap(r, e);
    TRY(release(sample, r, art, e));
    return add_correction(sample, r, art, e);
}

/* Sets the dates in the past that the newsroom's functions do not allow. */
static enum err_kind date_correction(struct db_conn *c, const struct sample_article *art,
                                     struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SAMPLE_CORRECTION_DATED);
    stmt_int(s, ARG_ID, art->id);
    stmt_int(s, ARG_AT, art->corrected_at);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_ARTICLE_SET_REVISED);
    stmt_int(s, ARG_ID, art->id);
    stmt_int(s, ARG_AT, art->corrected_at);
    return stmt_run(s, e);
}

static enum err_kind date_articles(struct db_conn *c, void *arg, struct err *e)
{
    const struct sample *sample = arg;
    for (size_t i = 0; i < sample->n_articles; i++) {
        struct stmt *s = db_stmt(c, SQL_SAMPLE_ARTICLE_WRITTEN);
        stmt_int(s, ARG_ID, sample->articles[i].id);
        stmt_int(s, ARG_CREATED_AT, sample->articles[i].written_at - 3 * SAMPLE_HOUR_S);
        stmt_int(s, ARG_UPDATED_AT, sample->articles[i].written_at);
        TRY(stmt_run(s, e));
        if (sample->articles[i].corrected_at != 0)
            TRY(date_correction(c, &sample->articles[i], e));
    }
    return db_content_changed(c, e);
}

enum err_kind sample_add_articles(struct sample *sample, struct err *e)
{
    sample->articles = ARENA_ARRAY(sample->arena, struct sample_article, embed_file_count);
    const struct embed_file *file;
    const char *name;
    for (size_t at = 0; (file = sample_next_file("articles/", &at, &name)) != NULL;) {
        struct record_list list;
        TRY(record_parse(
            sample->arena, file, name,
            "title slug standfirst section author editor tags status hours_ago "
            "days_ago days_ahead time social_links comments base_views readers "
            "picture picture_alt picture_caption picture_credit live correction translations",
            &list, e));
        TRY(add_article(sample, &list.items[0], name, e));
    }
    return db_write(sample->db, date_articles, sample, e);
}
