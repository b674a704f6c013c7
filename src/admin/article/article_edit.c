/* SPDX-License-Identifier: MIT */
#include "admin/article/article_edit.h"

#include <inttypes.h>

#include "admin/admin.h"
#include "admin/article/article_tabs.h"
#include "admin/article/article_views.h"
#include "admin/page/field.h"
#include "admin/page/frame.h"
#include "admin/page/input.h"
#include "base/clock.h"
#include "core/news/section.h"
#include "text/proofread.h"

struct theirs_view {
    struct str conflict, url, title, standfirst, body;
};
static const struct tpl_field theirs_fields[] = {
    TPL_FIELD(theirs_view, "CONFLICT", TPL_STR, conflict),
    TPL_FIELD(theirs_view, "URL", TPL_STR, url),
    TPL_FIELD(theirs_view, "TITLE", TPL_STR, title),
    TPL_FIELD(theirs_view, "STANDFIRST", TPL_STR, standfirst),
    TPL_FIELD(theirs_view, "BODY", TPL_STR, body),
    TPL_END,
};

struct told_view {
    struct str text;
};
static const struct tpl_field told_fields[] = {TPL_FIELD(told_view, "TEXT", TPL_STR, text),
                                               TPL_END};

struct edit_view {
    struct str heading, status, status_name, state, public_url, locked, action, csrf;
    struct str save_label, unpublish_label;
    int64_t id, version;
    struct str token; /* tells this form from all others: core/site/used_form.h */
    bool editable, dated, save_main, submit_main, publish_main;
    bool may_submit, may_return, may_schedule, may_publish, may_unpublish, may_trash, may_restore;
    const struct theirs_view *theirs;
    struct tpl_list told;
    bool any_told, more_told;
    const void *views;
    struct tpl_include tabs, summary, text_fields, side_fields;
};
static const struct tpl_field edit_fields[] = {
    TPL_FIELD(edit_view, "HEADING", TPL_STR, heading),
    TPL_FIELD(edit_view, "STATUS", TPL_STR, status),
    TPL_FIELD(edit_view, "STATUS_NAME", TPL_STR, status_name),
    TPL_FIELD(edit_view, "STATE", TPL_STR, state),
    TPL_FIELD(edit_view, "PUBLIC_URL", TPL_STR, public_url),
    TPL_FIELD(edit_view, "PUBLIC_URL", TPL_IF_TEXT, public_url),
    TPL_FIELD(edit_view, "TABS", TPL_INCLUDE, tabs),
    TPL_FIELD(edit_view, "SUMMARY", TPL_INCLUDE, summary),
    TPL_SUB(edit_view, "THEIRS", TPL_VIEW, theirs, theirs_fields, 0),
    TPL_FIELD(edit_view, "ANY_TOLD", TPL_BOOL, any_told),
    TPL_SUB(edit_view, "TOLD", TPL_LIST, told, told_fields, sizeof(struct told_view)),
    TPL_FIELD(edit_view, "MORE_TOLD", TPL_BOOL, more_told),
    TPL_FIELD(edit_view, "LOCKED", TPL_STR, locked),
    TPL_FIELD(edit_view, "LOCKED", TPL_IF_TEXT, locked),
    TPL_FIELD(edit_view, "ACTION", TPL_STR, action),
    TPL_FIELD(edit_view, "CSRF", TPL_STR, csrf),
    TPL_FIELD(edit_view, "ID", TPL_INT, id),
    TPL_FIELD(edit_view, "VERSION", TPL_INT, version),
    TPL_FIELD(edit_view, "TOKEN", TPL_STR, token),
    TPL_FIELD(edit_view, "TEXT_FIELDS", TPL_INCLUDE, text_fields),
    TPL_FIELD(edit_view, "SIDE_FIELDS", TPL_INCLUDE, side_fields),
    TPL_FIELD(edit_view, "EDITABLE", TPL_BOOL, editable),
    TPL_FIELD(edit_view, "SAVE_MAIN", TPL_BOOL, save_main),
    TPL_FIELD(edit_view, "SAVE_LABEL", TPL_STR, save_label),
    TPL_FIELD(edit_view, "MAY_SUBMIT", TPL_BOOL, may_submit),
    TPL_FIELD(edit_view, "SUBMIT_MAIN", TPL_BOOL, submit_main),
    TPL_FIELD(edit_view, "MAY_RETURN", TPL_BOOL, may_return),
    TPL_FIELD(edit_view, "MAY_SCHEDULE", TPL_BOOL, may_schedule),
    TPL_FIELD(edit_view, "MAY_PUBLISH", TPL_BOOL, may_publish),
    TPL_FIELD(edit_view, "PUBLISH_MAIN", TPL_BOOL, publish_main),
    TPL_FIELD(edit_view, "MAY_UNPUBLISH", TPL_BOOL, may_unpublish),
    TPL_FIELD(edit_view, "UNPUBLISH_LABEL", TPL_STR, unpublish_label),
    TPL_SUB(edit_view, "VIEWS", TPL_VIEW, views, article_views_fields, 0),
    TPL_FIELD(edit_view, "MAY_TRASH", TPL_BOOL, may_trash),
    TPL_FIELD(edit_view, "MAY_RESTORE", TPL_BOOL, may_restore),
    TPL_END,
};
TPL_TEMPLATE(article_edit, "admin/article_edit.tpl", edit_view, edit_fields);

