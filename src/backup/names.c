/* SPDX-License-Identifier: MIT */
/* Parses the names and texts in a full backup. They may come from a stranger, so each parser
 * accepts only what full_write.c writes. */
#include <stdio.h>

#include "backup/backup.h"
#include "core/site/site_paths.h"

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f || s.p[i] == '\\')
            return true;
    return false;
}

static bool parts_ok(struct str name)
{
    int depth = 0;
    while (name.p != NULL) {
        struct str part = str_split(&name, '/');
        if (str_empty(part) || part.n > 255 || str_eq(part, STR(".")) || str_eq(part, STR("..")) ||
            ++depth > BACKUP_DEPTH_MAX)
            return false;
    }
    return true;
}

bool backup_name_ok(struct str name)
{
    if (str_empty(name) || name.n > BACKUP_NAME_MAX || has_control(name))
        return false;
    struct str first = str_head(name, str_index(name, '/'));
    if (str_eq(first, STR(SITE_PUBLIC)) || str_eq(first, STR(SITE_TEMPLATES)) ||
        str_eq(first, STR(SITE_TRANSLATIONS)))
        return parts_ok(name);
    return str_eq(name, STR(BACKUP_ABOUT)) || str_eq(name, STR(SITE_DATABASE)) ||
           str_eq(name, STR(SITE_VIEWS)) || str_eq(name, STR(BACKUP_SUMS));
}

static bool is_hex(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("0123456789abcdef", s.p[i]) == NULL || s.p[i] == '\0')
            return false;
    return true;
}

bool backup_sum_next(struct str *rest, struct str *hex, struct str *name)
{
    enum { HEX = 64, GAP = 2 };
    struct str line = str_split(rest, '\n');
    *hex = str_head(line, HEX);
    *name = str_skip(line, HEX + GAP);
    return line.n > HEX + GAP && is_hex(*hex) && line.p[HEX] == ' ' && line.p[HEX + 1] == ' ' &&
           backup_name_ok(*name);
}

bool backup_about_parse(struct str text, struct backup_label *out)
{
    struct str format = str_split(&text, '\n'), site = str_split(&text, '\n');
    struct str schema = str_split(&text, '\n');
    int64_t version;
    if (!str_eq(format, STR("Broadsheet backup 1")) || !str_starts(site, STR("site ")) ||
        !str_starts(schema, STR("schema ")) || !str_int(str_skip(schema, 7), &version) ||
        version < 1 || version > INT32_MAX)
        return false;
    site = str_skip(site, 5);
    if (site.n == 0 || site.n >= sizeof out->site || !is_hex(site))
        return false;
    *out = (struct backup_label){.kind = BACKUP_FULL, .schema = (int)version};
    memcpy(out->site, site.p, site.n);
    return true;
}
