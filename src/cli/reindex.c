/* SPDX-License-Identifier: MIT */
/* `broadsheet reindex`: rebuilds the search index in batches. Other processes can write between two
 * batches, and readers search in what has been indexed so far. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "core/search/index/index.h"
#include "core/search/index/merge.h"

enum { BATCH = 10000, BATCH_MS = 2000, PROGRESS_MS = 1000, MERGE_PAGES = 500 };

static enum err_kind index_fill(struct db *db, struct err *e)
{
    bool terminal = isatty(STDOUT_FILENO) != 0;
    int64_t begun = clock_mono_ms(), printed_ms = begun;
    struct search_progress done = {0};
    while (!done.whole) {
        TRY(search_index_fill(db, BATCH, BATCH_MS, &done, e));
        db_yield();
        if (terminal && clock_mono_ms() - printed_ms >= PROGRESS_MS) {
            printed_ms = clock_mono_ms();
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
        kind = index_fill(db, &e);
    db_close(&db);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

const struct command command_reindex = {
    .name = "reindex",
    .summary = "rebuild the search index",
    .about =
        "Empties the search index and fills it from the articles, the newest first. Needed after "
        "something other than this program changed articles in the database, or when \"broadsheet "
        "check\" reports that the index is damaged. May run while the site is served: readers find "
        "fewer articles until it is done, and the search page tells them so. If it is interrupted, "
        "the server continues.",
    .examples = "  broadsheet reindex --site /var/lib/broadsheet\n",
    .run = run,
};