/* ---- the fields ---- */

static const struct field_spec title_spec = {
    .name = "title", .kind = FIELD_LINE, .label = "Headline", .required = true};
static const struct field_spec standfirst_spec = {
    .name = "standfirst",
    .kind = FIELD_TEXT,
    .rows = 3,
    .label = "Standfirst",
    .optional = true,
    .hint = "A sentence or two under the headline, and in lists."};
static const struct field_spec body_spec = {
    .name = "body",
    .kind = FIELD_CODE,
    .rows = 24,
    .label = "Text",
    .hint = "Markdown. Between paragraphs: [post-views], [latest-videos count=\"3\"], "
            "[video id=\"12\"], [social]."};
static const struct field_spec picture_spec = {
    .name = "picture",
    .kind = FIELD_LINE,
    .label = "Lead picture",
    .optional = true,
    .hint = "Its address on this site, such as /media/harbour.jpg. It stands over the text and "
            "with the headline in lists, which cut it to 16:9."};
static const struct field_spec alt_spec = {
    .name = "picture_alt",
    .kind = FIELD_LINE,
    .label = "What the picture shows",
    .optional = true,
    .hint = "For readers who cannot see it. A picture needs it."};
static const struct field_spec caption_spec = {
    .name = "picture_caption", .kind = FIELD_LINE, .label = "Picture’s caption", .optional = true};
static const struct field_spec credit_spec = {.name = "picture_credit",
                                              .kind = FIELD_LINE,
                                              .label = "Picture’s credit",
                                              .optional = true,
                                              .hint = "Who made it, and for whom."};
static const struct field_spec section_spec = {
    .name = "section", .kind = FIELD_CHOICE, .label = "Section"};
static const struct field_spec author_spec = {
    .name = "author", .kind = FIELD_CHOICE, .label = "Author"};
static const struct field_spec tags_spec = {.name = "tags",
                                            .kind = FIELD_LINE,
                                            .label = "Tags",
                                            .optional = true,
                                            .hint = "Separated by commas."};
static const struct field_spec slug_spec = {.name = "slug",
                                            .kind = FIELD_LINE,
                                            .label = "Address",
                                            .optional = true,
                                            .hint = "Made from the headline where it is empty. The "
                                                    "old address of a published article goes on "
                                                    "leading to it."};
static const struct field_spec translations_spec = {
    .name = "translations",
    .kind = FIELD_TEXT,
    .rows = 2,
    .label = "Translations",
    .optional = true,
    .hint =
        "Where it can be read in other languages, one a line: the language and the address, "
        "such as “de https://example.org/der-deich/”; “original” behind it where this article was "
        "translated from that one."};
