/* SPDX-License-Identifier: MIT */
/* Saving settings: each is checked by its row of the table, then all together for what no row can
 * say, as they would be after the save. One transaction stores what differs, with a line in the
 * audit log for each. */
#include "core/site/setting_internal.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/digits.h"
#include "base/language.h"
#include "base/utf8.h"
#include "base/web_address.h"
#include "base/zone_file.h"
#include "core/audit/audit.h"
#include "text/words.h"

static bool is_address(const struct setting_row *row)
{
    struct str name = str_from(row->name);
    return str_eq(name, STR("address")) || str_eq(name, STR("websub_hub")) ||
           str_eq(name, STR("indexnow_address"));
}

/* A slash after the host says nothing. */
static struct str tidy_address(struct str value, struct arena *a)
{
    struct str tidy = web_address_tidy(a, str_trim(value));
    struct str host = str_skip(tidy, str_find(tidy, STR("//")) + 2);
    return str_index(host, '/') + 1 == host.n ? str_head(tidy, tidy.n - 1) : tidy;
}

/* VALUE as it is stored: tags and names in their usual spelling, numbers in the digits 0 to 9,
 * addresses with their host in ASCII. What is not valid stays as it is, so that it can be shown
 * again. */
static struct str tidy_value(const struct setting_row *row, struct str value, struct arena *a)
{
    struct str tidy = STR_NONE;
    if (row->kind == NUMBER)
        tidy = str_trim(digits_plain(a, value));
    else if (str_eq(str_from(row->name), STR("language")))
        tidy = language_tag(str_trim(value), a);
    else if (is_address(row))
        tidy = tidy_address(value, a);
    else if (str_eq(str_from(row->name), STR("zone")))
        tidy = zone_spelling(str_trim(value), a);
    return str_empty(tidy) ? value : tidy;
}

void setting_check(const struct setting_row *row, struct str value, struct problems *p)
{
    int64_t n;
    const struct message wrong = {.english = row->wrong,
                                  .values = {PUT_N("min", row->min), PUT_N("max", row->max)}};
    switch (row->kind) {
    case LINE:
    case LINES:
        if (value.n < (size_t)row->min)
            problem_say(p, row->name, STORED(row->missing));
        else if (value.n > (size_t)row->max)
            problem_say(p, row->name, &wrong);
        else if (!utf8_valid(value))
            problem_say(p, row->name,
                        MESSAGE("This contains characters that cannot be stored. Please type it "
                                "again."));
        break;
    case NUMBER:
        if (!str_int(value, &n) || n < row->min || n > row->max)
            problem_say(p, row->name, &wrong);
        break;
    case SWITCH:
        break;
    }
}

static bool is_indexnow_key(struct str key)
{
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '-')
            return false;
    }
    return key.n >= 8;
}

/* Adds a problem for FIELD if VALUE, an address of another site, cannot be one. */
static void check_address(const char *field, struct str value, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct web_address unused;
    enum web_fault fault = str_empty(value) ? WEB_FINE : web_address_parse(a, value, &unused);
    if (fault != WEB_FINE)
        problem_say(p, field, web_fault_message(fault));
    arena_free(&a);
}

/* The site's address ends with the host: all paths of the site begin there. */
static void check_site_address(struct str value, struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct web_address address = {.rest = STR_NONE};
    enum web_fault fault = str_empty(value) ? WEB_FINE : web_address_parse(a, value, &address);
    if (fault == WEB_SCHEME)
        problem_say(p, "address",
                    MESSAGE("The site's address must look like https://news.example."));
    else if (fault != WEB_FINE)
        problem_say(p, "address", web_fault_message(fault));
    else if (!str_empty(address.rest))
        problem_say(p, "address",
                    MESSAGE("The site's address ends with the host, since the site cannot be in a "
                            "folder of another one: leave out “{rest}”.",
                            PUT("rest", utf8_cut(address.rest, 60))));
    arena_free(&a);
}

