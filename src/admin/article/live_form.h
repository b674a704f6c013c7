/* SPDX-License-Identifier: MIT */
/* What the pages of a live blog's entries share: the form of an entry, and their addresses. */
#ifndef ADMIN_ARTICLE_LIVE_FORM_H
#define ADMIN_ARTICLE_LIVE_FORM_H

#include "admin/page/field.h"
#include "core/desk/live_write.h"

/* An entry's form as text: as it is stored, or as somebody typed it. */
struct live_typed {
    struct str title, body;
    struct str at; /* empty: now */
};

/* The live blog that the route names, for those who may open it. ERR_NOT_FOUND also where it is no
 * live blog. */
MUST_CHECK enum err_kind live_of_route(struct context *c, struct article *out, struct err *e);

/* "/admin/articles/12/live", and that of an entry under it. */
struct str live_url(struct context *c, const struct article *art);
struct str live_entry_url(struct context *c, const struct article *art, int64_t id);

/* The fields' include. P may be NULL. */
struct tpl_include live_fields(struct context *c, const struct live_typed *typed,
                               const struct problems *p);
struct live_typed live_typed_of(struct context *c, const struct live_entry *entry);
/* The form as it was sent; *p tells of text that is no text. */
struct live_typed live_read(struct context *c, struct problems *p);
/* The token that came with it; empty where there is none that can be kept. */
struct str live_token(const struct context *c);
/* What TYPED asks to save of ENTRY (NULL: a new one). *p tells of a time that is none. */
struct live_edit live_edit_of(struct context *c, const struct live_typed *typed,
                              const struct live_entry *entry, struct problems *p);

/* The page of ART's entries with the form for a new one (article_live.c). TYPED: what came back,
 * with its TOKEN (empty: it gets a new one), and P (NULL: none) what is wrong with it; FAILED: why
 * it could not be done. */
MUST_CHECK enum err_kind live_page_answer(struct context *c, int status, const struct article *art,
                                          const struct live_typed *typed, struct str token,
                                          const struct problems *p, struct str failed,
                                          struct err *e);

/* Notices that DONE (a message, marked with N_), and what readers see otherwise than it was typed
 * in BODY. */
void live_notice(struct context *c, const char *done, struct str body);

#endif
