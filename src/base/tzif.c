/* SPDX-License-Identifier: MIT */
/* A file has a head and a block of data in 32 bits, which is skipped, then the same in 64 bits, and
 * a footer: the rule for all later times. Here the footer's rule is written out for one cycle of
 * the calendar, so whoever asks for an offset only searches a sorted list. What a zone calls its
 * times, and which of them is summer time, is not kept: no page shows it. */
#include "base/tzif.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/die.h"
#include "base/posix_tz.h"

enum {
    HEAD_BYTES = 44,
    TYPES_MAX = 256,
    NAMES_MAX = 4096,
    CYCLE_YEARS = 400,
    YEAR_MIN = 1800, /* the rule is written out from this year on at the earliest */
    /* The rule's years, and a second change in each. */
    RULE_CHANGES_MAX = 2 * (CYCLE_YEARS + 2),
};
/* What tzdata has for "since the beginning", and the end of the year 9999. */
#define AT_MIN (-(INT64_C(1) << 59))
#define AT_MAX INT64_C(253402300799)

/* The bounds that RFC 9636 sets for an offset. */
enum { OFFSET_MIN = -89999, OFFSET_MAX = 93599 };

/* The numbers of a head, in the file's order. */
struct counts {
    uint32_t ut, std, leap, time, type, chars;
};

static uint64_t read_big(const char *p, int bytes)
{
    uint64_t n = 0;
    for (int i = 0; i < bytes; i++)
        n = n << 8 | (unsigned char)p[i];
    return n;
}

static enum err_kind damaged(struct err *e, const char *reason)
{
    return err_set(e, ERR_INVALID, "%s", reason);
}

/* Removes N bytes from the front of *rest. */
static bool take(struct str *rest, size_t n, struct str *out)
{
    if (rest->n < n)
        return false;
    *out = str_head(*rest, n);
    *rest = str_of(rest->p + n, rest->n - n);
    return true;
}

static enum err_kind take_head(struct str *rest, struct counts *out, struct err *e)
{
    struct str head;
    if (!take(rest, HEAD_BYTES, &head) || !str_starts(head, STR("TZif")))
        return damaged(e, "it is not a file of a time zone");
    if (head.p[4] < '2')
        return damaged(e, "it has the format of version 1, which knows no later times");
    uint32_t n[6];
    for (size_t i = 0; i < 6; i++)
        n[i] = (uint32_t)read_big(head.p + 20 + 4 * i, 4);
    *out = (struct counts){n[0], n[1], n[2], n[3], n[4], n[5]};
    if (out->leap > 0)
        return damaged(e, "it counts leap seconds, which clocks of computers do not");
    if (out->time > TZIF_CHANGES_MAX || out->type > TYPES_MAX || out->chars > NAMES_MAX ||
        (out->ut != 0 && out->ut != out->type) || (out->std != 0 && out->std != out->type))
        return damaged(e, "its head names impossible numbers");
    return OK;
}

/* The bytes of a block whose times have TIME_BYTES. */
static size_t block_bytes(const struct counts *n, size_t time_bytes)
{
    return n->time * (time_bytes + 1) + n->type * 6u + n->chars + n->std + n->ut;
}

/* Adds a change to OFFSET_S at AT, which must not be before the last one. At the same moment it
 * takes the other's place; a change to the same offset is none. */
static bool add(struct tzif *t, int64_t at, int32_t offset_s)
{
    if (t->n > 0 && at < t->at[t->n - 1])
        return false;
    if (t->n > 0 && at == t->at[t->n - 1])
        t->n--;
    if (offset_s != t->offset_s[t->n]) {
        t->at[t->n++] = at;
        t->offset_s[t->n] = offset_s;
    }
    return true;
}

