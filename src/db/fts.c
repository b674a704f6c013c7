/* SPDX-License-Identifier: MIT */
/* The tokenizer and the rank function, through FTS5's own interface
 * (https://sqlite.org/fts5.html#extending_fts5), and a parser for FTS5's record of an index's
 * pieces, by which the program knows when to merge. That record's format is not documented; it is
 * taken from FTS5's source (fts5_index.c, "Structure record"), and a record that does not parse is
 * an error. */
#include "db/fts.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "db/internal.h"

enum { COLUMNS_MAX = 8, PHRASES_MAX = 256 };

/* A connection's tokenizers: FTS5's own unicode61, and the one that takes its place. */
struct fts {
    fts5_tokenizer unicode61_api;
    Fts5Tokenizer *unicode61;
};

/* ---- the rank ---- */

static const double SATURATION = 1.2, LENGTH_SHARE = 0.4, NEIGHBOUR_SHARE = 0.5;

/* Computed once per query, and the same for all of its rows. */
struct scale {
    int columns, phrases;
    double column[COLUMNS_MAX], phrase[PHRASES_MAX]; /* weights */
    double average[COLUMNS_MAX];                     /* lengths in tokens */
};

static int scale_make(const Fts5ExtensionApi *api, Fts5Context *fts, int n, sqlite3_value **v,
                      struct scale **out)
{
    struct scale *s = sqlite3_malloc(sizeof *s);
    if (s == NULL)
        return SQLITE_NOMEM;
    memset(s, 0, sizeof *s);
    s->columns = api->xColumnCount(fts);
    s->phrases = api->xPhraseCount(fts);
    if (s->columns > COLUMNS_MAX)
        s->columns = COLUMNS_MAX;
    if (s->phrases > PHRASES_MAX)
        s->phrases = PHRASES_MAX;
    for (int i = 0; i < s->columns && i < n; i++)
        s->column[i] = (double)sqlite3_value_int64(v[i]) / 1000;
    for (int i = 0; i < s->phrases && s->columns + i < n; i++)
        s->phrase[i] = (double)sqlite3_value_int64(v[s->columns + i]) / 1000;
    sqlite3_int64 rows = 0;
    int rc = api->xRowCount(fts, &rows);
    for (int i = 0; rc == SQLITE_OK && i < s->columns; i++) {
        sqlite3_int64 tokens = 0;
        rc = api->xColumnTotalSize(fts, i, &tokens);
        s->average[i] = rows > 0 && tokens > 0 ? (double)tokens / (double)rows : 1;
    }
    if (rc == SQLITE_OK)
        rc = api->xSetAuxdata(fts, s, sqlite3_free); /* frees S if it fails */
    else
        sqlite3_free(s);
    *out = s;
    return rc;
}

/* Counts how often each phrase occurs in each column, and computes what neighbours add to the
 * score. */
static int count_phrases(const Fts5ExtensionApi *api, Fts5Context *fts, const struct scale *s,
                         int found[PHRASES_MAX][COLUMNS_MAX], double *neighbours)
{
    int n = 0, last_phrase = -1, last_column = -1, last_end = -1;
    int rc = api->xInstCount(fts, &n);
    for (int i = 0; i < n && rc == SQLITE_OK; i++) {
        int phrase, column, at;
        rc = api->xInst(fts, i, &phrase, &column, &at);
        if (rc != SQLITE_OK || phrase >= s->phrases || column >= s->columns)
            continue;
        found[phrase][column]++;
        if (column == last_column && at == last_end && phrase > last_phrase) {
            double less = s->phrase[phrase] < s->phrase[last_phrase] ? s->phrase[phrase]
                                                                     : s->phrase[last_phrase];
            double more = NEIGHBOUR_SHARE * s->column[column] * less;
            if (more > *neighbours)
                *neighbours = more;
        }
        last_phrase = phrase;
        last_column = column;
        last_end = at + api->xPhraseSize(fts, phrase);
    }
    return rc;
}

static void search_score(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *out, int n,
                         sqlite3_value **v)
{
    int found[PHRASES_MAX][COLUMNS_MAX];
    double score = 0;
    struct scale *s = api->xGetAuxdata(fts, 0);
    int rc = s != NULL ? SQLITE_OK : scale_make(api, fts, n, v, &s);
    if (rc == SQLITE_OK) {
        memset(found, 0, (size_t)s->phrases * sizeof *found);
        rc = count_phrases(api, fts, s, found, &score);
    }
    for (int column = 0; rc == SQLITE_OK && column < s->columns; column++) {
        int length = 0;
        rc = api->xColumnSize(fts, column, &length);
        double norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / s->average[column]);
        for (int phrase = 0; rc == SQLITE_OK && phrase < s->phrases; phrase++)
            if (found[phrase][column] > 0)
                score += s->column[column] * s->phrase[phrase] * found[phrase][column] /
                         (found[phrase][column] + norm);
    }
    if (rc == SQLITE_OK)
        sqlite3_result_int64(out, (sqlite3_int64)(score * 1000));
    else
        sqlite3_result_error_code(out, rc);
}

