/* SPDX-License-Identifier: MIT */
/* Build-time generator: turns SQL files into C.
 *
 *     sqlgen OUT_DIR sql/schema sql/query
 *
 * The schema is applied to an empty database in memory, and every statement is prepared on it. So a
 * statement that does not fit the schema fails the build. sql.h and sql.c in OUT_DIR contain:
 *
 *     enum sql_id      SQL_ARTICLE_BY_SLUG   one for each `-- name: article_by_slug`
 *     enum sql_arg     ARG_SLUG              one for each parameter name (:slug)
 *     enum sql_column  COL_TITLE             one for each name of a result column
 *
 * and a table with the index of each parameter and column in each statement. All statements share
 * these names, so one function can read an article from a row of any statement that selects its
 * columns, in any order. `-- scan: reason` after the name allows a statement to scan a table
 * (tests/unit/test_sql.c checks the query plans). */
#include <ctype.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STATEMENTS = 1000, MAX_NAMES = 250, MAX_FILES = 200 };

struct statement {
    char *name, *scan, *text;
    int args[MAX_NAMES], columns[MAX_NAMES]; /* by name: index + 1, or 0 */
    int n_args;
};

struct names {
    char *name[MAX_NAMES];
    int n;
};

static struct statement statements[MAX_STATEMENTS];
static int n_statements;
static struct names arg_names, column_names;

