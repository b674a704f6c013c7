/* SPDX-License-Identifier: MIT */
/* Which fragments a request may use is decided once, at its first fragment. It depends on the
 * snapshot's content version, the newest version that this process knows, and the settings'
 * version:
 *   - a fragment of the site's content must have at least `needed`; if the snapshot is newer than
 *     what this process knows, no version is enough;
 *   - a fragment made by this request gets `made`, the older of the snapshot's and the settings'
 *     versions, as pages do (answer_page.c). */
#include "web/fragment.h"

#include "tmpl/tpl.h"
#include "web/answer.h"

static enum err_kind decide_versions(struct context *c, struct err *e)
{
    struct context_fragments *f = &c->fragments;
    struct db_conn *conn;
    uint64_t snapshot;
    if (f->begun)
        return OK;
    f->generation = fragments_generation(c->app->fragments);
    TRY(context_db(c, &conn, e));
    TRY(db_content_read(conn, &snapshot, e));
    bool known = snapshot <= db_content_version(c->app->db);
    f->needed = known ? db_content_version_of_all(c->app->db) : FRAGMENT_OF_INPUTS;
    f->made = snapshot < c->settings->version ? snapshot : c->settings->version;
    f->begun = true;
    return OK;
}

enum err_kind fragment_find(struct context *c, struct fragment_key key, struct str inputs,
                            struct str *out, struct err *e)
{
    TRY(decide_versions(c, e));
    *out = fragment_get(c->app->fragments, key, inputs, c->fragments.needed, c->arena);
    return OK;
}

void fragment_store(struct context *c, struct fragment_key key, struct str inputs, bool of_inputs,
                    struct str text)
{
    uint64_t version = of_inputs ? FRAGMENT_OF_INPUTS : c->fragments.made;
    if (c->fragments.begun && version >= c->fragments.needed)
        fragment_keep(c->app->fragments, key, inputs, version, c->fragments.generation, text);
}

struct tpl_include fragment_shown(struct context *c, struct str text)
{
    if (str_empty(text))
        return (struct tpl_include){0};
    struct html *html = ARENA_NEW(c->arena, struct html);
    *html = (struct html){text.p, text.n};
    return tpl_include_html(html);
}

enum err_kind fragment_include(struct context *c, struct fragment_key key, include_make_fn *make,
                               const void *arg, struct tpl_include *out, struct err *e)
{
    struct str text;
    TRY(fragment_find(c, key, STR_NONE, &text, e));
    if (text.p == NULL) {
        *out = (struct tpl_include){0};
        TRY(make(c, arg, out, e));
        if (out->file != NULL)
            TRY(answer_expand(c, *out, &text, e));
        fragment_store(c, key, STR_NONE, false, text);
    }
    *out = fragment_shown(c, text);
    return OK;
}