static const struct field_spec publish_spec = {
    .name = "publish_at", .kind = FIELD_TIME, .label = "Publish at"};
static const struct field_spec social_spec = {
    .name = "social_links", .kind = FIELD_SWITCH, .label = "Social links between the paragraphs"};
static const struct field_spec comments_spec = {
    .name = "comments_open", .kind = FIELD_SWITCH, .label = "Readers may comment"};
static const struct field_spec live_spec = {
    .name = "live",
    .kind = FIELD_SWITCH,
    .label = "A live blog",
    .hint = "The text is its introduction; the entries have a page of their own."};
static const struct field_spec revised_spec = {
    .name = "revised",
    .kind = FIELD_SWITCH,
    .label = "Tell readers that this was updated",
    .hint = "Sets the time of the update that stands beside the date of publication. For changes "
            "that matter; not for a comma."};
static const struct field_spec base_spec = {
    .name = "base_views",
    .kind = FIELD_NUMBER,
    .label = "Views counted elsewhere",
    .hint = "Before this site counted them: added to the number that readers see."};

/* A growing row of fields: the table of a form_page is fixed, an editor's depends on who asks. */
enum { ROW_MAX = 12 };
struct row {
    struct field_spec specs[ROW_MAX];
    struct field_value values[ROW_MAX];
    size_t n;
};

static void put(struct row *row, const struct field_spec *spec, struct str value)
{
    row->specs[row->n] = *spec;
    row->values[row->n] = (struct field_value){.value = value};
    row->n++;
}

static void put_switch(struct row *row, const struct field_spec *spec, bool on)
{
    put(row, spec, on ? STR("1") : STR_NONE);
}

static struct str id_text(const struct context *c, int64_t id)
{
    return arena_printf(c->arena, "%" PRId64, id);
}

static enum err_kind put_section(struct context *c, struct row *row,
                                 const struct article_form *form, struct err *e)
{
    struct db_conn *conn;
    struct section_list sections;
    TRY(context_db(c, &conn, e));
    TRY(section_list(conn, c->arena, &sections, e));
    struct field_option *options = ARENA_ARRAY(c->arena, struct field_option, sections.n);
    for (size_t i = 0; i < sections.n; i++)
        options[i] =
            (struct field_option){id_text(c, sections.items[i].id), sections.items[i].name};
    put(row, &section_spec, form->section);
    row->values[row->n - 1].options = options;
    row->values[row->n - 1].n_options = sections.n;
    return OK;
}

/* Everybody who writes and is not disabled; and whoever wrote this one, whatever became of them. */
static enum err_kind put_author(struct context *c, struct row *row, const struct article_form *form,
                                struct err *e)
{
    struct db_conn *conn;
    struct user_list users;
    TRY(context_db(c, &conn, e));
    TRY(user_list(conn, c->arena, &users, e));
    int64_t now = form->art ? form->art->author_id : c->session->user.id;
    struct field_option *options = ARENA_ARRAY(c->arena, struct field_option, users.n);
    size_t n = 0;
    for (size_t i = 0; i < users.n; i++) {
        const struct user *user = &users.items[i];
        if (user->id == now || (!user->disabled && role_may(user->role, RIGHT_WRITE)))
            options[n++] = (struct field_option){id_text(c, user->id), user->name};
    }
    put(row, &author_spec, form->author);
    row->values[row->n - 1].options = options;
    row->values[row->n - 1].n_options = n;
    return OK;
}

static struct tpl_include row_include(struct context *c, const struct row *row,
                                      const struct article_page *page)
{
    return fields_include(c, row->specs, row->values, row->n, page->problems);
}

static struct tpl_include text_fields(struct context *c, const struct article_page *page)
{
    struct row row = {.n = 0};
    put(&row, &title_spec, page->form.title);
    put(&row, &standfirst_spec, page->form.standfirst);
    put(&row, &body_spec, page->form.body);
    const struct picture *picture = &page->form.picture;
    put(&row, &picture_spec, picture->path);
    put(&row, &alt_spec, picture->alt);
    put(&row, &caption_spec, picture->caption);
    put(&row, &credit_spec, picture->credit);
    return row_include(c, &row, page);
}

