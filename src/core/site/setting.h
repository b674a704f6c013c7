/* SPDX-License-Identifier: MIT */
/* The site's settings, as one immutable snapshot that requests share. */
#ifndef CORE_SITE_SETTING_H
#define CORE_SITE_SETTING_H

#include "base/locale.h"
#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/site/secret.h"
#include "db/db.h"

struct words; /* text/words.h */

enum { SOCIAL_LINKS_MAX = 12 };

struct social_link {
    struct str kind;  /* names the icon: youtube website x instagram facebook tiktok, or others */
    struct str label; /* "Twitter / X" */
    struct str url;
};

struct settings {
    struct str site_name, tagline;
    struct str address; /* "https://news.example", without a slash at the end; may be empty */
    struct str language, zone;
    bool social_links; /* between the paragraphs of every article, whatever the article says */
    int64_t articles_per_page;
    int64_t view_interval_s;                               /* 0: every request is a view */
    int64_t session_idle_minutes, session_hours;           /* session.h */
    int64_t audit_days, access_days, undo_days, form_days; /* retention.h */

    bool comments_on;
    bool hold_all;
    bool require_identity;    /* name and e-mail */
    bool require_approved;    /* hold those whose browser has no approved comment yet */
    int64_t hold_links;       /* hold at so many links or more; 0: never */
    struct str held_words;    /* lines */
    struct str trash_words;   /* lines */
    int64_t close_after_days; /* 0: never */
    int64_t thread_depth;     /* 1-10 */
    int64_t comments_per_page;
    bool newest_first;
    int64_t comments_per_minute; /* from one address; 0: as many as they like */

    struct str breaking_text, breaking_url; /* over every page; breaking.h sets them */
    int64_t breaking_until, breaking_version;

    bool feed_full;      /* feeds hold whole articles, not only what they are about */
    bool deny_ai_robots; /* robots.txt asks collectors for language models to stay away */
    struct str
        security_contact;    /* an e-mail or web address for security.txt; empty: there is none */
    struct str websub_hub;   /* told of every change; empty: nobody is */
    struct str indexnow_key; /* empty: IndexNow is told nothing */
    struct str indexnow_address; /* where it listens */

    struct social_link links[SOCIAL_LINKS_MAX];
    size_t n_links;

    /* Made from the above. */
    struct locale *locale;
    struct number_format numbers;
    struct words *held_matcher, *trash_matcher;
    struct secret secret; /* the site's: signs tokens */
    uint64_t version;     /* the content version they were read at */
};

/* Reads them all. The result is counted by reference, immutable, and used by any thread. */
MUST_CHECK enum err_kind settings_load(struct db_conn *c, struct settings **out, struct err *e);
/* The same for a caller that holds no connection. */
MUST_CHECK enum err_kind settings_read(struct db *db, struct settings **out, struct err *e);
/* The same where BEFORE is an older snapshot (or NULL): what takes long to make (the locale, the
 * matchers) is shared with it where its texts have not changed. */
MUST_CHECK enum err_kind settings_renew(struct db_conn *c, const struct settings *before,
                                        struct settings **out, struct err *e);
struct settings *settings_ref(struct settings *s);
void settings_unref(struct settings **s);

/* One name and its text, as a form sends it. */
struct setting_value {
    const char *name; /* as the member above: "site_name", "hold_all" ... */
    struct str value; /* booleans: "1" or "" */
};

/* The current value of each setting as text, for the form, in A: *n of them in the order of the
 * table. */
struct setting_value *settings_values(const struct settings *s, struct arena *a, size_t *n);
enum setting_kind { SETTING_LINE, SETTING_LINES, SETTING_NUMBER, SETTING_SWITCH };
/* The name of the I-th setting; NULL past the last. */
const char *setting_name(size_t i);
/* What the setting NAME holds; false where there is none. */
bool setting_kind_of(struct str name, enum setting_kind *out);
/* Checks VALUES (names not given keep what they are; unknown ones are ERR_INVALID) and the social
 * links where LINKS is not NULL, and saves them all or none. ERR_INVALID with *p filled. Counts as
 * a change of content. */
MUST_CHECK enum err_kind settings_save(struct db *db, const struct actor *who,
                                       const struct setting_value *values, size_t n,
                                       const struct social_link *links, size_t n_links,
                                       struct problems *p, struct err *e);

#endif
