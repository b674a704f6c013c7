/* SPDX-License-Identifier: MIT */
/* Lists have fixed sizes: an author needs the first few. The renderer calls this in the order of
 * the text, so a line that is noted twice in a row is noted once. */
#include "text/notices.h"

#include "base/url.h"

/* The index of the notice about TYPED; proof->n if there is none yet. */
static size_t notice_find(const struct proofread *proof, enum notice_kind kind, struct str typed)
{
    size_t i = 0;
    while (i < proof->n && (proof->item[i].kind != kind || !str_eq(proof->item[i].typed, typed)))
        i++;
    return i;
}

bool proofread_wants(const struct proofread *proof, enum notice_kind kind, struct str typed)
{
    size_t i = notice_find(proof, kind, typed);
    return i < proof->n ? !proof->item[i].more_lines : !proof->more;
}

void proofread_note(struct proofread *proof, enum notice_kind kind, struct str typed, size_t line)
{
    size_t i = notice_find(proof, kind, typed);
    if (i == NOTICES_MAX) {
        proof->more = true;
        return;
    }
    struct notice_of_text *notice = &proof->item[i];
    if (i == proof->n) {
        proof->n++;
        *notice = (struct notice_of_text){.kind = kind, .typed = arena_dup(proof->arena, typed)};
    }
    if (notice->n_lines > 0 && notice->line[notice->n_lines - 1] == line)
        return;
    if (notice->n_lines < NOTICE_LINES_MAX)
        notice->line[notice->n_lines++] = line;
    else
        notice->more_lines = true;
}

bool proofread_wants_picture(const struct proofread *proof, struct str url)
{
    struct str path = str_skip(url, proof->own.n);
    bool ours = proof->own.n > 0 && str_starts(url, proof->own) && str_starts(path, STR("/"));
    return proof->foreign_line == 0 && url_is_web(url) && !ours;
}
