/* SPDX-License-Identifier: MIT */
/* tzdata is a folder with one file a zone, in which old names are links or further copies. Debian
 * keeps some old names in another package (tzdata-legacy), but tzdata.zi, the source of the rules,
 * has a line "L TARGET NAME" for each of them. */
#include "base/zone_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { NAME_MAX_BYTES = 60, PARTS_MAX = 3, SOURCE_BYTES_MAX = 1024 * 1024 };

const char *zone_folder(void)
{
    const char *named = getenv("TZDIR");
    return named != NULL && named[0] == '/' ? named : "/usr/share/zoneinfo";
}

enum err_kind zone_data_check(struct err *e)
{
    struct stat st;
    if (stat(zone_folder(), &st) == 0 && S_ISDIR(st.st_mode))
        return OK;
    return err_errno(e, ERR_IO,
                     "The rules of the time zones are missing: install the package tzdata "
                     "(cannot open %s)",
                     zone_folder());
}

/* ---- names ---- */

static bool is_name_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '+' || c == '_';
}

static bool part_is_plain(struct str part)
{
    for (size_t i = 0; i < part.n; i++)
        if (!is_name_char(part.p[i]))
            return false;
    return part.n > 0 && part.p[0] != '-' && part.p[0] != '+';
}

bool zone_name_is_plain(struct str name)
{
    static const char *const refused[] = {"right", "posix", "posixrules", "localtime",
                                          "leapseconds"};
    int parts = 0;
    struct str rest = name, first = STR_NONE;
    while (rest.p != NULL) {
        struct str part = str_split(&rest, '/');
        if (!part_is_plain(part) || ++parts > PARTS_MAX)
            return false;
        first = parts == 1 ? part : first;
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (str_ieq(first, str_from(refused[i])))
            return false;
    return parts > 0 && name.n <= NAME_MAX_BYTES;
}

/* The name in FOLDER that PART means: itself, or one that differs in case only. In A. */
static struct str entry_named(const char *folder, struct str part, struct arena *a)
{
    struct str found = STR_NONE;
    DIR *d = opendir(folder);
    if (d == NULL)
        return STR_NONE;
    for (struct dirent *f; !str_eq(found, part) && (f = readdir(d)) != NULL;) {
        struct str name = str_from(f->d_name);
        if (str_eq(name, part) || (found.p == NULL && str_ieq(name, part)))
            found = arena_dup(a, name);
    }
    closedir(d);
    return found;
}

/* TYPED as the folder spells it; empty if it is not there. */
static struct str spelled_as_file(struct str typed, struct arena *a)
{
    struct str name = STR_NONE, folder = str_from(zone_folder());
    for (struct str rest = typed; rest.p != NULL;) {
        struct str entry = entry_named(arena_cstr(a, folder), str_split(&rest, '/'), a);
        if (str_empty(entry))
            return STR_NONE;
        folder = arena_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(entry));
        name =
            str_empty(name) ? entry : arena_printf(a, "%.*s/%.*s", STR_ARG(name), STR_ARG(entry));
    }
    struct stat st;
    return stat(arena_cstr(a, folder), &st) == 0 && S_ISREG(st.st_mode) ? name : STR_NONE;
}

/* ---- links ---- */

/* Finds the link NAME, in whatever case, among those of tzdata.zi. */
static bool link_named(struct str name, struct arena *a, struct str *link, struct str *target)
{
    struct err e;
    struct str text;
    struct file_mark mark;
    struct str path = arena_printf(a, "%s/tzdata.zi", zone_folder());
    if (zone_file_read(path.p, SOURCE_BYTES_MAX, a, &text, &mark, &e) != OK)
        return false;
    while (text.p != NULL) {
        struct str line = str_split(&text, '\n');
        struct str mark_of_link = str_split(&line, ' ');
        *target = str_split(&line, ' ');
        *link = line;
        if (str_eq(mark_of_link, STR("L")) && str_ieq(line, name))
            return zone_name_is_plain(*target) && zone_name_is_plain(*link);
    }
    return false;
}

struct str zone_spelling(struct str typed, struct arena *a)
{
    struct str link, target;
    char *text = arena_alloc(a, typed.n + 1);
    for (size_t i = 0; i < typed.n; i++)
        text[i] = typed.p[i] == ' ' ? '_' : typed.p[i];
    struct str name = str_of(text, typed.n);
    if (!zone_name_is_plain(name))
        return STR_NONE;
    if (str_ieq(name, STR("UTC")))
        return STR("UTC");
    struct str spelled = spelled_as_file(name, a);
    if (str_empty(spelled) && link_named(name, a, &link, &target))
        spelled = link;
    return spelled;
}

const char *zone_path(struct str name, struct arena *a)
{
    struct str link, target;
    struct str path = arena_printf(a, "%s/%.*s", zone_folder(), STR_ARG(name));
    if (access(path.p, F_OK) != 0 && link_named(name, a, &link, &target))
        path = arena_printf(a, "%s/%.*s", zone_folder(), STR_ARG(target));
    return path.p;
}

/* ---- files ---- */

static struct file_mark mark_from(const struct stat *st)
{
    return (struct file_mark){st->st_dev, st->st_ino, st->st_size, st->st_mtim.tv_sec,
                              st->st_mtim.tv_nsec};
}

struct file_mark file_mark_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? mark_from(&st) : (struct file_mark){0};
}

bool file_mark_eq(const struct file_mark *x, const struct file_mark *y)
{
    return x->dev == y->dev && x->ino == y->ino && x->size == y->size &&
           x->changed_s == y->changed_s && x->changed_ns == y->changed_ns;
}

/* Reads at most MAX bytes of FD to TO; the number read, or -1. */
static ssize_t read_up_to(int fd, char *to, size_t max)
{
    size_t n = 0;
    while (n < max) {
        ssize_t got = read(fd, to + n, max - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        n += (size_t)got;
    }
    return (ssize_t)n;
}

static bool is_folder(const char *path)
{
    struct stat st;
    int saved = errno;
    bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    errno = saved;
    return folder;
}

enum err_kind zone_file_read(const char *path, size_t max, struct arena *a, struct str *out,
                             struct file_mark *mark, struct err *e)
{
    struct stat st;
    int fd = file_open_regular(path);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || is_folder(path)))
        return err_errno(e, ERR_NOT_FOUND, "cannot open %s", path);
    if (fd < 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    enum err_kind kind = OK;
    if (fstat(fd, &st) != 0) {
        kind = err_errno(e, ERR_IO, "cannot read %s", path);
    } else if ((uint64_t)st.st_size > max) {
        kind = err_set(e, ERR_IO, "%s is too large", path);
    } else {
        char *text = arena_alloc(a, (size_t)st.st_size + 1);
        ssize_t n = read_up_to(fd, text, (size_t)st.st_size);
        if (n < 0)
            kind = err_errno(e, ERR_IO, "cannot read %s", path);
        *out = str_of(text, n < 0 ? 0 : (size_t)n);
        *mark = mark_from(&st);
    }
    close(fd);
    return kind;
}
