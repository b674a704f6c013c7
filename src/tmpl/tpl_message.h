/* SPDX-License-Identifier: MIT */
/* The messages of a template. What people read stands between {{_}} and {{/_}}, in English, on one
 * line:
 *
 *     <h2>{{_}}Leave a Reply to <a href="{{URL}}"><bdi>{{NAME}}</bdi></a>{{/_}}</h2>
 *     <nav aria-label="{{_}}Sections{{/_}}">
 *     {{_ verb}}Reply{{/_}}             a context, where one English word is two in other languages
 *
 * Translators get it without what is no language: "Leave a Reply to <a><bdi>{NAME}</bdi></a>". A
 * translation is put in before the engine parses the template, with the template's own tags and
 * variables, so it is escaped like any text of the template, and costs nothing when a page is made.
 *
 * Where a page's language has no translation, the English stands in an element that says so: <span
 * lang="en" dir="ltr">. That cannot be done inside of attributes and of elements that hold no
 * others; nor where C has made the sentence: the element that shows it then has {{_language}} among
 * its attributes, which becomes lang="en" dir="ltr" if the whole interface is in English only
 * because the page's language has no catalogue. */
#ifndef TMPL_TPL_MESSAGE_H
#define TMPL_TPL_MESSAGE_H

#include "base/buf.h"
#include "base/err.h"

struct catalogue; /* translations/catalogue.h */

enum {
    TPL_MESSAGE_BYTES_MAX = 1000,
    TPL_MESSAGE_PARTS_MAX = 24, /* tags and variables of one message */
};

/* A message of a template, in the form that translators get. */
struct tpl_message {
    struct str context, english;
    size_t line;
};

/* Adds TEXT with its messages in the language of K to OUT; K NULL: in English. IS_PAGE: what has no
 * translation is marked as English (pages are HTML, feeds are not). ERR_INVALID, with the line, if
 * a message does not end on its line, holds sections, includes, comments or the same tag twice, or
 * is too long. */
MUST_CHECK enum err_kind tpl_message_translate(struct str text, const struct catalogue *k,
                                               bool is_page, struct buf *out, struct err *e);

/* Called with each message of a template. */
typedef void tpl_message_fn(void *arg, const struct tpl_message *m);
MUST_CHECK enum err_kind tpl_message_each(struct str text, tpl_message_fn *found, void *arg,
                                          struct err *e);

#endif
