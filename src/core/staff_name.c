/* SPDX-License-Identifier: MIT */
/* Comparing is by look (base/lookalike.h). The accounts are read anew each time: they are few, and
 * another server may have changed them. */
#include "core/staff_name.h"

#include <assert.h>
#include <pthread.h>

#include "base/lookalike.h"
#include "base/utf8.h"

/* What people of a newsroom are called, in the languages that sites are written in. First what the
 * badge beside their comments says. */
static const char role_words[] =
    "staff|author|"
    "admin|administrator|administration|editor|editors|editorial|moderator|moderators|moderation|"
    "newsroom|webmaster|publisher|journalist|reporter|correspondent|columnist|"
    "redaktion|chefredaktion|redakteur|redakteurin|moderatorin|verlag|autor|autorin|"
    "rédaction|rédacteur|rédactrice|modérateur|modératrice|modération|administrateur|journaliste|"
    "redacción|redactor|redactora|moderador|moderadora|administrador|periodista|"
    "redação|redator|redatora|jornalista|redazione|redattore|redattrice|moderatore|amministratore|"
    "giornalista|redactie|redacteur|beheerder|moderatie|redakcja|redaktor|redaktorka|dziennikarz|"
    "redakce|redaktorka|správce|redakcia|redaktionen|redaktör|administratör|redaktør|redaksjon|"
    "redaksjonen|toimitus|päätoimittaja|toimittaja|ylläpito|moderaattori|szerkesztőség|szerkesztő|"
    "redacția|redactorul|редакция|редактор|модератор|администратор|админ|администрация|журналист|"
    "редакція|адміністратор|адміністрація|уредништво|σύνταξη|συντάκτης|διαχειριστής|συντονιστής|"
    "editör|yönetici|moderatör|yönetim|التحرير|المحرر|محرر|المشرف|مشرف|الإدارة|המערכת|מערכת|עורך|"
    "עורכת|מנהל|مدیر|تحریریه|संपादक|प्रशासक|सम्पादक|redaksi|pengurus|"
    "編集部|編集者|編集長|管理者|管理人|運営|编辑|编辑部|編輯|編輯部|管理员|管理員|版主|小编|"
    "편집부|편집자|편집장|관리자|운영자|운영진|banbiêntập|biêntậpviên|quảntrịviên";

enum { ROLES_MAX = 200 };

static struct role_look {
    struct str word;
    struct lookalike look;
} roles[ROLES_MAX];
static size_t role_count;
static pthread_once_t roles_once = PTHREAD_ONCE_INIT;

static void roles_prepare(void)
{
    struct arena *kept = arena_new(16 * 1024); /* as long as the process */
    for (struct str rest = str_from(role_words); rest.n > 0;) {
        assert(role_count < ROLES_MAX);
        struct str word = str_split(&rest, '|');
        roles[role_count++] = (struct role_look){word, lookalike_of(kept, word)};
    }
}

/* The role that NAME, or a word of it, looks like; empty: none. */
static struct str role_of(struct str name, struct arena *a)
{
    struct lookalike look = lookalike_of(a, name);
    for (size_t i = 0; i < role_count; i++)
        if (lookalike_same(&look, &roles[i].look))
            return roles[i].word;
    return STR_NONE;
}

/* The first word of *REST, which moves on past it. */
static struct str next_word(struct str *rest)
{
    struct str from = *rest, at = *rest;
    bool inside = false;
    while (at.n > 0) {
        struct str before = at;
        bool word = utf8_is_word(utf8_next(&at));
        if (word && !inside)
            from = before;
        if (inside && !word) {
            *rest = at;
            return str_of(from.p, (size_t)(before.p - from.p));
        }
        inside = word;
    }
    *rest = STR_NONE;
    return inside ? from : STR_NONE;
}

static struct str role_in(struct str name, struct arena *a)
{
    pthread_once(&roles_once, roles_prepare);
    struct str role = role_of(name, a);
    /* Folding takes out what is between letters without being seen. */
    for (struct str rest = utf8_fold(a, name); rest.n > 0 && role.n == 0;) {
        struct str word = next_word(&rest);
        if (word.n > 0 && word.n < name.n)
            role = role_of(word, a);
    }
    return role;
}

static bool looks_like(const struct lookalike *name, struct str other, struct arena *a)
{
    struct lookalike look = lookalike_of(a, other);
    return lookalike_same(name, &look);
}

/* The name of the account that NAME looks like; empty: none. */
static enum err_kind account_like(struct db_conn *c, const struct lookalike *name, struct arena *a,
                                  struct str *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USER_NAMES);
    *out = STR_NONE;
    while (out->n == 0 && stmt_next(s)) {
        struct str shown = stmt_col_text(s, COL_NAME, a);
        if (looks_like(name, shown, a) || looks_like(name, stmt_col_text(s, COL_LOGIN, a), a) ||
            looks_like(name, stmt_col_text(s, COL_SLUG, a), a))
            *out = shown;
    }
    return stmt_done(s, e);
}

enum err_kind staff_name_judge(struct db_conn *c, const struct settings *s, struct str name,
                               struct arena *a, struct str *why, struct err *e)
{
    struct lookalike look = lookalike_of(a, name);
    struct str account;
    *why = STR_NONE;
    TRY(account_like(c, &look, a, &account, e));
    if (account.n > 0) {
        *why = arena_printf(a, "The name can be taken for “%.*s”, who has an account here.",
                            STR_ARG(account));
        return OK;
    }
    if (looks_like(&look, s->site_name, a)) {
        *why = STR("The name can be taken for the site’s own.");
        return OK;
    }
    struct str role = role_in(name, a);
    if (role.n > 0)
        *why =
            arena_printf(a, "The name can be taken for the newsroom’s own: “%.*s”.", STR_ARG(role));
    return OK;
}
