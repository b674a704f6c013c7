/* SPDX-License-Identifier: MIT */
/* Compares a reader's name by look (base/lookalike.h) with the accounts' names, the site's name and
 * a list of role words. The accounts are read anew each time: they are few, and another server may
 * have changed them. Their looks are cached until an account's name changes, because computing them
 * costs more than everything else here. */
#include "core/people/staff_name.h"

#include <assert.h>
#include <pthread.h>

#include "base/buf.h"
#include "base/lookalike.h"
#include "base/utf8.h"

/* ---- roles ---- */

/* What members of a newsroom are called, in the languages that sites are written in. The first
 * words are those of the badge beside their comments. */
static const char role_words[] =
    "staff|author|"
    "admin|administrator|administration|editor|editors|editorial|moderator|moderators|moderation|"
    "newsroom|webmaster|publisher|journalist|reporter|correspondent|columnist|"
    "redaktion|chefredaktion|redakteur|redakteurin|moderatorin|verlag|autor|autorin|autora|auteur|"
    "autrice|автор|авторка|كاتب|كاتبة|作者|著者|筆者|"
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
static struct arena *roles_arena; /* holds the keys for the life of the process */
static pthread_once_t roles_once = PTHREAD_ONCE_INIT;

/* Copies only the keys into A. SCRATCH holds what computing them needs, and is reset. */
static struct lookalike look_in(struct arena *a, struct arena *scratch, struct str name)
{
    struct lookalike look = lookalike_of(scratch, name);
    for (int i = 0; i < LOOKALIKE_KEYS; i++)
        look.key[i] = arena_dup(a, look.key[i]);
    arena_reset(scratch);
    return look;
}

static void roles_prepare(void)
{
    struct arena *scratch = arena_new(4096);
    roles_arena = arena_new(4096);
    for (struct str rest = str_from(role_words); rest.n > 0;) {
        assert(role_count < ROLES_MAX);
        struct str word = str_split(&rest, '|');
        roles[role_count++] = (struct role_look){word, look_in(roles_arena, scratch, word)};
    }
    arena_free(&scratch);
}

/* The role that NAME looks like; empty: none. */
static struct str role_of(struct str name, struct arena *a)
{
    struct lookalike look = lookalike_of(a, name);
    for (size_t i = 0; i < role_count; i++)
        if (lookalike_same(&look, &roles[i].look))
            return roles[i].word;
    return STR_NONE;
}

/* Signs that look like letters belong to words, too. */
static bool is_word_char(int32_t cp)
{
    bool punctuation = (cp >= 0x2000 && cp <= 0x206F) || (cp >= 0x3000 && cp <= 0x303F);
    return cp < 0xC0 ? utf8_is_word(cp) : !punctuation;
}

/* Returns the first word of *REST, and moves *REST past it. */
static struct str next_word(struct str *rest)
{
    struct str from = *rest, at = *rest;
    bool inside = false;
    while (at.n > 0) {
        struct str before = at;
        bool word = is_word_char(utf8_next(&at));
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

static struct str find_role(struct str name, struct arena *a)
{
    pthread_once(&roles_once, roles_prepare);
    struct str role = role_of(name, a);
    /* Folding removes invisible characters between letters. */
    for (struct str rest = utf8_fold(a, name); rest.n > 0 && role.n == 0;) {
        struct str word = next_word(&rest);
        if (word.n > 0 && word.n < name.n)
            role = role_of(word, a);
    }
    return role;
}

/* ---- accounts ---- */

enum { NAMES_EACH = 3 }; /* lines for each account: name, sign-in name and page address */

/* The looks of the accounts, as of the last call. */
static struct {
    pthread_mutex_t lock;
    struct arena *arena; /* holds all that follows */
    struct str lines;
    struct lookalike *looks; /* one for each line */
    size_t n;
} kept = {.lock = PTHREAD_MUTEX_INITIALIZER};

static enum err_kind read_accounts(struct db_conn *c, struct arena *a, struct str *lines,
                                   struct err *e)
{
    struct buf b = buf_in(a);
    struct stmt *s = db_stmt(c, SQL_USER_NAMES);
    while (stmt_next(s))
        buf_printf(&b, "%.*s\n%.*s\n%.*s\n", STR_ARG(stmt_col_text(s, COL_NAME, a)),
                   STR_ARG(stmt_col_text(s, COL_LOGIN, a)), STR_ARG(stmt_col_text(s, COL_SLUG, a)));
    *lines = buf_str(&b);
    return stmt_done(s, e);
}

static size_t count_lines(struct str lines)
{
    size_t n = 0;
    for (size_t i = 0; i < lines.n; i++)
        n += lines.p[i] == '\n';
    return n;
}

/* The caller holds the lock. */
static void keep_looks(struct str lines)
{
    struct arena *scratch = arena_new(4096);
    arena_free(&kept.arena);
    kept.arena = arena_new(16 * 1024);
    kept.lines = arena_dup(kept.arena, lines);
    kept.looks = ARENA_ARRAY(kept.arena, struct lookalike, count_lines(lines));
    kept.n = 0;
    for (struct str rest = kept.lines; rest.n > 0;)
        kept.looks[kept.n++] = look_in(kept.arena, scratch, str_split(&rest, '\n'));
    arena_free(&scratch);
}

/* The name of the account in LINES that looks like LOOK; empty: none. */
static struct str account_like(struct str lines, const struct lookalike *look)
{
    size_t i = 0;
    pthread_mutex_lock(&kept.lock);
    if (!str_eq(kept.lines, lines))
        keep_looks(lines);
    while (i < kept.n && !lookalike_same(look, &kept.looks[i]))
        i++;
    bool found = i < kept.n;
    pthread_mutex_unlock(&kept.lock);
    for (i -= i % NAMES_EACH; found && i > 0; i--)
        str_split(&lines, '\n');
    return found ? str_split(&lines, '\n') : STR_NONE;
}

/* ---- judging ---- */

static bool looks_like(const struct lookalike *name, struct str other, struct arena *a)
{
    struct lookalike look = lookalike_of(a, other);
    return lookalike_same(name, &look);
}

enum err_kind staff_name_judge(struct db_conn *c, const struct settings *s, struct str name,
                               struct arena *a, struct str *why, struct err *e)
{
    struct lookalike look = lookalike_of(a, name);
    struct str accounts;
    *why = STR_NONE;
    TRY(read_accounts(c, a, &accounts, e));
    struct str account = account_like(accounts, &look);
    if (account.n > 0) {
        *why = message_pack(MESSAGE("The name can be taken for “{name}”, who has an account here.",
                                    PUT("name", account)),
                            a);
        return OK;
    }
    if (looks_like(&look, s->site_name, a)) {
        *why = str_from(N_("The name can be taken for the site’s own."));
        return OK;
    }
    struct str role = find_role(name, a);
    if (role.n > 0)
        *why = message_pack(
            MESSAGE("The name can be taken for the newsroom’s own: “{word}”.", PUT("word", role)),
            a);
    return OK;
}
