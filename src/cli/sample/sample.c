/* SPDX-License-Identifier: MIT */
/* Loads the sample site, part by part in the order in which they depend on each other (load). Each
 * part is in a file of its own; here is what they share. Everything is saved by the functions that
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
#include "core/site/site_paths.h"

#define FOLDER "src/cli/sample/"

const struct actor sample_loader = {.name = {"the sample site", 15}, .role = ROLE_ADMIN};

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

struct str sample_stem(const struct sample *sample, const char *name)
{
    struct str s = str_from(name);
    s = str_skip(s, str_index(s, '/') + 1);
    return arena_dup(sample->arena, str_head(s, str_find(s, STR(".md"))));
}

/* ---- who and when ---- */

struct str sample_lines(const struct sample *sample, struct str listed)
{
    struct buf lines = buf_in(sample->arena);
    while (listed.p != NULL) {
        buf_add(&lines, str_trim(str_split(&listed, ',')));
        buf_add_char(&lines, '\n');
    }
    return str_trim(buf_str(&lines));
}

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

enum err_kind sample_moment(const struct sample *sample, const struct record *r, int64_t *out,
                            struct err *e)
{
    int64_t hours, ago, ahead, hour, minute;
    TRY(record_int(r, "hours_ago", 0, 1, 1000, &hours, e));
    *out = sample->now - hours * SAMPLE_HOUR_S;
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
    day = locale_civil(sample->settings->locale, noon + (ahead - ago) * SAMPLE_DAY_S);
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
    int64_t unit_s = unit == 'm'   ? 60
                     : unit == 'h' ? SAMPLE_HOUR_S
                     : unit == 'd' ? SAMPLE_DAY_S
                                   : 0;
    int64_t n;
    if (unit_s == 0 || !str_int(str_head(after, after.n - 1), &n) || n < 0 || n > 10000)
        return record_fail(r, "after", e, "\"after\" looks like 45m, 3h or 2d");
    *out = art->published_at + n * unit_s;
    if (*out > sample->now)
        *out = sample->now;
    return OK;
}

enum err_kind sample_article_named(const struct sample *sample, const char *name,
                                   const struct sample_article **out, struct err *e)
{
    struct str s = sample_stem(sample, name);
    for (size_t i = 0; i < sample->n_articles; i++)
        if (str_eq(sample->articles[i].name, s) && sample->articles[i].published_at != 0) {
            *out = &sample->articles[i];
            return OK;
        }
    return err_set(e, ERR_INVALID, "%s: there is no published article of that name", name);
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
    TRY(sample_add_settings(sample, e));
    TRY(sample_add_sections(sample, e));
    TRY(sample_add_people(sample, e));
    TRY(sample_add_videos(sample, e));
    TRY(sample_add_articles(sample, e));
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
