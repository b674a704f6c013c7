/* SPDX-License-Identifier: MIT */
/* The notice: one sentence for the next page of this session, about what was just done. It is kept
 * in a signed cookie that lives a minute and goes when it has been shown: a redirect's address
 * stays clean, and nobody can put words in our mouth. */
#ifndef ADMIN_PAGE_NOTICE_H
#define ADMIN_PAGE_NOTICE_H

#include "web/context.h"

struct notice {
    struct str text;
    bool bad;     /* it did not go as wanted */
    int64_t undo; /* a moderation that can be taken back; 0: none */
};
void notice_set(struct context *c, const struct notice *n);
/* The usual one: M says what was done. */
void notice_say(struct context *c, const struct message *m);

/* As the frame shows it. */
struct notice_view {
    struct str text, undo, back, csrf;
    bool bad, good;
};
extern const struct tpl_field notice_fields[];

/* The notice that waits for this page, if any; NULL where there is none or it is not ours. */
struct notice_view *notice_take(struct context *c);

#endif
