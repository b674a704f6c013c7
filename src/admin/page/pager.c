/* SPDX-License-Identifier: MIT */
/* A list by key has no numbered pages: one goes on to what is older, or back to the beginning. */
#include "admin/page/pager.h"

struct pager_view {
    struct str first, older;
};
static const struct tpl_field pager_fields[] = {
    TPL_FIELD(pager_view, "FIRST", TPL_STR, first),
    TPL_FIELD(pager_view, "FIRST", TPL_IF_TEXT, first),
    TPL_FIELD(pager_view, "OLDER", TPL_STR, older),
    TPL_FIELD(pager_view, "OLDER", TPL_IF_TEXT, older),
    TPL_END,
};
TPL_TEMPLATE(pager, "admin/pager.tpl", pager_view, pager_fields);

struct tpl_include pager_include(struct context *c, struct str first, struct str older)
{
    if (str_empty(first) && str_empty(older))
        return (struct tpl_include){0};
    struct pager_view *v = ARENA_NEW(c->arena, struct pager_view);
    *v = (struct pager_view){first, older};
    return tpl_pager(v);
}
