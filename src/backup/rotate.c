/* SPDX-License-Identifier: MIT */
/* Removes old backups. A mistake here could delete the only copy of something, so a file is removed
 * only if all of this is true: its name differs from the new backup's in digits only, it is a plain
 * file with one name, and its own content says that it is a backup of the same site and kind
 * (is_same_backup). */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/file.h"

struct old {
    const char *path;
    struct timespec made;
};

/* True if the names are equal when every run of digits counts as equal to any other. */
static bool same_but_digits(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            a += strspn(a, "0123456789");
            b += strspn(b, "0123456789");
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return *a == *b;
}

static bool is_same_backup(const char *path, const struct backup_label *label,
                           struct timespec *made)
{
    struct stat st;
    struct backup_label found;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1)
        return false;
    *made = st.st_mtim;
    return backup_label_read(path, &found, NULL) == OK && found.kind == label->kind &&
           strcmp(found.site, label->site) == 0;
}

/* The newest first. At the same time, the later name first. */
static int newest_first(const void *x, const void *y)
{
    const struct old *a = x, *b = y;
    if (a->made.tv_sec != b->made.tv_sec)
        return a->made.tv_sec < b->made.tv_sec ? 1 : -1;
    if (a->made.tv_nsec != b->made.tv_nsec)
        return a->made.tv_nsec < b->made.tv_nsec ? 1 : -1;
    return strcmp(b->path, a->path);
}

/* Finds all backups like PATH, except PATH itself. */
static enum err_kind find_old(struct arena *a, const char *path, const struct backup_label *label,
                              struct old **out, size_t *n, struct err *e)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *folder =
        slash != NULL ? arena_cstr(a, str_of(path, (size_t)(slash + 1 - path))) : "";
    struct dirent **found;
    int entries = scandir(folder[0] != '\0' ? folder : ".", &found, NULL, NULL);
    if (entries < 0)
        return err_errno(e, ERR_IO, "cannot read the folder of %s", path);
    *n = 0;
    *out = ARENA_ARRAY(a, struct old, (size_t)entries + 1);
    for (int i = 0; i < entries; i++) {
        struct old backup = {.path = arena_printf(a, "%s%s", folder, found[i]->d_name).p};
        if (same_but_digits(found[i]->d_name, name) && strcmp(found[i]->d_name, name) != 0 &&
            is_same_backup(backup.path, label, &backup.made))
            (*out)[(*n)++] = backup;
        free(found[i]);
    }
    free(found);
    return OK;
}

enum err_kind backup_rotate(const char *path, const struct backup_label *label, int keep,
                            db_report_fn *removed, void *arg, struct err *e)
{
    struct old *old = NULL;
    size_t n = 0;
    struct arena *a = arena_new(4096);
    enum err_kind kind = find_old(a, path, label, &old, &n, e);
    if (kind == OK && n > 0)
        qsort(old, n, sizeof *old, newest_first);
    for (size_t i = (size_t)keep - 1; kind == OK && i < n; i++) {
        if (unlink(old[i].path) != 0 && errno != ENOENT)
            kind = err_errno(e, ERR_IO, "cannot remove the old backup %s", old[i].path);
        else
            removed(arg, old[i].path);
    }
    arena_free(&a);
    return kind == OK ? file_sync_folder(path, e) : kind;
}
