/* SPDX-License-Identifier: MIT */
/* Breaking news: the sentence over every page, where it leads, and when it goes by itself. */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "core/news/breaking.h"
#include "web/answer.h"

#include <inttypes.h>

static const struct field_spec specs[] = {
    {.name = "text",
     .kind = FIELD_LINE,
     .label = "Text",
     .required = true,
     .hint = "One sentence. It stands at the top of every page."},
    {.name = "url",
     .kind = FIELD_LINE,
     .label = "Link",
     .optional = true,
     .hint = "A page of this site, such as the article’s address, or https://."},
    {.name = "stay", .kind = FIELD_CHOICE, .label = "Show it for"},
    {.name = "until", .kind = FIELD_TIME, .label = "Until", .optional = true},
};
enum { TEXT, URL, STAY, UNTIL, FIELDS };
_Static_assert(sizeof specs / sizeof specs[0] == FIELDS, "a value for each field");

static const struct field_option stays[] = {
    {{"30", 2}, {"30 minutes", 10}}, {{"60", 2}, {"an hour", 7}},
    {{"180", 3}, {"3 hours", 7}},    {{"720", 3}, {"12 hours", 8}},
    {{"1440", 4}, {"a day", 5}},     {{"", 0}, {"until the time below", 20}},
};
enum { STAYS = sizeof stays / sizeof stays[0] };

struct typed {
    struct str text, url, stay, until;
    int64_t version;
};

static struct typed typed_of(struct context *c)
{
    const struct settings *s = c->settings;
    bool shown = breaking_shown(s, c->now);
    struct typed t = {.stay = STR("60"), .version = s->breaking_version};
    if (shown)
        t = (struct typed){
            .text = s->breaking_text,
            .url = s->breaking_url,
            .until = locale_input(s->locale, s->breaking_until, c->arena),
            .version = s->breaking_version,
        };
    return t;
}

static struct str about(struct context *c)
{
    const struct settings *s = c->settings;
    if (!breaking_shown(s, c->now))
        return STR("Nothing is shown now.");
    struct str until = when_exact(c, s->breaking_until);
    return arena_printf(c->arena, "On every page until %.*s: “%.*s”", STR_ARG(until),
                        STR_ARG(s->breaking_text));
}

static enum err_kind answer(struct context *c, int status, const struct typed *t,
                            const struct problems *p, struct str failed, struct err *e)
{
    struct field_value values[FIELDS] = {
        [TEXT] = {.value = t->text},
        [URL] = {.value = t->url},
        [STAY] = {.value = t->stay, .options = stays, .n_options = STAYS},
        [UNTIL] = {.value = t->until,
                   .hint = arena_printf(c->arena, "In the site’s time zone, %.*s; %d days at most.",
                                        STR_ARG(c->settings->zone), BREAKING_DAYS_MAX)},
    };
    struct str version = arena_printf(c->arena, "%" PRId64, t->version);
    const struct form_act down = {
        .url = arena_printf(c->arena, "/admin/breaking?of=%.*s", STR_ARG(version)),
        .action = "end",
        .title = "Take it down",
        .about = "It goes from every page at once.",
        .label = "Take it down",
    };
    bool shown = breaking_shown(c->settings, c->now);
    const struct form_page page = {
        .place = PLACE_BREAKING,
        .heading = STR("Breaking news"),
        .about = about(c),
        .action = STR("/admin/breaking"),
        .submit = shown ? "Show this instead" : "Show it on every page",
        .version = version,
        .token = form_token(c),
        .specs = specs,
        .values = values,
        .n = FIELDS,
        .problems = p,
        .failed = failed,
        .acts = &down,
        .n_acts = shown ? 1 : 0,
    };
    return form_page_answer(c, status, &page, e);
}

enum err_kind admin_breaking(struct context *c, struct err *e)
{
    struct typed t = typed_of(c);
    return answer(c, 200, &t, NULL, STR_NONE, e);
}

/* When it goes: so many minutes from now, or at the time that was typed. */
static int64_t until_of(struct context *c, const struct typed *t, struct problems *p)
{
    int64_t minutes;
    for (size_t i = 0; i + 1 < STAYS; i++)
        if (str_eq(t->stay, stays[i].value) && str_int(t->stay, &minutes))
            return c->now + minutes * 60;
    return time_read(c, t->until, "until", NULL, p);
}

/* The form comes back as it was typed; after a conflict it is of what is shown now, so that sending
 * it again is knowing. */
static enum err_kind refuse(struct context *c, enum err_kind kind, struct typed *t,
                            const struct problems *p, struct err *e)
{
    if (p->n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p->n ? STR_NONE : context_failure(c, e);
    if (kind == ERR_CONFLICT)
        t->version = c->settings->breaking_version;
    return answer(c, refusal_status(kind, p), t, p, failed, e);
}

static enum err_kind take_down(struct context *c, struct err *e)
{
    struct actor who = context_actor(c);
    struct problems none = {0};
    struct typed t = typed_of(c);
    int64_t version = form_int(&c->query, "of", 0, INT64_MAX, -1, &none);
    enum err_kind kind = breaking_end(c->app->db, &who, version, e);
    if (kind != OK)
        return refuse(c, kind, &t, &none, e);
    notice_done(c, "The breaking news is taken down.");
    return answer_see_other(c, STR("/admin/breaking"));
}

enum err_kind admin_breaking_save(struct context *c, struct err *e)
{
    struct problems p = {0}, none = {0};
    if (str_eq(pressed(c), STR("end")))
        return take_down(c, e);
    struct typed t = {
        .text = form_text(&c->form, "text", UTF8_ONE_LINE, SIZE_MAX, c->arena, &p),
        .url = form_text(&c->form, "url", UTF8_ONE_LINE, SIZE_MAX, c->arena, &p),
        .stay = form_text(&c->form, "stay", UTF8_ONE_LINE, SIZE_MAX, c->arena, &p),
        .until = form_text(&c->form, "until", UTF8_ONE_LINE, SIZE_MAX, c->arena, &p),
        .version = form_int(&c->form, "version", 0, INT64_MAX, -1, &none),
    };
    struct breaking b = {
        .text = t.text,
        .url = t.url,
        .until = until_of(c, &t, &p),
        .version = t.version,
    };
    struct actor who = context_actor(c);
    struct used_form form = form_used(c);
    enum err_kind kind = breaking_set(c->app->db, c->settings, &who, &b, &form, &p, e);
    if (kind != OK)
        return refuse(c, kind, &t, &p, e);
    if (form.used)
        notice_done(c, "This was put on every page already.");
    else
        notice_done(c, "It is on every page until %.*s.", STR_ARG(when_exact(c, b.until)));
    return answer_see_other(c, STR("/admin/breaking"));
}
