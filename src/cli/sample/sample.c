/* SPDX-License-Identifier: MIT */
/* Loads the sample site, part by part in the order in which they depend on each other (load). Live
 * entries, comments and views are in files of their own. Everything is saved by the functions that
 * the newsroom uses, so the sample obeys the same rules; only dates in the past are set afterwards
 * by statements of their own. */
#include "cli/sample/sample.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "cli/sample/sample_parts.h"
#include "core/news/correction.h"
#include "core/desk/article_write.h"
#include "core/desk/article_move.h"
#include "core/news/section.h"
#include "core/site/site_paths.h"
#include "core/people/user.h"
#include "core/news/video.h"

#define FOLDER "src/cli/sample/"

static const struct actor loader = {.name = {"the sample site", 15}, .role = ROLE_ADMIN};

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

/* ---- the files ---- */

const struct embed_file *sample_next_file(const char *folder, size_t *at, const char **name)
{
    for (; *at < embed_file_count; (*at)++) {
        struct str path = str_from(embed_files[*at].name);
        if (!str_starts(path, STR(FOLDER)))
            continue;
        if (str_starts(str_skip(path, sizeof FOLDER - 1), str_from(folder))) {
            *name = path.p + sizeof FOLDER - 1;
            return &embed_files[(*at)++];
        }
    }
    return NULL;
}

enum err_kind sample_records(const struct sample *sample, const char *name, const char *keys,
                             struct record_list *out, struct err *e)
{
    size_t at = 0;
    const struct embed_file *file = sample_next_file(name, &at, &name);
    if (file == NULL)
        return err_set(e, ERR_BUG, "%s is not in the program", name);
    return record_parse(sample->arena, file, name, keys, out, e);
}

/* "03-tide" for "articles/03-tide.md", in the arena. */
static struct str stem(const struct sample *sample, const char *name)
{
    struct str s = str_from(name);
    s = str_skip(s, str_index(s, '/') + 1);
    return arena_dup(sample->arena, str_head(s, str_find(s, STR(".md"))));
}

/* ---- settings, sections, people, videos ---- */

enum { SETTINGS_MAX = RECORD_FIELDS_MAX };

/* A list with commas as lines: a setting has one entry per line, a record's head has commas. */
static struct str lines_of(const struct sample *sample, struct str listed)
{
    struct buf lines = buf_in(sample->arena);
    while (listed.p != NULL) {
        buf_add(&lines, str_trim(str_split(&listed, ',')));
        buf_add_char(&lines, '\n');
    }
    return str_trim(buf_str(&lines));
}

static enum err_kind add_settings(struct sample *sample, struct err *e)
{
    struct record_list list, social;
    TRY(sample_records(sample, "settings.md",
                       "site_name tagline language zone articles_per_page held_words trash_words",
                       &list, e));
    TRY(sample_records(sample, "social.md", "kind label url", &social, e));
    const struct record *r = &list.items[0];
    struct setting_value values[SETTINGS_MAX];
    for (int i = 0; i < r->n_fields; i++) {
        struct str name = r->field[i].key, value = r->field[i].value;
        if (str_ends(name, STR("_words")))
            value = lines_of(sample, value);
        values[i] = (struct setting_value){arena_cstr(sample->arena, name), value};
    }
    struct social_link *links = ARENA_ARRAY(sample->arena, struct social_link, social.n);
    for (size_t i = 0; i < social.n; i++) {
        TRY(record_need(&social.items[i], "kind", &links[i].kind, e));
        TRY(record_need(&social.items[i], "label", &links[i].label, e));
        TRY(record_need(&social.items[i], "url", &links[i].url, e));
    }
    struct problems p = {0};
    if (settings_save(sample->db, &loader, values, (size_t)r->n_fields, links, social.n, &p, e) !=
        OK)
        return p.n > 0 ? record_fail(r, p.item[0].field, e, "%s", p.item[0].text)
                       : record_wrap(r, e);
    return settings_read(sample->db, &sample->settings, e);
}

