/* SPDX-License-Identifier: MIT */
/* A form that is sent twice saves once: its token is stored with what it saved, in the transaction
 * that saved it, and what comes again with the same token and the same content finds that. The same
 * token with another content (the Back button, and more typed) is a form like any other. */
#ifndef CORE_SITE_USED_FORM_H
#define CORE_SITE_USED_FORM_H

#include "db/db.h"

struct used_form {
    struct str token;  /* the form's; empty: it has none, and is never known again */
    struct str digest; /* of who sends it where, and of all that is in it */
    /* Found out by used_form_find: */
    bool used;
    int64_t id, version; /* of what it saved, when it had saved it */
};

/* F is NULL where there is no form, in both of these and in used_form_done. */
MUST_CHECK enum err_kind used_form_find(struct db_conn *c, struct used_form *f, struct err *e);
/* Inside the write job that saves ID, which has VERSION now. */
MUST_CHECK enum err_kind used_form_put(struct db_conn *c, const struct used_form *f, int64_t id,
                                       int64_t version, int64_t now, struct err *e);

/* Whether F was found to have saved before. */
static inline bool used_form_done(const struct used_form *f)
{
    return f != NULL && f->used;
}

#endif
