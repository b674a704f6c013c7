/* SPDX-License-Identifier: MIT */
/* One row for each role, so that a new role gets its words in one place. */
#include "admin/words/role_words.h"

static const struct {
    const char *shown, *chosen;
} words[] = {
    [ROLE_NONE] = {"", ""},
    [ROLE_MODERATOR] = {N_("moderator"), N_("Moderator")},
    [ROLE_AUTHOR] = {N_("author"), N_("Author")},
    [ROLE_EDITOR] = {N_("editor"), N_("Editor")},
    [ROLE_ADMIN] = {N_("admin"), N_("Admin")},
};

struct str role_shown(struct context *c, enum role role)
{
    return say(c, words[role].shown);
}

struct str role_chosen(struct context *c, enum role role)
{
    return say(c, words[role].chosen);
}
