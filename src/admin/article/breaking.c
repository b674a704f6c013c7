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
     .label = N_("Text"),
     .required = true,
     .hint = N_("One sentence. It stands at the top of every page.")},
    {.name = "url",
     .kind = FIELD_LINE,
     .label = N_("Link"),
     .optional = true,
     .hint = N_("A page of this site, such as the article’s address, or https://.")},
    {.name = "stay", .kind = FIELD_CHOICE, .label = N_("Show it for")},
    {.name = "until", .kind = FIELD_TIME, .label = N_("Until"), .optional = true},
};
enum { TEXT, URL, STAY, UNTIL, FIELDS };
_Static_assert(sizeof specs / sizeof specs[0] == FIELDS, "a value for each field");

static const struct {
    const char *minutes, *label;
} stays[] = {
    {"30", N_("30 minutes")}, {"60", N_("an hour")}, {"180", N_("3 hours")},
    {"720", N_("12 hours")},  {"1440", N_("a day")}, {"", N_("until the time below")},
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
            .until = locale_input(c->locale, s->breaking_until, c->arena),
            .version = s->breaking_version,
        };
    return t;
}

static struct field_option *stays_make(struct context *c)
{
    struct field_option *options = ARENA_ARRAY(c->arena, struct field_option, STAYS);
    for (size_t i = 0; i < STAYS; i++)
        options[i] = (struct field_option){str_from(stays[i].minutes), say(c, stays[i].label)};
    return options;
}

static struct str about(struct context *c)
{
    const struct settings *s = c->settings;
    if (!breaking_shown(s, c->now))
        return say(c, "Nothing is shown now.");
    struct str until = when_exact(c, s->breaking_until);
    return SAY(c, "On every page until {when}: “{text}”", PUT("when", until),
               PUT("text", s->breaking_text));
}

static enum err_kind answer(struct context *c, int status, const struct typed *t,
                            const struct problems *p, struct str failed, struct err *e)
{
    struct field_value values[FIELDS] = {
        [TEXT] = {.value = t->text},
        [URL] = {.value = t->url},
        [STAY] = {.value = t->stay, .options = stays_make(c), .n_options = STAYS},
        [UNTIL] = {.value = t->until,
                   .hint = SAY_N(c, "In the site’s time zone, {zone}; {n} day at most.",
                                 "In the site’s time zone, {zone}; {n} days at most.",
                                 BREAKING_DAYS_MAX, PUT("zone", c->settings->zone))},
    };
    struct str version = arena_printf(c->arena, "%" PRId64, t->version);
    const struct form_act down = {
        .url = arena_printf(c->arena, "/admin/breaking?of=%.*s", STR_ARG(version)),
        .action = "end",
        .title = N_("Take it down"),
        .about = N_("It goes from every page at once."),
        .label = N_("Take it down"),
    };
    bool shown = breaking_shown(c->settings, c->now);
    const struct form_page page = {
        .place = PLACE_BREAKING,
        .heading = say(c, "Breaking news"),
        .about = about(c),
        .action = STR("/admin/breaking"),
        .submit = shown ? N_("Show this instead") : N_("Show it on every page"),
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
        if (str_eq(t->stay, str_from(stays[i].minutes)) && str_int(t->stay, &minutes))
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
    notice_say(c, MESSAGE("The breaking news is taken down."));
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
        notice_say(c, MESSAGE("This was put on every page already."));
    else
        notice_say(
            c, MESSAGE("It is on every page until {when}.", PUT("when", when_exact(c, b.until))));
    return answer_see_other(c, STR("/admin/breaking"));
}
