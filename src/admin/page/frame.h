/* SPDX-License-Identifier: MIT */
/* The frame around every page of the newsroom: navigation by role, the notice about what was just
 * done, and the small views that pages share. */
#ifndef ADMIN_PAGE_FRAME_H
#define ADMIN_PAGE_FRAME_H

#include "web/context.h"

/* The place in the navigation that a page belongs to. */
enum place {
    PLACE_NONE,
    PLACE_OVERVIEW,
    PLACE_COMMENTS,
    PLACE_ARTICLES,
    PLACE_VIDEOS,
    PLACE_BREAKING,
    PLACE_SETTINGS,
    PLACE_USERS,
    PLACE_AUDIT,
    PLACE_PROFILE,
};

/* Answers STATUS with the page CONTENT in the frame. */
MUST_CHECK enum err_kind frame_answer(struct context *c, int status, struct str title,
                                      enum place place, struct tpl_include content, struct err *e);

/* ---- the notice ----
 * One sentence for the next page of this session, kept in a signed cookie that lives a minute and
 * goes when it has been shown: a redirect's address stays clean, and nobody can put words in our
 * mouth. */

struct notice {
    struct str text;
    bool bad;     /* it did not go as wanted */
    int64_t undo; /* a moderation that can be taken back; 0: none */
};
void notice_set(struct context *c, const struct notice *n);
/* The usual one: something was done. */
void notice_done(struct context *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- shared views ---- */

struct tab_view {
    struct str url, label, count;
    bool current;
};
/* The template's include for TABS, an array in the arena; LABEL says what they choose. */
struct tpl_include tabs_include(struct context *c, const char *label, const struct tab_view *tabs,
                                size_t n);

/* Links to the list's beginning and to what follows; either may be empty. */
struct tpl_include pager_include(struct context *c, struct str first, struct str older);

/* "12 min ago", or the date where it is more than a day away; in the arena. */
struct str when_shown(const struct context *c, int64_t at);
struct str when_iso(const struct context *c, int64_t at);
struct str when_long(const struct context *c, int64_t at);
/* N with its digits grouped. */
struct str number_shown(const struct context *c, int64_t n);
/* The same; empty for 0. */
struct str count_shown(const struct context *c, int64_t n);

#endif
