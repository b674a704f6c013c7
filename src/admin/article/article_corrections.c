/* SPDX-License-Identifier: MIT */
/* An article's corrections: a form for the next one, and those that readers see, each of which can
 * be reworded or taken back. */
#include "admin/admin.h"
#include "admin/article/article_tabs.h"
#include "admin/page/field.h"
#include "admin/page/form_page.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "core/news/correction.h"
#include "text/proofread.h"
#include "web/answer.h"

#include <inttypes.h>

struct correction_view {
    int64_t id;
    struct str text, iso, when;
};
static const struct tpl_field correction_fields[] = {
    TPL_FIELD(correction_view, "ID", TPL_INT, id),
    TPL_FIELD(correction_view, "TEXT", TPL_STR, text),
    TPL_FIELD(correction_view, "ISO", TPL_STR, iso),
    TPL_FIELD(correction_view, "WHEN", TPL_STR, when),
    TPL_END,
};

struct page_view {
    struct str heading, public_url, action, csrf, token;
    struct tpl_include tabs, summary, fields;
    bool published;
    struct tpl_list corrections;
};
static const struct tpl_field page_fields[] = {
    TPL_FIELD(page_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(page_view, "PUBLIC_URL", TPL_STR, public_url),
    TPL_FIELD(page_view, "PUBLIC_URL", TPL_IF_TEXT, public_url),
    TPL_FIELD(page_view, "ACTION", TPL_STR, action),
    TPL_FIELD(page_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(page_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(page_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(page_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_FIELD(page_view, "FIELDS", TPL_INCLUDE, fields),
    TPL_FIELD(page_view, "PUBLISHED", TPL_BOOL, published),
    TPL_SUB(page_view, "CORRECTIONS", TPL_LIST, corrections, correction_fields,
            sizeof(struct correction_view)),
    TPL_END,
};
TPL_TEMPLATE(article_corrections, "admin/article_corrections.tpl", page_view, page_fields);

static const struct field_spec text_spec = {
    .name = "text",
    .kind = FIELD_TEXT,
    .rows = 4,
    .label = N_("Correction"),
    .required = true,
    .hint = N_("What was wrong, and what is right. It stands under the text with today’s date, and "
               "the article says that it was updated. Correct the text itself, too.")};

static enum err_kind corrections_make(struct context *c, const struct article *art,
                                      struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct correction_list list;
    TRY(context_db(c, &conn, e));
    TRY(correction_list(conn, art->id, c->arena, &list, e));
    struct correction_view *items = ARENA_ARRAY(c->arena, struct correction_view, list.n);
    for (size_t i = 0; i < list.n; i++) {
        const struct correction *it = &list.items[list.n - 1 - i];
        items[i] = (struct correction_view){
            .id = it->id,
            .text = it->text,
            .iso = when_iso(c, it->at),
            .when = when_long(c, it->at),
        };
    }
    *out = (struct tpl_list){items, list.n};
    return OK;
}

/* TYPED: what came back, with what is wrong in P; empty on a fresh page. */
static enum err_kind answer(struct context *c, int status, const struct article *art,
                            struct str typed, const struct problems *p, struct str failed,
                            struct err *e)
{
    struct field_value value = {.value = typed};
    bool published = art->status == ARTICLE_PUBLISHED;
    struct page_view v = {
        .heading = art->title,
        .public_url = published ? article_url(art, c->arena) : STR_NONE,
        .action = arena_printf(c->arena, "/admin/articles/%" PRId64 "/corrections", art->id),
        .csrf = c->session->csrf,
        .token = form_token(c),
        .tabs = article_tabs(c, art, TAB_CORRECTIONS),
        .summary = summary_include(c, failed, p),
        .fields = fields_include(c, &text_spec, &value, 1, p),
        .published = published,
    };
    TRY(corrections_make(c, art, &v.corrections, e));
    return frame_answer(c, status, art->title, PLACE_ARTICLES, tpl_article_corrections(&v), e);
}

enum err_kind admin_corrections(struct context *c, struct err *e)
{
    struct article art;
    TRY(article_of_route(c, &art, e));
    return answer(c, 200, &art, STR_NONE, NULL, STR_NONE, e);
}

enum err_kind admin_corrections_save(struct context *c, struct err *e)
{
    struct article art;
    struct problems p = {0}, none = {0};
    TRY(article_of_route(c, &art, e));
    struct actor who = context_actor(c);
    struct used_form form = form_used(c);
    int64_t id = form_int(&c->form, "correction", 1, INT64_MAX, 0, &none);
    bool removes = str_eq(pressed(c), STR("remove"));
    struct str text =
        removes ? STR_NONE : form_text(&c->form, "text", UTF8_MANY_LINES, SIZE_MAX, c->arena, &p);
    enum err_kind kind = p.n > 0   ? err_repeat(e, ERR_INVALID, &p.item[0].said)
                         : id == 0 ? correction_add(c->app->db, &who, art.id, text, &form, &p, e)
                                   : correction_change(c->app->db, &who, art.id, id, text, &p, e);
    if (kind == OK) {
        struct str done = id == 0                      ? say(c, "The correction is published.")
                          : removes || str_empty(text) ? say(c, "The correction is removed.")
                                                       : say(c, "The correction is changed.");
        if (plain_has_markup(text))
            done = sentences_joined(c, done, say(c, "It is shown as it was typed, HTML too."));
        notice_set(c, &(struct notice){.text = done});
        return answer_see_other(
            c, arena_printf(c->arena, "/admin/articles/%" PRId64 "/corrections", art.id));
    }
    if (p.n == 0 && !refused_on_form(kind))
        return kind;
    struct str failed = p.n ? STR_NONE : context_failure(c, e);
    return answer(c, refusal_status(kind, &p), &art, text, &p, failed, e);
}
