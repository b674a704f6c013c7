/* SPDX-License-Identifier: MIT */
/* Checks that the indexes contain exactly the texts. FTS5's integrity-check compares the same, but
 * it is a write and would block all other writers while it runs. Here each word is hashed with its
 * place, and the sum over the index is compared with the sum over the texts, both in one snapshot.
 */
#include "core/search/index/index.h"

#include <inttypes.h>

#include "base/hash.h"
#include "core/search/index/state.h"
#include "core/search/index/words.h"
#include "db/fts.h"

struct check {
    struct db_conn *c;
    struct arena *arena;
    void (*report)(void *arg, const char *sentence);
    void *arg;
};

static void report_sentence(struct check *check, struct str sentence)
{
    check->report(check->arg, sentence.p);
}

/* ---- the sums ---- */

static uint64_t hash_mix(uint64_t h)
{
    h ^= h >> 33;
    h *= UINT64_C(0xff51afd7ed558ccd);
    h ^= h >> 33;
    h *= UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

static uint64_t hash_place(struct str word, int64_t doc, int field, int64_t place)
{
    return hash_mix(hash_str(word) ^
                    hash_mix((uint64_t)doc ^ hash_mix((uint64_t)field << 40 ^ (uint64_t)place)));
}

enum { FIELDS_MAX = 5 };

struct index {
    const char *what;
    enum sql_id words, docs;
    const char *field[FIELDS_MAX]; /* the names of the columns, in order */
    enum sql_column column[FIELDS_MAX];
    bool counted; /* its words are counted in search_word */
};

static int field_of(const struct index *index, struct str name)
{
    for (int i = 0; i < FIELDS_MAX && index->field[i] != NULL; i++)
        if (str_eq(name, str_from(index->field[i])))
            return i;
    return FIELDS_MAX;
}

struct text_sum {
    uint64_t sum;
    int64_t doc, place;
    int field;
};

/* An fts_token_fn. */
static void add_token(void *arg, struct str word)
{
    struct text_sum *it = arg;
    it->sum += hash_place(word, it->doc, it->field, it->place++);
}

/* Reports a number of faults, unless it is 0. */
static void report_number(struct check *check, int64_t n, const char *what)
{
    if (n > 0)
        report_sentence(check, arena_printf(check->arena,
                                            "search index: %" PRId64
                                            " %s (broadsheet reindex builds it again)",
                                            n, what));
}

static enum err_kind count_stale(struct check *check, int64_t article_id, struct arena *a,
                                 int64_t *stale, struct err *e)
{
    bool is_stale;
    TRY(search_index_is_stale(check->c, article_id, a, &is_stale, e));
    *stale += is_stale;
    return OK;
}

static enum err_kind sum_of_texts(struct check *check, const struct index *index,
                                  int64_t generation, uint64_t *out, struct err *e)
{
    int64_t stale = 0;
    struct text_sum sum = {0};
    struct arena *a = arena_new(64 * 1024);
    struct stmt *s = db_stmt(check->c, index->docs);
    enum err_kind kind = OK;
    while (kind == OK && stmt_next(s)) {
        if (index->counted && stmt_col_int(s, COL_GENERATION) != generation)
            continue;
        sum.doc = stmt_col_int(s, COL_ID);
        int64_t folding = stmt_col_int(s, COL_FOLDING);
        for (int i = 0; kind == OK && i < FIELDS_MAX && index->field[i] != NULL; i++) {
            sum.field = i;
            sum.place = 0;
            struct str text = stmt_col_text(s, index->column[i], a);
            kind = fts_tokens(check->c, folding, text, add_token, &sum, e);
        }
        /* What has an older folding is about to be made anew. */
        if (kind == OK && index->counted && folding >= FOLDING_NOW)
            kind = count_stale(check, stmt_col_int(s, COL_ARTICLE_ID), a, &stale, e);
        arena_reset(a);
    }
    arena_free(&a);
    report_number(check, stale, "articles are in it with a text or a date that is not theirs");
    *out = sum.sum;
    struct err ignored;
    enum err_kind end = stmt_done(s, kind == OK ? e : &ignored);
    return kind != OK ? kind : end;
}

/* ---- counts of words ---- */

/* Compares the words of the index with search_word; both are read in byte order. */
struct count {
    struct stmt *rows; /* rows of search_word; NULL: the index has no counts */
    struct arena *arena;
    struct str kept, word; /* the word of the current row, and of the index */
    int64_t kept_docs, docs, last_doc;
    bool more;
    int64_t wrong;
    char first[SEARCH_WORD_MAX + 1];
};

static void read_kept(struct count *count)
{
    count->more = stmt_next(count->rows);
    if (!count->more)
        return;
    count->kept = stmt_col_text(count->rows, COL_WORD, count->arena);
    count->kept_docs = stmt_col_int(count->rows, COL_DOCS);
}

static void count_wrong(struct count *count, struct str word)
{
    if (count->wrong++ == 0) {
        struct str head = str_head(word, SEARCH_WORD_MAX);
        memcpy(count->first, head.p, head.n);
        count->first[head.n] = '\0';
    }
}

/* Ends the current word of the index. */
static void end_word(struct count *count)
{
    if (count->word.p == NULL || count->word.n > SEARCH_WORD_MAX)
        return;
    while (count->more && str_cmp(count->kept, count->word) < 0) {
        count_wrong(count, count->kept);
        read_kept(count);
    }
    bool same = count->more && str_eq(count->kept, count->word);
    if (!same || count->kept_docs != count->docs)
        count_wrong(count, count->word);
    if (same)
        read_kept(count);
}

static void count_word(struct count *count, struct str word, int64_t doc)
{
    if (count->word.p == NULL || !str_eq(count->word, word)) {
        end_word(count);
        struct str kept = count->kept;
        char bytes[SEARCH_WORD_MAX];
        struct str held = str_head(kept, SEARCH_WORD_MAX);
        if (held.n > 0)
            memcpy(bytes, held.p, held.n);
        arena_reset(count->arena);
        count->word = arena_dup(count->arena, word);
        count->kept = arena_dup(count->arena, str_of(bytes, held.n));
        count->docs = 0;
        count->last_doc = INT64_MIN;
    }
    count->docs += doc != count->last_doc;
    count->last_doc = doc;
}

static void end_words(struct count *count)
{
    end_word(count);
    for (; count->more; read_kept(count))
        count_wrong(count, count->kept);
}

static enum err_kind sum_of_index(struct check *check, const struct index *index, uint64_t *out,
                                  struct err *e)
{
    struct count count = {.arena = arena_new(4096)};
    struct arena *a = arena_new(4096);
    if (index->counted) {
        count.rows = db_stmt(check->c, SQL_SEARCH_CHECK_WORDS);
        read_kept(&count);
    }
    *out = 0;
    struct stmt *s = db_stmt(check->c, index->words);
    while (stmt_next(s)) {
        struct str word = stmt_col_text(s, COL_WORD, a);
        int64_t doc = stmt_col_int(s, COL_ID);
        int field = field_of(index, stmt_col_text(s, COL_FIELD, a));
        *out += hash_place(word, doc, field, stmt_col_int(s, COL_PLACE));
        if (count.rows != NULL)
            count_word(&count, word, doc);
        arena_reset(a);
    }
    enum err_kind kind = stmt_done(s, e);
    if (kind == OK && count.rows != NULL) {
        end_words(&count);
        kind = stmt_done(count.rows, e);
        if (count.wrong > 0)
            report_sentence(check, arena_printf(check->arena,
                                                "search index: %" PRId64
                                                " words are counted wrongly, the first is "
                                                "\"%s\" (broadsheet reindex builds it again)",
                                                count.wrong, count.first));
    }
    arena_free(&count.arena);
    arena_free(&a);
    return kind;
}

/* ---- missing and stray articles ---- */

static enum err_kind report_count(struct check *check, enum sql_id sql, const char *what,
                                  struct err *e)
{
    struct stmt *s = db_stmt(check->c, sql);
    int64_t n = stmt_next(s) ? stmt_col_int(s, COL_N) : 0;
    TRY(stmt_done(s, e));
    report_number(check, n, what);
    return OK;
}

static enum err_kind compare_index(struct check *check, const struct index *index,
                                   int64_t generation, struct err *e)
{
    uint64_t texts = 0, words = 0;
    TRY(sum_of_texts(check, index, generation, &texts, e));
    enum err_kind kind = sum_of_index(check, index, &words, e);
    if (kind != OK && kind != ERR_DB)
        return kind;
    if (kind == ERR_DB)
        report_sentence(check,
                        arena_printf(check->arena, "%s: %s (broadsheet reindex builds it again)",
                                     index->what, e->msg));
    else if (texts != words)
        report_sentence(
            check, arena_printf(check->arena,
                                "%s: it does not match the articles (broadsheet reindex builds "
                                "it again)",
                                index->what));
    return OK;
}

static enum err_kind verify(struct check *check, struct err *e)
{
    static const struct index readers = {
        .what = "search index",
        .words = SQL_SEARCH_CHECK_INDEX,
        .docs = SQL_SEARCH_CHECK_DOCS,
        .field = {"title", "standfirst", "body", "tags", "facets"},
        .column = {COL_TITLE, COL_STANDFIRST, COL_BODY, COL_TAGS, COL_FACETS},
        .counted = true,
    };
    static const struct index desk = {
        .what = "search index of the newsroom",
        .words = SQL_DESK_CHECK_INDEX,
        .docs = SQL_DESK_CHECK_DOCS,
        .field = {"title", "facets"},
        .column = {COL_TITLE, COL_FACETS},
    };
    struct search_state state;
    TRY(search_state_get(check->c, &state, e));
    TRY(compare_index(check, &readers, state.generation, e));
    /* While it is being filled, articles are missing; the server or reindex goes on with it. */
    if (search_state_is_whole(&state)) {
        TRY(report_count(check, SQL_SEARCH_CHECK_MISSING, "published articles are not in it", e));
        TRY(report_count(check, SQL_SEARCH_CHECK_STRAY, "articles are in it that are not published",
                         e));
    }
    TRY(compare_index(check, &desk, 0, e));
    return state.desk_id >= state.newest_id
               ? report_count(check, SQL_DESK_CHECK_STALE,
                              "headlines in the newsroom's index are out of date", e)
               : OK;
}

enum err_kind search_index_verify(struct db *db, void (*report)(void *arg, const char *sentence),
                                  void *arg, struct err *e)
{
    struct check it = {.arena = arena_new(4096), .report = report, .arg = arg};
    enum err_kind kind = db_begin(db, &it.c, e);
    if (kind == OK) {
        kind = verify(&it, e);
        db_end(db, &it.c);
    }
    arena_free(&it.arena);
    return kind;
}
