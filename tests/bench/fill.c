/* SPDX-License-Identifier: MIT */
/* fill: makes a site's database of any size, the same each time.
 *
 *     fill DIR ARTICLES COMMENTS [SEED [UNTIL]]
 *
 * DIR is a site's folder; its database and counter file are replaced. The new database begins with
 * the first schema: its rows are written in the order of their keys without triggers and indexes,
 * the totals with them, and what was left out is made at the end. Then the program itself brings it
 * to the newest schema, as it does with a site of that age; what it does besides (filling the
 * search index, ranking) it does when it is served.
 *
 * Whatever the size: 12 sections, 20 authors, 16 tags that many articles have and many that few
 * have; the newest 1000 articles are of the year until UNTIL (in seconds since 1970; the day's
 * beginning), so that a page of a day, or of what is new, holds as much on each site; the others
 * are of as many years before, at most 19. Every tenth article (7, 17 ...) has one comment and
 * every tenth (3, 13 ...) none; the article in the middle has 10,000 comments besides COMMENTS, and
 * views on each of the last 400 days. Prints what it did and how fast. */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/zone.h"
#include "core/site/site.h"
#include "core/site/site_paths.h"
#include "fill_text.h"

enum {
    DAY_S = 24 * 3600,
    YEAR_S = 365 * DAY_S,
    OF_THE_YEAR = 1000, /* articles of the last year */
    SECTIONS = 12,
    AUTHORS = 20,
    BUSY_TAGS = 16,
    BUSY_COMMENTS = 10000, /* on the article in the middle */
    VIEW_DAYS = 400,
    BODY_BYTES = 1500,
    DEPTH_MAX = 8,
};
static const int64_t never = 4102444800; /* 2100: what is scheduled */

struct planned {
    uint32_t article, parent, root; /* comments by number from 1; 0: none */
    uint8_t depth, status;
    uint16_t kids; /* of a root: approved replies */
};

static struct {
    sqlite3 *db;
    int64_t articles, comments, tags, readers, videos, busy_article;
    int64_t span_s, until;    /* from the first article to the newest */
    struct planned *plan;     /* by comment */
    uint32_t *approved;       /* by article */
    int64_t n_comments;       /* of the plan: with those of the busy article */
    uint32_t (*by_reader)[4]; /* comments by status */
    struct fill_words words;
    char text[TEXT_BYTES], more[TEXT_BYTES], short_text[TEXT_BYTES];
} site;

/* ---- the database ---- */

static void stop(const char *doing)
{
    fprintf(stderr, "fill: %s: %s\n", doing, site.db ? sqlite3_errmsg(site.db) : "failed");
    exit(1);
}