/* Reads the changes that the 64-bit block lists; *last is the moment of the last one. */
static enum err_kind read_block(struct tzif *t, struct str block, const struct counts *n,
                                int64_t *last, struct err *e)
{
    const char *index = block.p + n->time * 8, *types = index + n->time;
    int32_t offsets[TYPES_MAX];
    for (size_t i = 0; i < n->type; i++) {
        offsets[i] = (int32_t)read_big(types + 6 * i, 4);
        if (offsets[i] < OFFSET_MIN || offsets[i] > OFFSET_MAX)
            return damaged(e, "it has an impossible offset");
    }
    t->offset_s[0] = offsets[0];
    for (size_t i = 0; i < n->time; i++) {
        int64_t at = (int64_t)read_big(block.p + 8 * i, 8);
        unsigned type = (unsigned char)index[i];
        if (at < AT_MIN || at > AT_MAX || (i > 0 && at <= *last) || type >= n->type)
            return damaged(e, "its changes are not in order");
        add(t, at, offsets[type]);
        *last = at;
    }
    return OK;
}

/* Writes the changes of RULE in YEAR behind those up to LAST. False if they are not in order. */
static bool add_year(struct tzif *t, const struct posix_tz *rule, int year, int64_t last)
{
    int64_t start = posix_tz_start(rule, year), end = posix_tz_end(rule, year);
    bool starts_first = start < end;
    int64_t at[2] = {starts_first ? start : end, starts_first ? end : start};
    int offset_s[2] = {starts_first ? rule->summer_offset_s : rule->offset_s,
                       starts_first ? rule->offset_s : rule->summer_offset_s};
    for (int i = 0; i < 2; i++)
        if (at[i] > last && !add(t, at[i], offset_s[i]))
            return false;
    return true;
}

/* Writes out the footer's rule for one cycle after LAST; of a zone without listed changes, for all
 * times. */
static enum err_kind read_footer(struct tzif *t, struct str footer, bool has_changes, int64_t last,
                                 struct err *e)
{
    struct posix_tz rule;
    if (footer.n < 2 || footer.p[0] != '\n' || footer.p[footer.n - 1] != '\n')
        return damaged(e, "its footer is missing");
    struct str text = str_of(footer.p + 1, footer.n - 2);
    if (str_empty(text))
        return OK;
    if (!posix_tz_parse(text, &rule))
        return damaged(e, "its footer is not a rule");
    if (!has_changes)
        t->offset_s[0] = rule.offset_s;
    if (!rule.changes)
        return OK;
    int64_t earliest = civil_days(YEAR_MIN, 1, 1) * CIVIL_DAY_S;
    int first = civil_of_seconds(last > earliest ? last : earliest).year;
    size_t listed = t->n;
    for (int year = first; year <= first + CYCLE_YEARS + 1; year++)
        if (!add_year(t, &rule, year, last))
            return damaged(e, "its footer has changes that overlap");
    t->repeats = t->n > listed;
    return OK;
}

enum err_kind tzif_parse(struct str bytes, struct tzif *out, struct err *e)
{
    struct counts n;
    struct str rest = bytes, block;
    if (bytes.n > TZIF_BYTES_MAX)
        return damaged(e, "it is too large");
    TRY(take_head(&rest, &n, e));
    if (!take(&rest, block_bytes(&n, 4), &block))
        return damaged(e, "it ends too early");
    TRY(take_head(&rest, &n, e));
    if (n.type == 0 || n.chars == 0)
        return damaged(e, "its head names impossible numbers");
    if (!take(&rest, block_bytes(&n, 8), &block))
        return damaged(e, "it ends too early");

    size_t room = n.time + RULE_CHANGES_MAX;
    int64_t last = AT_MIN;
    *out = (struct tzif){.at = check_memory(calloc(room, sizeof *out->at)),
                         .offset_s = check_memory(calloc(room + 1, sizeof *out->offset_s))};
    enum err_kind kind = read_block(out, block, &n, &last, e);
    if (kind == OK)
        kind = read_footer(out, rest, n.time > 0, last, e);
    if (kind != OK)
        tzif_release(out);
    return kind;
}

void tzif_release(struct tzif *t)
{
    free(t->at);
    free(t->offset_s);
    *t = (struct tzif){0};
}
