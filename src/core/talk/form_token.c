/* SPDX-License-Identifier: MIT */
/* A form's token is signed with the site's secret, so nothing about it is stored. */
#include "core/talk/form_token.h"

#include "base/buf.h"
#include "base/rand.h"

enum { TOKEN_BYTES = 128 }; /* a token, and the text that is signed, are shorter */

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
        return err_say(e, ERR_INVALID,
                       MESSAGE("The form was not recognised as one of this site's."));
    /* After a clock was set back, a token may be from the future: it stays good. */
    if (now - issued > FORM_TOKEN_TTL_S)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("The page was open for a long time, and its form has "
                               "expired. Please send it once more."));
    return OK;
}
