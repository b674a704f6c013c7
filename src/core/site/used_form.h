/* SPDX-License-Identifier: MIT */
/* Makes a form that is sent twice save once. The form's token is stored, with what it saved, in the
 * transaction that saves; a second submission with the same token and the same content finds that
 * row. The same token with different content (the Back button, then more typing) is a new
 * submission. */
#ifndef CORE_SITE_USED_FORM_H
#define CORE_SITE_USED_FORM_H

#include "db/db.h"

struct used_form {
    struct str token;  /* the form's; empty: the form has none and is never recognised */
    struct str digest; /* of the sender, the address and all fields */
    /* Set by used_form_find: */
    bool used;
    int64_t id, version; /* of what it saved, as of that time */
};

/* Looks F up. F may be NULL (no form) in all three functions. ERR_DB. */
MUST_CHECK enum err_kind used_form_find(struct db_conn *c, struct used_form *f, struct err *e);
/* Stores that F saved ID, which now has VERSION. Inside the write job that saves. ERR_DB. */
MUST_CHECK enum err_kind used_form_add(struct db_conn *c, const struct used_form *f, int64_t id,
                                       int64_t version, int64_t now, struct err *e);

/* True if used_form_find found that F has been saved. */
static inline bool used_form_done(const struct used_form *f)
{
    return f != NULL && f->used;
}

#endif