/* Checks the settings about machines: security.txt, WebSub and IndexNow. */
static void check_machine_settings(const struct settings *s, struct problems *p)
{
    struct str contact = s->security_contact;
    bool mail = str_index(contact, '@') < contact.n && str_index(contact, ' ') == contact.n &&
                str_index(contact, '/') == contact.n;
    if (contact.n > 0 && !mail && !str_starts(contact, STR("https://")))
        problem_say(
            p, "security_contact",
            MESSAGE("The security contact must be an e-mail address, or begin with https://."));
    check_address("websub_hub", s->websub_hub, p);
    if (s->indexnow_key.n > 0 && !is_indexnow_key(s->indexnow_key))
        problem_say(p, "indexnow_key",
                    MESSAGE("The IndexNow key must have 8 to 128 letters, digits and dashes."));
    check_address("indexnow_address",
                  str_empty(s->indexnow_address) ? STR("?") : s->indexnow_address, p);
    if (s->address.n == 0 && (s->websub_hub.n > 0 || s->indexnow_key.n > 0))
        problem_say(p, s->websub_hub.n > 0 ? "websub_hub" : "indexnow_key",
                    MESSAGE("Set the site's own address first: without it, nobody can be notified "
                            "of articles."));
}

void settings_check_across(const struct settings *s, struct problems *p)
{
    struct err e;
    struct locale *l = NULL;
    struct zone *zone = NULL;
    if (locale_new(&l, s->language, STR("UTC"), &e) != OK)
        problem_say(p, "language",
                    MESSAGE("There is no language \"{language}\"; examples: en, pt-BR, ar.",
                            PUT("language", utf8_cut(s->language, 40))));
    locale_free(&l);
    if (zone_open(&zone, s->zone, &e) != OK)
        problem_say(p, "zone",
                    e.kind == ERR_INVALID
                        ? MESSAGE("There is no time zone \"{zone}\"; examples: Europe/Berlin, UTC.",
                                  PUT("zone", utf8_cut(s->zone, 40)))
                        : MESSAGE("The rules of this time zone cannot be read on this machine."));
    zone_unref(&zone);
    check_site_address(s->address, p);
    check_machine_settings(s, p);
    struct words *w = NULL;
    if (words_compile(&w, s->held_words, &e) != OK)
        problem_repeat(p, "held_words", &e.said);
    words_free(&w);
    if (words_compile(&w, s->trash_words, &e) != OK)
        problem_repeat(p, "trash_words", &e.said);
    words_free(&w);
}

static bool is_link(struct str url)
{
    struct arena *a = arena_new(4096);
    struct web_address unused;
    bool fine = web_address_parse(a, url, &unused) == WEB_FINE;
    arena_free(&a);
    return fine;
}

static void check_links(const struct social_link *links, size_t n, struct problems *p)
{
    if (n > SOCIAL_LINKS_MAX)
        problem_say(p, "social_links",
                    MESSAGE("There is room for at most {max} social links.",
                            PUT_N("max", SOCIAL_LINKS_MAX)));
    for (size_t i = 0; i < n; i++) {
        if (str_empty(links[i].label) || links[i].label.n > 60)
            problem_say(p, "social_links",
                        MESSAGE("Link {n} needs a label of at most about 60 characters.",
                                PUT_N("n", i + 1)));
        else if (!is_link(links[i].url) || links[i].url.n > 500)
            problem_say(p, "social_links",
                        MESSAGE("The address of link {n} must begin with https:// or http://, name "
                                "a host that can exist, and no user before it.",
                                PUT_N("n", i + 1)));
        else if (str_empty(links[i].kind) || links[i].kind.n > 20)
            problem_say(p, "social_links",
                        MESSAGE("Link {number} needs a kind.", PUT_N("number", i + 1)));
    }
}

