/* SPDX-License-Identifier: MIT */
/* Sign-in, the session's row and its ends. The order of a sign-in matters: look the account up,
 * refuse at once if too many attempts failed, take a hashing place, count the attempt,
 * check the password, then open the session and take the attempt back, in one transaction.
 *
 * A browser that signed in before carries a device cookie, "USER.RANDOM.MAC", signed with the
 * site's secret and bound to the account (OWASP, "Slow Down Online Guessing Attacks with Device
 * Cookies"). Its attempts are counted separately, so strangers who guess cannot lock the owner out.
 */
#include "core/people/session.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/rand.h"
#include "core/audit/access.h"
#include "core/audit/audit.h"
#include "core/people/browser_name.h"
#include "core/people/throttle.h"

enum { TOKEN_BYTES = 32, DEVICE_BYTES = 16, DEVICE_ID_MAX = 40 };
enum { SESSIONS_LISTED_MAX = 100, CLOCK_SLACK_S = 60 };

static struct str device_text(struct arena *a, struct str signed_part)
{
    return arena_join(a, STR("device:"), signed_part);
}

/* The random part of COOKIE if it is a valid device cookie of USER_ID; otherwise empty. */
static struct str device_verify(struct arena *a, const struct secret *secret, struct str cookie,
                                int64_t user_id)
{
    struct str mac = cookie;
    struct str user = str_split(&mac, '.');
    struct str id = mac.p != NULL ? str_split(&mac, '.') : STR_NONE;
    if (id.n == 0 || id.n > DEVICE_ID_MAX || mac.n == 0 || user_id == 0 ||
        !str_eq(user, arena_printf(a, "%" PRId64, user_id)))
        return STR_NONE;
    struct str signed_part = str_of(cookie.p, user.n + 1 + id.n);
    return secret_verify(secret, a, device_text(a, signed_part), mac) ? id : STR_NONE;
}

static struct str device_cookie(struct arena *a, const struct secret *secret, struct str known,
                                int64_t user_id)
{
    struct str id = str_empty(known) ? rand_token(a, DEVICE_BYTES) : known;
    struct str signed_part = arena_printf(a, "%" PRId64 ".%.*s", user_id, STR_ARG(id));
    struct str mac = secret_sign(secret, a, device_text(a, signed_part));
    return arena_printf(a, "%.*s.%.*s", STR_ARG(signed_part), STR_ARG(mac));
}

struct opening {
    struct throttle_keys keys;
    struct str token_hash, csrf, addr, browser;
    bool host_only;
    int64_t ttl_s;
    struct actor who;
};

static enum err_kind open_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct opening *it = arg;
    int64_t now = clock_now();
    TRY(throttle_take_back(c, &it->keys, e));
    struct stmt *s = db_stmt(c, SQL_SESSION_INSERT);
    stmt_text(s, ARG_TOKEN_HASH, it->token_hash);
    stmt_int(s, ARG_USER_ID, it->who.user_id);
    stmt_text(s, ARG_CSRF, it->csrf);
    stmt_int(s, ARG_NOW, now);
    stmt_int(s, ARG_EXPIRES_AT, now + it->ttl_s);
    stmt_text(s, ARG_BROWSER, it->browser);
    stmt_int(s, ARG_HOST_ONLY, it->host_only);
    TRY(stmt_run(s, e));
    return access_signed_in(c, &it->who, it->addr, e);
}

/* Counts an attempt, then checks the password. The caller has a place for hashing. */
static enum err_kind try_password(struct db *db, int64_t user_id, struct str password,
                                  const struct throttle_keys *keys, bool *right, int64_t *retry_s,
                                  struct err *e)
{
    TRY(throttle_count(db, keys, retry_s, e));
    return user_check_password(db, user_id, password, right, e);
}

