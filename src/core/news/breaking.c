/* SPDX-License-Identifier: MIT */
/* Sets, ends and expires the breaking news. Each change is one write job that reads the stored
 * sentence, compares its version with the form's, and writes all four settings together. */
#include "core/news/breaking.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/url.h"
#include "core/news/article.h"
#include "core/audit/audit.h"

bool breaking_shown(const struct settings *s, int64_t now)
{
    return !str_empty(s->breaking_text) && now < s->breaking_until;
}

/* ---- the settings ---- */

/* Reads the stored sentence, which may be newer than anybody's settings. */
static enum err_kind read_stored(struct db_conn *c, struct arena *a, struct breaking *out,
                                 struct err *e)
{
    *out = (struct breaking){0};
    struct stmt *s = db_stmt(c, SQL_SETTING_ALL);
    while (stmt_next(s)) {
        struct str name = stmt_col_text(s, COL_NAME, a), value = stmt_col_text(s, COL_VALUE, a);
        if (str_eq(name, STR("breaking_text")))
            out->text = value;
        else if (str_eq(name, STR("breaking_url")))
            out->url = value;
        else if (str_eq(name, STR("breaking_until")))
            (void)str_int(value, &out->until);
        else if (str_eq(name, STR("breaking_version")))
            (void)str_int(value, &out->version);
    }
    return stmt_done(s, e);
}

static enum err_kind store_setting(struct db_conn *c, const char *name, struct str value,
                                   struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SETTING_PUT);
    stmt_text(s, ARG_NAME, str_from(name));
    stmt_text(s, ARG_VALUE, value);
    return stmt_run(s, e);
}

static enum err_kind store_number(struct db_conn *c, const char *name, int64_t n, struct arena *a,
                                  struct err *e)
{
    return store_setting(c, name, arena_printf(a, "%" PRId64, n), e);
}

/* Stores B, as the version after WAS. */
static enum err_kind store_all(struct db_conn *c, const struct breaking *b,
                               const struct breaking *was, struct arena *a, struct err *e)
{
    TRY(store_setting(c, "breaking_text", b->text, e));
    TRY(store_setting(c, "breaking_url", b->url, e));
    TRY(store_number(c, "breaking_until", b->until, a, e));
    TRY(store_number(c, "breaking_version", was->version + 1, a, e));
    return db_content_changed(c, e);
}

/* ---- checking ---- */

/* URL without the site's own address before it. */
static struct str local_part(const struct settings *s, struct str url)
{
    bool own = s->address.n > 0 && str_starts(url, s->address) && url.n > s->address.n &&
               url.p[s->address.n] == '/';
    return own ? str_skip(url, s->address.n) : url;
}

/* Reads a number of N digits and the slash after it from *rest. */
static bool read_number(struct str *rest, size_t n, int64_t *out)
{
    struct str part = str_split(rest, '/');
    return part.n == n && part.p[0] != '-' && str_int(part, out);
}

/* True if PATH looks like an article's, "/2026/11/23/slug/"; then sets its day and slug. */
static bool parse_article_path(struct str path, struct arena *a, int64_t *day, struct str *slug)
{
    int64_t y, m, d;
    struct str rest = str_skip(path, 1);
    rest = str_head(rest, str_index(rest, '#'));
    rest = str_head(rest, str_index(rest, '?'));
    if (!read_number(&rest, 4, &y) || !read_number(&rest, 2, &m) || !read_number(&rest, 2, &d))
        return false;
    *day = y * 10000 + m * 100 + d;
    return url_decode(a, str_split(&rest, '/'), false, slug) && slug->n > 0;
}

static enum err_kind check_link(struct db_conn *c, struct str url, struct arena *a,
                                struct problems *p, struct err *e)
{
    int64_t day;
    struct str slug;
    struct article art;
    if (str_empty(url) || !url_is_local(url) || !parse_article_path(url, a, &day, &slug))
        return OK;
    enum err_kind kind = article_by_permalink(c, day, slug, a, &art, e);
    if (kind == ERR_NOT_FOUND)
        problem_say(p, "url", MESSAGE("There is no published article at this address."));
    return kind == ERR_NOT_FOUND ? OK : kind;
}

static void check_fields(const struct breaking *b, int64_t now, struct problems *p)
{
    enum { DAY_S = 24 * 3600 };
    if (str_empty(b->text))
        problem_say(p, "text", MESSAGE("Say what has happened."));
    else if (b->text.n > BREAKING_TEXT_MAX)
        problem_say(p, "text",
                    MESSAGE("The text is too long; at most about {max} characters fit.",
                            PUT_N("max", BREAKING_TEXT_MAX)));
    if (b->url.n > BREAKING_URL_MAX)
        problem_say(p, "url",
                    MESSAGE("The link is too long; at most about {max} characters fit.",
                            PUT_N("max", BREAKING_URL_MAX)));
    else if (b->url.n > 0 && !url_is_local(b->url) && !url_is_web(b->url))
        problem_say(
            p, "url",
            MESSAGE("A link must begin with / (a page of this site), https:// or http://."));
    if (b->until <= now)
        problem_say(p, "until", MESSAGE("The time at which it ends must be in the future."));
    else if (b->until > now + BREAKING_DAYS_MAX * DAY_S)
        problem_say(p, "until",
                    MESSAGE("Breaking news can be shown for at most {max} days.",
                            PUT_N("max", BREAKING_DAYS_MAX)));
}

