/* SPDX-License-Identifier: MIT */
/* The social links are rows of one form. Every button sends the whole form: "up" and "down" move a
 * row, a ticked row goes, an empty one is passed over; so the page needs no script, and nothing
 * that was typed is lost on the way. */
#include "admin/admin.h"
#include "admin/page/field.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/site/settings_tabs.h"
#include "admin/page/notice.h"
#include "web/answer.h"

#include <inttypes.h>

enum { EMPTY_ROWS = 3, ROWS_MAX = SOCIAL_LINKS_MAX + EMPTY_ROWS };

static const struct {
    const char *kind, *name;
} kinds[] = {
    {"website", N_("Website")},
    {"x", "X"},
    {"facebook", "Facebook"},
    {"instagram", "Instagram"},
    {"youtube", "YouTube"},
    {"tiktok", "TikTok"},
    {"mastodon", "Mastodon"},
    {"bluesky", "Bluesky"},
    {"threads", "Threads"},
    {"linkedin", "LinkedIn"},
    {"telegram", "Telegram"},
    {"whatsapp", "WhatsApp"},
    {"rss", "RSS"},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct kind_view {
    struct str kind, name;
    bool selected;
};
static const struct tpl_field kind_fields[] = {
    TPL_FIELD(kind_view, "KIND", TPL_STR, kind),
    TPL_FIELD(kind_view, "KIND_NAME", TPL_STR, name),
    TPL_FIELD(kind_view, "SELECTED", TPL_BOOL, selected),
    TPL_END,
};

struct row_view {
    int64_t number;
    struct str label, url;
    bool movable;
    struct tpl_list kinds;
};
static const struct tpl_field row_fields[] = {
    TPL_FIELD(row_view, "NUMBER", TPL_INT, number),
    TPL_SUB(row_view, "KINDS", TPL_LIST, kinds, kind_fields, sizeof(struct kind_view)),
    TPL_FIELD(row_view, "LABEL", TPL_STR, label),
    TPL_FIELD(row_view, "URL", TPL_STR, url),
    TPL_FIELD(row_view, "MOVABLE", TPL_BOOL, movable),
    TPL_END,
};

struct links_view {
    struct str csrf;
    struct tpl_list rows;
    struct tpl_include tabs, summary;
};
static const struct tpl_field links_fields[] = {
    TPL_FIELD(links_view, "CSRF", TPL_STR, csrf),
    TPL_SUB(links_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)),
    TPL_FIELD(links_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(links_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_END,
};
TPL_TEMPLATE(social_links, "admin/social_links.tpl", links_view, links_fields);

/* ---- showing ---- */

static struct tpl_list kinds_make(struct context *c, struct str chosen)
{
    /* One that the site has and this list does not stays choosable. */
    bool known = str_empty(chosen);
    struct kind_view *views = ARENA_ARRAY(c->arena, struct kind_view, KINDS + 1);
    for (size_t i = 0; i < KINDS; i++) {
        bool same = str_eq(chosen, str_from(kinds[i].kind));
        views[i] = (struct kind_view){str_from(kinds[i].kind), say(c, kinds[i].name), same};
        known = known || same;
    }
    if (!known)
        views[KINDS] = (struct kind_view){chosen, chosen, true};
    return (struct tpl_list){views, known ? KINDS : KINDS + 1};
}

static enum err_kind answer_links(struct context *c, int status, const struct social_link *links,
                                  size_t n, const struct problems *p, struct str failed,
                                  struct err *e)
{
    size_t total = n + EMPTY_ROWS;
    if (total > SOCIAL_LINKS_MAX)
        total = n > SOCIAL_LINKS_MAX ? n : SOCIAL_LINKS_MAX;
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, total);
    for (size_t i = 0; i < total; i++) {
        struct social_link link = i < n ? links[i] : (struct social_link){0};
        rows[i] = (struct row_view){
            .number = (int64_t)i + 1,
            .label = link.label,
            .url = link.url,
            .movable = i < n,
            .kinds = kinds_make(c, link.kind),
        };
    }
    const struct links_view v = {
        .csrf = c->session->csrf,
        .rows = {rows, total},
        .tabs = settings_tabs(c, SETTINGS_SOCIAL),
        .summary = summary_include(c, failed, p),
    };
    return frame_answer(c, status, say(c, "Social links"), PLACE_SETTINGS, tpl_social_links(&v), e);
}

enum err_kind admin_social_links(struct context *c, struct err *e)
{
    return answer_links(c, 200, c->settings->links, c->settings->n_links, NULL, STR_NONE, e);
}

/* ---- saving ---- */

struct typed_links {
    struct social_link items[ROWS_MAX];
    bool removed[ROWS_MAX];
    size_t n; /* rows, the empty ones too */
};

/* A row's text; it has the same name as other rows', so form_text cannot read it. */
static struct str clean(struct context *c, struct str value, struct problems *p)
{
    struct err e;
    struct str text;
    if (utf8_clean(c->arena, value, UTF8_ONE_LINE, &text, &e) == OK)
        return text;
    problem_say(p, "social_links",
                MESSAGE("A label or an address has characters that are no text."));
    return STR_NONE;
}

/* Browsers send a row's fields in their order, so the nth "kind" is the nth row's. */
static void read_rows(struct context *c, struct typed_links *typed, struct problems *p)
{
    size_t n_kinds = 0, n_labels = 0, n_urls = 0;
    for (size_t i = 0; i < c->form.n; i++) {
        struct str name = c->form.items[i].name, value = c->form.items[i].value;
        int64_t row;
        if (str_eq(name, STR("kind")) && n_kinds < ROWS_MAX)
            typed->items[n_kinds++].kind = clean(c, value, p);
        else if (str_eq(name, STR("label")) && n_labels < ROWS_MAX)
            typed->items[n_labels++].label = clean(c, value, p);
        else if (str_eq(name, STR("url")) && n_urls < ROWS_MAX)
            typed->items[n_urls++].url = clean(c, value, p);
        else if (str_eq(name, STR("remove")) && str_int(value, &row) && row >= 1 && row <= ROWS_MAX)
            typed->removed[row - 1] = true;
    }
    typed->n = n_urls;
}

/* Moves the row that a pressed button names ("up", "down": its number). */
static void move_row(struct context *c, struct typed_links *typed)
{
    int64_t up = 0, down = 0;
    (void)str_int(form_raw(&c->form, "up"), &up);
    (void)str_int(form_raw(&c->form, "down"), &down);
    size_t first = up > 1 ? (size_t)up - 2 : down > 0 ? (size_t)down - 1 : typed->n;
    if (first >= typed->n || first + 1 >= typed->n)
        return;
    struct social_link link = typed->items[first];
    bool removed = typed->removed[first];
    typed->items[first] = typed->items[first + 1];
    typed->removed[first] = typed->removed[first + 1];
    typed->items[first + 1] = link;
    typed->removed[first + 1] = removed;
}

enum err_kind admin_social_links_save(struct context *c, struct err *e)
{
    struct problems p = {0};
    struct typed_links typed = {0};
    struct social_link links[ROWS_MAX];
    size_t n = 0;
    read_rows(c, &typed, &p);
    if (typed.n == 0)
        return err_say(e, ERR_INVALID,
                       MESSAGE("The form has come without its rows; nothing was changed."));
    move_row(c, &typed);
    for (size_t i = 0; i < typed.n; i++)
        if (!typed.removed[i] &&
            (!str_empty(typed.items[i].label) || !str_empty(typed.items[i].url)))
            links[n++] = typed.items[i];

    struct actor who = context_actor(c);
    enum err_kind kind = settings_save(c->app->db, &who, NULL, 0, links, n, &p, e);
    if (kind == OK) {
        notice_say(c, MESSAGE("The social links are saved."));
        return answer_see_other(c, STR("/admin/settings/social"));
    }
    if (p.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_links(c, refusal_status(kind, &p), links, n, &p, failed, e);
}
