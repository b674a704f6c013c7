/* SPDX-License-Identifier: MIT */
/* Adds and changes a video, and moves it to the trash or back. What is allowed is decided in
 * video_save (core/news/video.h). */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/video/video_length.h"
#include "admin/page/notice.h"
#include "core/news/video.h"
#include "web/answer.h"

#include <inttypes.h>

enum { YOUTUBE, TITLE, DESCRIPTION, LENGTH, POSTER, PUBLISHED, FIELDS };

static const struct field_spec specs[FIELDS] = {
    [YOUTUBE] = {.name = "youtube_id",
                 .kind = FIELD_LINE,
                 .label = N_("YouTube address"),
                 .hint =
                     N_("The address of the video, or its id of 11 characters. Nothing is asked of "
                        "YouTube before a reader presses play."),
                 .required = true},
    [TITLE] = {.name = "title", .kind = FIELD_LINE, .label = N_("Title"), .required = true},
    [DESCRIPTION] = {.name = "description",
                     .kind = FIELD_TEXT,
                     .rows = 4,
                     .label = N_("Description"),
                     .optional = true},
    [LENGTH] = {.name = "duration",
                .kind = FIELD_LINE,
                .label = N_("Length"),
                .optional = true,
                .hint = N_("Such as 3:45 or 1:02:03.")},
    [POSTER] = {.name = "poster",
                .kind = FIELD_LINE,
                .label = N_("Picture"),
                .optional = true,
                .hint =
                    N_("A path on this site, such as /media/launch.jpg. Without one the site’s own "
                       "picture is shown.")},
    [PUBLISHED] = {.name = "published_at",
                   .kind = FIELD_TIME,
                   .label = N_("Published at"),
                   .optional = true,
                   .hint = N_("Decides its place among the videos. Empty: now.")},
};

/* Answers with the form of STORED (NULL: a new video), filled with VALUES. */
static enum err_kind answer_form(struct context *c, int status, const struct video *stored,
                                 const struct field_value *values, const struct problems *p,
                                 struct str failed, struct err *e)
{
    struct str url = stored ? arena_printf(c->arena, "/admin/videos/%" PRId64, stored->id)
                            : STR("/admin/videos/new");
    const struct form_act trash = {
        .url = url,
        .action = "trash",
        .title = N_("Move to the trash"),
        .about = N_("It leaves the site at once and can be restored later."),
        .label = N_("Move to trash"),
        .danger = true,
    };
    const struct form_act restore = {
        .url = url,
        .action = "restore",
        .title = N_("In the trash"),
        .about = N_("Readers cannot see this video. Restoring puts it back in its place."),
        .label = N_("Restore"),
    };
    const struct form_page page = {
        .place = PLACE_VIDEOS,
        .heading = stored ? stored->title : say(c, "New video"),
        .up = STR("/admin/videos"),
        .up_label = say(c, "Videos"),
        .action = url,
        .submit = stored ? N_("Save video") : N_("Add video"),
        .token = form_token(c),
        .specs = specs,
        .values = values,
        .n = FIELDS,
        .problems = p,
        .failed = failed,
        .acts = stored && stored->trashed ? &restore : &trash,
        .n_acts = stored ? 1 : 0,
    };
    return form_page_answer(c, status, &page, e);
}

static enum err_kind stored_video(struct context *c, struct video *out, bool *exists, struct err *e)
{
    struct db_conn *conn;
    int64_t id;
    TRY(path_id(c, &id, e));
    *exists = id != 0;
    if (id == 0)
        return OK;
    TRY(context_db(c, &conn, e));
    return video_by_id(conn, id, c->arena, out, e);
}

enum err_kind admin_video_new(struct context *c, struct err *e)
{
    const struct field_value values[FIELDS] = {0};
    return answer_form(c, 200, NULL, values, NULL, STR_NONE, e);
}

enum err_kind admin_video_edit(struct context *c, struct err *e)
{
    struct video v;
    bool exists;
    TRY(stored_video(c, &v, &exists, e));
    const struct field_value values[FIELDS] = {
        [YOUTUBE].value = v.youtube_id,
        [TITLE].value = v.title,
        [DESCRIPTION].value = v.description,
        [LENGTH].value = video_length_text(c->arena, v.duration_s),
        [POSTER].value = v.poster,
        [PUBLISHED].value = locale_input(c->locale, v.published_at, c->arena),
    };
    return answer_form(c, 200, &v, values, NULL, STR_NONE, e);
}

/* ---- saving ---- */

static struct video typed_video(struct context *c, struct field_value values[FIELDS],
                                const struct video *stored, struct problems *p)
{
    fields_read(c, specs, values, FIELDS, p);
    struct video v = {
        .id = stored ? stored->id : 0,
        .youtube_id = values[YOUTUBE].value,
        .title = values[TITLE].value,
        .description = values[DESCRIPTION].value,
        .poster = values[POSTER].value,
    };
    if (!video_length_read(c->arena, values[LENGTH].value, &v.duration_s))
        problem_say(p, "duration", MESSAGE("A length looks like 3:45 or 1:02:03."));
    if (!str_empty(values[PUBLISHED].value))
        v.published_at = time_read(c, values[PUBLISHED].value, "published_at", NULL, p);
    /* The field has no seconds, so a time that was not changed keeps the stored ones. */
    if (stored != NULL &&
        str_eq(values[PUBLISHED].value, locale_input(c->locale, stored->published_at, c->arena)))
        v.published_at = stored->published_at;
    return v;
}

static enum err_kind set_trashed(struct context *c, const struct video *v, bool trashed,
                                 struct err *e)
{
    struct actor who = context_actor(c);
    TRY(video_set_trashed(c->app->db, &who, v->id, trashed, e));
    const struct message_value title = PUT("title", utf8_cut(v->title, 200));
    notice_say(c, trashed ? MESSAGE("“{title}” is in the trash.", title)
                          : MESSAGE("“{title}” is back on the site.", title));
    return answer_see_other(c, STR("/admin/videos"));
}

enum err_kind admin_video_save(struct context *c, struct err *e)
{
    struct video stored;
    bool exists;
    TRY(stored_video(c, &stored, &exists, e));
    if (exists && str_eq(pressed(c), STR("trash")))
        return set_trashed(c, &stored, true, e);
    if (exists && str_eq(pressed(c), STR("restore")))
        return set_trashed(c, &stored, false, e);

    struct problems p = {0};
    struct field_value values[FIELDS] = {0};
    struct video v = typed_video(c, values, exists ? &stored : NULL, &p);
    struct actor who = context_actor(c);
    struct used_form form = form_used(c);
    int64_t id;
    enum err_kind kind = video_save(c->app->db, &who, &v, &form, &id, &p, e);
    if (kind == OK) {
        notice_say(c, MESSAGE("“{title}” is saved.", PUT("title", utf8_cut(v.title, 200))));
        return answer_see_other(c, STR("/admin/videos"));
    }
    if (p.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), exists ? &stored : NULL, values, &p, failed, e);
}