static void die(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    exit(1);
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        die("cannot read %s", path);
    char *text = NULL;
    size_t n = 0, cap = 0;
    for (int c; (c = fgetc(f)) != EOF;) {
        if (n + 2 > cap && (text = realloc(text, cap = cap ? 2 * cap : 4096)) == NULL)
            die("out of memory");
        text[n++] = (char)c;
    }
    fclose(f);
    if (text == NULL)
        die("%s is empty", path);
    text[n] = '\0';
    return text;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The paths of the .sql files in a folder, sorted by name. */
static int list_files(const char *dir, char *paths[MAX_FILES])
{
    DIR *d = opendir(dir);
    if (d == NULL)
        die("cannot read the folder %s", dir);
    int n = 0;
    for (struct dirent *f; (f = readdir(d)) != NULL;) {
        const char *dot = strrchr(f->d_name, '.');
        if (dot == NULL || strcmp(dot, ".sql") != 0)
            continue;
        if (n == MAX_FILES)
            die("%s: too many files", dir);
        if (asprintf(&paths[n++], "%s/%s", dir, f->d_name) < 0)
            die("out of memory");
    }
    closedir(d);
    qsort(paths, (size_t)n, sizeof *paths, by_name);
    return n;
}

static int name_id(struct names *names, const char *name, const char *where)
{
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            die("%s: \"%s\" is not a lower-case name: give the column one with AS", where, name);
    for (int i = 0; i < names->n; i++)
        if (strcmp(names->name[i], name) == 0)
            return i;
    if (names->n == MAX_NAMES)
        die("%s: more than %d names", where, MAX_NAMES);
    names->name[names->n] = strdup(name);
    return names->n++;
}

static void prepare(sqlite3 *db, struct statement *s, const char *path)
{
    sqlite3_stmt *q;
    const char *rest;
    char where[500];
    snprintf(where, sizeof where, "%s: %s", path, s->name);
    if (sqlite3_prepare_v2(db, s->text, -1, &q, &rest) != SQLITE_OK)
        die("%s: %s", where, sqlite3_errmsg(db));
    if (q == NULL || rest[strspn(rest, " \n\t")] != '\0')
        die("%s: must be exactly one statement", where);
    s->n_args = sqlite3_bind_parameter_count(q);
    for (int i = 1; i <= s->n_args; i++) {
        const char *name = sqlite3_bind_parameter_name(q, i);
        if (name == NULL || name[0] != ':')
            die("%s: every parameter needs a :name", where);
        s->args[name_id(&arg_names, name + 1, where)] = i;
    }
    for (int i = 0; i < sqlite3_column_count(q); i++) {
        int *at = &s->columns[name_id(&column_names, sqlite3_column_name(q, i), where)];
        if (*at != 0)
            die("%s: two columns named %s", where, sqlite3_column_name(q, i));
        *at = i + 1;
    }
    sqlite3_finalize(q);
}

static void read_queries(sqlite3 *db, const char *path)
{
    char *text = read_file(path);
    struct statement *s = NULL;
    char *body = NULL;
    for (char *line = text, *next; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        if (strncmp(line, "-- name: ", 9) == 0) {
            if (s != NULL) {
                s->text = body;
                prepare(db, s, path);
            }
            if (n_statements == MAX_STATEMENTS)
                die("%s: too many statements", path);
            s = &statements[n_statements++];
            s->name = strdup(line + 9);
            for (int i = 0; i < n_statements - 1; i++)
                if (strcmp(statements[i].name, s->name) == 0)
                    die("%s: two statements named %s", path, s->name);
            body = strdup("");
        } else if (s != NULL && strncmp(line, "-- scan: ", 9) == 0) {
            s->scan = strdup(line + 9);
        } else if (s != NULL && strncmp(line, "--", 2) != 0 && *line != '\0') {
            char *longer;
            if (asprintf(&longer, "%s%s\n", body, line) < 0)
                die("out of memory");
            free(body);
            body = longer;
        }
    }
    if (s == NULL)
        die("%s: no `-- name:` line", path);
    s->text = body;
    prepare(db, s, path);
    free(text);
}

static void write_string(FILE *f, const char *s)
{
    fputc('"', f);
    for (; *s; s++) {
        if (*s == '\n')
            fputs("\\n\"\n        \"", f);
        else if (*s == '"' || *s == '\\')
            fprintf(f, "\\%c", *s);
        else
            fputc(*s, f);
    }
    fputc('"', f);
}

static void write_enum(FILE *f, const char *type, const char *prefix, char *const *names, int n,
                       size_t stride)
{
    fprintf(f, "enum %s {\n", type);
    for (int i = 0; i < n; i++) {
        const char *name = *(char *const *)((const char *)names + (size_t)i * stride);
        fprintf(f, "    %s_", prefix);
        for (; *name; name++)
            fputc(toupper((unsigned char)*name), f);
        fputs(",\n", f);
    }
    fprintf(f, "    %s_COUNT\n};\n\n", prefix);
}

static void write_indexes(FILE *f, const char *member, const int *at, const struct names *names,
                          const char *prefix)
{
    fprintf(f, "     .%s = {", member);
    for (int i = 0; i < names->n; i++) {
        if (at[i] == 0)
            continue;
        fprintf(f, "[%s_", prefix);
        for (const char *c = names->name[i]; *c; c++)
            fputc(toupper((unsigned char)*c), f);
        fprintf(f, "] = %d, ", at[i]);
    }
    fputs("},\n", f);
}

static FILE *create(const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        die("cannot write %s", path);
    return f;
}

static void write_header(const char *dir)
{
    FILE *f = create(dir, "sql.h");
    fputs("/* Made by src/tools/sqlgen.c from sql/. */\n#ifndef GEN_SQL_H\n#define GEN_SQL_H\n\n"
          "#include <stdint.h>\n\n",
          f);
    write_enum(f, "sql_id", "SQL", &statements[0].name, n_statements, sizeof statements[0]);
    write_enum(f, "sql_arg", "ARG", arg_names.name, arg_names.n, sizeof(char *));
    write_enum(f, "sql_column", "COL", column_names.name, column_names.n, sizeof(char *));
    fputs("struct sql_statement {\n"
          "    const char *name, *text;\n"
          "    const char *scan;            /* why it may scan a table, or NULL */\n"
          "    uint8_t n_args;\n"
          "    uint8_t args[ARG_COUNT];     /* the parameter's index from 1; 0: not in it */\n"
          "    uint8_t columns[COL_COUNT];  /* the column's index plus 1; 0: not in it */\n"
          "};\n"
          "extern const struct sql_statement sql_statements[SQL_COUNT];\n\n"
          "/* Applied in order; `version` is the number that the file's name begins with. */\n"
          "struct sql_migration {\n    int version;\n    const char *name, *text;\n};\n"
          "extern const struct sql_migration sql_migrations[];\n"
          "extern const int sql_migration_count;\n\n#endif\n",
          f);
    fclose(f);
}

/* The number at the beginning of the name of the schema file PATH. */
static int schema_version(const char *path)
{
    return (int)strtol(strrchr(path, '/') + 1, NULL, 10);
}

static void write_source(const char *dir, char *const *schema, char *const *schema_text, int n)
{
    FILE *f = create(dir, "sql.c");
    fputs("/* Made by src/tools/sqlgen.c from sql/. */\n#include \"sql.h\"\n\n"
          "#include <stddef.h>\n\n"
          "const struct sql_statement sql_statements[SQL_COUNT] = {\n",
          f);
    for (int i = 0; i < n_statements; i++) {
        const struct statement *s = &statements[i];
        fprintf(f, "    {.name = \"%s\",\n     .scan = ", s->name);
        if (s->scan)
            write_string(f, s->scan);
        else
            fputs("NULL", f);
        fprintf(f, ",\n     .n_args = %d,\n     .text =\n        ", s->n_args);
        write_string(f, s->text);
        fputs(",\n", f);
        write_indexes(f, "args", s->args, &arg_names, "ARG");
        write_indexes(f, "columns", s->columns, &column_names, "COL");
        fputs("    },\n", f);
    }
    fputs("};\n\nconst struct sql_migration sql_migrations[] = {\n", f);
    for (int i = 0; i < n; i++) {
        const char *name = strrchr(schema[i], '/') + 1;
        fprintf(f, "    {%d, \"%s\",\n        ", schema_version(schema[i]), name);
        write_string(f, schema_text[i]);
        fputs("},\n", f);
    }
    fprintf(f, "};\nconst int sql_migration_count = %d;\n", n);
    fclose(f);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: sqlgen OUT_DIR SCHEMA_DIR QUERY_DIR\n", stderr);
        return 2;
    }
    sqlite3 *db;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        die("cannot open a database in memory");

    char *schema[MAX_FILES], *schema_text[MAX_FILES], *queries[MAX_FILES];
    int n_schema = list_files(argv[2], schema);
    for (int i = 0; i < n_schema; i++) {
        if (i > 0 && schema_version(schema[i]) <= schema_version(schema[i - 1]))
            die("%s and %s have the same number", schema[i - 1], schema[i]);
        schema_text[i] = read_file(schema[i]);
        char *message;
        if (sqlite3_exec(db, schema_text[i], NULL, NULL, &message) != SQLITE_OK)
            die("%s: %s", schema[i], message);
    }
    int n_queries = list_files(argv[3], queries);
    for (int i = 0; i < n_queries; i++)
        read_queries(db, queries[i]);

    write_source(argv[1], schema, schema_text, n_schema);
    write_header(argv[1]);
    sqlite3_close(db);
    return 0;
}
