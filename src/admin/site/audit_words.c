/* SPDX-License-Identifier: MIT */
/* One table has a sentence for each action. A new action needs its row; without one it is shown as
 * it is stored. */
#include "admin/site/audit_words.h"

#include "admin/words/comment_words.h"
#include "admin/page/written.h"
#include "admin/words/browser_words.h"
#include "admin/words/role_words.h"
#include "base/language.h"
#include "admin/site/settings_fields.h"
#include "core/news/article_status.h"
#include "core/talk/comment_status.h"

static const struct {
    const char *action;
    const char *of_id; /* about an object with an {id}; NULL: there is none */
    const char *other; /* about anything else: a {page}, a {setting}; NULL: the same */
} sentences[] = {
    {"article.add", N_("Wrote article {id}"), NULL},
    {"article.change", N_("Changed article {id}"), NULL},
    {"article.publish", N_("Published article {id}"), NULL},
    {"article.schedule", N_("Scheduled article {id}"), NULL},
    {"article.unpublish", N_("Unpublished article {id}"), NULL},
    {"article.submit", N_("Submitted article {id} for review"), NULL},
    {"article.return", N_("Returned article {id} to draft"), NULL},
    {"article.trash", N_("Moved article {id} to the trash"), NULL},
    {"article.restore", N_("Restored article {id}"), NULL},
    {"correction.add", N_("Corrected article {id}"), NULL},
    {"correction.change", N_("Changed a correction of article {id}"), NULL},
    {"correction.remove", N_("Removed a correction of article {id}"), NULL},
    {"live.add", N_("Added entry {id}"), NULL},
    {"live.change", N_("Changed entry {id}"), NULL},
    {"live.remove", N_("Removed entry {id}"), NULL},
    {"live.end", N_("Ended the live coverage of article {id}"), NULL},
    {"live.resume", N_("Took up the live coverage of article {id}"), NULL},
    {"breaking.set", NULL, N_("Put on every page: breaking news")},
    {"breaking.end", NULL, N_("Took down the breaking news")},
    {"comment.decide", N_("Decided on comment {id}"), N_("Decided on several comments")},
    {"comment.undo", N_("Undid a decision on comment {id}"),
     N_("Undid a decision on several comments")},
    {"comment.edit", N_("Edited comment {id}"), NULL},
    {"comment.delete", N_("Deleted comment {id} for good"), NULL},
    {"video.add", N_("Added video {id}"), NULL},
    {"video.change", N_("Changed video {id}"), NULL},
    {"video.trash", N_("Moved video {id} to the trash"), NULL},
    {"video.restore", N_("Restored video {id}"), NULL},
    {"section.add", N_("Added section {id}"), NULL},
    {"section.change", N_("Changed section {id}"), NULL},
    {"section.remove", N_("Removed section {id}"), NULL},
    {"secret.rotate", NULL, N_("Changed the site's secret")},
    {"setting.change", NULL, N_("Changed the setting “{setting}”")},
    {"user.add", N_("Added user {id}"), NULL},
    {"user.change", N_("Changed user {id}"), NULL},
    {"user.language", N_("Changed the newsroom’s language for user {id}"), NULL},
    {"user.email", N_("Changed the e-mail address of user {id}"), NULL},
    {"user.login", N_("Changed the sign-in name of user {id}"), NULL},
    {"user.password", N_("Set the password of user {id}"), NULL},
    {"user.signout", N_("Ended the sessions of user {id}"), NULL},
    {"user.endsession", N_("Ended a session of user {id}"), NULL},
    {"user.unlock", N_("Let user {id} sign in again"), NULL},
    {"signin.ok", NULL, N_("Signed in")},
    {"signin.out", NULL, N_("Signed out")},
    {"signin.fail", N_("Gave a wrong password for user {id}"),
     N_("Gave a wrong password for a name that nobody has")},
    {"signin.wait", N_("Tried too often to sign in as user {id}"),
     N_("Tried too often to sign in as a name that nobody has")},
    {"signin.foreign", NULL, N_("Sent a sign-in form from another site")},
    {"password.fail", N_("Gave a wrong current password as user {id}"),
     N_("Gave a wrong current password")},
    {"access.refuse", NULL, N_("Had no right to open {page}")},
    {"form.refuse", NULL, N_("Sent a form of another session to {page}")},
};

/* The setting whose name is NAME, as its page calls it. */
static struct str setting_shown(struct context *c, struct str name)
{
    if (str_eq(name, STR("social links")))
        return say(c, "Social links");
    const char *label = settings_label(name);
    return label != NULL ? say(c, label) : name;
}

