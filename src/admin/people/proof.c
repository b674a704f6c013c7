/* SPDX-License-Identifier: MIT */
/* The page that asks for the password again (web/proof.h). */
#include "admin/admin.h"
#include "admin/page/frame.h"

struct proof_view {
    struct str name, login, action, csrf, held, problem;
    bool locked, delicate;
};
static const struct tpl_field proof_fields[] = {
    TPL_FIELD(proof_view, "NAME", TPL_STR, name),
    TPL_FIELD(proof_view, "LOGIN", TPL_STR, login),
    TPL_FIELD(proof_view, "ACTION", TPL_STR, action),
    TPL_FIELD(proof_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(proof_view, "HELD", TPL_STR, held),
    TPL_FIELD(proof_view, "PROBLEM", TPL_STR, problem),
    TPL_FIELD(proof_view, "PROBLEM", TPL_IF_TEXT, problem),
    TPL_FIELD(proof_view, "LOCKED", TPL_BOOL, locked),
    TPL_FIELD(proof_view, "DELICATE", TPL_BOOL, delicate),
    TPL_END,
};
TPL_TEMPLATE(proof, "admin/proof.tpl", proof_view, proof_fields);

enum err_kind admin_proof_page(struct context *c, int status, const struct session *s,
                               struct str held, struct str problem, struct err *e)
{
    if (status == 503)
        response_retry_after(c->x, BUSY_RETRY_S);
    const struct proof_view v = {
        .name = s->user.name,
        .login = s->user.login,
        .action = c->x->rq.target,
        .csrf = s->csrf,
        .held = held,
        .problem = problem,
        .locked = s->locked,
        .delicate = !s->locked,
    };
    return frame_answer(c, status, say(c, "Confirm your password"), PLACE_NONE, tpl_proof(&v), e);
}
