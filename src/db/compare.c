/* SPDX-License-Identifier: MIT */
/* Compares a database's schema with the one that its version should have.
 *
 * The expected schema is not written down a second time: the migrations up to that version are
 * applied to an empty database in memory, and the two are compared object by object. SQLite stores
 * statements as typed, so they are compared word by word, ignoring blanks, comments and the case of
 * letters. SQLite's own objects (sqlite_...) are left out. The result depends on the two schemas
 * only. */
#include "db/internal.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/buf.h"

/* A table, an index, a trigger or a view. */
struct object {
    struct str type, name, table, sql;
};
struct objects {
    struct object *item;
    size_t n, room;
};

/* ---- statements ---- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The length of the blanks and comments at the beginning of S. */
static size_t gap_length(struct str s)
{
    size_t n = 0;
    for (;;) {
        struct str rest = str_skip(s, n);
        if (rest.n > 0 && isspace((unsigned char)rest.p[0])) {
            n++;
        } else if (str_starts(rest, STR("--"))) {
            n += str_index(rest, '\n');
        } else if (str_starts(rest, STR("/*"))) {
            size_t end = str_find(rest, STR("*/"));
            n += end < rest.n ? end + 2 : rest.n;
        } else {
            return n;
        }
    }
}

/* Removes the next word, quoted text or sign from *rest; empty at the end. *apart is true if blanks
 * or comments came before it. */
static struct str next_token(struct str *rest, bool *apart)
{
    size_t gap = gap_length(*rest), n = 0;
    struct str s = str_skip(*rest, gap);
    *apart = gap > 0;
    if (s.n > 0 && strchr("'\"`", s.p[0]) != NULL) {
        size_t end = str_index(str_skip(s, 1), s.p[0]);
        n = end + 2 < s.n ? end + 2 : s.n;
    } else {
        while (n < s.n && is_word(s.p[n]))
            n++;
        if (n == 0 && s.n > 0)
            n = 1;
    }
    *rest = str_skip(s, n);
    return str_head(s, n);
}

static bool same_statement(struct str a, struct str b)
{
    bool apart;
    for (;;) {
        struct str x = next_token(&a, &apart), y = next_token(&b, &apart);
        if (str_empty(x) || str_empty(y))
            return str_empty(x) && str_empty(y);
        if (x.p[0] == '\'' ? !str_eq(x, y) : !str_ieq(x, y))
            return false;
    }
}

/* SQL on one line, without its comments. */
static struct str on_one_line(struct arena *a, struct str sql)
{
    struct buf out = buf_in(a);
    bool apart;
    for (struct str token; !str_empty(token = next_token(&sql, &apart));) {
        if (apart && out.n > 0)
            buf_add(&out, STR(" "));
        buf_add(&out, token);
    }
    return buf_str(&out);
}

/* ---- reading a schema ---- */

static struct str column(sqlite3_stmt *q, int i, struct arena *a)
{
    const char *text = (const char *)sqlite3_column_text(q, i);
    return arena_dup(a, str_of(text, text ? (size_t)sqlite3_column_bytes(q, i) : 0));
}

static void objects_add(struct objects *all, struct object added, struct arena *a)
{
    if (all->n == all->room) {
        size_t room = all->room > 0 ? 2 * all->room : 128;
        struct object *more = ARENA_ARRAY(a, struct object, room);
        if (all->n > 0)
            memcpy(more, all->item, all->n * sizeof *more);
        all->item = more;
        all->room = room;
    }
    all->item[all->n++] = added;
}

