/* SPDX-License-Identifier: MIT */
/* Tokens and the browser's name are signed with the site's secret, so nothing about them is stored.
 * The commenter's details are not signed: they are checked as any typed text is, and go back only
 * to the browser that sent them. */
#include "web/reader.h"

#include "base/rand.h"
#include "base/url.h"
#include "core/talk/comment.h"
#include "web/cookie.h"

enum {
    YEAR_S = 365 * 24 * 3600,
    TOKEN_BYTES = 128 /* a token, and the text that is signed, are shorter */
};

/* ---- the form's token ---- */

/* The text that is signed for the token "RANDOM.ISSUED.MAC". It holds the very characters that are
 * sent, never a number read from them: "007" for "7" is a different token, and not one of ours. */
static struct str token_text(struct str random, struct str issued, int64_t article_id,
                             struct arena *a)
{
    struct buf b = buf_in(a);
    buf_reserve(&b, TOKEN_BYTES);
    buf_add(&b, STR("form:"));
    buf_add_int(&b, article_id);
    buf_add_char(&b, ':');
    buf_add(&b, random);
    buf_add_char(&b, ':');
    buf_add(&b, issued);
    return buf_str(&b);
}

struct str form_token_new(const struct settings *s, int64_t article_id, int64_t now,
                          struct arena *a)
{
    struct buf b = buf_in(a);
    buf_reserve(&b, TOKEN_BYTES);
    buf_add(&b, rand_token(a, 12));
    struct str random = buf_str(&b);
    buf_add_char(&b, '.');
    buf_add_int(&b, now);
    struct str issued = str_skip(buf_str(&b), random.n + 1);
    struct str text = token_text(random, issued, article_id, a);
    buf_add_char(&b, '.');
    buf_add(&b, secret_sign(&s->secret, a, text));
    return buf_str(&b);
}

enum err_kind form_token_check(const struct settings *s, struct str token, int64_t article_id,
                               int64_t now, struct arena *a, struct err *e)
{
    struct str mac = token;
    struct str random = str_split(&mac, '.');
    struct str issued_text = mac.p != NULL ? str_split(&mac, '.') : STR_NONE;
    int64_t issued;
    if (random.n == 0 || random.n > 40 || mac.n == 0 || !str_int(issued_text, &issued) ||
        !secret_verify(&s->secret, a, token_text(random, issued_text, article_id, a), mac))
        return err_set(e, ERR_INVALID, "The form was not recognised as one of this site's.");
    /* After a clock was set back, a token may be from the future: it stays good. */
    if (now - issued > FORM_TOKEN_TTL_S)
        return err_set(e, ERR_CONFLICT,
                       "The page was open for a long time, and its form has "
                       "expired. Please send it once more.");
    return OK;
}

/* ---- remembered details ---- */

/* "AUTHOR&EMAIL&URL", each percent-encoded. */
struct reader_details reader_details_get(const struct context *c)
{
    struct reader_details d = {0};
    struct str rest = cookie_get(c, "commenter");
    static const size_t max[] = {COMMENT_AUTHOR_MAX, COMMENT_EMAIL_MAX, COMMENT_URL_MAX};
    struct str *to[] = {&d.author, &d.email, &d.url};
    if (rest.n == 0)
        return d;
    for (int i = 0; i < 3; i++) {
        struct str text;
        struct err e;
        struct str part = str_split(&rest, '&');
        /* Lengths first: the cost of decoding and normalising grows with the cookie. */
        if (part.n > 3 * max[i] || !url_decode(c->arena, part, false, &text) || text.n > max[i] ||
            utf8_clean(c->arena, text, UTF8_ONE_LINE, to[i], &e) != OK || to[i]->n > max[i])
            return (struct reader_details){0};
    }
    d.remembered = true;
    return d;
}

void reader_details_set(struct context *c, const struct reader_details *d)
{
    if (!d->remembered) {
        if (cookie_get(c, "commenter").n > 0)
            cookie_set(c, "commenter", STR(""), 0);
        return;
    }
    struct str author = url_encode(c->arena, d->author);
    struct str email = url_encode(c->arena, d->email);
    struct str url = url_encode(c->arena, d->url);
    cookie_set(
        c, "commenter",
        arena_printf(c->arena, "%.*s&%.*s&%.*s", STR_ARG(author), STR_ARG(email), STR_ARG(url)),
        YEAR_S);
}

/* ---- the browser ---- */

static struct str browser_text(const struct context *c, struct str id)
{
    return arena_join(c->arena, STR("browser:"), id);
}

struct str reader_browser(const struct context *c)
{
    struct str mac = cookie_get(c, "browser");
    struct str id = str_split(&mac, '.');
    if (id.n == 0 || id.n > 40 || mac.n == 0 || mac.n > 100 ||
        !secret_verify(&c->settings->secret, c->arena, browser_text(c, id), mac))
        return STR_NONE;
    return id;
}

struct str reader_browser_make(struct context *c)
{
    struct str id = reader_browser(c);
    if (id.n == 0)
        id = rand_token(c->arena, 16);
    struct str mac = secret_sign(&c->settings->secret, c->arena, browser_text(c, id));
    cookie_set(c, "browser", arena_printf(c->arena, "%.*s.%.*s", STR_ARG(id), STR_ARG(mac)),
               YEAR_S);
    return id;
}
