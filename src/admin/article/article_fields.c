/* SPDX-License-Identifier: MIT */
/* Which fields a form has depends on who asks and on the article's status, so they are put together
 * one by one. */
#include "admin/article/article_fields.h"

#include <inttypes.h>

#include "core/news/section.h"
#include "core/people/user.h"

static const struct field_spec title_spec = {
    .name = "title", .kind = FIELD_LINE, .label = N_("Headline"), .required = true};
static const struct field_spec standfirst_spec = {
    .name = "standfirst",
    .kind = FIELD_TEXT,
    .rows = 3,
    .label = N_("Standfirst"),
    .optional = true,
    .hint = N_("A sentence or two under the headline, and in lists.")};
static const struct field_spec body_spec = {
    .name = "body",
    .kind = FIELD_CODE,
    .rows = 24,
    .label = N_("Text"),
    .hint = N_("Markdown. Between paragraphs: [post-views], [latest-videos count=\"3\"], "
               "[video id=\"12\"], [social].")};
static const struct field_spec picture_spec = {
    .name = "picture",
    .kind = FIELD_LINE,
    .label = N_("Lead picture"),
    .optional = true,
    .hint = N_("Its address on this site, such as /media/harbour.jpg. It stands over the text and "
               "with the headline in lists, which cut it to 16:9.")};
static const struct field_spec alt_spec = {
    .name = "picture_alt",
    .kind = FIELD_LINE,
    .label = N_("What the picture shows"),
    .optional = true,
    .hint = N_("For readers who cannot see it. A picture needs it.")};
static const struct field_spec caption_spec = {.name = "picture_caption",
                                               .kind = FIELD_LINE,
                                               .label = N_("Picture’s caption"),
                                               .optional = true};
static const struct field_spec credit_spec = {.name = "picture_credit",
                                              .kind = FIELD_LINE,
                                              .label = N_("Picture’s credit"),
                                              .optional = true,
                                              .hint = N_("Who made it, and for whom.")};
static const struct field_spec section_spec = {
    .name = "section", .kind = FIELD_CHOICE, .label = N_("Section")};
static const struct field_spec author_spec = {
    .name = "author", .kind = FIELD_CHOICE, .label = N_("Author")};
static const struct field_spec tags_spec = {.name = "tags",
                                            .kind = FIELD_LINE,
                                            .label = N_("Tags"),
                                            .optional = true,
                                            .hint = N_("Separated by commas or semicolons.")};
static const struct field_spec slug_spec = {.name = "slug",
                                            .kind = FIELD_LINE,
                                            .label = N_("Address"),
                                            .optional = true,
                                            .hint =
                                                N_("Made from the headline where it is empty. The "
                                                   "old address of a published article goes on "
                                                   "leading to it.")};
static const struct field_spec translations_spec = {
    .name = "translations",
    .kind = FIELD_TEXT,
    .rows = 2,
    .label = N_("Translations"),
    .optional = true,
    .hint = N_(
        "Where it can be read in other languages, one a line: the language and the address, "
        "such as “de https://example.org/der-deich/”; “original” behind it where this article was "
        "translated from that one.")};
static const struct field_spec publish_spec = {
    .name = "publish_at", .kind = FIELD_TIME, .label = N_("Publish at")};
static const struct field_spec social_spec = {.name = "social_links",
                                              .kind = FIELD_SWITCH,
                                              .label = N_("Social links between the paragraphs")};
static const struct field_spec comments_spec = {
    .name = "comments_open", .kind = FIELD_SWITCH, .label = N_("Readers may comment")};
static const struct field_spec live_spec = {
    .name = "live",
    .kind = FIELD_SWITCH,
    .label = N_("A live blog"),
    .hint = N_("The text is its introduction; the entries have a page of their own.")};
static const struct field_spec revised_spec = {
    .name = "revised",
    .kind = FIELD_SWITCH,
    .label = N_("Tell readers that this was updated"),
    .hint =
        N_("Sets the time of the update that stands beside the date of publication. For changes "
           "that matter; not for a comma.")};
static const struct field_spec base_spec = {
    .name = "base_views",
    .kind = FIELD_NUMBER,
    .label = N_("Views counted elsewhere"),
    .hint = N_("Before this site counted them: added to the number that readers see.")};

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
    TRY(user_list(conn, c->settings->language, c->arena, &users, e));
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
                                      const struct problems *p)
{
    return fields_include(c, row->specs, row->values, row->n, p);
}

struct tpl_include article_text_fields(struct context *c, const struct article_form *form,
                                       const struct problems *p)
{
    struct row row = {.n = 0};
    put(&row, &title_spec, form->title);
    put(&row, &standfirst_spec, form->standfirst);
    put(&row, &body_spec, form->body);
    const struct picture *picture = &form->picture;
    put(&row, &picture_spec, picture->path);
    put(&row, &alt_spec, picture->alt);
    put(&row, &caption_spec, picture->caption);
    put(&row, &credit_spec, picture->credit);
    return row_include(c, &row, p);
}

enum err_kind article_side_fields(struct context *c, const struct article_form *form, bool dated,
                                  const struct problems *p, struct tpl_include *out, struct err *e)
{
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
        struct str zone = c->settings->zone;
        row.values[row.n - 1].hint =
            scheduled
                ? SAY(c, "In the site’s time zone, {zone}. Saving moves it.", PUT("zone", zone))
                : SAY(c, "For “Schedule”, in the site’s time zone, {zone}.", PUT("zone", zone));
    }
    put_switch(&row, &social_spec, form->social_links);
    if (c->settings->social_links)
        row.values[row.n - 1].hint = say(c, "The site has them in every article, ticked or not.");
    put_switch(&row, &comments_spec, form->comments_open);
    put_switch(&row, &live_spec, form->live);
    if (form->art != NULL && form->art->status == ARTICLE_PUBLISHED)
        put_switch(&row, &revised_spec, form->revised);
    if (editor)
        put(&row, &base_spec, form->base_views);
    *out = row_include(c, &row, p);
    return OK;
}
