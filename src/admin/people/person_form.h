/* SPDX-License-Identifier: MIT */
/* The form about a person of the newsroom. There is one table of its fields: the pages of users
 * show some of them, one's own profile others, and most are on both. */
#ifndef ADMIN_PEOPLE_PERSON_FORM_H
#define ADMIN_PEOPLE_PERSON_FORM_H

#include "admin/page/field.h"
#include "core/site/used_form.h"
#include "core/people/user.h"

enum person_page { PERSON_NEW, PERSON_EDIT, PERSON_OWN };
enum { PERSON_FIELDS_MAX = 13 };

struct person_form {
    struct field_spec specs[PERSON_FIELDS_MAX];
    struct field_value values[PERSON_FIELDS_MAX];
    size_t n;
};

/* The form of PAGE, filled with what is stored of USER (NULL for PERSON_NEW), in the arena. */
struct person_form *person_form_of(struct context *c, enum person_page page,
                                   const struct user *user);
/* The values are what was typed from here on; passwords are not read. */
void person_form_read(struct context *c, struct person_form *f, struct problems *p);
/* What the form says of a person: what it has no field for is as in USER (NULL: a new one). */
struct user_edit person_form_edit(const struct person_form *f, const struct user *user);
/* The form as it was sent, known again by all of EDIT and by whether a PASSWORD was typed; no
 * digest of the password is kept. */
struct used_form person_form_used(const struct context *c, const struct user_edit *edit,
                                  struct str password);

#endif