static enum err_kind try_in_place(struct db *db, int64_t user_id, struct str password,
                                  const struct throttle_keys *keys, bool *right, int64_t *retry_s,
                                  struct err *e)
{
    TRY(password_place_take(e));
    enum err_kind kind = try_password(db, user_id, password, keys, right, retry_s, e);
    password_place_release();
    return kind;
}

/* Finds the account and the keys that the attempt is counted by. ERR_TOO_MANY at once if too many
 * attempts have failed. */
static enum err_kind find_account(struct db *db, const struct sign_in *sign_in, struct arena *a,
                                  struct opening *o, struct str *device, int64_t *retry_s,
                                  struct err *e)
{
    struct db_conn *c;
    struct user user = {0};
    TRY(db_begin(db, &c, e));
    enum err_kind kind = user_by_login(c, sign_in->login, a, &user, e);
    if (kind == ERR_NOT_FOUND)
        kind = OK; /* continue without a user, to take as long as for a wrong password */
    if (kind == OK) {
        o->who = (struct actor){user.id, user.name, user.role};
        *device = device_verify(a, &sign_in->settings->secret, sign_in->device, user.id);
        if (str_empty(*device))
            o->keys = (struct throttle_keys){throttle_account_key(a, user.id, sign_in->login),
                                             arena_join(a, STR("addr:"), sign_in->addr)};
        else
            o->keys = (struct throttle_keys){.who = throttle_device_key(a, user.id, *device)};
        kind = throttle_check(c, &o->keys, retry_s, e);
    }
    db_end(db, &c);
    return kind;
}

static enum err_kind check_sign_in(struct db *db, const struct sign_in *sign_in, struct arena *a,
                                   struct opening *o, struct str *device, int64_t *retry_s,
                                   struct err *e)
{
    bool right;
    TRY(find_account(db, sign_in, a, o, device, retry_s, e));
    TRY(try_in_place(db, o->who.user_id, sign_in->password, &o->keys, &right, retry_s, e));
    return right && o->who.user_id != 0
               ? OK
               : err_say(e, ERR_FORBIDDEN, MESSAGE("The name or the password is wrong."));
}

/* Adds to the audit log that an attempt ended with KIND. WRONG is the event of a wrong password. */
static void note_refusal(struct db *db, enum err_kind kind, enum access_event wrong,
                         struct access access)
{
    if (kind != ERR_FORBIDDEN && kind != ERR_TOO_MANY)
        return;
    access.event = kind == ERR_FORBIDDEN ? wrong : ACCESS_TOO_OFTEN;
    access_refused(db, &access);
}

enum err_kind session_open(struct db *db, const struct sign_in *sign_in, struct arena *a,
                           struct signed_in *out, int64_t *retry_s, struct err *e)
{
    struct opening o = {.addr = sign_in->addr,
                        .browser = browser_name(sign_in->user_agent, a),
                        .host_only = sign_in->host_only,
                        .ttl_s = session_ttl_s(sign_in->settings)};
    struct str device;
    enum err_kind kind = check_sign_in(db, sign_in, a, &o, &device, retry_s, e);
    note_refusal(db, kind, ACCESS_WRONG_PASSWORD,
                 (struct access){.user_id = o.who.user_id, .addr = sign_in->addr});
    if (kind != OK)
        return kind;
    out->token = rand_token(a, TOKEN_BYTES);
    out->device = device_cookie(a, &sign_in->settings->secret, device, o.who.user_id);
    o.token_hash = hash_hex(a, out->token);
    bool continues = sign_in->before != NULL && sign_in->before->user.id == o.who.user_id;
    o.csrf = continues ? sign_in->before->csrf : rand_token(a, TOKEN_BYTES);
    return db_write(db, open_job, &o, e);
}

struct proving {
    struct throttle_keys keys;
    struct session *session;
    struct str token_hash, addr; /* the hash that the session has from now on */
    int64_t ttl_s, now;
};

