/* SPDX-License-Identifier: MIT */
/* Makes the texts that the index has of an article. They depend on its headline, standfirst, body,
 * tags, section and author, and, for a live blog, on the newest LIVE_WORDS_BYTES of its entries.
 * Whoever changes one of these calls search_index_put (index.h). */
#include "core/search/index/doc.h"

#include "base/buf.h"
#include "base/fold.h"
#include "core/news/live.h"
#include "text/excerpt.h"
#include "text/searchable.h"

enum err_kind search_doc_get(struct db_conn *c, int64_t article_id, struct arena *a,
                             struct search_doc *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_DOC_GET);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    *out = (struct search_doc){0};
    if (stmt_next(s))
        *out = (struct search_doc){
            .id = stmt_col_int(s, COL_ID),
            .generation = stmt_col_int(s, COL_GENERATION),
            .folding = stmt_col_int(s, COL_FOLDING),
            .part = {stmt_col_text(s, COL_TITLE, a), stmt_col_text(s, COL_STANDFIRST, a),
                     stmt_col_text(s, COL_BODY, a), stmt_col_text(s, COL_TAGS, a),
                     stmt_col_text(s, COL_FACETS, a)}};
    return stmt_done(s, e);
}

static struct str tags_text(struct arena *a, const struct article *art)
{
    struct buf b = buf_in(a);
    for (size_t i = 0; i < art->n_tags; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(art->tags[i].name));
    return buf_str(&b);
}

/* A fold_word_fn. */
static void add_title_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    struct buf *b = arg;
    buf_add_char(b, ' ');
    facet_add_title(b, word);
}

/* The facets: the section, the author, and each word of the headline and the tags, as words that
 * nobody can type. Headline words are there to find old headlines quickly: most entries of a word's
 * list in the index are about bodies. */
static struct str facets_make(struct arena *a, const struct article *art,
                              const struct search_doc *doc)
{
    struct buf b = buf_in(a);
    buf_add(&b, facet_word(a, FACET_SECTION, art->section_id));
    buf_add_char(&b, ' ');
    buf_add(&b, facet_word(a, FACET_AUTHOR, art->author_id));
    fold_words(doc->part[0], add_title_word, &b);
    add_title_word(&b, STR_NONE, 0, 0); /* separates them, so that no phrase spans both */
    fold_words(doc->part[3], add_title_word, &b);
    return buf_str(&b);
}

/* How much of a live blog's entries can be found, newest first. An entry is indexed with its whole
 * article, which must not take longer the longer the day is. */
enum { LIVE_WORDS_BYTES = 64 * 1024 };

enum err_kind search_doc_make(struct db_conn *c, struct arena *a, const struct article *art,
                              struct search_doc *out, struct err *e)
{
    struct str body = art->body, entries;
    if (art->live != LIVE_NO) {
        TRY(live_text(c, art->id, LIVE_WORDS_BYTES, a, &entries, e));
        body = arena_printf(a, "%.*s\n\n%.*s", STR_ARG(body), STR_ARG(entries));
    }
    *out = (struct search_doc){.folding = FOLDING_NOW,
                               .part = {searchable_text(a, art->title),
                                        searchable_text(a, art->standfirst),
                                        searchable_text(a, plain_text_from(a, body)),
                                        searchable_text(a, tags_text(a, art))}};
    out->part[4] = facets_make(a, art, out);
    return OK;
}

bool search_doc_equal(const struct search_doc *x, const struct search_doc *y)
{
    for (int i = 0; i < SEARCH_PARTS; i++)
        if (!str_eq(x->part[i], y->part[i]))
            return false;
    return x->folding == y->folding;
}