static enum err_kind add_sections(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "sections.md", "slug name", &list, e));
    sample->sections = ARENA_ARRAY(sample->arena, struct sample_section, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct section section = {.description = r->body, .position = (int64_t)i + 1};
        TRY(record_need(r, "slug", &section.slug, e));
        TRY(record_need(r, "name", &section.name, e));
        struct sample_section *added = &sample->sections[sample->n_sections++];
        added->slug = section.slug;
        struct problems p = {0};
        if (section_save(sample->db, &loader, &section, NULL, &added->id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}

static enum err_kind add_people(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "people.md", "login name email role picture links", &list, e));
    sample->people = ARENA_ARRAY(sample->arena, struct sample_person, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct sample_person *person = &sample->people[sample->n_people++];
        TRY(record_need(r, "login", &person->login, e));
        TRY(record_need(r, "name", &person->name, e));
        TRY(record_need(r, "email", &person->email, e));
        person->role = role_from_name(record_text(r, "role"));
        struct user_edit edit = {.login = person->login,
                                 .name = person->name,
                                 .email = person->email,
                                 .bio = r->body,
                                 .picture = record_text(r, "picture"),
                                 .links = lines_of(sample, record_text(r, "links")),
                                 .role = person->role};
        struct problems p = {0};
        if (user_add(sample->db, &loader, &edit, STR_NONE, NULL, &person->id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}

static enum err_kind moment(const struct sample *sample, const struct record *r, int64_t *out,
                            struct err *e);

static enum err_kind add_videos(struct sample *sample, struct err *e)
{
    struct record_list list;
    TRY(sample_records(sample, "videos.md", "youtube_id title poster duration_s days_ago time",
                       &list, e));
    for (size_t i = 0; i < list.n; i++) {
        const struct record *r = &list.items[i];
        struct video video = {.description = r->body, .poster = record_text(r, "poster")};
        TRY(record_need(r, "youtube_id", &video.youtube_id, e));
        TRY(record_need(r, "title", &video.title, e));
        TRY(record_int(r, "duration_s", 0, 0, DAY_S, &video.duration_s, e));
        TRY(moment(sample, r, &video.published_at, e));
        struct problems p = {0};
        int64_t id;
        if (video_save(sample->db, &loader, &video, NULL, &id, &p, e) != OK)
            return record_wrap(r, e);
    }
    return OK;
}

/* ---- who and when ---- */

enum err_kind sample_person(const struct sample *sample, const struct record *r, const char *key,
                            const struct sample_person **out, struct err *e)
{
    struct str login;
    TRY(record_need(r, key, &login, e));
    for (size_t i = 0; i < sample->n_people; i++)
        if (str_eq(sample->people[i].login, login)) {
            *out = &sample->people[i];
            return OK;
        }
    return record_fail(r, key, e, "there is nobody named \"%.*s\" in people.md", STR_ARG(login));
}

struct actor sample_actor(const struct sample_person *p)
{
    return (struct actor){.user_id = p->id, .name = p->name, .role = p->role};
}

/* The moment of `hours_ago`, or of `days_ago` or `days_ahead` with `time`. */
static enum err_kind moment(const struct sample *sample, const struct record *r, int64_t *out,
                            struct err *e)
{
    int64_t hours, ago, ahead, hour, minute;
    TRY(record_int(r, "hours_ago", 0, 1, 1000, &hours, e));
    *out = sample->now - hours * HOUR_S;
    if (hours != 0)
        return OK;
    TRY(record_int(r, "days_ago", 0, 1, 10000, &ago, e));
    TRY(record_int(r, "days_ahead", 0, 1, 10000, &ahead, e));
    struct str minutes = record_text(r, "time"), hour_text = str_split(&minutes, ':');
    if ((ago != 0) == (ahead != 0) || !str_int(hour_text, &hour) || !str_int(minutes, &minute))
        return record_fail(r, "time", e,
                           "a date is hours_ago, or days_ago or days_ahead with time: 07:30");

    /* Count from noon to noon, so that a day of 23 or 25 hours does not shift the date. */
    struct civil day = locale_civil(sample->settings->locale, sample->now);
    int64_t noon;
    day.hour = 12;
    day.minute = day.second = 0;
    TRY(locale_epoch(sample->settings->locale, day, &noon, e));
    day = locale_civil(sample->settings->locale, noon + (ahead - ago) * DAY_S);
    day.hour = (int)hour;
    day.minute = (int)minute;
    day.second = 0;
    return locale_epoch(sample->settings->locale, day, out, e) == OK ? OK : record_wrap(r, e);
}

enum err_kind sample_after(const struct sample *sample, const struct record *r,
                           const struct sample_article *art, int64_t *out, struct err *e)
{
    struct str after;
    TRY(record_need(r, "after", &after, e));
    char unit = after.p[after.n - 1];
    int64_t unit_s = unit == 'm' ? 60 : unit == 'h' ? HOUR_S : unit == 'd' ? DAY_S : 0;
    int64_t n;
    if (unit_s == 0 || !str_int(str_head(after, after.n - 1), &n) || n < 0 || n > 10000)
        return record_fail(r, "after", e, "\"after\" looks like 45m, 3h or 2d");
    *out = art->published_at + n * unit_s;
    if (*out > sample->now)
        *out = sample->now;
    return OK;
}

/* ---- articles ---- */

enum err_kind sample_article_named(const struct sample *sample, const char *name,
                                   const struct sample_article **out, struct err *e)
{
    struct str s = stem(sample, name);
    for (size_t i = 0; i < sample->n_articles; i++)
        if (str_eq(sample->articles[i].name, s) && sample->articles[i].published_at != 0) {
            *out = &sample->articles[i];
            return OK;
        }
    return err_set(e, ERR_INVALID, "%s: there is no published article of that name", name);
}

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
    TRY(moment(sample, r, &at, e));
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
    int64_t next_day = art->published_at + DAY_S;
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
                                .translations = lines_of(sample, record_text(r, "translations"))};
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
    art->name = stem(sample, name);
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
        stmt_int(s, ARG_CREATED_AT, sample->articles[i].written_at - 3 * HOUR_S);
        stmt_int(s, ARG_UPDATED_AT, sample->articles[i].written_at);
        TRY(stmt_run(s, e));
        if (sample->articles[i].corrected_at != 0)
            TRY(date_correction(c, &sample->articles[i], e));
    }
    return db_content_changed(c, e);
}

