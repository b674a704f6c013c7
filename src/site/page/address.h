/* SPDX-License-Identifier: MIT */
/* The site's own address, for documents that need more than paths: feeds, sitemaps, robots.txt.
 *
 * The settings name it. If they do not, it is taken from the request's Host, which the client
 * chooses. So the Host must look like a host, it is part of the key under which such a document is
 * stored, and nothing else depends on it. Pages for people need no address, and never name one that
 * is not in the settings. */
#ifndef SITE_PAGE_ADDRESS_H
#define SITE_PAGE_ADDRESS_H

#include "web/answer_page.h"

/* "https://news.example", without a slash at its end. ERR_INVALID if the settings have none and the
 * request names no proper host. */
MUST_CHECK enum err_kind site_address(struct context *c, struct str *out, struct err *e);
/* Answers with the document at PATH, which RENDER makes with ADDRESS (see answer_document). If the
 * settings name no address, ADDRESS is part of the key in the cache, and documents are stored for a
 * few addresses only (app_keeps_address). */
MUST_CHECK enum err_kind address_answer(struct context *c, const char *content_type,
                                        struct str address, struct str path, page_view_fn *render,
                                        struct err *e);

/* For pages: the settings' address followed by PATH; PATH alone if they have none, if it is empty,
 * or if it is a web address already. */
struct str page_address(struct context *c, struct str path);

#endif
