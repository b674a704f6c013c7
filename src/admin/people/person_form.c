/* SPDX-License-Identifier: MIT */
/* A row of the table says on which pages its field is, and what differs between speaking of
 * somebody and speaking to them. */
#include "admin/people/person_form.h"

#include "admin/page/input.h"
#include "admin/words/role_words.h"
#include "base/language.h"

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
              .label = N_("Sign-in name"),
              .required = true,
              .hint = N_("Without spaces; capitals make no difference."),
              .legend = N_("Account")}},
    {.pages = OWN,
     .spec =
         {.name = "login", .kind = FIELD_SHOWN, .label = N_("Sign-in name"), .legend = N_("You")}},
    {.pages = ALL,
     .spec = {.name = "name",
              .kind = FIELD_LINE,
              .label = N_("Name"),
              .required = true,
              .hint = N_("As it stands over articles.")}},
    {.pages = ALL,
     .spec = {.name = "email",
              .kind = FIELD_EMAIL,
              .label = N_("E-mail"),
              .optional = true,
              .hint = N_("Seen by the newsroom only.")}},
    {.pages = OTHERS, .spec = {.name = "role", .kind = FIELD_CHOICE, .label = N_("Role")}},
    {.pages = OTHERS,
     .spec = {.name = "slug",
              .kind = FIELD_LINE,
              .label = N_("Page address"),
              .optional = true,
              .hint = N_("Of the author’s page, /author/…/. Made from the name where it is empty."),
              .legend = N_("As an author")}},
    {.pages = ALL,
     .own_hint = N_("Shown under your articles and on your author’s page."),
     .spec = {.name = "bio",
              .kind = FIELD_TEXT,
              .rows = 4,
              .label = N_("Biography"),
              .optional = true,
              .hint = N_("Shown under articles and on the author’s page.")}},
    {.pages = ALL,
     .spec = {.name = "picture",
              .kind = FIELD_LINE,
              .label = N_("Picture"),
              .optional = true,
              .hint = N_("A square one; its address on this site, such as /media/ada.jpg.")}},
    {.pages = ALL,
     .own_hint =
         N_("Where you are elsewhere, for your page: one address a line, with a name behind "
            "a space if you like."),
     .spec = {.name = "links",
              .kind = FIELD_TEXT,
              .rows = 3,
              .label = N_("Links"),
              .optional = true,
              .hint =
                  N_("Where they are elsewhere, for their page: one address a line, with a name "
                     "behind a space if need be.")}},
    {.pages = ALL,
     .own_hint = N_("That the newsroom speaks to you. The site stays in its own."),
     .spec = {.name = "language",
              .kind = FIELD_CHOICE,
              .label = N_("Language"),
              .hint = N_("That the newsroom speaks to them. The site stays in its own."),
              .legend = N_("The newsroom")}},
    {.pages = ON(PERSON_NEW),
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = N_("Password"),
              .optional = true,
              .hint = N_("At least 12 characters. Empty: one is made and shown to you once."),
              .legend = N_("Signing in")}},
    {.pages = ON(PERSON_EDIT),
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = N_("Password"),
              .optional = true,
              .hint = N_("At least 12 characters. Empty: it stays as it is."),
              .legend = N_("Signing in")}},
    {.pages = ON(PERSON_EDIT),
     .spec = {.name = "disabled",
              .kind = FIELD_SWITCH,
              .label = N_("Disabled"),
              .hint = N_("Cannot sign in, and is signed out at once. Their articles stay.")}},
    {.pages = OWN,
     .spec = {.name = "current_password",
              .kind = FIELD_PASSWORD,
              .label = N_("Current password"),
              .optional = true,
              .legend = N_("A new password"),
              .about = N_("Leave these empty to keep the one you have. A new one signs you out on "
                          "every other device.")}},
    {.pages = OWN,
     .spec = {.name = "password",
              .kind = FIELD_NEW_PASSWORD,
              .label = N_("New password"),
              .optional = true,
              .hint = N_("At least 12 characters.")}},
    {.pages = OWN,
     .spec = {.name = "password_again",
              .kind = FIELD_NEW_PASSWORD,
              .label = N_("New password again"),
              .optional = true}},
};

static void offer_roles(struct context *c, struct field_value *value)
{
    static const enum role roles[] = {ROLE_MODERATOR, ROLE_AUTHOR, ROLE_EDITOR, ROLE_ADMIN};
    enum { ROLES = sizeof roles / sizeof roles[0] };
    struct field_option *options = ARENA_ARRAY(c->arena, struct field_option, ROLES);
    for (size_t i = 0; i < ROLES; i++)
        options[i] = (struct field_option){str_from(role_name(roles[i])), role_chosen(c, roles[i])};
    value->options = options;
    value->n_options = ROLES;
}

/* The site's language, then those that the program and the site have words in, and the one that is
 * STORED even if it is none of them now. */
static void offer_languages(struct context *c, struct str stored, struct field_value *value)
{
    size_t n;
    const struct str *tags = context_languages(c, &n);
    struct field_option *options = ARENA_ARRAY(c->arena, struct field_option, n + 2);
    bool known = str_empty(stored);
    options[value->n_options++] = (struct field_option){STR_NONE, say(c, "The site’s language")};
    for (size_t i = 0; i < n; i++) {
        options[value->n_options++] =
            (struct field_option){tags[i], language_name(tags[i], c->arena)};
        known = known || str_eq(tags[i], stored);
    }
    if (!known)
        options[value->n_options++] =
            (struct field_option){stored, language_name(stored, c->arena)};
    value->options = options;
}

/* What is stored of USER in the field NAME. */
static struct str stored_value(const struct user *user, const char *name)
{
    const struct {
        const char *name;
        struct str value;
    } all[] = {
        {"login", user->login},       {"name", user->name},
        {"email", user->email},       {"role", str_from(role_name(user->role))},
        {"slug", user->slug},         {"bio", user->bio},
        {"picture", user->picture},   {"links", user->links},
        {"language", user->language}, {"disabled", user->disabled ? STR("1") : STR_NONE},
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
        if (strcmp(spec->name, "role") == 0)
            offer_roles(c, value);
        else if (strcmp(spec->name, "language") == 0)
            offer_languages(c, value->value, value);
    }
    return f;
}

static bool is_offered(const struct field_value *value)
{
    for (size_t i = 0; i < value->n_options; i++)
        if (str_eq(value->options[i].value, value->value))
            return true;
    return false;
}

void person_form_read(struct context *c, struct person_form *f, struct problems *p)
{
    fields_read(c, f->specs, f->values, f->n, p);
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->specs[i].name, "language") == 0 && !is_offered(&f->values[i]))
            problem_say(p, "language", MESSAGE("Choose one of these languages."));
}

struct user_edit person_form_edit(const struct person_form *f, const struct user *user)
{
    struct user_edit edit = {0};
    if (user != NULL)
        edit = (struct user_edit){.login = user->login,
                                  .slug = user->slug,
                                  .role = user->role,
                                  .language = user->language,
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
        else if (strcmp(name, "language") == 0)
            edit.language = value;
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
        edit->language,
        str_from(role_name(edit->role)),
        edit->disabled ? STR("disabled") : STR_NONE,
        str_empty(password) ? STR_NONE : STR("typed"),
    };
    struct buf content = buf_in(c->arena);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        buf_printf(&content, "%zu %.*s\n", parts[i].n, STR_ARG(parts[i]));
    return form_used_with(c, buf_str(&content));
}
