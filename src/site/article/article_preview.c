/* SPDX-License-Identifier: MIT */
/* Previews an article from the newsroom's form before it is saved: the page that readers would see,
 * neither cached nor counted. It is here, not with the form, because it renders the article's page.
 *
 * The preview depends on the form, and on the stored article for what the form does not hold. A
 * field that cannot be saved is shown as well as possible; the form reports it when it is saved. */
#include "site/article/article_view.h"

#include "base/utf8.h"
#include "core/desk/article_tags.h"
#include "core/desk/article_write.h"
#include "core/news/section.h"
#include "site/site.h"
#include "text/excerpt.h"
#include "text/slug.h"

static struct str field_text(const struct context *c, const char *name, enum utf8_lines lines)
{
    return form_text(&c->form, name, lines, SIZE_MAX, c->arena, NULL);
}

/* A positive number; 0 for anything else. */
static int64_t field_number(const struct context *c, const char *name)
{
    int64_t n = 0;
    return str_int(str_trim(form_raw(&c->form, name)), &n) && n > 0 ? n : 0;
}

/* The stored article that the form edits; for a new one all zeros but the author. */
static enum err_kind read_stored(struct context *c, struct db_conn *conn, struct article *art,
                                 struct err *e)
{
    int64_t id = field_number(c, "id");
    *art = (struct article){.author_id = c->session->user.id};
    if (id == 0)
        return OK;
    TRY(article_by_id(conn, id, c->arena, art, e));
    if (context_may(c, RIGHT_PUBLISH) || art->author_id == c->session->user.id)
        return OK;
    return err_say(e, ERR_FORBIDDEN, MESSAGE("This article is another author’s."));
}

/* An author who no longer exists leaves the byline as stored. */
static enum err_kind set_author(struct context *c, struct db_conn *conn, struct article *art,
                                struct err *e)
{
    struct user user;
    int64_t id = context_may(c, RIGHT_PUBLISH) ? field_number(c, "author") : 0;
    enum err_kind kind = user_by_id(conn, id ? id : art->author_id, c->arena, &user, e);
    if (kind != OK)
        return kind == ERR_NOT_FOUND ? OK : kind;
    art->author_id = user.id;
    art->author_slug = user.slug;
    art->author_name = user.name;
    art->author_bio = user.bio;
    art->author_picture = user.picture;
    return OK;
}

static enum err_kind set_section(struct context *c, struct db_conn *conn, struct article *art,
                                 struct err *e)
{
    struct section_list list;
    int64_t id = field_number(c, "section");
    TRY(section_list(conn, c->arena, &list, e));
    for (size_t i = 0; i < list.n; i++)
        if (list.items[i].id == id) {
            art->section_id = id;
            art->section_slug = list.items[i].slug;
            art->section_name = list.items[i].name;
        }
    return OK;
}

static void set_tags(struct context *c, struct article *art)
{
    art->tags = ARENA_ARRAY(c->arena, struct tag, TAGS_MAX);
    art->n_tags = 0;
    struct str rest = field_text(c, "tags", UTF8_ONE_LINE);
    for (struct str name; art->n_tags < TAGS_MAX && tag_next(&rest, &name);)
        art->tags[art->n_tags++] = (struct tag){slug_from(c->arena, name, STR("tag")), name};
}

/* A picture that cannot be shown is left out. */
static void set_picture(struct context *c, struct article *art)
{
    art->picture = (struct picture){
        .path = field_text(c, "picture", UTF8_ONE_LINE),
        .alt = field_text(c, "picture_alt", UTF8_ONE_LINE),
        .caption = field_text(c, "picture_caption", UTF8_ONE_LINE),
        .credit = field_text(c, "picture_credit", UTF8_ONE_LINE),
    };
    if (!picture_fill_size(&art->picture, c->app->site_dir, c->arena))
        art->picture.path = STR_NONE;
}

/* Refuses a text that saving would refuse because of its size. */
static enum err_kind check_body(struct context *c, struct str *body, struct proofread *proof,
                                struct err *e)
{
    *body = field_text(c, "body", UTF8_MARKDOWN);
    if (body->n > BODY_MAX)
        return err_say(e, ERR_INVALID,
                       MESSAGE("The text is too long; at most about {max} characters fit.",
                               PUT_N("max", BODY_MAX)));
    markdown_proofread(c->arena, *body, c->settings->address, proof);
    return proof->fits ? OK : err_say(e, ERR_INVALID, STORED(MARKDOWN_TOO_COSTLY));
}

static void set_text(struct context *c, struct article *art)
{
    art->title = field_text(c, "title", UTF8_ONE_LINE);
    if (str_empty(art->title))
        art->title = say(c, "Without a headline");
    art->standfirst = field_text(c, "standfirst", UTF8_MANY_LINES);
    art->translations = field_text(c, "translations", UTF8_MANY_LINES);
    art->social_links = form_checked(&c->form, "social_links");
    art->words = word_count(c->arena, art->body);
    set_picture(c, art);
    if (context_may(c, RIGHT_PUBLISH))
        art->base_views = field_number(c, "base_views");
    if (art->status != ARTICLE_PUBLISHED)
        art->published_at = c->now;
}

enum err_kind article_preview(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct article art;
    struct layout_page page;
    TRY(context_db(c, &conn, e));
    TRY(read_stored(c, conn, &art, e));
    TRY(set_author(c, conn, &art, e));
    TRY(set_section(c, conn, &art, e));
    struct proofread proof;
    TRY(check_body(c, &art.body, &proof, e));
    set_tags(c, &art);
    set_text(c, &art);
    const struct article_ask ask = {.article = &art, .preview = &proof};
    TRY(article_layout(c, &ask, &page, e));
    return layout_answer(c, 200, &page, e);
}