static enum err_kind side_fields(struct context *c, const struct article_page *page, bool dated,
                                 struct tpl_include *out, struct err *e)
{
    const struct article_form *form = &page->form;
    bool editor = context_may(c, RIGHT_PUBLISH);
    struct row row = {.n = 0};
    TRY(put_section(c, &row, form, e));
    if (editor)
        TRY(put_author(c, &row, form, e));
    put(&row, &tags_spec, form->tags);
    put(&row, &slug_spec, form->slug);
    put(&row, &translations_spec, form->translations);
    if (dated) {
        put(&row, &publish_spec, form->publish_at);
        bool scheduled = form->art != NULL && form->art->status == ARTICLE_SCHEDULED;
        row.values[row.n - 1].hint =
            arena_printf(c->arena,
                         scheduled ? "In the site’s time zone, %.*s. Saving moves it."
                                   : "For “Schedule”, in the site’s time zone, %.*s.",
                         STR_ARG(c->settings->zone));
    }
    put_switch(&row, &social_spec, form->social_links);
    if (c->settings->social_links)
        row.values[row.n - 1].hint = STR("The site has them in every article, ticked or not.");
    put_switch(&row, &comments_spec, form->comments_open);
    put_switch(&row, &live_spec, form->live);
    if (form->art != NULL && form->art->status == ARTICLE_PUBLISHED)
        put_switch(&row, &revised_spec, form->revised);
    if (editor)
        put(&row, &base_spec, form->base_views);
    *out = row_include(c, &row, page);
    return OK;
}

/* ---- what is said, and what may be done ---- */

static struct str state_text(const struct context *c, const struct article *art)
{
    if (art == NULL)
        return STR("Nothing has been saved yet.");
    struct str saved = when_shown(c, art->updated_at);
    struct str moment = when_long(c, art->published_at);
    switch (art->status) {
    case ARTICLE_SCHEDULED:
        if (article_overdue(art, clock_now()))
            return arena_printf(
                c->arena,
                "Could not be published on %.*s. That is tried again by itself, and "
                "as soon as the article is saved; the program’s log says why.",
                STR_ARG(moment));
        return arena_printf(c->arena, "Will be published on %.*s.", STR_ARG(moment));
    case ARTICLE_PUBLISHED:
        return arena_printf(c->arena, "Published %.*s, last changed %.*s.", STR_ARG(moment),
                            STR_ARG(saved));
    case ARTICLE_UNPUBLISHED:
        return arena_printf(c->arena, "Was published on %.*s; readers cannot see it now.",
                            STR_ARG(moment));
    case ARTICLE_REVIEW:
        return arena_printf(c->arena, "Waits for an editor; last changed %.*s.", STR_ARG(saved));
    default:
        return arena_printf(c->arena, "Last changed %.*s.", STR_ARG(saved));
    }
}

/* Why the form cannot be changed; empty where it can. */
static struct str locked_text(const struct actor *who, const struct article *art)
{
    if (art == NULL)
        return STR_NONE;
    if (art->status == ARTICLE_TRASHED)
        return STR("This article is in the trash: restore it to change it.");
    if (!article_editable(who, art))
        return STR("This article can only be changed by an editor now.");
    return STR_NONE;
}

static bool may_restore(const struct actor *who, const struct article *art)
{
    struct article restored = *art;
    restored.status = art->status_before;
    return article_editable(who, &restored);
}