static enum err_kind read_objects(struct db_conn *c, struct arena *a, struct objects *out,
                                  struct err *e)
{
    sqlite3_stmt *q;
    int rc = sqlite3_prepare_v2(c->handle,
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                "ORDER BY type = 'table' DESC, type, name",
                                -1, &q, NULL);
    if (rc != SQLITE_OK)
        return conn_error(c, rc, "reading the schema", e);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        struct object next = {column(q, 0, a), column(q, 1, a), column(q, 2, a), column(q, 3, a)};
        if (!str_starts(next.name, STR("sqlite_")))
            objects_add(out, next, a);
    }
    enum err_kind kind = rc == SQLITE_DONE ? OK : conn_error(c, rc, "reading the schema", e);
    sqlite3_finalize(q);
    return kind;
}

/* The objects that a database of VERSION should have. */
static enum err_kind read_known(int version, struct arena *a, struct objects *out, struct err *e)
{
    struct db_conn *c;
    TRY(conn_open(":memory:", CONN_WRITE, &c, e));
    enum err_kind kind = conn_exec(c, "BEGIN", e);
    if (kind == OK)
        kind = schema_apply(c, 0, version, e);
    if (kind == OK)
        kind = read_objects(c, a, out, e);
    conn_close(&c);
    return kind;
}

/* ---- comparing ---- */

static const struct object *object_find(const struct objects *all, struct str type, struct str name)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->item[i].name, name) && str_eq(all->item[i].type, type))
            return &all->item[i];
    return NULL;
}

/* A table contains data, so only a backup helps. Everything else can be created again by its
 * statement. */
static struct str advice(struct arena *a, const struct object *known, bool drop)
{
    if (str_eq(known->type, STR("table")))
        return STR("restore a backup from before");
    struct str sql = on_one_line(a, known->sql);
    if (!drop)
        return arena_printf(a, "stop the program and run this on the database with sqlite3: %.*s;",
                            STR_ARG(sql));
    return arena_printf(
        a, "stop the program and run this on the database with sqlite3: DROP %.*s %.*s; %.*s;",
        STR_ARG(known->type), STR_ARG(known->name), STR_ARG(sql));
}

static void compare_one(const struct objects *found, const struct object *known, struct arena *a,
                        db_report_fn *problem, void *arg)
{
    const struct object *actual = object_find(found, known->type, known->name);
    bool is_table = str_eq(known->type, STR("table"));
    if (actual == NULL && !is_table && object_find(found, STR("table"), known->table) == NULL &&
        object_find(found, STR("view"), known->table) == NULL)
        return; /* its table is missing, which is reported already */
    if (actual != NULL && same_statement(actual->sql, known->sql))
        return;
    struct str what =
        arena_printf(a, "the %.*s %.*s %s", STR_ARG(known->type), STR_ARG(known->name),
                     actual == NULL ? "is missing" : "is not what this program made");
    struct str todo = advice(a, known, actual != NULL);
    problem(arg, arena_printf(a, "%.*s: %.*s", STR_ARG(what), STR_ARG(todo)).p);
}

static void compare(const struct objects *found, const struct objects *known, struct arena *a,
                    db_report_fn *problem, db_report_fn *extra, void *arg)
{
    for (size_t i = 0; i < known->n; i++)
        compare_one(found, &known->item[i], a, problem, arg);
    for (size_t i = 0; i < found->n; i++) {
        const struct object *object = &found->item[i];
        if (object_find(known, object->type, object->name) == NULL)
            extra(arg, arena_printf(a, "the %.*s %.*s does not belong to this program",
                                    STR_ARG(object->type), STR_ARG(object->name))
                           .p);
    }
}

enum err_kind db_compare_schema(struct db *db, db_report_fn *problem, db_report_fn *extra,
                                void *arg, struct err *e)
{
    struct db_conn *c;
    struct objects found = {0}, known = {0};
    TRY(conn_open(db->path, db->reader, &c, e));
    struct arena *a = arena_new(256 * 1024);
    enum err_kind kind = read_objects(c, a, &found, e);
    conn_close(&c);
    if (kind == OK)
        kind = read_known(db->schema, a, &known, e);
    if (kind == OK)
        compare(&found, &known, a, problem, extra, arg);
    arena_free(&a);
    return kind;
}
