/* SPDX-License-Identifier: MIT */
/* A page of the newsroom with one form: heading, tabs, the summary of problems, fields, and the
 * buttons for other actions. A refused form answers with its own status and everything that was
 * typed. */
#include "admin/page/form_page.h"

struct act_view {
    struct str url, title, about, label, action;
    bool danger;
};
static const struct tpl_field act_fields[] = {
    TPL_FIELD(act_view, "ACT_URL", TPL_STR, url),
    TPL_FIELD(act_view, "ACT_TITLE", TPL_STR, title),
    TPL_FIELD(act_view, "ACT_ABOUT", TPL_STR, about),
    TPL_FIELD(act_view, "ACT_LABEL", TPL_STR, label),
    TPL_FIELD(act_view, "ACT_DO", TPL_STR, action),
    TPL_FIELD(act_view, "ACT_DANGER", TPL_BOOL, danger),
    TPL_END,
};

struct form_view {
    struct str heading, about, up, up_label, action, submit, csrf, back, token, version;
    struct tpl_include tabs, summary, quote, fields;
    struct tpl_list acts;
};
static const struct tpl_field form_fields[] = {
    TPL_FIELD(form_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(form_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(form_view, "ABOUT", TPL_IF_TEXT, about),
    TPL_FIELD(form_view, "UP", TPL_STR, up),
    TPL_FIELD(form_view, "UP", TPL_IF_TEXT, up),
    TPL_FIELD(form_view, "UP_LABEL", TPL_STR, up_label),
    TPL_FIELD(form_view, "ACTION", TPL_STR, action),
    TPL_FIELD(form_view, "SUBMIT", TPL_STR, submit),
    TPL_FIELD(form_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(form_view, "BACK", TPL_STR, back),
    TPL_FIELD(form_view, "BACK", TPL_IF_TEXT, back),
    TPL_FIELD(form_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(form_view, "TOKEN", TPL_IF_TEXT, token),
    TPL_FIELD(form_view, "VERSION", TPL_STR, version),
    TPL_FIELD(form_view, "VERSION", TPL_IF_TEXT, version),
    TPL_FIELD(form_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(form_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_FIELD(form_view, "QUOTE", TPL_INCLUDE, quote),
    TPL_FIELD(form_view, "FIELDS", TPL_INCLUDE, fields),
    TPL_SUB(form_view, "ACTS", TPL_LIST, acts, act_fields, sizeof(struct act_view)),
    TPL_END,
};
TPL_TEMPLATE(form, "admin/form.tpl", form_view, form_fields);

enum err_kind form_page_answer(struct context *c, int status, const struct form_page *page,
                               struct err *e)
{
    if (status == 503)
        response_retry_after(c->x, BUSY_RETRY_S);
    struct act_view *acts = ARENA_ARRAY(c->arena, struct act_view, page->n_acts);
    for (size_t i = 0; i < page->n_acts; i++) {
        const struct form_act *act = &page->acts[i];
        acts[i] = (struct act_view){
            .url = act->url,
            .title = say(c, act->title),
            .about = say(c, act->about),
            .label = say(c, act->label),
            .action = str_from(act->action),
            .danger = act->danger,
        };
    }
    struct form_view v = {
        .heading = page->heading,
        .about = page->about,
        .up = page->up,
        .up_label = page->up_label,
        .action = page->action,
        .submit = say(c, page->submit),
        .csrf = c->session->csrf,
        .back = page->back,
        .token = page->token,
        .version = page->version,
        .tabs = page->tabs,
        .quote = page->quote,
        .summary = summary_include(c, page->failed, page->problems),
        .fields = fields_include(c, page->specs, page->values, page->n, page->problems),
        .acts = {acts, page->n_acts},
    };
    return frame_answer(c, status, page->heading, page->place, tpl_form(&v), e);
}

bool refused_on_form(enum err_kind kind)
{
    return kind == ERR_INVALID || kind == ERR_CONFLICT || kind == ERR_TOO_LARGE ||
           kind == ERR_TOO_MANY || kind == ERR_BUSY;
}