static void run(const char *sql)
{
    if (sqlite3_exec(site.db, sql, NULL, NULL, NULL) != SQLITE_OK)
        stop(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v3(site.db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
        stop(sql);
    return s;
}

/* Inserts a row: KINDS has a letter a parameter: i an int64_t, t a text. */
static void put(sqlite3_stmt *s, const char *kinds, ...)
{
    va_list ap;
    assert((int)strlen(kinds) == sqlite3_bind_parameter_count(s));
    va_start(ap, kinds);
    for (int i = 0; kinds[i] != '\0'; i++) {
        if (kinds[i] == 'i')
            sqlite3_bind_int64(s, i + 1, va_arg(ap, int64_t));
        else
            sqlite3_bind_text(s, i + 1, va_arg(ap, const char *), -1, SQLITE_STATIC);
    }
    va_end(ap);
    if (sqlite3_step(s) != SQLITE_DONE)
        stop(sqlite3_sql(s));
    sqlite3_reset(s);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Prints how long N of WHAT took since *BEGAN, and begins anew. */
static void tell(const char *what, int64_t n, double *began)
{
    double now = now_s(), took = now - *began;
    *began = now;
    printf("fill_%s: %" PRId64 "\nfill_%s_s: %.2f\n", what, n, what, took);
    if (n > 0)
        printf("fill_%s_per_s: %.0f\n", what, (double)n / took);
    fflush(stdout);
}

/* A new database of the first schema. */
static void begin(const char *path)
{
    char marks[200];
    sqlite3_stmt *s;
    if (sqlite3_open(path, &site.db) != SQLITE_OK)
        stop(path);
    s = prepare("PRAGMA application_id");
    sqlite3_step(s);
    snprintf(marks, sizeof marks, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             sqlite3_column_int(s, 0), sql_migrations[0].version);
    sqlite3_finalize(s);
    sqlite3_close(site.db);
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        unlink(name);
    }
    if (sqlite3_open(path, &site.db) != SQLITE_OK)
        stop(path);
    run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA cache_size=-1000000; PRAGMA threads=2");
    run(sql_migrations[0].text);
    run(marks);
}

/* The statements that QUERY gives as one text, to be freed. */
static char *statements(const char *query)
{
    sqlite3_stmt *s = prepare(query);
    if (sqlite3_step(s) != SQLITE_ROW)
        stop(query);
    char *all = strdup((const char *)sqlite3_column_text(s, 0));
    assert(all != NULL);
    sqlite3_finalize(s);
    return all;
}

/* Drops what makes each row slow to write; returns the statements that make it again. */
static char *set_aside(void)
{
#define ASIDE " FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    char *again = statements("SELECT group_concat(sql, ';')" ASIDE);
    char *drop = statements("SELECT group_concat('DROP ' || type || ' ' || name, ';')" ASIDE);
    run(drop);
    free(drop);
    return again;
}

/* ---- the plan: what is where ---- */

static int64_t published_at(int64_t article)
{
    int64_t older = site.articles - OF_THE_YEAR;
    if (article > older)
        return site.until - YEAR_S + (article - older) * YEAR_S / OF_THE_YEAR;
    return site.until - site.span_s +
           (int64_t)((double)(site.span_s - YEAR_S) * (double)article / (double)older);
}

/* Numbers as in enum article_status. */
static int64_t status_of(int64_t article)
{
    if (article % 10 == 3 || article % 10 == 7 || article == site.busy_article)
        return 3;
    int64_t x = chance_below(ABOUT_STATUS, (uint64_t)article, 200);
    return x < 4 ? 0 : x < 5 ? 1 : x < 6 ? 2 : x < 8 ? 4 : x < 12 ? 5 : 3;
}

/* Replies are to the last comment of the article, or to the thread that it is in. */
static void plan_comment(int64_t article, uint32_t *last_of)
{
    int64_t i = ++site.n_comments;
    struct planned *c = &site.plan[i], *last = &site.plan[last_of[article]];
    int64_t x = chance_below(ABOUT_REPLY, (uint64_t)i, 100);
    c->article = (uint32_t)article;
    bool plain = article % 10 == 7 || article == site.busy_article;
    c->status = plain || x % 50 < 45 ? 1 : (uint8_t)("\0\0\2\2\3"[x % 50 - 45]);
    c->root = (uint32_t)i;
    c->depth = 1;
    if (last_of[article] != 0 && x < 40) {
        bool deeper = last->depth < DEPTH_MAX && x < 25;
        c->parent = deeper ? last_of[article] : last->root;
        c->root = last->root;
        c->depth = (uint8_t)(site.plan[c->parent].depth + 1);
        site.plan[c->root].kids = (uint16_t)(site.plan[c->root].kids + (c->status == 1));
    }
    last_of[article] = (uint32_t)i;
    site.approved[article] += c->status == 1;
}

/* Comments come when an article is new, and now and then on old ones. */
static void plan_comments(void)
{
    uint32_t *last_of = calloc((size_t)site.articles + 1, sizeof *last_of);
    site.plan =
        calloc((size_t)(site.comments + site.articles + BUSY_COMMENTS) + 1, sizeof *site.plan);
    site.approved = calloc((size_t)site.articles + 1, sizeof *site.approved);
    assert(last_of != NULL && site.plan != NULL && site.approved != NULL);
    int64_t planned = 0, busy = 0;
    for (int64_t a = 1; a <= site.articles; a++) {
        if (a % 10 == 7 && planned < site.comments) {
            plan_comment(a, last_of);
            planned++;
        }
        for (; planned < site.comments * a / site.articles; planned++) {
            uint64_t i = (uint64_t)planned;
            int64_t back = chance_below(ABOUT_ARTICLE, i, 8) == 0
                               ? chance_below(ABOUT_ARTICLE, i * 2 + 1, a)
                               : chance_below(ABOUT_ARTICLE, i * 2 + 1, a < 30 ? a : 30);
            int64_t article = a - back;
            article += article % 10 == 3 || article % 10 == 7;
            plan_comment(article <= site.articles ? article : 1, last_of);
        }
        for (; a >= site.busy_article &&
               busy * (site.articles - site.busy_article) < BUSY_COMMENTS * (a - site.busy_article);
             busy++)
            plan_comment(site.busy_article, last_of);
    }
    free(last_of);
}

/* ---- the rows ---- */

static void put_people(void)
{
    /* The days of the archive below are those of the site's time zone: there is nothing to recount.
     */
    struct zone *utc = NULL;
    struct err e;
    if (zone_open(&utc, STR("UTC"), &e) != OK)
        stop(e.msg);
    char counted[200];
    snprintf(counted, sizeof counted,
             "INSERT INTO setting (name, value) VALUES ('archive_zone', 'UTC@%016" PRIx64 "')",
             zone_rules(utc));
    run(counted);
    zone_unref(&utc);
    run("INSERT INTO user (login, slug, name, email, bio, role, password_hash, created_at)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)"
        " SELECT 'author' || i, 'author-' || i, 'Author ' || i, 'author' || i || '@example.org', "
        "'',"
        " 2, '', 0 FROM n");
    run("INSERT INTO section (slug, name, description, position)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
        " SELECT 'section-' || i, 'Section ' || i, '', i FROM n");
    sqlite3_stmt *s = prepare("INSERT INTO tag (id, slug, name) VALUES (?1, ?2, ?3)");
    for (int64_t i = 1; i <= site.tags; i++) {
        snprintf(site.text, sizeof site.text, "tag-%" PRId64, i);
        put(s, "itt", i, site.text, site.text);
    }
    sqlite3_finalize(s);
}

/* YYYYMMDD */
static int64_t day_of(int64_t at)
{
    time_t t = at;
    struct tm tm;
    gmtime_r(&t, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static void put_article(sqlite3_stmt *s, int64_t id)
{
    char slug[64];
    int64_t status = status_of(id), at = published_at(id);
    bool was_published = status == 3 || status == 4;
    uint64_t key = (uint64_t)id * 4;
    snprintf(slug, sizeof slug, "story-%" PRId64, id);
    put_headline(&site.words, key, 8, site.short_text);
    put_prose(&site.words, key + 1, 120, site.more);
    put_prose(&site.words, key + 2, BODY_BYTES, site.text);
    put(s, "iititttiiiiiii", id, status, slug, was_published ? day_of(at) : INT64_C(0),
        site.short_text, site.more, site.text, INT64_C(250),
        chance_below(ABOUT_SECTION, (uint64_t)id, SECTIONS) + 1,
        chance_below(ABOUT_AUTHOR, (uint64_t)id, AUTHORS) + 1,
        status == 2     ? never + id
        : was_published ? at
                        : INT64_C(0),
        at, id % 50 == 0 ? id % 9973 : INT64_C(0), (int64_t)site.approved[id]);
}

static void put_articles(void)
{
    sqlite3_stmt *s = prepare(
        "INSERT INTO article (id, status, slug, day, title, standfirst, body, excerpt, words,"
        " section_id, author_id, social_links, comments_open, published_at, created_at, updated_at,"
        " base_views, comment_count) VALUES"
        " (?1, ?2, ?3, ?4, ?5, ?6, ?7, substr(?7, 1, 220), ?8, ?9, ?10, 0, 1, ?11, ?12, ?12, ?13,"
        " ?14)");
    sqlite3_stmt *tag = prepare("INSERT INTO article_tag (article_id, tag_id, position,"
                                " published_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    sqlite3_stmt *alias =
        prepare("INSERT INTO article_alias (day, slug, article_id) VALUES (?1, ?2, ?3)");
    for (int64_t id = 1; id <= site.articles; id++) {
        put_article(s, id);
        int64_t at = status_of(id) == 3 ? published_at(id) : 0;
        put(tag, "iiii", id, chance_below(ABOUT_TAG, (uint64_t)id * 2, BUSY_TAGS) + 1, INT64_C(0),
            at);
        put(tag, "iiii", id, chance_below(ABOUT_TAG, (uint64_t)id * 2 + 1, site.tags) + 1,
            INT64_C(1), at);
        if (id % 50 == 1) {
            snprintf(site.text, sizeof site.text, "before-%" PRId64, id);
            put(alias, "iti", day_of(published_at(id)), site.text, id);
        }
    }
    sqlite3_finalize(s);
    sqlite3_finalize(tag);
    sqlite3_finalize(alias);
    run("UPDATE article_total SET n = (SELECT count(*) FROM article AS a"
        " WHERE a.status = article_total.status)");
}

static void put_comment(sqlite3_stmt *s, int64_t id)
{
    const struct planned *c = &site.plan[id];
    char name[64], email[64], url[64], addr[40], browser[33], receipt[33], digest[33];
    double x = (double)chance_below(ABOUT_READER, (uint64_t)id, 1 << 30) / (1 << 30);
    int64_t reader = (int64_t)(x * x * (double)site.readers);
    uint64_t r = chance(ABOUT_READER, (uint64_t)reader * 3 + 1);
    put_headline(&site.words, (uint64_t)reader * 4 + 3, 2, site.short_text);
    snprintf(name, sizeof name, "%.60s", site.short_text);
    snprintf(email, sizeof email, "reader%" PRId64 "@example.org", reader);
    snprintf(url, sizeof url, r % 10 ? "" : "https://reader%" PRId64 ".example.org/", reader);
    snprintf(addr, sizeof addr, "%u.%u.%u.%u", (unsigned)(r >> 8 & 255), (unsigned)(r >> 16 & 255),
             (unsigned)(r >> 24 & 255), (unsigned)(r >> 32 & 255));
    put_hex(r, 32, browser);
    put_hex((uint64_t)id * 4 + 1, 32, receipt);
    put_hex((uint64_t)id * 4 + 2, 32, digest);
    put_prose(&site.words, (uint64_t)id * 4 + 1,
              (size_t)(60 + chance_below(ABOUT_TEXT, (uint64_t)id, 300)), site.text);
    int64_t at = site.until - site.span_s + site.span_s / site.n_comments * id;
    put(s, "iiiiititttttttttiiii", id, (int64_t)c->article, (int64_t)c->parent, (int64_t)c->root,
        (int64_t)c->depth, c->status == 0 ? "New here." : "", (int64_t)c->status, name, email, url,
        site.text, addr, "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        browser, receipt, digest, at, c->status != 0 ? at + 60 : INT64_C(0),
        c->status != 0 ? id % 2 : INT64_C(0), (int64_t)c->kids);
    site.by_reader[reader][c->status]++;
}

static void put_comments(void)
{
    site.by_reader = calloc((size_t)site.readers, sizeof *site.by_reader);
    assert(site.by_reader != NULL);
    sqlite3_stmt *s =
        prepare("INSERT INTO comment (id, article_id, parent_id, root_id, depth, held_reason,"
                " status, author, email, url, body, addr, user_agent, browser, receipt_hash,"
                " digest, created_at, decided_at, decided_by, shown_kids) VALUES (?1, ?2,"
                " nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
                " ?18, nullif(?19, 0), ?20)");
    for (int64_t id = 1; id <= site.n_comments; id++)
        put_comment(s, id);
    sqlite3_finalize(s);
    run("UPDATE comment_total SET n = (SELECT count(*) FROM comment AS c"
        " WHERE c.status = comment_total.status)");
    s = prepare("INSERT INTO author_total (email, status, n) VALUES (?1, ?2, ?3)");
    for (int64_t reader = 0; reader < site.readers; reader++)
        for (int64_t status = 0; status < 4; status++)
            if (site.by_reader[reader][status] > 0) {
                char email[64];
                snprintf(email, sizeof email, "reader%" PRId64 "@example.org", reader);
                put(s, "tii", email, status, (int64_t)site.by_reader[reader][status]);
            }
    sqlite3_finalize(s);
    free(site.by_reader);
    free(site.plan);
    free(site.approved);
}

/* An article is read every day at first, then less and less; DAYS is by how long ago. */
static int64_t put_article_days(sqlite3_stmt *s, int64_t article, const int64_t *days,
                                int64_t total[4])
{
    int64_t rows = 0, age = (site.until - published_at(article)) / DAY_S;
    for (int64_t ago = VIEW_DAYS - 1; ago >= 0; ago--) {
        int64_t since = age - ago;
        if (since < 0)
            continue;
        uint64_t x = chance(ABOUT_VIEWS, (uint64_t)(article * VIEW_DAYS + ago));
        double share = 0.04 + (since < 3 ? 1 : 3.0 / (double)since);
        if (article != site.busy_article && (double)(x & 1023) > share * 1024)
            continue;
        int64_t n = 1 + (int64_t)(x >> 10 & 63) + (since < 3 ? 500 : 0);
        const int64_t of[4] = {n, n / 3, n / 9, n / 50}; /* readers, robots, AI robots, others */
        put(s, "iiiiii", article, days[ago], of[0], of[1], of[2], of[3]);
        for (int i = 0; i < 4; i++)
            total[i] += of[i];
        rows++;
    }
    return rows;
}

static int64_t put_views(void)
{
    int64_t rows = 0, days[VIEW_DAYS];
    for (int64_t ago = 0; ago < VIEW_DAYS; ago++)
        days[ago] = day_of(site.until - ago * DAY_S);
    sqlite3_stmt *day = prepare("INSERT INTO view_day (article_id, day, counted, robot, ai_robot,"
                                " prefetch, staff, repeat, other) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0,"
                                " 0, ?6)");
    sqlite3_stmt *total =
        prepare("INSERT INTO view_total (article_id, node, counted, robot, ai_robot, prefetch,"
                " staff, repeat, other) VALUES (?1, 'main', ?2, ?3, ?4, 0, 0, 0, ?5)");
    for (int64_t id = 1; id <= site.articles; id++) {
        int64_t n[4] = {0}, status = status_of(id);
        if (status != 3 && status != 4)
            continue;
        rows += put_article_days(day, id, days, n);
        if (n[0] > 0)
            put(total, "iiiii", id, n[0], n[1], n[2], n[3]);
    }
    sqlite3_finalize(day);
    sqlite3_finalize(total);
    return rows;
}

static void put_videos(void)
{
    sqlite3_stmt *s = prepare("INSERT INTO video (id, youtube_id, title, description, poster,"
                              " duration_s, published_at, trashed, created_at)"
                              " VALUES (?1, ?2, ?3, ?4, '', ?5, ?6, ?7, ?6)");
    for (int64_t id = 1; id <= site.videos; id++) {
        char youtube[12];
        put_hex((uint64_t)id * 4 + 3, 11, youtube);
        put_headline(&site.words, (uint64_t)id * 4 + 2, 6, site.short_text);
        put_prose(&site.words, (uint64_t)id * 4 + 3, 200, site.text);
        put(s, "itttiii", id, youtube, site.short_text, site.text, 60 + id % 900,
            site.until - site.span_s +
                (int64_t)((double)site.span_s * (double)id / (double)site.videos),
            (int64_t)(id % 40 == 0));
    }
    sqlite3_finalize(s);
}

/* What the newsroom did: a line for each article, and for each twentieth comment a decision. */
static void put_history(void)
{
    run("INSERT INTO audit (at, user_id, who, action, object, was, became)"
        " SELECT created_at, author_id, 'Author ' || author_id, 'article.publish', 'article ' || "
        "id,"
        " 'draft', 'published' FROM article");
    run("INSERT INTO moderation (id, user_id, at, to_status, changed)"
        " SELECT id, 1, decided_at, status, 1 FROM comment WHERE id % 20 = 0 AND status <> 0");
    run("INSERT INTO moderation_change (moderation_id, comment_id, from_status)"
        " SELECT id, id, 0 FROM moderation");
    run("INSERT INTO audit (at, user_id, who, action, object, was, became)"
        " SELECT at, 1, 'Author 1', 'comment.approve', 'comment ' || id, 'pending', 'approved'"
        " FROM moderation");
}

/* ---- all of it ---- */

static void fill(void)
{
    double began = now_s();
    plan_comments();
    char *again = set_aside();
    run("BEGIN");
    put_people();
    put_articles();
    tell("articles", site.articles, &began);
    put_comments();
    tell("comments", site.n_comments, &began);
    tell("view_days", put_views(), &began);
    put_videos();
    put_history();
    tell("others", 0, &began);
    run(again);
    free(again);
    tell("indexes", 0, &began);
    run("COMMIT");
    sqlite3_close(site.db);
    site.db = NULL;
    tell("closing", 0, &began);
}

/* The newest schema and the site's identity, as the program makes them. */
static void finish(struct arena *a, const char *dir)
{
    struct err e;
    struct db *db;
    double began = now_s();
    enum err_kind kind =
        db_open(&db, site_path(a, dir, SITE_DATABASE), site_path(a, dir, SITE_LOCK), &e);
    if (kind == OK) {
        kind = site_make(db, &e);
        db_close(&db);
    }
    if (kind != OK) {
        fprintf(stderr, "fill: %s\n", e.msg);
        exit(1);
    }
    tell("migrations", sql_migration_count - 1, &began);
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 6) {
        fputs("usage: fill DIR ARTICLES COMMENTS [SEED [UNTIL]]\n", stderr);
        return 2;
    }
    site.articles = strtoll(argv[2], NULL, 10);
    site.comments = strtoll(argv[3], NULL, 10);
    fill_seed = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
    site.until = argc > 5 ? strtoll(argv[5], NULL, 10) : time(NULL) / DAY_S * DAY_S;
    if (site.articles < 1000 || site.comments < 1000 || site.comments > UINT32_MAX / 2) {
        fputs("fill: at least 1000 articles and 1000 comments\n", stderr);
        return 2;
    }
    site.tags = BUSY_TAGS + site.articles / 20;
    site.readers = 50 + site.comments / 8;
    site.videos = 200 + site.articles / 20;
    site.busy_article = site.articles / 20 * 10 + 5;
    int64_t years = site.articles / OF_THE_YEAR;
    site.span_s = (years < 20 ? years : 20) * YEAR_S;

    umask(027);
    double began = now_s();
    struct arena *a = arena_new(4096);
    fill_words_make(&site.words);
    const char *counters = site_path(a, argv[1], SITE_VIEWS);
    unlink(counters);
    begin(site_path(a, argv[1], SITE_DATABASE));
    fill();
    finish(a, argv[1]);
    arena_free(&a);
    tell("all", site.articles + site.n_comments, &began);
    return 0;
}
