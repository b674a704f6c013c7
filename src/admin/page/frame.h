/* SPDX-License-Identifier: MIT */
/* The frame around every page of the newsroom: navigation by right, and the notice about what was
 * just done. */
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

#endif
