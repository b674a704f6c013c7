/* SPDX-License-Identifier: MIT */
/* Reads and changes sections. The slug of a section is unique, the last section stays, and a
 * section with articles stays; remove_job and save_job hold that. */
#include "core/news/section.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "core/audit/audit.h"
#include "text/slug.h"

static struct section section_from_row(struct stmt *s, struct arena *a)
{
    return (struct section){
        .id = stmt_col_int(s, COL_ID),
        .slug = stmt_col_text(s, COL_SLUG, a),
        .name = stmt_col_text(s, COL_NAME, a),
        .description = stmt_col_text(s, COL_DESCRIPTION, a),
        .position = stmt_col_int(s, COL_POSITION),
        .articles = stmt_col_int(s, COL_ARTICLES),
    };
}

enum { SECTIONS_MAX = 100 };

enum err_kind section_list(struct db_conn *c, struct arena *a, struct section_list *out,
                           struct err *e)
{
    *out = (struct section_list){.items = ARENA_ARRAY(a, struct section, SECTIONS_MAX)};
    struct stmt *s = db_stmt(c, SQL_SECTION_ALL);
    while (out->n < SECTIONS_MAX && stmt_next(s))
        out->items[out->n++] = section_from_row(s, a);
    return stmt_done(s, e);
}

enum err_kind section_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                              struct section *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SECTION_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    bool found = stmt_next(s);
    if (found)
        *out = section_from_row(s, a);
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such section."));
}

enum err_kind section_exists(struct db_conn *c, int64_t id, bool *exists, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SECTION_BY_ID);
    stmt_int(s, ARG_ID, id);
    *exists = stmt_next(s);
    return stmt_done(s, e);
}

struct save {
    const struct actor *who;
    const struct section *section;
    struct used_form *form;
    struct problems *problems;
    struct arena *arena;
    struct str slug;
    int64_t id;
};

/* Sets *taken if another section has the slug. */
static enum err_kind slug_taken(struct db_conn *c, const struct save *save, struct str slug,
                                bool *taken, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SECTION_BY_SLUG);
    stmt_text(s, ARG_SLUG, slug);
    *taken = stmt_next(s) && stmt_col_int(s, COL_ID) != save->section->id;
    return stmt_done(s, e);
}

/* Sets *taken if another section has the same name. */
static enum err_kind name_taken(struct db_conn *c, const struct save *save, bool *taken,
                                struct err *e)
{
    struct section_list all;
    struct str name = utf8_caseless(save->arena, save->section->name);
    *taken = false;
    TRY(section_list(c, save->arena, &all, e));
    for (size_t i = 0; i < all.n; i++)
        *taken = *taken || (all.items[i].id != save->section->id &&
                            str_eq(utf8_caseless(save->arena, all.items[i].name), name));
    return OK;
}

static enum err_kind refuse_taken(struct save *save, const char *field, const struct message *m,
                                  struct err *e)
{
    problem_say(save->problems, field, m);
    return err_say(e, ERR_CONFLICT, m);
}

/* Sets save->slug. One that somebody typed must be free; one that is made from the name is numbered
 * until it is, but then the name must be another one. */
static enum err_kind choose_slug(struct db_conn *c, struct save *save, struct err *e)
{
    bool taken, typed = !str_empty(save->section->slug);
    struct str slug =
        slug_typed(save->arena, save->section->slug, save->section->name, STR("section"));
    TRY(slug_taken(c, save, slug, &taken, e));
    if (taken && typed)
        return refuse_taken(save, "slug", MESSAGE("Another section has that address."), e);
    if (taken) {
        bool same;
        TRY(name_taken(c, save, &same, e));
        if (same)
            return refuse_taken(save, "name", MESSAGE("Another section has that name."), e);
    }
    save->slug = slug;
    for (int64_t n = 2; taken; n++) {
        save->slug = slug_numbered(save->arena, slug, n);
        TRY(slug_taken(c, save, save->slug, &taken, e));
    }
    return OK;
}

static enum err_kind save_job(struct db_conn *c, void *arg, struct err *e)
{
    struct save *save = arg;
    const struct section *section = save->section;
    bool add = section->id == 0;
    TRY(used_form_find(c, save->form, e));
    if (used_form_done(save->form)) {
        save->id = save->form->id;
        return OK;
    }
    TRY(choose_slug(c, save, e));
    struct stmt *s = db_stmt(c, add ? SQL_SECTION_INSERT : SQL_SECTION_UPDATE);
    if (!add)
        stmt_int(s, ARG_ID, section->id);
    stmt_text(s, ARG_SLUG, save->slug);
    stmt_text(s, ARG_NAME, section->name);
    stmt_text(s, ARG_DESCRIPTION, section->description);
    stmt_int(s, ARG_POSITION, section->position);
    TRY(stmt_run(s, e));
    if (!add && db_changes(c) == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such section."));
    save->id = add ? db_last_id(c) : section->id;
    TRY(used_form_add(c, save->form, save->id, 0, clock_now(), e));
    TRY(audit_add(c, save->who, add ? "section.add" : "section.change", "section", save->id,
                  STR_NONE, section->name, e));
    return db_content_changed(c, e);
}

enum err_kind section_save(struct db *db, const struct actor *who, const struct section *s,
                           struct used_form *form, int64_t *id, struct problems *p, struct err *e)
{
    if (str_empty(s->name) || s->name.n > 100)
        problem_say(p, "name", MESSAGE("A section needs a name of at most about 100 characters."));
    if (s->description.n > 500)
        problem_say(p, "description",
                    MESSAGE("The description is too long; at most about 500 characters fit."));
    if (s->slug.n > SLUG_TYPED_MAX)
        problem_say(p, "slug",
                    MESSAGE("The address is too long; at most about 80 characters fit."));
    if (p->n > 0)
        return err_say(e, ERR_INVALID,
                       MESSAGE("The section is not valid. Please correct what is marked."));
    struct save save = {
        .who = who, .section = s, .form = form, .problems = p, .arena = arena_new(4096)};
    enum err_kind kind = db_write(db, save_job, &save, e);
    arena_free(&save.arena);
    *id = save.id;
    return kind;
}

struct removal {
    const struct actor *who;
    int64_t id;
};

static enum err_kind in_use(struct db_conn *c, int64_t id, bool *used, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SECTION_IN_USE);
    stmt_int(s, ARG_ID, id);
    *used = stmt_next(s);
    return stmt_done(s, e);
}

static enum err_kind remove_job(struct db_conn *c, void *arg, struct err *e)
{
    struct removal *it = arg;
    struct arena *a = arena_new(4096);
    struct section_list all;
    enum err_kind kind = section_list(c, a, &all, e);
    arena_free(&a);
    if (kind != OK)
        return kind;
    bool exists;
    TRY(section_exists(c, it->id, &exists, e));
    if (!exists)
        return OK;
    if (all.n <= 1)
        return err_say(e, ERR_CONFLICT, MESSAGE("The last section cannot be removed."));
    bool used;
    TRY(in_use(c, it->id, &used, e));
    if (used)
        return err_say(e, ERR_CONFLICT,
                       MESSAGE("A section that has articles cannot be removed. Move them to "
                               "another section first."));
    struct stmt *s = db_stmt(c, SQL_SECTION_DELETE);
    stmt_int(s, ARG_ID, it->id);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, "section.remove", "section", it->id, STR_NONE, STR_NONE, e));
    return db_content_changed(c, e);
}

enum err_kind section_remove(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct removal removal = {who, id};
    return db_write(db, remove_job, &removal, e);
}
