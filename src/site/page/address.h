/* SPDX-License-Identifier: MIT */
/* The site's own address, for what cannot do with paths: feeds, sitemaps, robots.txt.
 *
 * It is what the settings say. Where they say nothing, it is the Host that the request names, which
 * whoever sends the request chooses: so it must look like a host, it is part of the key under which
 * such an answer is kept, if it is, and nothing else depends on it. Pages for people need no
 * address; they never name one that the settings do not. */
#ifndef SITE_PAGE_ADDRESS_H
#define SITE_PAGE_ADDRESS_H

#include "web/answer_page.h"

/* "https://news.example", without a slash at its end. ERR_INVALID where the settings have none and
 * the request names no host. */
MUST_CHECK enum err_kind site_address(struct context *c, struct str *out, struct err *e);
/* Answers with the document at PATH, which RENDER makes with ADDRESS (answer_document). Where the
 * address is not the settings', it is part of the key in the cache, and only the documents of a few
 * addresses are kept (app_keeps_address). */
MUST_CHECK enum err_kind address_answer(struct context *c, const char *content_type,
                                        struct str address, struct str path, page_view_fn *render,
                                        struct err *e);

/* PATH with the settings' address before it, or alone where they have none; what names an address
 * of its own, and nothing, stay as they are. For pages. */
struct str page_address(struct context *c, struct str path);

#endif