static void offer_acts(struct edit_view *v, const struct actor *who, const struct article *art)
{
    bool editor = role_may(who->role, RIGHT_PUBLISH);
    enum article_status status = art ? art->status : ARTICLE_DRAFT;
    bool published = status == ARTICLE_PUBLISHED, scheduled = status == ARTICLE_SCHEDULED;
    v->editable = str_empty(v->locked);
    v->may_submit = status == ARTICLE_DRAFT;
    v->submit_main = !editor;
    v->may_return = status == ARTICLE_REVIEW;
    v->may_publish = editor && !published;
    v->publish_main = !scheduled;
    v->may_schedule = editor && !published && !scheduled;
    v->dated = editor && !published;
    v->may_unpublish = editor && (published || scheduled);
    v->unpublish_label = published ? STR("Unpublish") : STR("Cancel the schedule");
    v->save_main = published || scheduled || (!editor && !v->may_submit);
    v->save_label = published || scheduled ? STR("Save changes") : STR("Save");
    v->may_trash = art != NULL && v->editable;
    v->may_restore = art != NULL && status == ARTICLE_TRASHED && may_restore(who, art);
}

static const struct theirs_view *theirs_make(struct context *c, const struct article_page *page,
                                             struct str url)
{
    if (str_empty(page->conflict))
        return NULL;
    const struct article *art = page->form.art;
    struct theirs_view *v = ARENA_NEW(c->arena, struct theirs_view);
    *v = (struct theirs_view){page->conflict, url, art->title, art->standfirst, art->body};
    return v;
}

/* What readers see otherwise than it was typed. */
static void tell_proof(struct context *c, const struct article_page *page, struct edit_view *v)
{
    struct proofread proof;
    markdown_proofread(c->arena, page->form.body, c->settings->address, &proof);
    struct told_view *items = ARENA_ARRAY(c->arena, struct told_view, proof.n + 1);
    size_t n = 0;
    if (plain_has_markup(page->form.standfirst))
        items[n++].text = STR("The standfirst is shown as it is typed, HTML and shortcodes too.");
    for (size_t i = 0; i < proof.n; i++)
        items[n++].text = proofread_sentence(c->arena, &proof, i);
    v->told = (struct tpl_list){items, n};
    v->any_told = n > 0;
    v->more_told = proof.more;
}

enum err_kind article_page_answer(struct context *c, int status, const struct article_page *page,
                                  struct err *e)
{
    const struct article *art = page->form.art;
    struct actor who = context_actor(c);
    enum article_status is = art ? art->status : ARTICLE_DRAFT;
    struct str name = art ? art->title : STR("New article");
    struct edit_view v = {
        .heading = name,
        .status = str_from(article_status_key(is)),
        .status_name = str_from(article_status_name(is)),
        .state = state_text(c, art),
        .public_url = is == ARTICLE_PUBLISHED ? article_url(art, c->arena) : STR_NONE,
        .locked = locked_text(&who, art),
        .action = art ? arena_printf(c->arena, "/admin/articles/%" PRId64, art->id)
                      : STR("/admin/articles/new"),
        .csrf = c->session->csrf,
        .id = art ? art->id : 0,
        .version = page->form.version,
        .token = form_token(c),
        .summary = summary_include(c, page->failed, page->problems),
        .text_fields = text_fields(c, page),
    };
    offer_acts(&v, &who, art);
    v.theirs = theirs_make(c, page, v.action);
    if (page->form.body.n <= BODY_MAX)
        tell_proof(c, page, &v);
    if (art != NULL)
        v.tabs = article_tabs(c, art, TAB_TEXT);
    TRY(side_fields(c, page, v.dated, &v.side_fields, e));
    if (art != NULL)
        TRY(article_views_make(c, art, &v.views, e));
    return frame_answer(c, status, name, PLACE_ARTICLES, tpl_article_edit(&v), e);
}

/* ---- the pages ---- */

enum err_kind admin_article_new(struct context *c, struct err *e)
{
    struct article_page page = {.form = article_form_of(c, NULL)};
    return article_page_answer(c, 200, &page, e);
}

enum err_kind admin_article_edit(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    int64_t id;
    TRY(path_id(c, &id, e));
    TRY(context_db(c, &conn, e));
    TRY(article_by_id(conn, id, c->arena, &art, e));
    TRY(article_may_open(c, &art, e));
    struct article_page page = {.form = article_form_of(c, &art)};
    return article_page_answer(c, 200, &page, e);
}
