/* SPDX-License-Identifier: MIT */
/* Short texts at fixed addresses, made from the settings alone: robots.txt, security.txt (where to
 * report a vulnerability), the key with which IndexNow verifies the site's pings, and the web app
 * manifest. */
#include "site/site.h"

#include <time.h>

#include "base/embed.h"
#include "core/views/visitor.h"
#include "site/page/address.h"
#include "site/page/layout.h"
#include "web/answer.h"
#include "web/answer_page.h"

#define PLAIN_TEXT "text/plain; charset=utf-8"

enum {
    DAY_S = 24 * 3600,
    SECURITY_DAYS = 180 /* until the text expires; RFC 9116 wants less than a year */
};

/* ---- robots.txt ---- */

/* What all robots are asked not to read. A robot that is named follows only its own lines. */
static const char off_limits[] = "Disallow: /admin/\nDisallow: /comment\nDisallow: /search\n";

enum err_kind robots_txt(struct context *c, struct err *e)
{
    struct str address;
    struct buf b = buf_in(c->arena);
    TRY(site_address(c, &address, e));
    buf_add_c(&b, "User-agent: *\n");
    buf_add_c(&b, off_limits);
    if (c->settings->deny_ai_robots) {
        buf_add_c(&b, "\n# Collectors of text for language models\n");
        for (const struct visitor_ai *ai = visitor_ai; ai->name != NULL; ai++)
            buf_printf(&b, "User-agent: %s\n", ai->name);
        buf_add_c(&b, "Disallow: /\n");
    }
    buf_printf(&b, "\nSitemap: %.*s/sitemap.xml\nSitemap: %.*s/news-sitemap.xml\n",
               STR_ARG(address), STR_ARG(address));
    response_header(c->x, "Cache-Control", STR("public, max-age=300"));
    return answer_bytes(c, 200, PLAIN_TEXT, buf_str(&b));
}

/* ---- /.well-known/security.txt (RFC 9116) ---- */

static struct str day_after(struct arena *a, int64_t now, int days)
{
    time_t t = (time_t)((now / DAY_S + days) * DAY_S);
    struct tm tm;
    gmtime_r(&t, &tm);
    return arena_printf(a, "%04d-%02d-%02dT00:00:00Z", tm.tm_year + 1900, tm.tm_mon + 1,
                        tm.tm_mday);
}

enum err_kind security_txt(struct context *c, struct err *e)
{
    const struct settings *s = c->settings;
    struct str contact = s->security_contact, address;
    if (str_empty(contact))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("This site has no security contact."));
    TRY(site_address(c, &address, e));
    bool web = str_starts(contact, STR("https://"));
    response_header(c->x, "Cache-Control", STR("public, max-age=300"));
    return answer_bytes(c, 200, PLAIN_TEXT,
                        arena_printf(c->arena,
                                     "Contact: %s%.*s\nExpires: %s\nPreferred-Languages: %.*s\n"
                                     "Canonical: %.*s/.well-known/security.txt\n",
                                     web ? "" : "mailto:", STR_ARG(contact),
                                     day_after(c->arena, c->now, SECURITY_DAYS).p,
                                     STR_ARG(s->language), STR_ARG(address)));
}

/* ---- the key of IndexNow ---- */

enum err_kind indexnow_key_txt(struct context *c, struct err *e)
{
    struct str key = c->settings->indexnow_key;
    if (str_empty(key) || !str_eq(key, c->arg[0]))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no page at this address."));
    return answer_bytes(c, 200, PLAIN_TEXT, key);
}

/* ---- the manifest ---- */

struct manifest_view {
    struct str site_name, tagline, language, direction, icon;
};
static const struct tpl_field manifest_fields[] = {
    TPL_FIELD(manifest_view, "SITE_NAME", TPL_STR, site_name),
    TPL_FIELD(manifest_view, "TAGLINE", TPL_STR, tagline),
    TPL_FIELD(manifest_view, "TAGLINE", TPL_IF_TEXT, tagline),
    TPL_FIELD(manifest_view, "LANGUAGE", TPL_STR, language),
    TPL_FIELD(manifest_view, "DIRECTION", TPL_STR, direction),
    TPL_FIELD(manifest_view, "ICON", TPL_STR, icon),
    TPL_END};
TPL_TEMPLATE(manifest, "feed/manifest.tpl", manifest_view, manifest_fields);

static enum err_kind manifest_render(struct context *c, struct tpl_include *out, struct err *e)
{
    (void)e;
    const struct settings *s = c->settings;
    struct manifest_view *v = ARENA_NEW(c->arena, struct manifest_view);
    *v = (struct manifest_view){.site_name = s->site_name,
                                .tagline = s->tagline,
                                .language = s->language,
                                .direction = str_from(locale_direction(s->locale)),
                                .icon = asset_url(c, "favicon.svg")};
    *out = tpl_manifest(v);
    return OK;
}

enum err_kind web_manifest(struct context *c, struct err *e)
{
    return answer_document(c, "application/manifest+json; charset=utf-8",
                           STR("/manifest.webmanifest"), manifest_render, e);
}
