/* SPDX-License-Identifier: MIT */
/* Settings are rows of name and text. The table below gives each its kind, its default and its
 * bounds. A setting without a row has its default, so a new setting needs no migration.
 *
 * A snapshot (struct settings) is immutable and counted by reference; its texts live in its arena.
 * What is expensive to make from the texts, the locale and the word lists, is shared
 * between snapshots with the same texts (struct derived). setting_save.c saves. */
#include "core/site/setting_internal.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/language.h"
#include "core/site/locales.h"
#include "text/words.h"

#define AT(member) offsetof(struct settings, member)

static const struct setting_row rows[] = {
    {"site_name", LINE, AT(site_name), "Broadsheet", 1, 100,
     N_("The site's name is too long; at most about {max} characters fit."),
     N_("The site's name is missing.")},
    {"tagline", LINE, AT(tagline), "", 0, 200,
     N_("The tagline is too long; at most about {max} characters fit."), NULL},
    {"address", LINE, AT(address), "", 0, 200,
     N_("The site's address is too long; at most about {max} characters fit."), NULL},
    {"language", LINE, AT(language), "en", 1, 35,
     N_("The language is too long; at most about {max} characters fit."),
     N_("The language is missing.")},
    {"zone", LINE, AT(zone), "UTC", 1, 60,
     N_("The time zone is too long; at most about {max} characters fit."),
     N_("The time zone is missing.")},
    {"social_links", SWITCH, AT(social_links), "", 0, 0, NULL, NULL},
    {"articles_per_page", NUMBER, AT(articles_per_page), "20", 5, 100,
     N_("Articles on a page must be a number from {min} to {max}."), NULL},
    {"show_reads", SWITCH, AT(show_reads), "", 0, 0, NULL, NULL},
    {"view_interval_s", NUMBER, AT(view_interval_s), "0", 0, 86400,
     N_("The interval must be a number from {min} to {max}."), NULL},
    {"session_idle_minutes", NUMBER, AT(session_idle_minutes), "30", 5, 20160,
     N_("The minutes without a request must be a number from {min} to {max}."), NULL},
    {"session_hours", NUMBER, AT(session_hours), "12", 1, 720,
     N_("The hours of a session must be a number from {min} to {max}."), NULL},
    {"audit_days", NUMBER, AT(audit_days), "1095", 30, 36500,
     N_("The days of changes must be a number from {min} to {max}."), NULL},
    {"access_days", NUMBER, AT(access_days), "180", 30, 36500,
     N_("The days of sign-ins must be a number from {min} to {max}."), NULL},
    {"undo_days", NUMBER, AT(undo_days), "30", 30, 3650,
     N_("The days of undo must be a number from {min} to {max}."), NULL},
    {"form_days", NUMBER, AT(form_days), "7", 1, 365,
     N_("The days of used forms must be a number from {min} to {max}."), NULL},
    {"comments_on", SWITCH, AT(comments_on), "1", 0, 0, NULL, NULL},
    {"hold_all", SWITCH, AT(hold_all), "1", 0, 0, NULL, NULL},
    {"require_identity", SWITCH, AT(require_identity), "1", 0, 0, NULL, NULL},
    {"require_approved", SWITCH, AT(require_approved), "1", 0, 0, NULL, NULL},
    {"hold_links", NUMBER, AT(hold_links), "2", 0, 100,
     N_("The number of links must be a number from {min} to {max}."), NULL},
    {"held_words", LINES, AT(held_words), "", 0, 1 << 21,
     N_("The list of words is too long; at most about {max} characters fit."), NULL},
    {"trash_words", LINES, AT(trash_words), "", 0, 1 << 21,
     N_("The list of words is too long; at most about {max} characters fit."), NULL},
    {"close_after_days", NUMBER, AT(close_after_days), "0", 0, 36500,
     N_("The number of days must be a number from {min} to {max}."), NULL},
    {"thread_depth", NUMBER, AT(thread_depth), "5", 1, 10,
     N_("The depth must be a number from {min} to {max}."), NULL},
    {"comments_per_page", NUMBER, AT(comments_per_page), "50", 1, 200,
     N_("Comments on a page must be a number from {min} to {max}."), NULL},
    {"newest_first", SWITCH, AT(newest_first), "", 0, 0, NULL, NULL},
    {"comments_per_minute", NUMBER, AT(comments_per_minute), "10", 0, 100000,
     N_("The number of comments a minute must be a number from {min} to {max}."), NULL},
    {"breaking_text", LINE, AT(breaking_text), "", 0, 200,
     N_("The breaking news is too long; at most about {max} characters fit."), NULL},
    {"breaking_url", LINE, AT(breaking_url), "", 0, 500,
     N_("The breaking news' link is too long; at most about {max} characters fit."), NULL},
    {"breaking_until", NUMBER, AT(breaking_until), "0", 0, INT64_MAX,
     N_("The end of the breaking news must be a number from {min} to {max}."), NULL},
    {"breaking_version", NUMBER, AT(breaking_version), "0", 0, INT64_MAX,
     N_("The breaking news' version must be a number from {min} to {max}."), NULL},
    {"feed_full", SWITCH, AT(feed_full), "1", 0, 0, NULL, NULL},
    {"deny_ai_robots", SWITCH, AT(deny_ai_robots), "", 0, 0, NULL, NULL},
    {"security_contact", LINE, AT(security_contact), "", 0, 200,
     N_("The security contact is too long; at most about {max} characters fit."), NULL},
    {"websub_hub", LINE, AT(websub_hub), "", 0, 300,
     N_("The hub's address is too long; at most about {max} characters fit."), NULL},
    {"indexnow_key", LINE, AT(indexnow_key), "", 0, 128,
     N_("The IndexNow key is too long; at most about {max} characters fit."), NULL},
    {"indexnow_address", LINE, AT(indexnow_address), "https://api.indexnow.org/indexnow", 0, 300,
     N_("The address of IndexNow is too long; at most about {max} characters fit."), NULL},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* What is expensive to make. Snapshots with the same texts share one. */
struct derived {
    struct locale *locale;
    struct locales *others; /* of the languages of people in the newsroom */
    struct words *held, *trash;
    _Atomic int refs;
};

/* The snapshot and all text that it points to live in one arena. */
struct shared_settings {
    struct settings settings; /* first: a pointer to it is a pointer to the whole */
    struct arena *arena;
    struct derived *derived;
    _Atomic int refs;
};

const struct setting_row *setting_row_named(struct str name)
{
    for (int i = 0; i < ROWS; i++)
        if (str_eq(name, str_from(rows[i].name)))
            return &rows[i];
    return NULL;
}

void setting_assign(struct settings *s, const struct setting_row *row, struct str value)
{
    char *at = (char *)s + row->offset;
    int64_t n;
    switch (row->kind) {
    case LINE:
    case LINES:
        *(struct str *)(void *)at = value;
        break;
    case SWITCH:
        *(bool *)at = str_eq(value, STR("1"));
        break;
    case NUMBER:
        if (str_int(value, &n))
            *(int64_t *)(void *)at = n < row->min ? row->min : n > row->max ? row->max : n;
        break;
    }
}

struct str setting_text(const struct settings *s, const struct setting_row *row, struct arena *a)
{
    const char *at = (const char *)s + row->offset;
    switch (row->kind) {
    case SWITCH:
        return *(const bool *)at ? STR("1") : STR("");
    case NUMBER:
        return arena_printf(a, "%" PRId64, *(const int64_t *)(const void *)at);
    default:
        return *(const struct str *)(const void *)at;
    }
}

enum err_kind settings_read_rows(struct db_conn *c, struct settings *s, struct arena *a,
                                 struct err *e)
{
    for (int i = 0; i < ROWS; i++)
        setting_assign(s, &rows[i], str_from(rows[i].deflt));

    struct stmt *q = db_stmt(c, SQL_SETTING_ALL);
    while (stmt_next(q)) {
        const struct setting_row *row = setting_row_named(stmt_col_text(q, COL_NAME, a));
        if (row != NULL)
            setting_assign(s, row, stmt_col_text(q, COL_VALUE, a));
    }
    TRY(stmt_done(q, e));
    /* Older versions stored the tag as it was typed. */
    struct str language = language_tag(s->language, a);
    if (!str_empty(language))
        s->language = language;

    q = db_stmt(c, SQL_SOCIAL_LINK_ALL);
    while (s->n_links < SOCIAL_LINKS_MAX && stmt_next(q))
        s->links[s->n_links++] = (struct social_link){
            .kind = stmt_col_text(q, COL_KIND, a),
            .label = stmt_col_text(q, COL_LABEL, a),
            .url = stmt_col_text(q, COL_URL, a),
        };
    TRY(stmt_done(q, e));

    TRY(secret_read(c, &s->secret, e));
    return db_content_read(c, &s->version, e);
}

static void derived_unref(struct derived **derived)
{
    struct derived *m = *derived;
    *derived = NULL;
    if (m == NULL || atomic_fetch_sub(&m->refs, 1) != 1)
        return;
    locale_free(&m->locale);
    locales_free(&m->others);
    words_free(&m->held);
    words_free(&m->trash);
    free(m);
}

/* The rules of the zone of S. If they cannot be read any more, those of BEFORE stay in use: the
 * jobs log why (settings_follow_zone). */
static enum err_kind zone_of(struct zone **out, const struct settings *s,
                             const struct settings *before, struct err *e)
{
    enum err_kind kind = zone_open(out, s->zone, e);
    if (kind == OK || before == NULL || !str_eq(s->zone, before->zone))
        return kind;
    *out = zone_ref(locale_zone(before->locale));
    return OK;
}

static enum err_kind derived_make(struct derived **out, const struct settings *s,
                                  const struct settings *before, struct err *e)
{
    struct zone *zone = NULL;
    struct derived *m = check_memory(calloc(1, sizeof *m));
    atomic_init(&m->refs, 1);
    m->others = locales_new();
    *out = m; /* set first, so that the caller frees what was made before an error */
    TRY(zone_of(&zone, s, before, e));
    enum err_kind kind = locale_new_in(&m->locale, s->language, zone, e);
    zone_unref(&zone);
    TRY(kind);
    TRY(words_compile(&m->held, s->held_words, e));
    return words_compile(&m->trash, s->trash_words, e);
}

static bool has_same_sources(const struct settings *x, const struct settings *y)
{
    return str_eq(x->language, y->language) && str_eq(x->zone, y->zone) &&
           str_eq(x->held_words, y->held_words) && str_eq(x->trash_words, y->trash_words);
}

static enum err_kind attach_derived(struct shared_settings *shared, const struct settings *before,
                                    struct err *e)
{
    struct settings *s = &shared->settings;
    if (before != NULL && has_same_sources(s, before) &&
        zone_is_current(locale_zone(before->locale))) {
        shared->derived = ((const struct shared_settings *)before)->derived;
        atomic_fetch_add(&shared->derived->refs, 1);
    } else {
        TRY(derived_make(&shared->derived, s, before, e));
    }
    s->locale = shared->derived->locale;
    s->numbers = locale_number_format(s->locale);
    s->held_matcher = shared->derived->held;
    s->trash_matcher = shared->derived->trash;
    return OK;
}

const struct locale *settings_locale(const struct settings *s, struct str language)
{
    const struct locale *other = NULL;
    if (!str_eq(language, s->language))
        other = locales_get(((const struct shared_settings *)s)->derived->others, language,
                            locale_zone(s->locale));
    return other != NULL ? other : s->locale;
}

enum err_kind settings_load(struct db_conn *c, struct settings **out, struct err *e)
{
    return settings_renew(c, NULL, out, e);
}

enum err_kind settings_read(struct db *db, struct settings **out, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = settings_load(c, out, e);
    db_end(db, &c);
    return kind;
}

enum err_kind settings_renew(struct db_conn *c, const struct settings *before,
                             struct settings **out, struct err *e)
{
    struct arena *a = arena_new(16 * 1024);
    struct shared_settings *shared = ARENA_NEW(a, struct shared_settings);
    shared->arena = a;
    atomic_init(&shared->refs, 1);
    struct settings *s = &shared->settings;
    enum err_kind kind = settings_read_rows(c, s, a, e);
    if (kind == OK)
        kind = attach_derived(shared, before, e);
    if (kind != OK) {
        settings_unref(&s);
        return err_wrap(e, "reading the settings");
    }
    *out = s;
    return OK;
}

static enum err_kind content_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    return db_content_changed(c, e);
}

