/* SPDX-License-Identifier: MIT */
/* Shows and saves the pages of settings that are a table of fields (settings_fields.c). */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "admin/site/settings_fields.h"
#include "web/answer.h"

static enum err_kind answer_form(struct context *c, int status, enum settings_tab tab,
                                 const struct field_value *values, const struct problems *p,
                                 struct str failed, struct err *e)
{
    const struct form_page page = {
        .place = PLACE_SETTINGS,
        .heading = say(c, "Settings"),
        .action = str_from(settings_pages[tab].url),
        .submit = settings_pages[tab].submit,
        .tabs = settings_tabs(c, tab),
        .specs = settings_pages[tab].specs,
        .values = values,
        .n = settings_pages[tab].n,
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
    struct field_value values[SETTINGS_FIELDS_MAX] = {0};
    for (size_t i = 0; i < settings_pages[tab].n; i++)
        values[i].value = setting_named(stored, n, settings_pages[tab].specs[i].name);
    return answer_form(c, 200, tab, values, NULL, STR_NONE, e);
}

static enum err_kind save(struct context *c, enum settings_tab tab, struct err *e)
{
    struct problems p = {0};
    struct setting_value sent[SETTINGS_FIELDS_MAX];
    struct field_value values[SETTINGS_FIELDS_MAX] = {0};
    fields_read(c, settings_pages[tab].specs, values, settings_pages[tab].n, &p);
    for (size_t i = 0; i < settings_pages[tab].n; i++)
        sent[i] = (struct setting_value){settings_pages[tab].specs[i].name, values[i].value};
    struct actor who = context_actor(c);
    enum err_kind kind =
        settings_save(c->app->db, &who, sent, settings_pages[tab].n, NULL, 0, &p, e);
    if (kind == OK) {
        notice_say(c, MESSAGE("The settings are saved."));
        return answer_see_other(c, str_from(settings_pages[tab].url));
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
