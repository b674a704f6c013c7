/* SPDX-License-Identifier: MIT */
/* A row of the table says on which pages its field is, and what differs between speaking of
 * somebody and speaking to them. */
#include "admin/people/person_form.h"

#include "admin/page/input.h"

#define ON(page) (1u << (page))
enum { OTHERS = ON(PERSON_NEW) | ON(PERSON_EDIT), OWN = ON(PERSON_OWN), ALL = OTHERS | OWN };

static const struct {
    unsigned pages;
    const char *own_hint; /* NULL: as on the other pages */
    struct field_spec spec;
} fields[] = {
    {.pages = OTHERS,
     .spec = {.name = "login",
              .kind = FIELD_LINE,
              .label = "Sign-in name",
              .required = true,
              .hint = "Without spaces; capitals make no difference.",
              .legend = "Account"}},
    {.pages = OWN,
     .spec = {.name = "login", .kind = FIELD_SHOWN, .label = "Sign-in name", .legend = "You"}},
    {.pages = ALL,
     .spec = {.name = "name",
              .kind = FIELD_LINE,
              .label = "Name",
              .required = true,
              .hint = "As it stands over articles."}},
    {.pages = ALL,
     .spec = {.name = "email",
              .kind = FIELD_EMAIL,
              .label = "E-mail",
              .optional = true,
              .hint = "Seen by the newsroom only."}},
    {.pages = OTHERS, .spec = {.name = "role", .kind = FIELD_CHOICE, .label = "Role"}},
    {.pages = OTHERS,
     .spec = {.name = "slug",
              .kind = FIELD_LINE,
              .label = "Page address",
              .optional = true,
              .hint = "Of the author’s page, /author/…/. Made from the name where it is empty.",
              .legend = "As an author"}},
    {.pages = ALL,
     .own_hint = "Shown under your articles and on your author’s page.",
     .spec = {.name = "bio",
              .kind = FIELD_TEXT,
              .rows = 4,
              .label = "Biography",
              .optional = true,
              .hint = "Shown under articles and on the author’s page."}},
    {.pages = ALL,
     .spec = {.name = "picture",
              .kind = FIELD_LINE,
              .label = "Picture",
              .optional = true,
              .hint = "A square one; its address on this site, such as /media/ada.jpg."}},
    {.pages = ALL,
     .own_hint = "Where you are elsewhere, for your page: one address a line, with a name behind "
                 "a space if you like.",
     .spec = {.name = "links",
              .kind = FIELD_TEXT,
              .rows = 3,
              .label = "Links",
              .optional = true,
              .hint = "Where they are elsewhere, for their page: one address a line, with a name "
                      "behind a space if need be."}},
    {.pages = ON(PERSON_NEW),
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = "Password",
              .optional = true,
              .hint = "At least 12 characters. Empty: one is made and shown to you once.",
              .legend = "Signing in"}},
    {.pages = ON(PERSON_EDIT),
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = "Password",
              .optional = true,
              .hint = "At least 12 characters. Empty: it stays as it is.",
              .legend = "Signing in"}},
    {.pages = ON(PERSON_EDIT),
     .spec = {.name = "disabled",
              .kind = FIELD_SWITCH,
              .label = "Disabled",
              .hint = "Cannot sign in, and is signed out at once. Their articles stay."}},
    {.pages = OWN,
     .spec = {.name = "current_password",
              .kind = FIELD_PASSWORD,
              .label = "Current password",
              .optional = true,
              .legend = "A new password",
              .about = "Leave these empty to keep the one you have. A new one signs you out on "
                       "every other device."}},
    {.pages = OWN,
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = "New password",
              .optional = true,
              .hint = "At least 12 characters."}},
    {.pages = OWN,
     .spec = {.name = "password_again",
              .kind = FIELD_NEW_PASSWORD,
              .label = "New password again",
              .optional = true}},
};

static const struct field_option roles[] = {
    {{"moderator", 9}, {"Moderator", 9}},
    {{"author", 6}, {"Author", 6}},
    {{"editor", 6}, {"Editor", 6}},
    {{"admin", 5}, {"Admin", 5}},
};

/* What is stored of USER in the field NAME. */
static struct str stored_value(const struct user *user, const char *name)
{
    const struct {
        const char *name;
        struct str value;
    } all[] = {
        {"login", user->login},
        {"name", user->name},
        {"email", user->email},
        {"role", str_from(role_name(user->role))},
        {"slug", user->slug},
        {"bio", user->bio},
        {"picture", user->picture},
        {"links", user->links},
        {"disabled", user->disabled ? STR("1") : STR_NONE},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i].name, name) == 0)
            return all[i].value;
    return STR_NONE;
}

struct person_form *person_form_of(struct context *c, enum person_page page,
                                   const struct user *user)
{
    static const struct user new_user = {.role = ROLE_AUTHOR};
    struct person_form *f = ARENA_NEW(c->arena, struct person_form);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if ((fields[i].pages & ON(page)) == 0)
            continue;
        struct field_spec *spec = &f->specs[f->n];
        struct field_value *value = &f->values[f->n++];
        *spec = fields[i].spec;
        if (page == PERSON_OWN && fields[i].own_hint != NULL)
            spec->hint = fields[i].own_hint;
        value->value = stored_value(user ? user : &new_user, spec->name);
        if (spec->kind == FIELD_CHOICE) {
            value->options = roles;
            value->n_options = sizeof roles / sizeof roles[0];
        }
    }
    return f;
}

void person_form_read(struct context *c, struct person_form *f, struct problems *p)
{
    fields_read(c, f->specs, f->values, f->n, p);
}

struct user_edit person_form_edit(const struct person_form *f, const struct user *user)
{
    struct user_edit edit = {0};
    if (user != NULL)
        edit = (struct user_edit){.login = user->login,
                                  .slug = user->slug,
                                  .role = user->role,
                                  .disabled = user->disabled};
    for (size_t i = 0; i < f->n; i++) {
        const char *name = f->specs[i].name;
        struct str value = f->values[i].value;
        if (strcmp(name, "login") == 0)
            edit.login = value;
        else if (strcmp(name, "name") == 0)
            edit.name = value;
        else if (strcmp(name, "email") == 0)
            edit.email = value;
        else if (strcmp(name, "role") == 0)
            edit.role = role_from_name(value);
        else if (strcmp(name, "slug") == 0)
            edit.slug = value;
        else if (strcmp(name, "bio") == 0)
            edit.bio = value;
        else if (strcmp(name, "picture") == 0)
            edit.picture = value;
        else if (strcmp(name, "links") == 0)
            edit.links = value;
        else if (strcmp(name, "disabled") == 0)
            edit.disabled = !str_empty(value);
    }
    return edit;
}

struct used_form person_form_used(const struct context *c, const struct user_edit *edit,
                                  struct str password)
{
    const struct str parts[] = {
        edit->login,
        edit->name,
        edit->email,
        edit->slug,
        edit->bio,
        edit->picture,
        edit->links,
        str_from(role_name(edit->role)),
        edit->disabled ? STR("disabled") : STR_NONE,
        str_empty(password) ? STR_NONE : STR("typed"),
    };
    struct buf content = buf_in(c->arena);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        buf_printf(&content, "%zu %.*s\n", parts[i].n, STR_ARG(parts[i]));
    return form_used_with(c, buf_str(&content));
}
