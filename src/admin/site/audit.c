/* SPDX-License-Identifier: MIT */
/* The page of the audit log. It shows lines as they were written, so a line about something deleted
 * stays readable; only objects that still have a page become links. */
#include <inttypes.h>

#include "admin/admin.h"
#include "admin/page/list_page.h"
#include "admin/page/tabs.h"
#include "admin/page/written.h"
#include "admin/site/audit_words.h"

enum { ROWS_ON_PAGE = 100, TEXT_SHOWN_BYTES = 240 };

struct row_view {
    struct str iso, when, who, sentence, url, was, became, note;
    bool no_url;
};
static const struct tpl_field row_fields[] = {TPL_FIELD(row_view, "ISO", TPL_STR, iso),
                                              TPL_FIELD(row_view, "WHEN", TPL_STR, when),
                                              TPL_FIELD(row_view, "WHO", TPL_STR, who),
                                              TPL_FIELD(row_view, "SENTENCE", TPL_STR, sentence),
                                              TPL_FIELD(row_view, "URL", TPL_STR, url),
                                              TPL_FIELD(row_view, "URL", TPL_IF_TEXT, url),
                                              TPL_FIELD(row_view, "NO_URL", TPL_BOOL, no_url),
                                              TPL_FIELD(row_view, "NOTE", TPL_STR, note),
                                              TPL_FIELD(row_view, "NOTE", TPL_IF_TEXT, note),
                                              TPL_FIELD(row_view, "WAS", TPL_STR, was),
                                              TPL_FIELD(row_view, "BECAME", TPL_STR, became),
                                              TPL_END};

struct audit_view {
    struct tpl_list rows;
};
static const struct tpl_field audit_fields[] = {
    TPL_SUB(audit_view, "ROWS", TPL_LIST, rows, row_fields, sizeof(struct row_view)), TPL_END};
TPL_TEMPLATE(audit, "admin/audit.tpl", audit_view, audit_fields);

/* The page about an object such as "article 12"; empty if there is none. */
static struct str object_url(const struct context *c, const struct audit_entry *entry)
{
    static const struct {
        const char *noun, *page;
    } pages[] = {
        {"article", "/admin/articles/"},
        {"comment", "/admin/comments/"},
        {"video", "/admin/videos/"},
        {"user", "/admin/users/"},
        {"section", "/admin/settings/sections/"},
    };
    struct str id = entry->object;
    struct str noun = str_split(&id, ' ');
    int64_t n;
    if (!str_int(id, &n) || str_ends(entry->action, STR(".delete")) ||
        str_ends(entry->action, STR(".remove")))
        return STR_NONE;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (str_eq(noun, str_from(pages[i].noun)))
            return arena_printf(c->arena, "%s%" PRId64, pages[i].page, n);
    return STR_NONE;
}

static struct str cut(const struct context *c, struct str text)
{
    if (text.n <= TEXT_SHOWN_BYTES)
        return text;
    return arena_join(c->arena, utf8_cut(text, TEXT_SHOWN_BYTES), STR("…"));
}

static struct row_view row_make(struct context *c, const struct audit_entry *entry)
{
    struct row_view row = {
        .iso = when_iso(c, entry->at),
        .when = when_long(c, entry->at),
        .who = audit_who(c, entry),
        .sentence = audit_sentence(c, entry),
        .url = object_url(c, entry),
        .was = cut(c, audit_value(c, entry, entry->was)),
        .became = cut(c, audit_value(c, entry, entry->became)),
        .note = audit_note(c, entry),
    };
    row.no_url = str_empty(row.url);
    return row;
}

/* ---- which lines ---- */

static const struct {
    const char *name, *label;
} kinds[] = {
    [AUDIT_ALL] = {"", N_("Everything")},
    [AUDIT_CHANGES] = {"changes", N_("Changes")},
    [AUDIT_ACCESS] = {"access", N_("Accounts and sign-ins")},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static enum audit_kind kind_asked(const struct context *c)
{
    struct str name = form_raw(&c->query, "show");
    for (int i = 0; i < KINDS; i++)
        if (str_eq(name, str_from(kinds[i].name)))
            return (enum audit_kind)i;
    return AUDIT_ALL;
}

static struct str first_url(const struct context *c, enum audit_kind kind)
{
    return kind == AUDIT_ALL ? STR("/admin/audit")
                             : arena_printf(c->arena, "/admin/audit?show=%s", kinds[kind].name);
}

static struct tpl_include tabs_make(struct context *c, enum audit_kind current)
{
    struct tab_view *tabs = ARENA_ARRAY(c->arena, struct tab_view, KINDS);
    for (size_t i = 0; i < KINDS; i++)
        tabs[i] = (struct tab_view){
            .url = first_url(c, (enum audit_kind)i),
            .label = say(c, kinds[i].label),
            .current = i == (size_t)current,
        };
    return tabs_include(c, N_("Which lines"), tabs, KINDS);
}

enum err_kind admin_audit(struct context *c, struct err *e)
{
    struct db_conn *conn;
    struct audit_list list;
    struct problems nonsense = {0};
    enum audit_kind kind = kind_asked(c);
    int64_t before = form_int(&c->query, "before", 1, INT64_MAX, 0, &nonsense);
    if (nonsense.n > 0)
        before = 0;
    TRY(context_db(c, &conn, e));
    TRY(audit_list(conn, kind, before, ROWS_ON_PAGE, c->arena, &list, e));
    struct row_view *rows = ARENA_ARRAY(c->arena, struct row_view, list.n);
    for (size_t i = 0; i < list.n; i++)
        rows[i] = row_make(c, &list.items[i]);
    const struct audit_view v = {{rows, list.n}};
    struct list_page page = {
        .place = PLACE_AUDIT,
        .heading = say(c, "Audit log"),
        .about = N_("Who did what, and when; who signed in, and who was refused. Entries cannot be "
                    "edited; old ones are deleted after the time set under Settings."),
        .tabs = tabs_make(c, kind),
        .n = list.n,
        .rows = tpl_audit(&v),
        .empty_title = N_("Nothing yet"),
        .empty = N_("What the newsroom does is listed here."),
        .first = before ? first_url(c, kind) : STR_NONE,
    };
    if (list.older) {
        struct str key = arena_printf(c->arena, "%" PRId64, list.items[list.n - 1].id);
        page.older = list_older_url(c, first_url(c, kind), key);
    }
    return list_page_answer(c, &page, e);
}
