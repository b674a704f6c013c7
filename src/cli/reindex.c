/* SPDX-License-Identifier: MIT */
/* `broadsheet reindex`: builds the search index anew, in batches, so that others write between them
 * and readers go on searching in what is there already. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "core/search/index/index.h"
#include "core/search/index/merge.h"

enum { BATCH = 10000, BATCH_MS = 2000, TELL_MS = 1000, MERGE_PAGES = 500 };

static enum err_kind fill(struct db *db, struct err *e)
{
    bool terminal = isatty(STDOUT_FILENO) != 0;
    int64_t begun = clock_mono_ms(), told = begun;
    struct search_progress done = {0};
    while (!done.whole) {
        TRY(search_index_fill(db, BATCH, BATCH_MS, &done, e));
        db_yield();
        if (terminal && clock_mono_ms() - told >= TELL_MS) {
            told = clock_mono_ms();
            printf("\r%" PRId64 " of %" PRId64 " articles", done.docs, done.published);
            fflush(stdout);
        }
    }
    TRY(search_merge_all(db, MERGE_PAGES, e));
    printf("%s%" PRId64 " articles can be found, after %.1f s\n", terminal ? "\r" : "", done.docs,
           (double)(clock_mono_ms() - begun) / 1000);
    return OK;
}

static int run(struct cli *cli)
{
    int status;
    if (!cli_parse(cli, NULL, &status))
        return status;
    struct err e;
    struct db *db;
    if (cli_site_open(cli->site, &db, &e) != OK)
        return cli_fail(&e);
    enum err_kind kind = search_index_clear(db, &e);
    if (kind == OK)
        kind = fill(db, &e);
    db_close(&db);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

const struct command command_reindex = {
    .name = "reindex",
    .summary = "build the search index anew",
    .about =
        "Empties the search index and fills it from the articles, the newest first. Needed after "
        "articles were changed in the database past this program, or when \"broadsheet check\" "
        "says that the index is damaged. May run while the site is served: readers find fewer "
        "articles until it is done, and are told so. Where it is interrupted, the server goes on "
        "with it.",
    .examples = "  broadsheet reindex --site /var/lib/broadsheet\n",
    .run = run,
};
