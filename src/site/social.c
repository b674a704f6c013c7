/* SPDX-License-Identifier: MIT */
#include "site/social.h"

const struct tpl_field social_fields[] = {TPL_FIELD(social_view, "ICON", TPL_STR, icon),
                                          TPL_FIELD(social_view, "LABEL", TPL_STR, label),
                                          TPL_FIELD(social_view, "URL", TPL_STR, url), TPL_END};

/* The symbols of public/icons.svg that stand for a site elsewhere. */
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

struct tpl_list social_list(const struct settings *s, struct arena *a)
{
    struct social_view *items = ARENA_ARRAY(a, struct social_view, SOCIAL_LINKS_MAX);
    for (size_t i = 0; i < s->n_links; i++)
        items[i] =
            (struct social_view){social_icon(s->links[i].kind), s->links[i].label, s->links[i].url};
    return (struct tpl_list){items, s->n_links};
}
