/* SPDX-License-Identifier: MIT */
/* Reads what the newsroom's addresses and forms send. Times are in the site's zone. The digest of a
 * used form covers the person, the address and the content, so the same form sent twice is
 * recognised, and a changed one is not mistaken for it. */
#include "admin/page/input.h"

#include <inttypes.h>

#include "admin/page/form_page.h"
#include "base/digits.h"
#include "base/rand.h"
#include "web/http/status.h"

enum err_kind path_id(const struct context *c, int64_t *id, struct err *e)
{
    *id = 0;
    if (str_empty(c->arg[0]) || (str_int(c->arg[0], id) && *id > 0))
        return OK;
    return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page."));
}

struct str pressed(const struct context *c)
{
    return form_raw(&c->form, "do");
}

/* Reads N digits, and then one of the characters AFTER unless that is empty, off the front of
 * *rest. False if they are not there. */
static bool read_digits(struct str *rest, size_t n, const char *after, int *out)
{
    if (rest->n < n)
        return false;
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (rest->p[i] < '0' || rest->p[i] > '9')
            return false;
        *out = *out * 10 + (rest->p[i] - '0');
    }
    *rest = str_skip(*rest, n);
    if (*after == '\0')
        return true;
    if (rest->n == 0 || strchr(after, rest->p[0]) == NULL)
        return false;
    *rest = str_skip(*rest, 1);
    return true;
}

static bool civil_read(struct str s, struct civil *out)
{
    *out = (struct civil){0};
    if (!read_digits(&s, 4, "-", &out->year) || !read_digits(&s, 2, "-", &out->month) ||
        !read_digits(&s, 2, "T ", &out->day) || !read_digits(&s, 2, ":", &out->hour) ||
        !read_digits(&s, 2, "", &out->minute))
        return false;
    if (str_empty(s))
        return true;
    s = s.p[0] == ':' ? str_skip(s, 1) : s;
    return read_digits(&s, 2, "", &out->second) && str_empty(s);
}

int64_t time_read(const struct context *c, struct str typed, const char *field,
                  enum zone_times *times, struct problems *p)
{
    struct civil civil;
    struct err e;
    int64_t at;
    typed = str_trim(digits_plain(c->arena, typed));
    if (str_empty(typed))
        problem_say(p, field, MESSAGE("A date and a time are needed here."));
    else if (!civil_read(typed, &civil))
        problem_say(p, field, MESSAGE("A date and time look like 2026-11-23T14:05."));
    else if (locale_epoch_times(c->locale, civil, &at, times, &e) != OK)
        problem_say(p, field, MESSAGE("There is no such date and time."));
    else if (at <= 0)
        problem_say(p, field, MESSAGE("This is too long ago."));
    else
        return at;
    return 0;
}

int refusal_status(enum err_kind kind, const struct problems *p)
{
    return p->n > 0 ? 422 : status_of(kind);
}

enum { TOKEN_BYTES = 15, TOKEN_MAX = 100 };

struct str form_token(const struct context *c)
{
    return rand_token(c->arena, TOKEN_BYTES);
}

struct used_form form_used_with(const struct context *c, struct str content)
{
    struct str token = form_raw(&c->form, "token");
    struct str place =
        arena_printf(c->arena, "%" PRId64 "\n%.*s\n", c->session->user.id, STR_ARG(c->x->rq.path));
    return (struct used_form){
        .token = token.n <= TOKEN_MAX && utf8_valid(token) ? token : STR_NONE,
        .digest = hash_hex(c->arena, arena_join(c->arena, place, content)),
    };
}

struct used_form form_used(const struct context *c)
{
    return form_used_with(c, c->x->rq.body);
}