static enum err_kind prove_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct proving *it = arg;
    const struct user *user = &it->session->user;
    TRY(throttle_take_back(c, &it->keys, e));
    struct stmt *s = db_stmt(c, SQL_SESSION_PROVED);
    stmt_text(s, ARG_TOKEN_HASH, it->session->token_hash);
    stmt_text(s, ARG_TOKEN_HASH_NEW, it->token_hash);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_EXPIRES_AT, it->now + it->ttl_s);
    TRY(stmt_run(s, e));
    if (db_changes(c) == 0)
        return err_say(e, ERR_FORBIDDEN, MESSAGE("Your session has ended. Please sign in again."));
    const struct actor who = {user->id, user->name, user->role};
    return it->session->locked ? access_signed_in(c, &who, it->addr, e) : OK;
}

enum err_kind session_confirm_password(struct db *db, const struct settings *s,
                                       struct session *session, struct str password,
                                       struct str addr, struct arena *a, bool *right,
                                       struct str *token, struct err *e)
{
    struct proving proving = {
        .keys = {.who = arena_join(a, STR("session:"), session->token_hash)},
        .session = session,
        .token_hash = session->token_hash,
        .addr = addr,
        .ttl_s = session_ttl_s(s),
    };
    const struct user *user = &session->user;
    int64_t retry_s;
    *token = STR_NONE;
    enum err_kind kind = try_in_place(db, user->id, password, &proving.keys, right, &retry_s, e);
    note_refusal(db, kind == OK && !*right ? ERR_FORBIDDEN : kind, ACCESS_WRONG_PROOF,
                 (struct access){
                     .who = {user->id, user->name, user->role}, .user_id = user->id, .addr = addr});
    if (kind != OK || !*right)
        return kind;
    if (session->locked) {
        *token = rand_token(a, TOKEN_BYTES);
        proving.token_hash = hash_hex(a, *token);
    }
    proving.now = clock_now();
    TRY(db_write(db, prove_job, &proving, e));
    session->token_hash = proving.token_hash;
    session->seen_at = session->proved_at = proving.now;
    session->locked = false;
    return OK;
}

bool session_is_fresh(const struct session *s, int64_t now)
{
    return now - s->proved_at <= SESSION_FRESH_S && s->proved_at <= now + CLOCK_SLACK_S;
}

int64_t session_ttl_s(const struct settings *s)
{
    return s->session_hours * 3600 + SESSION_KEPT_S;
}

/* A time in the future, left by a clock that was set back, does not lock; the next request corrects
 * it (seen.h). */
static bool is_locked(const struct settings *s, int64_t seen_at, int64_t proved_at, int64_t now)
{
    int64_t idle_s = s->session_idle_minutes * 60 + SESSION_NOTED_EVERY_S;
    return now - seen_at > idle_s || now - proved_at > s->session_hours * 3600;
}

enum err_kind session_find(struct db_conn *c, const struct settings *settings, struct str token,
                           struct arena *a, struct session *out, struct err *e)
{
    struct str hash = hash_hex(a, token);
    struct stmt *s = db_stmt(c, SQL_SESSION_GET);
    int64_t now = clock_now();
    stmt_text(s, ARG_TOKEN_HASH, hash);
    stmt_int(s, ARG_NOW, now);
    bool found = stmt_next(s);
    if (found) {
        *out = (struct session){
            .user = user_from_row(s, a),
            .csrf = stmt_col_text(s, COL_CSRF, a),
            .token_hash = hash,
            .browser = stmt_col_text(s, COL_BROWSER, a),
            .since = stmt_col_int(s, COL_SINCE),
            .seen_at = stmt_col_int(s, COL_SEEN_AT),
            .proved_at = stmt_col_int(s, COL_PROVED_AT),
            .host_only = stmt_col_int(s, COL_HOST_ONLY) != 0,
        };
        out->locked = is_locked(settings, out->seen_at, out->proved_at, now);
    }
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("The session has ended."));
}