/* ---- the tokenizer ---- */

/* The schema names unicode61, and an index that was made with it must stay readable. So the
 * connection registers a tokenizer of that name, which FTS5 then finds first. It gives texts of the
 * first folding to the original. */

typedef int token_to_fts5(void *ctx, int flags, const char *word, int n, int from, int to);

struct to_fts5 {
    token_to_fts5 *token;
    void *ctx;
    size_t skipped; /* bytes before the text */
    int rc;
};

/* A fold_word_fn. */
static void pass_word(void *arg, struct str word, size_t from, size_t to)
{
    struct to_fts5 *it = arg;
    if (it->rc == SQLITE_OK)
        it->rc = it->token(it->ctx, 0, word.p, (int)word.n, (int)(from + it->skipped),
                           (int)(to + it->skipped));
}

/* A query's words, with spaces between them, as they are. */
static int pass_query(struct to_fts5 *it, struct str text)
{
    for (size_t at = 0; at < text.n && it->rc == SQLITE_OK;) {
        size_t n = str_index(str_skip(text, at), ' ');
        if (n > 0)
            pass_word(it, str_of(text.p + at, n), at, at + n);
        at += n + 1;
    }
    return it->rc;
}

/* The number of the folding that TEXT begins with; *skipped is the length of its mark. */
static int32_t folding_of(struct str text, size_t *skipped)
{
    enum { MARK = 0xE100, MARK_LAST = 0xE1FF };
    struct str rest = text;
    int32_t cp = utf8_next(&rest);
    bool marked = cp > MARK && cp <= MARK_LAST;
    *skipped = marked ? text.n - rest.n : 0;
    return marked ? cp - MARK : FOLDING_FIRST;
}

static int tokenizer_run(Fts5Tokenizer *self, void *ctx, int flags, const char *text, int n,
                         token_to_fts5 *token)
{
    const struct fts *fts = (const struct fts *)(void *)self;
    struct to_fts5 to = {.token = token, .ctx = ctx, .rc = SQLITE_OK};
    if (text == NULL || n <= 0)
        return SQLITE_OK;
    struct str all = str_of(text, (size_t)n);
    if (flags & FTS5_TOKENIZE_QUERY)
        return pass_query(&to, all);
    bool first = folding_of(all, &to.skipped) == FOLDING_FIRST;
    struct str rest = str_skip(all, to.skipped);
    if (first)
        return fts->unicode61_api.xTokenize(fts->unicode61, ctx, flags, rest.p, (int)rest.n, token);
    fold_words(rest, pass_word, &to);
    return to.rc;
}

static int tokenizer_open(void *fts, const char **args, int n, Fts5Tokenizer **out)
{
    (void)args, (void)n; /* those of unicode61: fts_attach */
    *out = fts;
    return SQLITE_OK;
}

static void tokenizer_close(Fts5Tokenizer *self)
{
    (void)self; /* the connection's: fts_detach */
}

struct to_caller {
    fts_token_fn *token;
    void *arg;
};

static int hand_over(void *arg, int flags, const char *text, int n, int start, int end)
{
    (void)flags, (void)start, (void)end;
    const struct to_caller *to = arg;
    to->token(to->arg, str_of(text, (size_t)n));
    return SQLITE_OK;
}

/* A fold_word_fn. */
static void hand_over_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    const struct to_caller *caller = arg;
    caller->token(caller->arg, word);
}

enum err_kind fts_tokens(struct db_conn *c, int64_t folding, struct str text, fts_token_fn *fn,
                         void *arg, struct err *e)
{
    struct to_caller to = {.token = fn, .arg = arg};
    if (text.n == 0)
        return OK;
    if (text.n > INT32_MAX)
        return err_set(e, ERR_TOO_LARGE, "the text is too long to be searched");
    if (folding != FOLDING_FIRST) {
        fold_words(text, hand_over_word, &to);
        return OK;
    }
    int rc = c->fts->unicode61_api.xTokenize(c->fts->unicode61, &to, FTS5_TOKENIZE_DOCUMENT, text.p,
                                             (int)text.n, hand_over);
    return rc == SQLITE_OK ? OK : conn_error(c, rc, "splitting a text into words", e);
}

/* ---- the pieces of an index ---- */

