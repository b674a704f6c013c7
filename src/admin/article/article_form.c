/* SPDX-License-Identifier: MIT */
/* The fields of an article's form: filled from a stored article, or read from what was sent, and
 * turned into an edit. Which fields an edit takes depends on the person's right to publish and on
 * the stored article. Texts are kept whole however long they are; article_check (core/desk) judges
 * them. */
#include "admin/article/article_form.h"

#include <inttypes.h>

#include "admin/page/frame.h"
#include "admin/page/written.h"
#include "base/clock.h"
#include "base/digits.h"
#include "core/desk/article_due.h"

struct str article_due_text(struct context *c, const struct article *art)
{
    if (art->status != ARTICLE_SCHEDULED)
        return STR_NONE;
    struct str moment = when_exact(c, art->published_at);
    return article_is_overdue(art, clock_now())
               ? SAY(c, "could not be published on {when}, is tried again", PUT("when", moment))
               : SAY(c, "due {when}", PUT("when", moment));
}

enum err_kind article_may_open(const struct context *c, const struct article *art, struct err *e)
{
    if (context_may(c, RIGHT_PUBLISH) || art->author_id == c->session->user.id)
        return OK;
    return err_say(e, ERR_FORBIDDEN, MESSAGE("This article is another author’s."));
}

static struct str tags_text(const struct context *c, const struct article *art)
{
    struct buf b = buf_in(c->arena);
    for (size_t i = 0; i < art->n_tags; i++) {
        if (i > 0)
            buf_add_c(&b, ", ");
        buf_add(&b, art->tags[i].name);
    }
    return buf_str(&b);
}

static struct str number_text(const struct context *c, int64_t n)
{
    return arena_printf(c->arena, "%" PRId64, n);
}

struct article_form article_form_of(const struct context *c, const struct article *art)
{
    if (art == NULL)
        return (struct article_form){
            .author = number_text(c, c->session->user.id),
            .base_views = STR("0"),
            .comments_open = true,
        };
    return (struct article_form){
        .art = art,
        .version = art->version,
        .title = art->title,
        .standfirst = art->standfirst,
        .body = art->body,
        .tags = tags_text(c, art),
        .translations = art->translations,
        .slug = art->slug,
        .section = number_text(c, art->section_id),
        .author = number_text(c, art->author_id),
        .base_views = number_text(c, art->base_views),
        .publish_at = art->status == ARTICLE_SCHEDULED
                          ? locale_input(c->locale, art->published_at, c->arena)
                          : STR_NONE,
        .picture = art->picture,
        .social_links = art->social_links,
        .comments_open = art->comments_open,
        .live = art->live != LIVE_NO,
    };
}

static struct str text(const struct context *c, const char *name, enum utf8_lines lines,
                       struct problems *p)
{
    /* Lengths are checked by article_check, which gives better advice. */
    return form_text(&c->form, name, lines, SIZE_MAX, c->arena, p);
}

struct article_form article_form_read(const struct context *c, const struct article *art,
                                      struct problems *p)
{
    struct problems not_typed = {0}; /* a malformed version simply counts as an old one */
    return (struct article_form){
        .art = art,
        .version = form_int(&c->form, "version", 0, INT64_MAX, 0, &not_typed),
        .title = text(c, "title", UTF8_ONE_LINE, p),
        .standfirst = text(c, "standfirst", UTF8_MANY_LINES, p),
        .body = text(c, "body", UTF8_MARKDOWN, p),
        .tags = text(c, "tags", UTF8_ONE_LINE, p),
        .translations = text(c, "translations", UTF8_MANY_LINES, p),
        .slug = text(c, "slug", UTF8_ONE_LINE, p),
        .section = text(c, "section", UTF8_ONE_LINE, p),
        .author = text(c, "author", UTF8_ONE_LINE, p),
        .base_views = text(c, "base_views", UTF8_ONE_LINE, p),
        .publish_at = text(c, "publish_at", UTF8_ONE_LINE, p),
        .picture = {.path = text(c, "picture", UTF8_ONE_LINE, p),
                    .alt = text(c, "picture_alt", UTF8_ONE_LINE, p),
                    .caption = text(c, "picture_caption", UTF8_ONE_LINE, p),
                    .credit = text(c, "picture_credit", UTF8_ONE_LINE, p)},
        .social_links = form_checked(&c->form, "social_links"),
        .comments_open = form_checked(&c->form, "comments_open"),
        .live = form_checked(&c->form, "live"),
        .revised = form_checked(&c->form, "revised"),
    };
}

/* Reads the fields that only editors may change. */
static void read_editors_part(const struct article_form *form, struct article_edit *edit,
                              struct problems *p)
{
    if (!str_int(form->author, &edit->author_id) || edit->author_id <= 0)
        problem_say(p, "author", MESSAGE("An article needs an author."));
    if (str_empty(form->base_views))
        edit->base_views = 0;
    else if (!digits_int(form->base_views, &edit->base_views) || edit->base_views < 0 ||
             edit->base_views > INT64_C(1000000000000))
        problem_say(p, "base_views",
                    MESSAGE("Views counted elsewhere must be a number from 0 up."));
}

/* The state that the form asks for. A live blog that has ended stays ended. */
static enum article_live live_of(const struct article_form *form)
{
    if (!form->live)
        return LIVE_NO;
    return form->art && form->art->live == LIVE_OVER ? LIVE_OVER : LIVE_ON;
}

struct article_edit article_form_edit(const struct context *c, const struct article_form *form,
                                      struct problems *p)
{
    struct article_edit edit = {
        .id = form->art ? form->art->id : 0,
        .version = form->version,
        .title = form->title,
        .slug = form->slug,
        .standfirst = form->standfirst,
        .body = form->body,
        .tags = form->tags,
        .translations = form->translations,
        .author_id = form->art ? form->art->author_id : c->session->user.id,
        .social_links = form->social_links,
        .comments_open = form->comments_open,
        .base_views = form->art ? -1 : 0,
        .picture = form->picture,
        .live = live_of(form),
        .revised = form->revised,
    };
    if (!str_int(form->section, &edit.section_id))
        edit.section_id = 0;
    if (picture_path_valid(edit.picture.path) &&
        !picture_fill_size(&edit.picture, c->app->site_dir, c->arena))
        problem_say(p, "picture", MESSAGE("There is no picture at this address."));
    article_check(c->settings, &edit, p);
    if (context_may(c, RIGHT_PUBLISH))
        read_editors_part(form, &edit, p);
    return edit;
}
