/* SPDX-License-Identifier: MIT */
/* Videos: a title, a YouTube id and a picture on this site. A page requests nothing from YouTube
 * before a reader clicks. */
#ifndef CORE_NEWS_VIDEO_H
#define CORE_NEWS_VIDEO_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/news/article.h"
#include "core/site/used_form.h"

struct video {
    int64_t id;
    struct str youtube_id, title, description;
    struct str poster;  /* a path on this site; empty: the shipped picture */
    int64_t duration_s; /* 0: not known */
    int64_t published_at;
    bool trashed;
};

struct video_list {
    struct video *items; /* newest first */
    size_t n;
    bool older; /* there are older ones */
};

/* A video by id, even one in the trash. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind video_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                     struct video *out, struct err *e);
/* Videos older than KEY (published_at 0: from the newest), outside the trash or, with TRASHED, in
 * it. In A. ERR_DB. */
MUST_CHECK enum err_kind video_list(struct db_conn *c, struct article_key key, bool trashed,
                                    int64_t limit, struct arena *a, struct video_list *out,
                                    struct err *e);
/* Extracts the YouTube id from what was pasted: the id itself or any usual YouTube URL. Empty if
 * there is none. */
struct str video_youtube_id(struct str typed);
/* Saves V; id 0 adds it. *id is the video's id afterwards. `youtube_id` may be anything that
 * video_youtube_id accepts. If FORM (may be NULL) was sent before, nothing is saved and *id is the
 * video it saved then. ERR_INVALID with *p filled; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind video_save(struct db *db, const struct actor *who, const struct video *v,
                                    struct used_form *form, int64_t *id, struct problems *p,
                                    struct err *e);
/* Into the trash, or out of it; one that is there already stays so, and nothing is noted.
 * ERR_NOT_FOUND. */
MUST_CHECK enum err_kind video_set_trashed(struct db *db, const struct actor *who, int64_t id,
                                           bool trashed, struct err *e);

#endif
