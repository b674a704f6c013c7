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
                              .slug = u->slug,
                              .role = u->role,
                              .disabled = u->disabled};
}

static enum err_kind change_in(struct db_conn *c, const struct state_change *it, struct arena *a,
                               struct err *e)
{
    struct user before;
    TRY(user_by_id(c, it->id, a, &before, e));
    struct user_edit edit = edit_of(&before);
    if (it->role != ROLE_NONE)
        edit.role = it->role;
    edit.disabled = it->disables || (before.disabled && !it->unlocks);
    if (edit.role != before.role || edit.disabled != before.disabled)
        TRY(user_update_within(c, it->who, it->id, &edit, a, e));
    if (!it->unlocks)
        return OK;
    TRY(throttle_clear_user(c, it->id, e));
    return audit_add(c, it->who, "user.unlock", "user", it->id, STR_NONE, before.name, e);
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
    struct state_change it = {.who = who, .id = id, .role = role};
    return db_write(db, change_job, &it, e);
}

enum err_kind user_disable(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct state_change it = {.who = who, .id = id, .disables = true};
    return db_write(db, change_job, &it, e);
}

enum err_kind user_unlock(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct state_change it = {.who = who, .id = id, .unlocks = true};
    return db_write(db, change_job, &it, e);
}