struct save {
    const struct actor *who;
    const struct setting_value *values;
    size_t n;
    const struct social_link *links; /* NULL: unchanged */
    size_t n_links;
    struct problems *problems;
    struct arena *arena;
};

static enum err_kind store_value(struct db_conn *c, const struct save *save,
                                 const struct settings *before, const struct setting_value *v,
                                 struct err *e)
{
    struct str was = setting_text(before, setting_row_named(str_from(v->name)), save->arena);
    if (str_eq(was, v->value))
        return OK;
    struct stmt *q = db_stmt(c, SQL_SETTING_PUT);
    stmt_text(q, ARG_NAME, str_from(v->name));
    stmt_text(q, ARG_VALUE, v->value);
    TRY(stmt_run(q, e));
    return audit_add(c, save->who, "setting.change", v->name, 0, was, v->value, e);
}

static struct str links_text(const struct social_link *links, size_t n, struct arena *a)
{
    struct buf b = buf_in(a);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%.*s %.*s %.*s\n", STR_ARG(links[i].kind), STR_ARG(links[i].label),
                   STR_ARG(links[i].url));
    return buf_str(&b);
}

static enum err_kind store_links(struct db_conn *c, const struct save *save,
                                 const struct settings *before, struct err *e)
{
    struct str was = links_text(before->links, before->n_links, save->arena);
    struct str now = links_text(save->links, save->n_links, save->arena);
    if (str_eq(was, now))
        return OK;
    TRY(stmt_run(db_stmt(c, SQL_SOCIAL_LINK_CLEAR), e));
    for (size_t i = 0; i < save->n_links; i++) {
        struct stmt *q = db_stmt(c, SQL_SOCIAL_LINK_INSERT);
        stmt_int(q, ARG_POSITION, (int64_t)i + 1);
        stmt_text(q, ARG_KIND, save->links[i].kind);
        stmt_text(q, ARG_LABEL, save->links[i].label);
        stmt_text(q, ARG_URL, save->links[i].url);
        TRY(stmt_run(q, e));
    }
    return audit_add(c, save->who, "setting.change", "social links", 0, was, now, e);
}

static enum err_kind save_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct save *save = arg;
    struct settings before = {0}, after;
    struct setting_value *values = ARENA_ARRAY(save->arena, struct setting_value, save->n);
    TRY(settings_read_rows(c, &before, save->arena, e));
    after = before;
    for (size_t i = 0; i < save->n; i++) {
        const struct setting_row *row = setting_row_named(str_from(save->values[i].name));
        if (row == NULL)
            return err_say(e, ERR_INVALID,
                           MESSAGE("There is no setting named {name}.",
                                   PUT("name", str_from(save->values[i].name))));
        values[i].name = row->name;
        values[i].value = tidy_value(row, save->values[i].value, save->arena);
        setting_check(row, values[i].value, save->problems);
        setting_assign(&after, row, values[i].value);
    }
    settings_check_across(&after, save->problems);
    if (save->links != NULL)
        check_links(save->links, save->n_links, save->problems);
    if (save->problems->n > 0)
        return err_say(e, ERR_INVALID,
                       MESSAGE("Some settings are not valid. Please correct what is marked."));
    for (size_t i = 0; i < save->n; i++)
        TRY(store_value(c, save, &before, &values[i], e));
    if (save->links != NULL)
        TRY(store_links(c, save, &before, e));
    return db_content_changed(c, e);
}

enum err_kind settings_save(struct db *db, const struct actor *who,
                            const struct setting_value *values, size_t n,
                            const struct social_link *links, size_t n_links, struct problems *p,
                            struct err *e)
{
    struct save save = {.who = who,
                        .values = values,
                        .n = n,
                        .links = links,
                        .n_links = n_links,
                        .problems = p,
                        .arena = arena_new(16 * 1024)};
    enum err_kind kind = db_write(db, save_job, &save, e);
    arena_free(&save.arena);
    return kind;
}