/* ---- changing ---- */

struct breaking_change {
    const struct actor *who;
    const struct settings *settings;
    struct breaking b;
    struct used_form *form;
    struct problems *problems;
    int64_t now;
    bool ended;
    struct arena *arena;
};

static enum err_kind run_change(struct db *db, db_write_fn *job, struct breaking_change *change,
                                struct err *e)
{
    change->arena = arena_new(16 * 1024);
    enum err_kind kind = db_write(db, job, change, e);
    arena_free(&change->arena);
    return kind;
}

/* What is said of a conflict. */
static const struct audit_conflict_words conflict_words = {
    .unknown = N_("Somebody changed the breaking news just now."),
    .just_now = N_("{name} changed the breaking news just now."),
    .seconds = N_("{name} changed the breaking news {n} s ago."),
    .minutes = N_("{name} changed the breaking news {n} min ago."),
    .hours = N_("{name} changed the breaking news {n} h ago."),
};

/* Reads the stored sentence; ERR_CONFLICT if it is not the one that the form was made from. */
static enum err_kind read_unchanged(struct db_conn *c, const struct breaking_change *change,
                                    struct breaking *out, struct err *e)
{
    TRY(read_stored(c, change->arena, out, e));
    if (out->version == change->b.version)
        return OK;
    return audit_conflict(c, "breaking news", 0, &conflict_words, change->arena, e);
}

static enum err_kind check_right(const struct actor *who, struct err *e)
{
    return role_may(who->role, RIGHT_PUBLISH)
               ? OK
               : err_say(e, ERR_FORBIDDEN, MESSAGE("Only an editor can do this."));
}

static enum err_kind set_job(struct db_conn *c, void *arg, struct err *e)
{
    struct breaking_change *it = arg;
    struct breaking was;
    TRY(used_form_find(c, it->form, e));
    if (used_form_done(it->form))
        return OK;
    TRY(read_unchanged(c, it, &was, e));
    it->b.url = local_part(it->settings, it->b.url);
    TRY(check_link(c, it->b.url, it->arena, it->problems, e));
    if (it->problems->n > 0)
        return err_repeat(e, ERR_INVALID, &it->problems->item[0].said);
    TRY(used_form_add(c, it->form, 0, was.version + 1, clock_now(), e));
    TRY(audit_add(c, it->who, "breaking.set", "breaking news", 0, was.text, it->b.text, e));
    return store_all(c, &it->b, &was, it->arena, e);
}

enum err_kind breaking_set(struct db *db, const struct settings *s, const struct actor *who,
                           const struct breaking *b, struct used_form *form, struct problems *p,
                           struct err *e)
{
    TRY(check_right(who, e));
    check_fields(b, clock_now(), p);
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    struct breaking_change change = {
        .who = who, .settings = s, .b = *b, .form = form, .problems = p};
    return run_change(db, set_job, &change, e);
}

static enum err_kind take_down(struct db_conn *c, const struct breaking_change *change,
                               const struct breaking *was, struct err *e)
{
    const struct breaking none = {0};
    TRY(audit_add(c, change->who, "breaking.end", "breaking news", 0, was->text, STR_NONE, e));
    return store_all(c, &none, was, change->arena, e);
}

static enum err_kind end_job(struct db_conn *c, void *arg, struct err *e)
{
    struct breaking_change *it = arg;
    struct breaking was;
    TRY(read_stored(c, it->arena, &was, e));
    if (str_empty(was.text))
        return OK;
    TRY(read_unchanged(c, it, &was, e));
    return take_down(c, it, &was, e);
}

enum err_kind breaking_end(struct db *db, const struct actor *who, int64_t version, struct err *e)
{
    TRY(check_right(who, e));
    struct breaking_change change = {.who = who, .b = {.version = version}};
    return run_change(db, end_job, &change, e);
}

static enum err_kind expire_job(struct db_conn *c, void *arg, struct err *e)
{
    static const struct actor clock = {0, {"the clock", 9}, ROLE_ADMIN};
    struct breaking_change *it = arg;
    struct breaking was;
    it->who = &clock;
    TRY(read_stored(c, it->arena, &was, e));
    it->ended = !str_empty(was.text) && was.until <= it->now;
    return it->ended ? take_down(c, it, &was, e) : OK;
}

enum err_kind breaking_expire(struct db *db, const struct settings *s, int64_t now, bool *ended,
                              struct err *e)
{
    *ended = false;
    if (str_empty(s->breaking_text) || now < s->breaking_until)
        return OK;
    struct breaking_change change = {.now = now};
    enum err_kind kind = run_change(db, expire_job, &change, e);
    *ended = change.ended;
    return kind;
}
