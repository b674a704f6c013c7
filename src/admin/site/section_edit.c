/* SPDX-License-Identifier: MIT */
/* Adds, changes and removes a section. What is allowed is decided in section_save and
 * section_remove (core/news/section.h). Removing a section that is already gone counts as done. */
#include "admin/admin.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "core/news/section.h"
#include "web/answer.h"

#include <inttypes.h>

enum { NAME, SLUG, DESCRIPTION, POSITION, FIELDS };

static const struct field_spec specs[FIELDS] = {
    [NAME] = {.name = "name", .kind = FIELD_LINE, .label = N_("Name"), .required = true},
    [SLUG] = {.name = "slug",
              .kind = FIELD_LINE,
              .label = N_("Address"),
              .optional = true,
              .hint =
                  N_("Made from the name where it is empty. A new one breaks links to the old.")},
    [DESCRIPTION] = {.name = "description",
                     .kind = FIELD_TEXT,
                     .rows = 3,
                     .label = N_("Description"),
                     .optional = true,
                     .hint = N_("Shown at the head of the section’s page.")},
    [POSITION] = {.name = "position",
                  .kind = FIELD_NUMBER,
                  .label = N_("Order"),
                  .required = true,
                  .hint = N_("The section with the lowest number comes first.")},
};

static enum err_kind answer_form(struct context *c, int status, const struct section *stored,
                                 const struct field_value *values, const struct problems *p,
                                 struct str failed, struct err *e)
{
    struct str url = stored
                         ? arena_printf(c->arena, "/admin/settings/sections/%" PRId64, stored->id)
                         : STR("/admin/settings/sections/new");
    const struct form_act removal = {
        .url = url,
        .action = "remove",
        .title = N_("Remove the section"),
        .about = N_("A section that has articles cannot be removed: give them another one first."),
        .label = N_("Remove"),
        .danger = true,
    };
    const struct form_page page = {
        .place = PLACE_SETTINGS,
        .heading = stored ? stored->name : say(c, "New section"),
        .up = STR("/admin/settings/sections"),
        .up_label = say(c, "Sections"),
        .action = url,
        .submit = stored ? N_("Save section") : N_("Add section"),
        .token = form_token(c),
        .specs = specs,
        .values = values,
        .n = FIELDS,
        .problems = p,
        .failed = failed,
        .acts = &removal,
        .n_acts = stored ? 1 : 0,
    };
    return form_page_answer(c, status, &page, e);
}

/* The section that the path names. *exists is false on the page for a new section; *next is the
 * position after the last one. */
static enum err_kind stored_section(struct context *c, struct section *out, bool *exists,
                                    int64_t *next, struct err *e)
{
    struct db_conn *conn;
    struct section_list list;
    int64_t id;
    TRY(path_id(c, &id, e));
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &list, e));
    *exists = false;
    *next = list.n ? list.items[list.n - 1].position + 1 : 1;
    for (size_t i = 0; i < list.n; i++)
        if (list.items[i].id == id) {
            *out = list.items[i];
            *exists = true;
        }
    return id != 0 && !*exists ? err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such section."))
                               : OK;
}

static struct str position_text(const struct context *c, int64_t position)
{
    return arena_printf(c->arena, "%" PRId64, position);
}

enum err_kind admin_section_new(struct context *c, struct err *e)
{
    struct section none;
    bool exists;
    int64_t next;
    TRY(stored_section(c, &none, &exists, &next, e));
    const struct field_value values[FIELDS] = {[POSITION].value = position_text(c, next)};
    return answer_form(c, 200, NULL, values, NULL, STR_NONE, e);
}

enum err_kind admin_section_edit(struct context *c, struct err *e)
{
    struct section s;
    bool exists;
    int64_t next;
    TRY(stored_section(c, &s, &exists, &next, e));
    const struct field_value values[FIELDS] = {
        [NAME].value = s.name,
        [SLUG].value = s.slug,
        [DESCRIPTION].value = s.description,
        [POSITION].value = position_text(c, s.position),
    };
    return answer_form(c, 200, &s, values, NULL, STR_NONE, e);
}

static enum err_kind remove_section(struct context *c, const struct section *s, struct err *e)
{
    struct actor who = context_actor(c);
    enum err_kind kind = section_remove(c->app->db, &who, s->id, e);
    if (kind != OK && !refused_on_form(kind))
        return kind;
    struct notice notice = {.bad = kind != OK};
    notice.text =
        kind == OK ? SAY(c, "The section “{name}” is removed.", PUT("name", utf8_cut(s->name, 100)))
                   : context_failure(c, e);
    notice_set(c, &notice);
    return answer_see_other(c, STR("/admin/settings/sections"));
}

enum err_kind admin_section_save(struct context *c, struct err *e)
{
    struct section stored;
    bool exists;
    int64_t next, id;
    bool removes = str_eq(pressed(c), STR("remove"));
    enum err_kind found = stored_section(c, &stored, &exists, &next, e);
    if (found == ERR_NOT_FOUND && removes) {
        notice_say(c, MESSAGE("The section is removed."));
        return answer_see_other(c, STR("/admin/settings/sections"));
    }
    TRY(found);
    if (exists && removes)
        return remove_section(c, &stored, e);

    struct problems p = {0};
    struct field_value values[FIELDS] = {0};
    fields_read(c, specs, values, FIELDS, &p);
    const struct section typed = {
        .id = exists ? stored.id : 0,
        .name = values[NAME].value,
        .slug = values[SLUG].value,
        .description = values[DESCRIPTION].value,
        .position = form_int(&c->form, "position", 0, 1000000, next, &p),
    };
    struct actor who = context_actor(c);
    struct used_form form = form_used(c);
    enum err_kind kind = section_save(c->app->db, &who, &typed, &form, &id, &p, e);
    if (kind == OK) {
        notice_say(
            c, MESSAGE("The section “{name}” is saved.", PUT("name", utf8_cut(typed.name, 100))));
        return answer_see_other(c, STR("/admin/settings/sections"));
    }
    if (p.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer_form(c, refusal_status(kind, &p), exists ? &stored : NULL, values, &p, failed, e);
}
