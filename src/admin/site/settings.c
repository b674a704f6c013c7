/* SPDX-License-Identifier: MIT */
/* The settings that are a name and a text: each page is a table of fields whose names are the
 * settings' own, so that what is shown and saved is always the same set. */
#include "admin/site/settings.h"

#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "web/answer.h"

/* ---- the tabs ---- */

struct tpl_include settings_tabs(struct context *c, enum settings_tab current)
{
    static const struct {
        const char *url, *label;
    } all[] = {
        [SETTINGS_GENERAL] = {"/admin/settings", "General"},
        [SETTINGS_COMMENTS] = {"/admin/settings/comments", "Comments"},
        [SETTINGS_SOCIAL] = {"/admin/settings/social", "Social links"},
        [SETTINGS_SECTIONS] = {"/admin/settings/sections", "Sections"},
        [SETTINGS_MACHINES] = {"/admin/settings/machines", "Feeds and robots"},
    };
    enum { N = sizeof all / sizeof all[0] };
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, N);
    for (size_t i = 0; i < N; i++)
        tabs[i] = (struct tab_view){
            .url = str_from(all[i].url),
            .label = str_from(all[i].label),
            .current = i == (size_t)current,
        };
    return tabs_include(c, "Settings", tabs, N);
}

/* ---- the fields ---- */

static const struct field_spec general[] = {
    {.name = "site_name",
     .kind = FIELD_LINE,
     .label = "Name",
     .required = true,
     .legend = "The site",
     .about = "What stands in the masthead, in titles and in feeds."},
    {.name = "tagline", .kind = FIELD_LINE, .label = "Tagline", .optional = true},
    {.name = "address",
     .kind = FIELD_LINE,
     .label = "Address",
     .optional = true,
     .hint = "https://news.example, without a slash at the end. Feeds, sitemaps and shared links "
             "need it."},
    {.name = "language",
     .kind = FIELD_LINE,
     .label = "Language",
     .required = true,
     .hint = "A language tag, such as en, de or pt-BR. It decides how dates and numbers are "
             "written.",
     .legend = "Language and time"},
    {.name = "zone",
     .kind = FIELD_LINE,
     .label = "Time zone",
     .required = true,
     .hint = "Such as Europe/Berlin. It decides when a day begins and what a schedule means."},
    {.name = "articles_per_page",
     .kind = FIELD_NUMBER,
     .label = "Articles on a page",
     .required = true,
     .legend = "Reading"},
    {.name = "social_links",
     .kind = FIELD_SWITCH,
     .label = "Social links between the paragraphs of every article"},
    {.name = "view_interval_s",
     .kind = FIELD_NUMBER,
     .label = "Seconds in which a visitor counts once",
     .required = true,
     .hint = "0: every request for an article is a view. 3600: the same visitor counts once an "
             "hour.",
     .legend = "Counting views",
     .about = "Robots, prefetches and the newsroom itself are always counted apart."},
    {.name = "session_idle_minutes",
     .kind = FIELD_NUMBER,
     .label = "Minutes without a request",
     .required = true,
     .hint = "5 to 20160, which is two weeks.",
     .legend = "Staying signed in",
     .about = "The newsroom asks for the password again after so much time."},
    {.name = "session_hours",
     .kind = FIELD_NUMBER,
     .label = "Hours since the password was typed",
     .required = true,
     .hint = "1 to 720, which is 30 days."},
    {.name = "audit_days",
     .kind = FIELD_NUMBER,
     .label = "Days of changes in the audit log",
     .required = true,
     .hint = "30 to 36500.",
     .legend = "What is kept how long",
     .about = "Older lines are dropped for good."},
    {.name = "access_days",
     .kind = FIELD_NUMBER,
     .label = "Days of sign-ins and refusals in the audit log",
     .required = true,
     .hint = "30 to 36500. They hold network addresses."},
    {.name = "undo_days",
     .kind = FIELD_NUMBER,
     .label = "Days in which a moderator’s decision can be undone",
     .required = true,
     .hint = "30 to 3650."},
    {.name = "form_days",
     .kind = FIELD_NUMBER,
     .label = "Days in which a form that is sent again is known",
     .required = true,
     .hint = "1 to 365. It is then answered as the first time, and nothing is saved twice."},
};