/* Reads one of SQLite's variable-length integers from *rest; false at the end. */
static bool varint(struct str *rest, uint64_t *out)
{
    *out = 0;
    for (int i = 0; rest->n > 0; i++) {
        unsigned byte = (unsigned char)rest->p[0];
        *rest = str_skip(*rest, 1);
        if (i == 8) {
            *out = *out << 8 | byte;
            return true;
        }
        *out = *out << 7 | (byte & 0x7F);
        if (byte < 0x80)
            return true;
    }
    return false;
}

/* Reads a level: the number of its pieces that are being merged, the number of all its pieces, then
 * the id, first and last page of each. */
static bool read_level(struct str *rest, struct fts_pieces *out, uint64_t *most)
{
    enum { MERGED_FROM = 4 }; /* pieces in a level from which FTS5 merges: its "usermerge" */
    uint64_t joining, n, id, first, last;
    if (!varint(rest, &joining) || !varint(rest, &n))
        return false;
    for (uint64_t i = 0; i < n; i++) {
        if (!varint(rest, &id) || !varint(rest, &first) || !varint(rest, &last) || last < first)
            return false;
        int64_t pages = (int64_t)(last - first) + 1;
        out->pages += pages;
        if (pages > out->largest)
            out->largest = pages;
        out->n++;
    }
    /* FTS5 merges the level with the most pieces, up to the first one that is being merged already.
     */
    uint64_t its = joining > 0 ? joining : n;
    if (its > *most && !out->joining) {
        *most = its;
        out->due = joining > 0 || its >= MERGED_FROM;
    }
    out->joining = out->joining || joining > 0;
    return true;
}

enum err_kind fts_pieces_read(struct str record, struct fts_pieces *out, struct err *e)
{
    enum { COOKIE_BYTES = 4 };
    static const struct str newer = STR("\xFF\x00\x00\x01"); /* the format of contentless tables */
    uint64_t levels, pieces, written, most = 0;
    *out = (struct fts_pieces){0};
    if (record.n <= COOKIE_BYTES)
        return OK;
    struct str rest = str_skip(record, COOKIE_BYTES);
    bool good = !str_starts(rest, newer) && varint(&rest, &levels) && varint(&rest, &pieces) &&
                varint(&rest, &written);
    for (uint64_t i = 0; good && i < levels; i++)
        good = read_level(&rest, out, &most);
    return good && (uint64_t)out->n == pieces
               ? OK
               : err_set(e, ERR_DB, "the search index's record of its pieces cannot be read");
}

/* ---- a connection's part ---- */

static fts5_api *find_api(struct db_conn *c)
{
    fts5_api *api = NULL;
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(c->handle, "SELECT fts5(?1)", -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(q, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(q);
    }
    sqlite3_finalize(q);
    return api;
}

enum err_kind fts_attach(struct db_conn *c, struct err *e)
{
    fts5_api *api = find_api(c);
    if (api == NULL)
        return err_set(e, ERR_DB, "this SQLite was built without FTS5");
    struct fts *fts = c->fts = check_memory(calloc(1, sizeof *c->fts));
    /* The same options as in sql/schema/0002_search.sql. */
    const char *options[] = {"remove_diacritics", "2"};
    fts5_tokenizer ours = {tokenizer_open, tokenizer_close, tokenizer_run};
    void *user = NULL;
    int rc = api->xFindTokenizer(api, "unicode61", &user, &fts->unicode61_api);
    if (rc == SQLITE_OK)
        rc = fts->unicode61_api.xCreate(user, options, 2, &fts->unicode61);
    if (rc == SQLITE_OK)
        rc = api->xCreateTokenizer(api, "unicode61", fts, &ours, NULL);
    if (rc == SQLITE_OK)
        rc = api->xCreateFunction(api, "search_score", NULL, search_score, NULL);
    return rc == SQLITE_OK ? OK : conn_error(c, rc, "preparing full-text search", e);
}

void fts_detach(struct db_conn *c)
{
    if (c->fts != NULL && c->fts->unicode61 != NULL)
        c->fts->unicode61_api.xDelete(c->fts->unicode61);
    free(c->fts);
    c->fts = NULL;
}

enum err_kind fts_clear(struct db_conn *c, enum sql_id sql, struct err *e)
{
    int64_t before = 1;
    TRY(conn_pragma(c, "secure_delete", &before, e));
    conn_exec_quietly(c, "PRAGMA secure_delete=OFF");
    enum err_kind kind = stmt_run(db_stmt(c, sql), e);
    conn_exec_quietly(c, before == 1   ? "PRAGMA secure_delete=ON"
                         : before == 2 ? "PRAGMA secure_delete=FAST"
                                       : "PRAGMA secure_delete=OFF");
    return kind;
}