static enum err_kind add_articles(struct sample *sample, struct err *e)
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

/* ---- pictures ---- */

static enum err_kind copy_file(const struct embed_file *file, const char *path, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return err_errno(e, ERR_IO, "cannot create %s", path);
    for (size_t at = 0; at < file->size;) {
        ssize_t n = write(fd, file->bytes + at, file->size - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_errno(e, ERR_IO, "cannot write %s", path);
            close(fd);
            return ERR_IO;
        }
        at += (size_t)n;
    }
    return close(fd) == 0 ? OK : err_errno(e, ERR_IO, "cannot write %s", path);
}

static enum err_kind copy_media(const struct sample *sample, struct err *e)
{
    const char *folder = site_path(sample->arena, sample->site_dir, SITE_MEDIA);
    const struct embed_file *file;
    const char *name;
    for (size_t at = 0; (file = sample_next_file("media/", &at, &name)) != NULL;)
        TRY(copy_file(file, arena_printf(sample->arena, "%s/%s", folder, name + strlen("media/")).p,
                      e));
    return OK;
}

/* ---- all of it ---- */

static enum err_kind load_parts(struct sample *sample, struct err *e)
{
    TRY(copy_media(sample, e));
    TRY(add_settings(sample, e));
    TRY(add_sections(sample, e));
    TRY(add_people(sample, e));
    TRY(add_videos(sample, e));
    TRY(add_articles(sample, e));
    TRY(sample_add_live(sample, e));
    TRY(sample_add_comments(sample, e));
    return sample_count_views(sample, e);
}

enum err_kind sample_load(struct db *db, const char *site_dir, struct err *e)
{
    struct sample sample = {
        .db = db, .site_dir = site_dir, .arena = arena_new(256 * 1024), .now = clock_now()};
    enum err_kind kind = load_parts(&sample, e);
    settings_unref(&sample.settings);
    arena_free(&sample.arena);
    return kind == OK ? OK : err_wrap(e, "the sample site");
}