static const struct field_spec comments[] = {
    {.name = "comments_on",
     .kind = FIELD_SWITCH,
     .label = "Readers may comment",
     .legend = "Taking comments"},
    {.name = "require_identity", .kind = FIELD_SWITCH, .label = "Name and e-mail are required"},
    {.name = "close_after_days",
     .kind = FIELD_NUMBER,
     .label = "Close after days",
     .required = true,
     .hint = "Counted from an article’s publication. 0: never."},
    {.name = "comments_per_minute",
     .kind = FIELD_NUMBER,
     .label = "Comments a minute from one address",
     .required = true,
     .hint = "0: as many as they like."},
    {.name = "hold_all",
     .kind = FIELD_SWITCH,
     .label = "Hold every comment until a moderator approves it",
     .legend = "Holding comments",
     .about = "What is held waits in the queue and is shown to nobody but its author."},
    {.name = "require_approved",
     .kind = FIELD_SWITCH,
     .label = "Hold those whose author has no approved comment yet"},
    {.name = "hold_links",
     .kind = FIELD_NUMBER,
     .label = "Hold at this many links",
     .required = true,
     .hint = "0: never for links."},
    {.name = "held_words",
     .kind = FIELD_CODE,
     .rows = 6,
     .label = "Words that hold a comment",
     .optional = true,
     .hint =
         "One word or phrase a line, in the text, name, e-mail, website or address. Whole words "
         "match, whatever their case and accents; a * at the beginning or end asks for more."},
    {.name = "trash_words",
     .kind = FIELD_CODE,
     .rows = 6,
     .label = "Words that put a comment in the trash",
     .optional = true,
     .hint = "The same, for what nobody needs to look at."},
    {.name = "thread_depth",
     .kind = FIELD_NUMBER,
     .label = "Levels of replies",
     .required = true,
     .hint = "1 to 10; deeper replies stand at the last level.",
     .legend = "Showing comments"},
    {.name = "comments_per_page",
     .kind = FIELD_NUMBER,
     .label = "Threads on a page",
     .required = true},
    {.name = "newest_first", .kind = FIELD_SWITCH, .label = "The newest thread first"},
};

static const struct field_spec machines[] = {
    {.name = "feed_full",
     .kind = FIELD_SWITCH,
     .label = "Feeds hold whole articles",
     .legend = "Feeds",
     .about = "Otherwise they hold what each article is about, and its address."},
    {.name = "deny_ai_robots",
     .kind = FIELD_SWITCH,
     .label = "Ask collectors of text for language models to stay away",
     .legend = "Robots",
     .about = "In robots.txt, which the well-behaved read. Their visits are counted apart either "
              "way."},
    {.name = "security_contact",
     .kind = FIELD_LINE,
     .label = "Security contact",
     .optional = true,
     .hint = "An e-mail address, or a page that begins with https://: for security.txt."},
    {.name = "websub_hub",
     .kind = FIELD_LINE,
     .label = "WebSub hub",
     .optional = true,
     .hint = "Is told at once of what is published, and tells those who follow the feeds.",
     .legend = "Telling others",
     .about = "Only a site that knows its own address can tell others of its articles."},
    {.name = "indexnow_key",
     .kind = FIELD_LINE,
     .label = "IndexNow key",
     .optional = true,
     .hint = "8 to 128 letters, digits and dashes of your choice. Search engines that take part "
             "are told of what is published, and find the key on this site."},
    {.name = "indexnow_address",
     .kind = FIELD_LINE,
     .label = "Where IndexNow listens",
     .required = true},
};

enum {
    GENERAL_N = sizeof general / sizeof general[0],
    COMMENTS_N = sizeof comments / sizeof comments[0],
    MACHINES_N = sizeof machines / sizeof machines[0],
    FIELDS_MAX = GENERAL_N
};
_Static_assert(COMMENTS_N <= FIELDS_MAX && MACHINES_N <= FIELDS_MAX, "values of every page fit");

