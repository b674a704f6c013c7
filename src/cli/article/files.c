/* SPDX-License-Identifier: MIT */
/* Lists the files to read, in the order given; a folder's are sorted by name. Hidden files are
 * skipped. The number of files is not limited, so the list grows on the heap and is copied to the
 * arena at the end. */
#include "cli/article/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/die.h"

static int is_markdown(const struct dirent *f)
{
    return f->d_name[0] != '.' && str_ends(str_from(f->d_name), STR(".md"));
}

/* A growing list, on the heap. */
struct growing {
    const char **paths;
    size_t n, room;
};

static void add(struct growing *list, const char *path)
{
    if (list->n == list->room) {
        list->room = list->room ? list->room * 2 : 64;
        list->paths = check_memory(realloc(list->paths, list->room * sizeof *list->paths));
    }
    list->paths[list->n++] = path;
}

static enum err_kind add_folder(struct growing *list, const char *folder, struct arena *a,
                                struct err *e)
{
    struct dirent **found;
    int n = scandir(folder, &found, is_markdown, alphasort);
    if (n < 0)
        return err_errno(e, ERR_IO, "cannot read the folder %s", folder);
    for (int i = 0; i < n; i++) {
        add(list, arena_printf(a, "%s/%s", folder, found[i]->d_name).p);
        free(found[i]);
    }
    free(found);
    return n > 0 ? OK : err_set(e, ERR_INVALID, "the folder %s has no file *.md", folder);
}

static enum err_kind add_all(struct growing *list, const struct cli_rest *given, struct arena *a,
                             struct err *e)
{
    for (int i = 0; i < given->n; i++) {
        struct stat st;
        if (stat(given->items[i], &st) != 0)
            return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s",
                             given->items[i]);
        if (S_ISDIR(st.st_mode))
            TRY(add_folder(list, given->items[i], a, e));
        else
            add(list, given->items[i]);
    }
    return OK;
}

enum err_kind article_files(const struct cli_rest *given, struct arena *a, struct file_list *out,
                            struct err *e)
{
    struct growing list = {0};
    enum err_kind kind = add_all(&list, given, a, e);
    *out = (struct file_list){ARENA_ARRAY(a, const char *, list.n + 1), list.n};
    if (list.n > 0)
        memcpy(out->paths, list.paths, list.n * sizeof *list.paths);
    free(list.paths);
    return kind;
}

bool article_headline(struct str *text, struct str *headline)
{
    struct str rest = str_trim(*text), line = str_split(&rest, '\n');
    if (!str_starts(line, STR("# ")))
        return false;
    *headline = str_trim(str_skip(line, 2));
    *text = str_trim(rest);
    return !str_empty(*headline);
}