struct str audit_sentence(struct context *c, const struct audit_entry *entry)
{
    struct str id = entry->object;
    (void)str_split(&id, ' ');
    int64_t n;
    bool has_id = str_int(id, &n);
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        if (!str_eq(entry->action, str_from(sentences[i].action)))
            continue;
        bool other = sentences[i].of_id == NULL || (!has_id && sentences[i].other != NULL);
        const struct message m = {.english = other ? sentences[i].other : sentences[i].of_id,
                                  .values = {PUT("id", number_digits(&c->numbers, id, c->arena)),
                                             PUT("page", entry->object),
                                             PUT("setting", setting_shown(c, entry->object))}};
        return say_message(c, &m);
    }
    return arena_printf(c->arena, "%.*s %.*s", STR_ARG(entry->action), STR_ARG(entry->object));
}

struct str audit_who(struct context *c, const struct audit_entry *entry)
{
    if (str_eq(entry->who, STR("Somebody")))
        return say(c, "Somebody");
    return str_eq(entry->who, STR("the command line")) ? say(c, "the command line") : entry->who;
}

/* ---- what was before and after ---- */

static struct str article_status_value(struct context *c, struct str value)
{
    for (int i = 0; i < ARTICLE_STATUSES; i++) {
        const char *name = article_status_name((enum article_status)i);
        if (str_eq(value, str_from(name)))
            return say(c, name);
    }
    return value;
}

/* A comment's status, or how many comments a decision was about. */
static struct str comment_value(struct context *c, struct str value)
{
    enum comment_status status;
    int64_t n;
    if (comment_status_parse(value, &status))
        return comment_status_shown(c, status);
    if (str_eq(value, STR("what they were before")))
        return say(c, "what they were before");
    struct str rest = value;
    struct str number = str_split(&rest, ' ');
    if (str_eq(rest, STR("comments")) && str_int(number, &n))
        return SAY_N(c, "{n} comment", "{n} comments", n);
    return value;
}

/* Cuts TAIL off the end of *s; false if it does not end so. */
static bool cut_tail(struct str *s, struct str tail)
{
    if (!str_ends(*s, tail))
        return false;
    *s = str_head(*s, s->n - tail.n);
    return true;
}

/* "Ada, editor", with ", disabled" after it if so (core/people/user.c). */
static struct str user_value(struct context *c, struct str value)
{
    struct str name = value;
    bool disabled = cut_tail(&name, STR(", disabled"));
    for (enum role role = ROLE_MODERATOR; role <= ROLE_ADMIN; role++) {
        if (!cut_tail(&name, arena_printf(c->arena, ", %s", role_name(role))))
            continue;
        struct str shown = role_shown(c, role);
        return disabled ? SAY(c, "{name}, {role}, disabled", PUT("name", name), PUT("role", shown))
                        : SAY(c, "{name}, {role}", PUT("name", name), PUT("role", shown));
    }
    return value;
}

struct str audit_value(struct context *c, const struct audit_entry *entry, struct str value)
{
    if (str_eq(entry->action, STR("user.endsession")))
        return str_empty(value) ? value : browser_shown(c, value);
    if (str_eq(entry->action, STR("user.change")))
        return user_value(c, value);
    if (str_eq(entry->action, STR("user.language")))
        return str_empty(value) ? say(c, "The site’s language") : language_name(value, c->arena);
    if (str_eq(entry->action, STR("comment.decide")) || str_eq(entry->action, STR("comment.undo")))
        return comment_value(c, value);
    bool is_move = str_starts(entry->action, STR("article.")) &&
                   !str_eq(entry->action, STR("article.add")) &&
                   !str_eq(entry->action, STR("article.change"));
    return is_move ? article_status_value(c, value) : value;
}

struct str audit_note(struct context *c, const struct audit_entry *entry)
{
    if (entry->times <= 1)
        return str_empty(entry->addr) ? STR_NONE
                                      : SAY(c, "from {address}", PUT("address", entry->addr));
    struct str last = when_long(c, entry->last_at);
    if (str_empty(entry->addr))
        return SAY_N(c, "{n} time, the last {when}", "{n} times, the last {when}", entry->times,
                     PUT("when", last));
    return SAY_N(c, "{n} time, the last {when}, from {address}",
                 "{n} times, the last {when}, from {address}", entry->times, PUT("when", last),
                 PUT("address", entry->addr));
}