static const struct pages {
    const char *url, *submit;
    const struct field_spec *specs;
    size_t n;
} pages[] = {
    [SETTINGS_GENERAL] = {"/admin/settings", "Save settings", general, GENERAL_N},
    [SETTINGS_COMMENTS] = {"/admin/settings/comments", "Save rules", comments, COMMENTS_N},
    [SETTINGS_MACHINES] = {"/admin/settings/machines", "Save settings", machines, MACHINES_N},
};

/* ---- showing and saving ---- */

static enum err_kind answer_form(struct context *c, int status, enum settings_tab tab,
                                 const struct field_value *values, const struct problems *p,
                                 struct str failed, struct err *e)
{
    const struct form_page page = {
        .place = PLACE_SETTINGS,
        .heading = STR("Settings"),
        .action = str_from(pages[tab].url),
        .submit = pages[tab].submit,
        .tabs = settings_tabs(c, tab),
        .specs = pages[tab].specs,
        .values = values,
        .n = pages[tab].n,
        .problems = p,
        .failed = failed,
    };
    return form_page_answer(c, status, &page, e);
}

static struct str setting_named(const struct setting_value *values, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(values[i].name, name) == 0)
            return values[i].value;
    return STR_NONE;
}

static enum err_kind show(struct context *c, enum settings_tab tab, struct err *e)
{
    size_t n;
    const struct setting_value *stored = settings_values(c->settings, c->arena, &n);
    struct field_value values[FIELDS_MAX] = {0};
    for (size_t i = 0; i < pages[tab].n; i++)
        values[i].value = setting_named(stored, n, pages[tab].specs[i].name);
    return answer_form(c, 200, tab, values, NULL, STR_NONE, e);
}

static struct str typed(const struct context *c, const struct field_spec *spec, struct problems *p)
{
    if (spec->kind == FIELD_SWITCH)
        return form_checked(&c->form, spec->name) ? STR("1") : STR("");
    bool lines = spec->kind == FIELD_TEXT || spec->kind == FIELD_CODE;
    return form_text(&c->form, spec->name, lines ? UTF8_MANY_LINES : UTF8_ONE_LINE, SIZE_MAX,
                     c->arena, p);
}

static enum err_kind save(struct context *c, enum settings_tab tab, struct err *e)
{
    struct problems p = {0};
    struct setting_value sent[FIELDS_MAX];
    struct field_value values[FIELDS_MAX] = {0};
    for (size_t i = 0; i < pages[tab].n; i++) {
        const struct field_spec *spec = &pages[tab].specs[i];
        values[i].value = typed(c, spec, &p);
        sent[i] = (struct setting_value){spec->name, values[i].value};
    }
    struct actor who = context_actor(c);
    enum err_kind kind = settings_save(c->app->db, &who, sent, pages[tab].n, NULL, 0, &p, e);
    if (kind == OK) {
        notice_done(c, "The settings are saved.");
        return answer_see_other(c, str_from(pages[tab].url));
    }
    if (p.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), tab, values, &p, failed, e);
}

enum err_kind admin_settings(struct context *c, struct err *e)
{
    return show(c, SETTINGS_GENERAL, e);
}

enum err_kind admin_settings_save(struct context *c, struct err *e)
{
    return save(c, SETTINGS_GENERAL, e);
}

enum err_kind admin_settings_comments(struct context *c, struct err *e)
{
    return show(c, SETTINGS_COMMENTS, e);
}

enum err_kind admin_settings_comments_save(struct context *c, struct err *e)
{
    return save(c, SETTINGS_COMMENTS, e);
}

enum err_kind admin_settings_machines(struct context *c, struct err *e)
{
    return show(c, SETTINGS_MACHINES, e);
}

enum err_kind admin_settings_machines_save(struct context *c, struct err *e)
{
    return save(c, SETTINGS_MACHINES, e);
}
