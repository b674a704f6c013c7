/* SPDX-License-Identifier: MIT */
/* What went wrong, in a sentence for whoever sent the request. Why the database could not write is
 * whole sentences by cause; the log and the command line have their own (db/fault.c). */
#include "web/context.h"

static const struct {
    const char *nothing_saved, *why, *advice;
} causes[] = {
    [CAUSE_LOCKED] =
        {N_("Nothing was saved: another process keeps the database locked."),
         N_("Another process keeps the database locked."),
         N_("What the site’s operator can do: find out which one holds it (`fuser -v writer.lock "
            "broadsheet.db` in the site's folder): a program that was suspended, or a copy that is "
            "being made. Writing resumes by itself when the lock is free.")},
    [CAUSE_DISK_FULL] = {N_("Nothing was saved: the disk is full."), N_("The disk is full."),
                         N_("What the site’s operator can do: make room on the disk of the site's "
                            "folder, or raise its quota: writing resumes by itself.")},
    [CAUSE_READ_ONLY] =
        {N_("Nothing was saved: the database is read-only."), N_("The database is read-only."),
         N_("What the site’s operator can do: check that the program's user may write the site's "
            "folder and all files in it, and that the disk is not mounted read-only (a failing "
            "disk is: see the kernel's log). Then restart the program.")},
    [CAUSE_DISK] = {N_("Nothing was saved: the disk reports errors."),
                    N_("The disk reports errors."),
                    N_("What the site’s operator can do: look for errors of this disk in the "
                       "kernel's log. Copy the last backup to another disk before anything else.")},
    [CAUSE_FILES] = {N_("Nothing was saved: a file of the database cannot be opened."),
                     N_("A file of the database cannot be opened."),
                     N_("What the site’s operator can do: check that the files are in the site's "
                        "folder, that the program's user may read and write them, and how many "
                        "files it may open (`ulimit -n`).")},
    [CAUSE_MOVED] = {N_("Nothing was saved: a file of the database is gone from the site's folder, "
                        "or was replaced by another one."),
                     N_("A file of the database is gone from the site's folder, or was replaced by "
                        "another one."),
                     N_("What the site’s operator can do: put back the very files that were taken "
                        "away by moving them: writing resumes by itself. If other files are there "
                        "now, restart the program, so that it opens them.")},
    [CAUSE_MEMORY] = {N_("Nothing was saved: the machine has no memory left."),
                      N_("The machine has no memory left."),
                      N_("What the site’s operator can do: find out what uses it, and check the "
                         "limit of the program's unit (MemoryMax).")},
    [CAUSE_DAMAGED] =
        {N_("Nothing was saved: the database is damaged."), N_("The database is damaged."),
         N_("What the site’s operator can do: stop the program, keep a copy of the site's folder, "
            "run `broadsheet check`, and restore the last backup that passes it. If it names only "
            "the search index, `broadsheet reindex` rebuilds that.")},
    [CAUSE_CONSTRAINT] = {N_("Nothing was saved: the database refused a change."),
                          N_("The database refused a change."),
                          N_("What the site’s operator can do: run `broadsheet check`: its schema "
                             "may differ from the program's. The log names the statement.")},
    [CAUSE_STATEMENT] = {N_("Nothing was saved: the database does not fit this program."),
                         N_("The database does not fit this program."),
                         N_("What the site’s operator can do: run `broadsheet check`: its schema "
                            "may differ from the program's. The log names the statement.")},
};

struct str context_cause(struct context *c, const struct err *e)
{
    if (e->cause == CAUSE_NONE)
        return STR_NONE;
    return arena_printf(c->arena, "%.*s %.*s", STR_ARG(say(c, causes[e->cause].why)),
                        STR_ARG(say(c, causes[e->cause].advice)));
}

struct str context_failure(struct context *c, const struct err *e)
{
    if (e->said.english != NULL)
        return say_said(c, &e->said);
    if (e->cause == CAUSE_NONE && e->kind == ERR_BUSY)
        return say(c, "The site is very busy just now. Please try again in a few seconds.");
    if (e->cause == CAUSE_NONE)
        return STR_NONE;
    if (c->session == NULL)
        return say(c, "Nothing can be saved here just now. Please try again in a little while.");
    return arena_printf(c->arena, "%.*s %.*s", STR_ARG(say(c, causes[e->cause].nothing_saved)),
                        STR_ARG(say(c, causes[e->cause].advice)));
}
