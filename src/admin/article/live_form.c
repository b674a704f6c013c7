/* SPDX-License-Identifier: MIT */
/* The form of a live entry, shared by the page of all entries and the page of one. A form that is
 * refused comes back as typed. */
#include "admin/article/live_form.h"

#include <inttypes.h>

#include "admin/article/article_tabs.h"
#include "admin/page/frame.h"
#include "admin/page/input.h"
#include "admin/page/notice.h"
#include "admin/page/written.h"
#include "text/proofread.h"

enum { TOKEN_MAX = 100 };

static const struct field_spec specs[] = {
    {.name = "title", .kind = FIELD_LINE, .label = N_("Headline"), .optional = true},
    {.name = "body",
     .kind = FIELD_CODE,
     .rows = 8,
     .label = N_("Text"),
     .required = true,
     .hint = N_("Markdown, with the shortcodes of articles.")},
    {.name = "at", .kind = FIELD_TIME, .label = N_("Time"), .optional = true},
};
enum { FIELDS = sizeof specs / sizeof specs[0] };

enum err_kind live_of_route(struct context *c, struct article *out, struct err *e)
{
    TRY(article_of_route(c, out, e));
    return out->live != LIVE_NO
               ? OK
               : err_say(e, ERR_NOT_FOUND, MESSAGE("This article is not a live blog."));
}

struct str live_url(struct context *c, const struct article *art)
{
    return arena_printf(c->arena, "/admin/articles/%" PRId64 "/live", art->id);
}

struct str live_entry_url(struct context *c, const struct article *art, int64_t id)
{
    return arena_printf(c->arena, "/admin/articles/%" PRId64 "/live/%" PRId64, art->id, id);
}

struct tpl_include live_fields(struct context *c, const struct live_typed *typed,
                               const struct problems *p)
{
    struct field_value *values = ARENA_ARRAY(c->arena, struct field_value, FIELDS);
    values[0].value = typed->title;
    values[1].value = typed->body;
    values[2].value = typed->at;
    values[2].hint =
        SAY(c, "In the site’s time zone, {zone}. Left empty, it is the moment of sending.",
            PUT("zone", c->settings->zone));
    return fields_include(c, specs, values, FIELDS, p);
}

struct live_typed live_typed_of(struct context *c, const struct live_entry *entry)
{
    return (struct live_typed){entry->title, entry->body,
                               locale_input(c->locale, entry->at, c->arena)};
}

struct live_typed live_read(struct context *c, struct problems *p)
{
    return (struct live_typed){
        .title = form_text(&c->form, "title", UTF8_ONE_LINE, SIZE_MAX, c->arena, p),
        .body = form_text(&c->form, "body", UTF8_MARKDOWN, SIZE_MAX, c->arena, p),
        .at = form_text(&c->form, "at", UTF8_ONE_LINE, SIZE_MAX, c->arena, p),
    };
}

struct str live_token(const struct context *c)
{
    struct str token = form_raw(&c->form, "token");
    return token.n <= TOKEN_MAX && utf8_valid(token) ? token : STR_NONE;
}

struct live_edit live_edit_of(struct context *c, const struct live_typed *typed,
                              const struct live_entry *entry, struct problems *p)
{
    struct live_edit edit = {.title = typed->title, .body = typed->body};
    /* The field has no seconds, so a time that was not changed keeps the stored ones. */
    if (entry != NULL && str_eq(typed->at, live_typed_of(c, entry).at))
        edit.at = entry->at;
    else if (!str_empty(typed->at))
        edit.at = time_read(c, typed->at, "at", NULL, p);
    return edit;
}

void live_notice(struct context *c, const char *done, struct str body)
{
    enum { NOTES_BYTES_MAX = 500 };
    struct proofread proof;
    markdown_proofread(c->arena, body, c->settings->address, &proof);
    struct notice notice = {
        .text = sentences_joined(c, say(c, done), say_proofread_all(c, &proof, NOTES_BYTES_MAX))};
    notice_set(c, &notice);
}