enum err_kind session_list(struct db_conn *c, const struct settings *settings, int64_t user_id,
                           struct arena *a, struct session_list *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SESSION_OF_USER);
    int64_t now = clock_now();
    stmt_int(s, ARG_USER_ID, user_id);
    stmt_int(s, ARG_NOW, now);
    stmt_int(s, ARG_ROW_LIMIT, SESSIONS_LISTED_MAX);
    *out =
        (struct session_list){.items = ARENA_ARRAY(a, struct session_entry, SESSIONS_LISTED_MAX)};
    while (out->n < SESSIONS_LISTED_MAX && stmt_next(s)) {
        int64_t seen_at = stmt_col_int(s, COL_SEEN_AT);
        if (!is_locked(settings, seen_at, stmt_col_int(s, COL_PROVED_AT), now))
            out->items[out->n++] = (struct session_entry){
                .token_hash = stmt_col_text(s, COL_TOKEN_HASH, a),
                .browser = stmt_col_text(s, COL_BROWSER, a),
                .since = stmt_col_int(s, COL_SINCE),
                .seen_at = seen_at,
            };
    }
    return stmt_done(s, e);
}

struct ending {
    const struct actor *who;
    struct str token_hash;
};

static enum err_kind end_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct ending *it = arg;
    struct arena *a = arena_new(512);
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE_OF_USER);
    stmt_text(s, ARG_TOKEN_HASH, it->token_hash);
    stmt_int(s, ARG_USER_ID, it->who->user_id);
    bool found = stmt_next(s);
    struct str browser = found ? stmt_col_text(s, COL_BROWSER, a) : STR_NONE;
    enum err_kind kind = stmt_done(s, e);
    if (kind == OK && !found)
        kind = err_say(e, ERR_NOT_FOUND, MESSAGE("This session has ended already."));
    if (kind == OK)
        kind = audit_add(c, it->who, "user.endsession", "user", it->who->user_id, browser, STR_NONE,
                         e);
    arena_free(&a);
    return kind;
}

enum err_kind session_end(struct db *db, const struct actor *who, struct str token_hash,
                          struct err *e)
{
    struct ending ending = {who, token_hash};
    return db_write(db, end_job, &ending, e);
}

struct closing {
    struct str token_hash, addr;
    struct actor who;
};

static enum err_kind close_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct closing *it = arg;
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE);
    stmt_text(s, ARG_TOKEN_HASH, it->token_hash);
    TRY(stmt_run(s, e));
    return db_changes(c) > 0 ? access_signed_out(c, &it->who, it->addr, e) : OK;
}

enum err_kind session_close(struct db *db, const struct session *session, struct str addr,
                            struct err *e)
{
    const struct user *user = &session->user;
    struct closing closing = {session->token_hash, addr, {user->id, user->name, user->role}};
    return db_write(db, close_job, &closing, e);
}

struct close_all {
    const struct actor *who;
    int64_t user_id;
    struct str keep;
    struct used_form *form;
};

static enum err_kind close_all_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct close_all *it = arg;
    TRY(used_form_find(c, it->form, e));
    struct stmt *s = db_stmt(c, SQL_SESSION_DELETE_OTHERS);
    stmt_int(s, ARG_USER_ID, it->user_id);
    stmt_text(s, ARG_TOKEN_HASH, it->keep);
    TRY(stmt_run(s, e));
    if (used_form_done(it->form) && db_changes(c) == 0)
        return OK;
    TRY(used_form_add(c, it->form, it->user_id, 0, clock_now(), e));
    return audit_add(c, it->who, "user.signout", "user", it->user_id, STR_NONE, STR_NONE, e);
}

enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                struct str keep_token_hash, struct used_form *form, struct err *e)
{
    struct close_all close_all = {who, user_id, keep_token_hash, form};
    return db_write(db, close_all_job, &close_all, e);
}
