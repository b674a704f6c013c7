/* SPDX-License-Identifier: MIT */
/* The site's settings: one immutable snapshot, shared by all requests until something changes. */
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
    struct str kind;  /* names the icon: youtube website x instagram facebook tiktok; others get a
                         general one */
    struct str label; /* "Twitter / X" */
    struct str url;
};

struct settings {
    struct str site_name, tagline;
    struct str address; /* "https://news.example", without a slash at the end; may be empty */
    struct str language, zone;
    bool social_links; /* shown between the paragraphs of every article, whatever the article's own
                          switch says */
    int64_t articles_per_page;
    bool show_reads;         /* the byline says how often the article was read */
    int64_t view_interval_s; /* 0: every request is a view */
    int64_t session_idle_minutes, session_hours;           /* session.h */
    int64_t audit_days, access_days, undo_days, form_days; /* retention.h */

    bool comments_on;
    bool hold_all;
    bool require_identity;    /* name and e-mail */
    bool require_approved;    /* hold comments from a browser that has no approved comment yet */
    int64_t hold_links;       /* hold a comment with so many links or more; 0: never */
    struct str held_words;    /* lines */
    struct str trash_words;   /* lines */
    int64_t close_after_days; /* 0: never */
    int64_t thread_depth;     /* 1-10 */
    int64_t comments_per_page;
    bool newest_first;
    int64_t comments_per_minute; /* from one address; 0: no limit */

    struct str breaking_text, breaking_url; /* shown on every page; breaking.h sets them */
    int64_t breaking_until, breaking_version;

    bool feed_full;      /* feeds contain whole articles, not excerpts */
    bool deny_ai_robots; /* robots.txt asks the crawlers of language models to stay away */
    struct str
        security_contact;    /* an e-mail or web address for security.txt; empty: no such file */
    struct str websub_hub;   /* notified of every change; empty: none */
    struct str indexnow_key; /* empty: IndexNow is not notified */
    struct str indexnow_address; /* where IndexNow listens */

    struct social_link links[SOCIAL_LINKS_MAX];
    size_t n_links;

    /* Derived from the members above. */
    struct locale *locale;
    struct number_format numbers;
    struct words *held_matcher, *trash_matcher;
    struct secret secret; /* signs tokens */
    uint64_t version;     /* the content version at which they were read */
};

/* Reads all settings. The result is immutable and counted by reference; any thread may use it.
 * ERR_DB, and the errors of locale_new and words_compile. */
MUST_CHECK enum err_kind settings_load(struct db_conn *c, struct settings **out, struct err *e);
/* The same for a caller without a connection. */
MUST_CHECK enum err_kind settings_read(struct db *db, struct settings **out, struct err *e);
/* The same, with BEFORE an older snapshot or NULL. The locale and the matchers are shared with it
 * if the texts and the zone's file that they come from are unchanged. If that file cannot be read
 * any more, the rules of BEFORE stay in use. */
MUST_CHECK enum err_kind settings_renew(struct db_conn *c, const struct settings *before,
                                        struct settings **out, struct err *e);
/* If tzdata has another file for the zone than S was made from, raises the content version. Then
 * every process reads the settings again, with the new rules, and makes its pages again. The errors
 * of zone_open (the new file is damaged: nothing is raised) and db_write. */
MUST_CHECK enum err_kind settings_follow_zone(struct db *db, const struct settings *s,
                                              struct err *e);
/* How dates and numbers are written in LANGUAGE, a known tag, in the site's time zone. Made when it
 * is first asked for; lives as long as S. Any thread. S's own locale if it cannot be made. */
const struct locale *settings_locale(const struct settings *s, struct str language);
struct settings *settings_ref(struct settings *s);
void settings_unref(struct settings **s);

/* A setting's name and text, as a form sends them. */
struct setting_value {
    const char *name; /* as the member of struct settings: "site_name", "hold_all" ... */
    struct str value; /* booleans: "1" or "" */
};

/* The current values as text, for the form, in A: *n of them in the order of the table. */
struct setting_value *settings_values(const struct settings *s, struct arena *a, size_t *n);
enum setting_kind { SETTING_LINE, SETTING_LINES, SETTING_NUMBER, SETTING_SWITCH };
/* The name of setting I; NULL past the last. */
const char *setting_name(size_t i);
/* Sets *out to the kind of setting NAME; false if there is no such setting. */
bool setting_kind_of(struct str name, enum setting_kind *out);
/* Checks VALUES and, unless LINKS is NULL, the social links, and saves all or nothing. Settings
 * that are not named keep their values. Counts as a change of content. ERR_INVALID with *p filled,
 * or if a name is unknown. */
MUST_CHECK enum err_kind settings_save(struct db *db, const struct actor *who,
                                       const struct setting_value *values, size_t n,
                                       const struct social_link *links, size_t n_links,
                                       struct problems *p, struct err *e);
/* Calls REPORT for each stored setting that settings_save would refuse, as after a change past the
 * program. ERR_DB. */
MUST_CHECK enum err_kind settings_verify(struct db *db, db_report_fn *report, void *arg,
                                         struct err *e);

#endif
