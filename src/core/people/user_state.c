/* SPDX-License-Identifier: MIT */
/* Changes an account's role or state without a form. The rest of the account is read in the same
 * transaction and stays as it is. */
#include "core/audit/audit.h"
#include "core/people/throttle.h"
#include "core/people/user.h"

struct state_change {
    const struct actor *who;
    int64_t id;
    enum role role; /* ROLE_NONE: unchanged */
    bool disables, unlocks;
};

static struct user_edit edit_of(const struct user *u)
{
    return (struct user_edit){.login = u->login,
                              .name = u->name,
                              .email = u->email,
                              .bio = u->bio,
                              .picture = u->picture,
                              .links = u->links,
                              .language = u->language,
                              .slug = u->slug,
                              .role = u->role,
                              .disabled = u->disabled};
}

static enum err_kind change_in(struct db_conn *c, const struct state_change *state_change,
                               struct arena *a, struct err *e)
{
    struct user before;
    TRY(user_by_id(c, state_change->id, a, &before, e));
    struct user_edit edit = edit_of(&before);
    if (state_change->role != ROLE_NONE)
        edit.role = state_change->role;
    edit.disabled = state_change->disables || (before.disabled && !state_change->unlocks);
    if (edit.role != before.role || edit.disabled != before.disabled)
        TRY(user_update_within(c, state_change->who, state_change->id, &edit, a, e));
    if (!state_change->unlocks)
        return OK;
    TRY(throttle_clear_user(c, state_change->id, e));
    return audit_add(c, state_change->who, "user.unlock", "user", state_change->id, STR_NONE,
                     before.name, e);
}

static enum err_kind change_job(struct db_conn *c, void *arg, struct err *e)
{
    struct arena *a = arena_new(4096);
    enum err_kind kind = change_in(c, arg, a, e);
    arena_free(&a);
    return kind;
}

enum err_kind user_set_role(struct db *db, const struct actor *who, int64_t id, enum role role,
                            struct err *e)
{
    struct state_change state_change = {.who = who, .id = id, .role = role};
    return db_write(db, change_job, &state_change, e);
}

enum err_kind user_disable(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct state_change state_change = {.who = who, .id = id, .disables = true};
    return db_write(db, change_job, &state_change, e);
}

enum err_kind user_unlock(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct state_change state_change = {.who = who, .id = id, .unlocks = true};
    return db_write(db, change_job, &state_change, e);
}