enum err_kind settings_follow_zone(struct db *db, const struct settings *s, struct err *e)
{
    struct zone *now = NULL;
    if (zone_is_current(locale_zone(s->locale)))
        return OK;
    TRY(zone_open(&now, s->zone, e));
    zone_unref(&now);
    return db_write(db, content_job, NULL, e);
}

struct settings *settings_ref(struct settings *s)
{
    atomic_fetch_add(&((struct shared_settings *)s)->refs, 1);
    return s;
}

void settings_unref(struct settings **s)
{
    struct shared_settings *shared = (struct shared_settings *)*s;
    *s = NULL;
    if (shared == NULL || atomic_fetch_sub(&shared->refs, 1) != 1)
        return;
    derived_unref(&shared->derived);
    struct arena *a = shared->arena;
    arena_free(&a);
}

struct setting_value *settings_values(const struct settings *s, struct arena *a, size_t *n)
{
    struct setting_value *values = ARENA_ARRAY(a, struct setting_value, ROWS);
    for (int i = 0; i < ROWS; i++)
        values[i] = (struct setting_value){rows[i].name, setting_text(s, &rows[i], a)};
    *n = ROWS;
    return values;
}

const char *setting_name(size_t i)
{
    return i < ROWS ? rows[i].name : NULL;
}

bool setting_kind_of(struct str name, enum setting_kind *out)
{
    const struct setting_row *row = setting_row_named(name);
    if (row != NULL)
        *out = (enum setting_kind)row->kind;
    return row != NULL;
}
