/* SPDX-License-Identifier: MIT */
/* A zone is a sorted list of changes (tzif.h), and an offset is found in it by halving. Pages ask
 * for times of this century nearly always: for those, a table says where in the list to begin. What
 * a zone's answers depend on: its file in tzdata, as it was when the zone was opened. */
#include "base/zone.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"
#include "base/tzif.h"
#include "base/utf8.h"
#include "base/zone_file.h"

/* The table has a row for every 2^25 seconds, some 13 months, from 1970 to 2106. */
enum { ROW_BITS = 25, ROWS = 128 };

struct zone {
    _Atomic int refs; /* all else never changes */
    char *name, *path;
    struct file_mark mark;
    struct tzif rules;
    uint16_t changes_before[ROWS]; /* those up to the beginning of the row */
    uint64_t rules_hash;
};

/* ---- opening ---- */

static uint64_t hash_rules(const struct tzif *t)
{
    uint64_t h = hash_add_byte(HASH_EMPTY, t->repeats);
    h = hash_add(h, str_of((const char *)t->at, t->n * sizeof *t->at));
    return hash_add(h, str_of((const char *)t->offset_s, (t->n + 1) * sizeof *t->offset_s));
}

/* Rules without a change, for UTC on a machine without tzdata. */
static void make_utc(struct tzif *out)
{
    *out = (struct tzif){.at = check_memory(calloc(1, sizeof *out->at)),
                         .offset_s = check_memory(calloc(1, sizeof *out->offset_s))};
}

static enum err_kind no_such_zone(struct str name, struct err *e)
{
    return err_set(e, ERR_INVALID, "There is no time zone \"%.*s\"; examples: Europe/Berlin, UTC.",
                   STR_ARG(utf8_cut(name, 40)));
}

static enum err_kind read_rules(struct str name, const char *path, struct arena *a,
                                struct tzif *rules, struct file_mark *mark, struct err *e)
{
    struct str bytes;
    struct err why;
    enum err_kind kind = zone_file_read(path, TZIF_BYTES_MAX, a, &bytes, mark, &why);
    if (kind == ERR_NOT_FOUND && str_eq(name, STR("UTC"))) {
        make_utc(rules);
        return OK;
    }
    if (kind == ERR_NOT_FOUND) {
        TRY(zone_data_check(e));
        return no_such_zone(name, e);
    }
    if (kind != OK)
        return err_set(e, ERR_IO, "The rules of the time zone %.*s cannot be read: %s.",
                       STR_ARG(name), why.msg);
    if (tzif_parse(bytes, rules, &why) != OK)
        return err_set(e, ERR_IO,
                       "The rules of the time zone %.*s are damaged: %s (%s). "
                       "Install the package tzdata again.",
                       STR_ARG(name), why.msg, path);
    return OK;
}

static void fill_table(struct zone *z)
{
    size_t n = 0;
    for (int64_t row = 0; row < ROWS; row++) {
        while (n < z->rules.n && z->rules.at[n] <= row << ROW_BITS)
            n++;
        z->changes_before[row] = (uint16_t)n;
    }
}

static char *copy(struct str s)
{
    return check_memory(strndup(s.p, s.n));
}

enum err_kind zone_open(struct zone **out, struct str name, struct err *e)
{
    struct tzif rules;
    struct file_mark mark = {0};
    if (!zone_name_is_plain(name))
        return no_such_zone(name, e);
    struct arena *a = arena_new(8 * 1024);
    const char *path = zone_path(name, a);
    enum err_kind kind = read_rules(name, path, a, &rules, &mark, e);
    if (kind == OK) {
        struct zone *z = check_memory(calloc(1, sizeof *z));
        *z = (struct zone){.name = copy(name),
                           .path = copy(str_from(path)),
                           .mark = mark,
                           .rules = rules,
                           .rules_hash = hash_rules(&rules)};
        atomic_init(&z->refs, 1);
        fill_table(z);
        *out = z;
    }
    arena_free(&a);
    return kind;
}

struct zone *zone_ref(struct zone *z)
{
    atomic_fetch_add(&z->refs, 1);
    return z;
}

void zone_unref(struct zone **zp)
{
    struct zone *z = *zp;
    *zp = NULL;
    if (z == NULL || atomic_fetch_sub(&z->refs, 1) != 1)
        return;
    tzif_release(&z->rules);
    free(z->name);
    free(z->path);
    free(z);
}

struct str zone_name(const struct zone *z)
{
    return str_from(z->name);
}

uint64_t zone_rules(const struct zone *z)
{
    return z->rules_hash;
}

bool zone_is_current(const struct zone *z)
{
    struct file_mark now = file_mark_of(z->path);
    return file_mark_eq(&now, &z->mark);
}

/* ---- converting ---- */

/* The number of whole cycles by which T is past the list, where the list repeats. */
static int64_t cycles_past(const struct tzif *t, int64_t at)
{
    if (!t->repeats || at < t->at[t->n - 1])
        return 0;
    return (at - t->at[t->n - 1]) / TZIF_CYCLE_S + 1;
}

static int offset_by_halving(const struct tzif *t, int64_t epoch_s)
{
    epoch_s -= cycles_past(t, epoch_s) * TZIF_CYCLE_S;
    size_t low = 0;
    for (size_t n = t->n; n > 0;) {
        size_t half = n - n / 2;
        low += epoch_s >= t->at[low + half - 1] ? half : 0;
        n /= 2;
    }
    return t->offset_s[low];
}

int zone_offset(const struct zone *z, int64_t epoch_s)
{
    const struct tzif *t = &z->rules;
    if (epoch_s < 0 || epoch_s >> ROW_BITS >= ROWS)
        return offset_by_halving(t, epoch_s);
    size_t i = z->changes_before[epoch_s >> ROW_BITS];
    while (i < t->n && t->at[i] <= epoch_s)
        i++;
    return t->offset_s[i];
}

/* The first change before which a clock could show LOCAL_S; n if it is after all of them. */
static size_t change_after(const struct tzif *t, int64_t local_s)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (local_s < t->at[middle] + t->offset_s[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

enum zone_times zone_epoch(const struct zone *z, int64_t local_s, int64_t *epoch_s)
{
    enum { OFFSET_MAX_S = 26 * 3600 };
    const struct tzif *t = &z->rules;
    int64_t past = cycles_past(t, local_s + OFFSET_MAX_S) * TZIF_CYCLE_S;
    int64_t local = local_s - past;
    size_t next = change_after(t, local);
    int64_t at = local - t->offset_s[next];
    bool skipped = next > 0 && at < t->at[next - 1];
    bool again = next < t->n && local - t->offset_s[next + 1] >= t->at[next];
    *epoch_s = past + (skipped ? t->at[next - 1] : at);
    return skipped ? ZONE_NEVER : again ? ZONE_TWICE : ZONE_ONCE;
}
