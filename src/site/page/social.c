/* SPDX-License-Identifier: MIT */
/* The site's social links. An icon is chosen by the link's kind, as the settings store it; a new
 * link gets its kind from the host of its address. */
#include "site/page/social.h"

const struct tpl_field social_fields[] = {TPL_FIELD(social_view, "ICON", TPL_STR, icon),
                                          TPL_FIELD(social_view, "LABEL", TPL_STR, label),
                                          TPL_FIELD(social_view, "URL", TPL_STR, url), TPL_END};

/* The symbols in public/icons.svg for links to other sites. */
static const char *const icons[] = {"youtube",  "website",  "x",       "instagram", "facebook",
                                    "tiktok",   "mastodon", "bluesky", "linkedin",  "threads",
                                    "whatsapp", "telegram", "rss"};

struct str social_icon(struct str kind)
{
    for (size_t i = 0; i < sizeof icons / sizeof icons[0]; i++)
        if (str_ieq(kind, str_from(icons[i])))
            return str_from(icons[i]);
    return str_ieq(kind, STR("twitter")) ? STR("x") : STR("website");
}

struct str social_icon_of(struct str url)
{
    static const struct {
        const char *host, *icon;
    } known[] = {
        {"youtube.com", "youtube"},   {"youtu.be", "youtube"},        {"x.com", "x"},
        {"twitter.com", "x"},         {"instagram.com", "instagram"}, {"facebook.com", "facebook"},
        {"tiktok.com", "tiktok"},     {"mastodon", "mastodon"},       {"bsky.app", "bluesky"},
        {"linkedin.com", "linkedin"}, {"threads.net", "threads"},     {"threads.com", "threads"},
        {"t.me", "telegram"},
    };
    struct str host = str_skip(url, str_find(url, STR("//")) + 2);
    host = str_head(host, str_index(host, '/'));
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct str name = str_from(known[i].host);
        size_t at = str_find(host, name);
        /* At the end of the host, after a dot or nothing: "box.com" is not "x.com". */
        bool whole = at + name.n == host.n && (at == 0 || host.p[at - 1] == '.');
        if (whole || (at == 0 && host.n > 0 && str_eq(name, STR("mastodon"))))
            return str_from(known[i].icon);
    }
    return STR("website");
}

struct tpl_list social_list(const struct settings *s, struct arena *a)
{
    struct social_view *items = ARENA_ARRAY(a, struct social_view, SOCIAL_LINKS_MAX);
    for (size_t i = 0; i < s->n_links; i++)
        items[i] =
            (struct social_view){social_icon(s->links[i].kind), s->links[i].label, s->links[i].url};
    return (struct tpl_list){items, s->n_links};
}
