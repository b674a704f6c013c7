/* SPDX-License-Identifier: MIT */
/* What a comment's fields must have, and whether an article takes comments: all that needs no
 * database. */
#include "core/talk/comment_check.h"

#include "base/url.h"
#include "text/comment_text.h"
#include "text/proofread.h"

static bool is_email(struct str s)
{
    size_t at = str_index(s, '@');
    if (at == 0 || at >= s.n - (s.n > 0) || str_index(str_skip(s, at + 1), '@') != s.n - at - 1)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>()[],;:\\\"", s.p[i]) != NULL)
            return false;
    struct str domain = str_skip(s, at + 1);
    return domain.p[0] != '.' && domain.p[domain.n - 1] != '.';
}

void comment_check(const struct settings *s, const struct comment_submission *sub,
                   struct problems *p)
{
    if (str_empty(sub->body))
        problem_say(p, "comment", MESSAGE("Please type your comment."));
    else if (sub->body.n > COMMENT_BODY_MAX)
        problem_say(p, "comment",
                    MESSAGE("The comment is too long; at most about {max} characters fit.",
                            PUT_N("max", COMMENT_BODY_MAX)));
    else if (!comment_fits(sub->body))
        problem_say(p, "comment", STORED(MARKDOWN_TOO_COSTLY));
    else if (comment_is_blank(sub->body))
        problem_say(p, "comment", MESSAGE("Please type your comment."));
    if (sub->user_id != 0)
        return;
    if (s->require_identity && str_empty(sub->author))
        problem_say(p, "author", MESSAGE("Please type your name."));
    else if (sub->author.n > COMMENT_AUTHOR_MAX)
        problem_say(p, "author",
                    MESSAGE("The name is too long; at most about {max} characters fit.",
                            PUT_N("max", COMMENT_AUTHOR_MAX)));
    if (s->require_identity && str_empty(sub->email))
        problem_say(p, "email", MESSAGE("Please type your email address."));
    else if (sub->email.n > COMMENT_EMAIL_MAX)
        problem_say(p, "email",
                    MESSAGE("The email address is too long; at most {max} characters fit.",
                            PUT_N("max", COMMENT_EMAIL_MAX)));
    else if (sub->email.n > 0 && !is_email(sub->email))
        problem_say(p, "email",
                    MESSAGE("This is not an email address: it should look like name@example.org."));
    if (sub->url.n > COMMENT_URL_MAX)
        problem_say(
            p, "url",
            MESSAGE("The website's address is too long; at most about {max} characters fit.",
                    PUT_N("max", COMMENT_URL_MAX)));
    else if (sub->url.n > 0 && !url_is_web(sub->url))
        problem_say(p, "url",
                    MESSAGE("This is not a website: its address should begin with https://."));
}

bool comment_open(const struct settings *s, const struct article *art, int64_t now,
                  const char **why)
{
    const int64_t day_s = 24 * 3600;
    *why = NULL;
    if (!s->comments_on)
        *why = N_("This site takes no comments.");
    else if (!art->comments_open)
        *why = N_("Comments on this article are closed.");
    else if (s->close_after_days > 0 && art->published_at + s->close_after_days * day_s <= now)
        *why = N_("Comments on this article are closed: it was published a while ago.");
    return *why == NULL;
}
