/* SPDX-License-Identifier: MIT */
/* Reads the template files of a folder and its sub-folders, within bounds: each file's size, the
 * number of files and the depth are limited, since a site's folder may hold anything. A broken
 * entry ends the reading with an error; it is never left out silently. */
#include "tmpl/tpl_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20, FILES_MAX = 2000, FOLDERS_DEEP = 8 };

struct reading {
    struct arena *a;
    const char *ending;
    struct tpl_file *files;
    int n;
};

static enum err_kind read_all(struct reading *r, int fd, const char *name, struct str *out,
                              struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return err_errno(e, ERR_IO, "%s", name);
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_INVALID, "%s is not a regular file", name);
    if (st.st_size > FILE_MAX)
        return err_set(e, ERR_INVALID, "%s is larger than 1 MiB, the limit for a template", name);
    size_t size = (size_t)st.st_size, have = 0;
    char *bytes = arena_alloc(r->a, size + 1);
    while (have < size) {
        ssize_t got = read(fd, bytes + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(e, ERR_IO, "%s", name);
        if (got == 0)
            break; /* the file has become shorter since fstat */
        have += (size_t)got;
    }
    *out = str_of(bytes, have);
    return OK;
}

static enum err_kind read_file(struct reading *r, int dir_fd, const char *leaf, const char *name,
                               struct err *e)
{
    if (r->n++ == FILES_MAX)
        return err_set(e, ERR_INVALID, "more than %d template files", FILES_MAX);
    /* Non-blocking: opening a named pipe would otherwise wait for its writer. */
    int fd = openat(dir_fd, leaf, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return err_errno(e, ERR_IO, "%s", name);
    struct tpl_file *f = ARENA_NEW(r->a, struct tpl_file);
    f->name = name;
    enum err_kind kind = read_all(r, fd, name, &f->text, e);
    close(fd);
    f->next = r->files;
    r->files = f;
    return kind;
}

/* Takes over FD. PREFIX is the folder's relative name with a slash at its end, or empty. */
static enum err_kind read_folder(struct reading *r, int fd, struct str prefix, int depth,
                                 struct err *e)
{
    DIR *d = fdopendir(fd);
    if (d == NULL) {
        enum err_kind kind = err_errno(e, ERR_IO, "%.*s", STR_ARG(prefix));
        close(fd);
        return kind;
    }
    enum err_kind kind = OK;
    const struct dirent *entry;
    while (kind == OK && (errno = 0, entry = readdir(d)) != NULL) {
        struct str leaf = str_from(entry->d_name);
        if (leaf.p[0] == '.')
            continue;
        struct str name = arena_join(r->a, prefix, leaf);
        int sub = openat(fd, leaf.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (sub >= 0 && depth == FOLDERS_DEEP) {
            close(sub);
            kind = err_set(e, ERR_INVALID, "%s: folders are nested more than %d deep", name.p,
                           FOLDERS_DEEP);
        } else if (sub >= 0) {
            kind = read_folder(r, sub, arena_join(r->a, name, STR("/")), depth + 1, e);
        } else if (errno != ENOTDIR && errno != ELOOP) {
            kind = err_errno(e, ERR_IO, "%s", name.p);
        } else if (str_ends(leaf, str_from(r->ending))) {
            kind = read_file(r, fd, leaf.p, name.p, e);
        }
    }
    if (kind == OK && errno != 0)
        kind = err_errno(e, ERR_IO, "%.*s", STR_ARG(prefix));
    closedir(d);
    return kind;
}

enum err_kind tpl_files_read(struct arena *a, const char *dir, const char *ending,
                             bool may_be_absent, struct tpl_file **out, struct err *e)
{
    struct reading r = {.a = a, .ending = ending};
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 && !(errno == ENOENT && may_be_absent))
        return err_errno(e, ERR_IO, "templates in %s", dir);
    if (fd >= 0 && read_folder(&r, fd, STR_NONE, 0, e) != OK)
        return err_wrap(e, "templates in %s", dir);
    *out = r.files;
    return OK;
}
