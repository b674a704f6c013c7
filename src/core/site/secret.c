/* SPDX-License-Identifier: MIT */
/* A rotation writes a new key that is to sign from KNOWN_AFTER_S on, and keeps the old key until
 * its time is over. Until then both verify. So a server that has not read the new key yet never
 * sees a signature that it cannot check. */
#include "core/site/secret.h"

#include <sodium.h>

#include "base/clock.h"
#include "base/rand.h"
#include "core/audit/audit.h"

/* How long every server may take to read a new key. They look for changes four times a second; one
 * may be held up. */
enum { KNOWN_AFTER_S = 3, HEX_BYTES = 65 };

static bool key_from_hex(struct str hex, unsigned char out[32])
{
    size_t n = 0;
    return sodium_hex2bin(out, 32, hex.p, hex.n, NULL, &n, NULL) == 0 && n == 32;
}

enum err_kind secret_read(struct db_conn *c, struct secret *out, struct err *e)
{
    struct arena *a = arena_new(512);
    bool valid = true;
    *out = (struct secret){0};
    struct stmt *s = db_stmt(c, SQL_SITE_SECRET_GET);
    if (stmt_next(s)) {
        struct str before = stmt_col_text(s, COL_SECRET_BEFORE, a);
        valid = key_from_hex(stmt_col_text(s, COL_SECRET, a), out->key) &&
                (str_empty(before) || key_from_hex(before, out->old_key));
        out->since = stmt_col_int(s, COL_SECRET_SINCE);
        out->old_until = str_empty(before) ? 0 : stmt_col_int(s, COL_SECRET_BEFORE_UNTIL);
    }
    enum err_kind kind = stmt_done(s, e);
    arena_free(&a);
    return kind != OK || valid
               ? kind
               : err_set(e, ERR_DB, "the site's secret is damaged: restore a backup");
}

static bool old_key_counts(const struct secret *s, int64_t now)
{
    return now < s->old_until;
}

const unsigned char *secret_key(const struct secret *s)
{
    int64_t now = clock_now();
    return old_key_counts(s, now) && now < s->since ? s->old_key : s->key;
}

const unsigned char *secret_other_key(const struct secret *s)
{
    if (!old_key_counts(s, clock_now()))
        return NULL;
    return secret_key(s) == s->key ? s->old_key : s->key;
}

struct str secret_sign(const struct secret *s, struct arena *a, struct str text)
{
    return mac_token(a, secret_key(s), text);
}

bool secret_verify(const struct secret *s, struct arena *a, struct str text, struct str mac)
{
    if (str_eq_secret(mac, mac_token(a, secret_key(s), text)))
        return true;
    const unsigned char *other = secret_other_key(s);
    return other != NULL && str_eq_secret(mac, mac_token(a, other, text));
}

struct rotation {
    const struct actor *who;
    char hex[HEX_BYTES];
    int64_t old_until;
};

static enum err_kind rotate_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct rotation *it = arg;
    struct stmt *s = db_stmt(c, SQL_SITE_SECRET_ROTATE);
    stmt_text(s, ARG_SECRET, str_from(it->hex));
    stmt_int(s, ARG_SINCE, clock_now() + KNOWN_AFTER_S);
    stmt_int(s, ARG_UNTIL, it->old_until);
    TRY(stmt_run(s, e));
    TRY(audit_add(c, it->who, "secret.rotate", "the site's secret", 0, STR_NONE, STR_NONE, e));
    return db_content_changed(c, e);
}

enum err_kind secret_rotate(struct db *db, const struct actor *who, int64_t old_until,
                            struct err *e)
{
    unsigned char key[32];
    struct rotation rotation = {.who = who, .old_until = old_until};
    rand_bytes(key, sizeof key);
    sodium_bin2hex(rotation.hex, sizeof rotation.hex, key, sizeof key);
    enum err_kind kind = db_write(db, rotate_job, &rotation, e);
    explicit_bzero(key, sizeof key);
    explicit_bzero(&rotation, sizeof rotation);
    return kind;
}

enum err_kind secret_sweep(struct db_conn *c, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_SECRET_FORGET);
    stmt_int(s, ARG_NOW, clock_now());
    return stmt_run(s, e);
}
